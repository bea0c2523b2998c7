import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../../contract/settings.ts';
import { newId, twitchUserId } from '../../kernel/id.ts';
import type { Database } from '../../platform/db/database.ts';
import { migrate } from '../../platform/db/migrate.ts';
import { openTestDatabase } from '../../testing/test-database.ts';
import { deleteBot, findBot, putBot, renameBot } from './bot-store.ts';
import { findChannel, findChannelConnectedAt, putChannel, renameChannel } from './channel-store.ts';
import {
  deleteMember,
  findMember,
  findMemberByTwitchId,
  findOwner,
  insertMember,
  listMembers,
  type NewMember,
  updateMember,
} from './member-store.ts';
import { team0001 } from './migrations/0001-team.ts';
import { team0002 } from './migrations/0002-rights-and-bot.ts';
import { readSettings, writeSettings } from './settings-store.ts';
import type { TeamTables } from './tables.ts';

const AT = Date.UTC(2026, 10, 22, 18);

const open = (): Promise<Database<TeamTables>> => openTestDatabase<TeamTables>([team0001, team0002]);

function person(change: Partial<NewMember> = {}): NewMember {
  return {
    id: newId('mem', AT),
    twitchId: twitchUserId('42'),
    login: 'ann_example',
    displayName: 'Ann_Example',
    role: 'moderator',
    isOwner: false,
    addedAt: AT,
    addedBy: null,
    signedInAt: null,
    ...change,
  };
}

describe('members', () => {
  it('are found by id and by Twitch id as they were stored', async () => {
    const db = await open();
    const ann = await db.transaction((trx) => insertMember(trx, person()));
    expect(ann).toMatchObject({ role: 'moderator', isOwner: false, addedAt: AT, signedInAt: null, lastSeenAt: null });
    expect(await findMember(db.read, ann.id)).toEqual(ann);
    expect(await findMemberByTwitchId(db.read, twitchUserId('42'))).toEqual(ann);
    expect(await findMember(db.read, 'mem_unknown')).toBeUndefined();
    expect(await findOwner(db.read)).toBeUndefined();
  });

  it('are listed owner first, then by joining', async () => {
    const db = await open();
    await db.transaction(async (trx) => {
      await insertMember(trx, person({ id: newId('mem', AT), twitchId: twitchUserId('1'), login: 'first' }));
      await insertMember(trx, person({ id: newId('mem', AT + 1000), twitchId: twitchUserId('2'), login: 'second' }));
      await insertMember(trx, person({ id: newId('mem', AT + 2000), twitchId: null, login: '', isOwner: true }));
    });
    expect((await listMembers(db.read)).map((member) => member.login)).toEqual(['', 'first', 'second']);
    expect(await findOwner(db.read)).toMatchObject({ isOwner: true, twitchId: null });
  });

  it('change only what is named', async () => {
    const db = await open();
    const ann = await db.transaction((trx) => insertMember(trx, person()));
    const changed = await db.transaction((trx) => updateMember(trx, ann.id, { role: 'admin', lastSeenAt: AT + 5 }));
    expect(changed).toEqual({ ...ann, role: 'admin', lastSeenAt: AT + 5 });
    expect(await db.transaction((trx) => updateMember(trx, ann.id, {}))).toEqual(changed);
    expect(await db.transaction((trx) => updateMember(trx, 'mem_unknown', { login: 'x' }))).toBeUndefined();
  });

  it('have one account each, and one owner', async () => {
    const db = await open();
    await db.transaction((trx) => insertMember(trx, person({ isOwner: true })));
    const twice = db.transaction((trx) => insertMember(trx, person()));
    await expect(twice).rejects.toThrow();
    const owners = db.transaction((trx) => insertMember(trx, person({ twitchId: twitchUserId('7'), isOwner: true })));
    await expect(owners).rejects.toThrow();
    // Any number may still wait for their account.
    await db.transaction((trx) => insertMember(trx, person({ twitchId: null })));
    await db.transaction((trx) => insertMember(trx, person({ twitchId: null })));
    expect((await listMembers(db.read)).length).toBe(3);
  });

  it('leave with their settings', async () => {
    const db = await open();
    const ann = await db.transaction((trx) => insertMember(trx, person()));
    await db.transaction((trx) => writeSettings(trx, ann.id, { ...DEFAULT_SETTINGS, language: 'de' }));
    expect(await db.transaction((trx) => deleteMember(trx, ann.id))).toBe(true);
    expect(await db.transaction((trx) => deleteMember(trx, ann.id))).toBe(false);
    expect(await db.read.selectFrom('team_settings').selectAll().execute()).toEqual([]);
  });
});

describe('settings', () => {
  it('are the defaults until something is chosen, then the last choice', async () => {
    const db = await open();
    const ann = await db.transaction((trx) => insertMember(trx, person()));
    expect(await readSettings(db.read, ann.id)).toEqual(DEFAULT_SETTINGS);
    for (const language of ['de', 'en'] as const) {
      const chosen = { ...DEFAULT_SETTINGS, language, hideNumbers: true };
      await db.transaction((trx) => writeSettings(trx, ann.id, chosen));
      expect(await readSettings(db.read, ann.id)).toEqual(chosen);
    }
  });

  it('survive a stored value that is no longer valid', async () => {
    const db = await open();
    const ann = await db.transaction((trx) => insertMember(trx, person()));
    const stored = { language: 'xx', timeZone: 'Mars/Phobos', hideNumbers: true } as never;
    await db.transaction((trx) =>
      trx.insertInto('team_settings').values({ member_id: ann.id, settings_json: stored }).execute(),
    );
    expect(await readSettings(db.read, ann.id)).toEqual({ ...DEFAULT_SETTINGS, hideNumbers: true });
  });
});

describe('the channel', () => {
  it('is one, the last connected, and takes a new name', async () => {
    const db = await open();
    expect(await findChannel(db.read)).toBeUndefined();
    const rights = ['chat', 'planning'] as const;
    const ann = { twitchId: twitchUserId('42'), login: 'ann_example', displayName: 'Ann_Example', rights };
    const bob = { twitchId: twitchUserId('43'), login: 'bob_example', displayName: 'Bob_Example', rights };
    await db.transaction((trx) => putChannel(trx, ann, AT));
    await db.transaction((trx) => putChannel(trx, bob, AT + 1));
    expect(await findChannel(db.read)).toEqual(bob);
    await db.transaction((trx) => renameChannel(trx, { ...bob, login: 'robert_example', displayName: 'Robert' }));
    await db.transaction((trx) => renameChannel(trx, { ...ann, login: 'nobody' }));
    expect(await findChannel(db.read)).toEqual({ ...bob, login: 'robert_example', displayName: 'Robert' });
  });

  it('keeps what its owner allows, in order, the chat always among it', async () => {
    const db = await open();
    const ann = { twitchId: twitchUserId('42'), login: 'ann_example', displayName: 'Ann_Example' };
    for (const [rights, kept] of [
      [[], ['chat']],
      [
        ['revenue', 'moderation'],
        ['chat', 'moderation', 'revenue'],
      ],
    ] as const) {
      await db.transaction((trx) => putChannel(trx, { ...ann, rights }, AT));
      expect((await findChannel(db.read))?.rights).toEqual(kept);
    }
    expect(await findChannelConnectedAt(db.read)).toBe(AT);
  });

  it('of before there was a choice was asked for everything', async () => {
    const db = await openTestDatabase<TeamTables>([team0001]);
    const row = { twitch_id: '42', login: 'ann_example', display_name: 'Ann', connected_at: AT };
    await db.transaction((trx) =>
      trx
        .insertInto('team_channel')
        .values(row as never)
        .execute(),
    );
    await migrate(db, [team0001, team0002]);
    expect((await findChannel(db.read))?.rights).toEqual(['chat', 'moderation', 'planning', 'revenue']);
  });
});

describe('the bot', () => {
  it('is one, the last connected, takes a new name, and goes when it is meant', async () => {
    const db = await open();
    const one = { twitchId: twitchUserId('51'), login: 'one_bot', displayName: 'One_Bot' };
    const two = { twitchId: twitchUserId('52'), login: 'two_bot', displayName: 'Two_Bot' };
    expect(await findBot(db.read)).toBeUndefined();
    await db.transaction((trx) => putBot(trx, one, AT));
    await db.transaction((trx) => putBot(trx, two, AT + 1));
    await db.transaction((trx) => renameBot(trx, { ...one, login: 'nobody' }));
    expect(await findBot(db.read)).toEqual(two);
    await db.transaction((trx) => renameBot(trx, { ...two, login: 'zwei_bot' }));
    await db.transaction((trx) => deleteBot(trx, one.twitchId));
    expect(await findBot(db.read)).toEqual({ ...two, login: 'zwei_bot' });
    await db.transaction((trx) => deleteBot(trx, two.twitchId));
    expect(await findBot(db.read)).toBeUndefined();
  });
});
