import { describe, expect, it } from 'vitest';
import { channelOf } from '../world.ts';
import { sendLine } from '../world-chat.ts';
import type { WorldEvent } from '../world-events.ts';
import { banUser } from '../world-moderation.ts';
import { MESSAGES } from './messages.ts';
import { outcomeOf, PEOPLE, type Person, type QuietEvening, quietEvening, type RefusedCase } from './quiet-evening.ts';

const HOUR_MS = 3_600_000;
const BANS = ['moderator:manage:banned_users'];
const CHAT = ['moderator:manage:chat_messages'];
const READ = ['moderation:read'];
const moderator = { as: 'moderator', scopes: BANS } as const;

const place = (as: Person = 'moderator') => `broadcaster_id=${PEOPLE.streamer}&moderator_id=${PEOPLE[as]}`;
const at = (as: Person = 'moderator') => `/moderation/bans?${place(as)}`;
const banOf = (user: Person, more: Record<string, unknown> = {}) => ({ data: { user_id: PEOPLE[user], ...more } });

function banStranger({ world }: QuietEvening, seconds: number | null = null): void {
  banUser(world, {
    channelId: PEOPLE.streamer,
    moderatorId: PEOPLE.moderator,
    userId: PEOPLE.stranger,
    reason: 'Werbung',
    seconds,
  });
}

function lineOf({ world }: QuietEvening, user: Person): string {
  const sent = sendLine(world, {
    channelId: PEOPLE.streamer,
    userId: PEOPLE[user],
    text: 'moin zusammen',
    isUnlimited: true,
  });
  return sent.ok ? sent.value.id : '';
}

describe('POST /moderation/bans', () => {
  it('bans for good without a duration and tells everyone', async () => {
    const evening = quietEvening();
    const events: WorldEvent[] = [];
    evening.world.listen((event) => void events.push(event));
    const answer = await evening.ask(moderator, 'POST', at(), banOf('stranger', { reason: 'Werbung' }));
    expect(answer).toMatchObject({
      status: 200,
      body: {
        data: [
          {
            broadcaster_id: PEOPLE.streamer,
            moderator_id: PEOPLE.moderator,
            user_id: PEOPLE.stranger,
            created_at: '2026-11-22T18:00:00Z',
            end_time: null,
          },
        ],
      },
    });
    expect(events).toMatchObject([{ kind: 'user-banned', ban: { reason: 'Werbung', moderatorId: PEOPLE.moderator } }]);
  });

  it.each([1, 600, 1_209_600])('times out for %i seconds', async (duration) => {
    const evening = quietEvening();
    const { body } = await evening.ask(moderator, 'POST', at(), banOf('stranger', { duration }));
    const end = new Date(Date.parse('2026-11-22T18:00:00Z') + duration * 1000).toISOString().replace('.000Z', 'Z');
    expect(body).toMatchObject({ data: [{ end_time: end }] });
  });

  it('changes a timeout by a timeout and makes it a ban by a ban', async () => {
    const evening = quietEvening();
    banStranger(evening, 600);
    const shorter = await evening.ask(moderator, 'POST', at(), banOf('stranger', { duration: 60 }));
    expect(shorter.body).toMatchObject({ data: [{ end_time: '2026-11-22T18:01:00Z' }] });
    const forGood = await evening.ask(moderator, 'POST', at(), banOf('stranger'));
    expect(forGood.body).toMatchObject({ data: [{ end_time: null }] });
  });

  const post = { caller: moderator, method: 'POST', target: at(), body: banOf('stranger') };
  const refused: readonly RefusedCase[] = [
    {
      ...post,
      when: 'broadcaster_id is missing',
      target: `/moderation/bans?moderator_id=${PEOPLE.moderator}`,
      status: 400,
      message: MESSAGES.parameterMissing('broadcaster_id'),
    },
    {
      ...post,
      when: 'moderator_id is missing',
      target: `/moderation/bans?broadcaster_id=${PEOPLE.streamer}`,
      status: 400,
      message: MESSAGES.parameterMissing('moderator_id'),
    },
    { ...post, when: 'there is no data', body: {}, status: 400, message: MESSAGES.parameterMissing('data') },
    {
      ...post,
      when: 'data is a list',
      body: { data: [{ user_id: PEOPLE.stranger }] },
      status: 400,
      message: MESSAGES.parameterMissing('data'),
    },
    { ...post, when: 'nobody is named', body: { data: {} }, status: 400, message: MESSAGES.userIdFieldRequired },
    {
      ...post,
      when: 'the person does not exist',
      body: { data: { user_id: '1' } },
      status: 400,
      message: MESSAGES.unknownTarget,
    },
    ...[0, -1, 1_209_601, 1.5, '60'].map((duration) => ({
      ...post,
      when: `the duration is ${JSON.stringify(duration)}`,
      body: banOf('stranger', { duration }),
      status: 400,
      message: MESSAGES.durationInvalid,
    })),
    {
      ...post,
      when: 'the reason has 501 characters',
      body: banOf('stranger', { reason: 'x'.repeat(501) }),
      status: 400,
      message: MESSAGES.reasonTooLong,
    },
    {
      ...post,
      when: 'the person is banned already',
      prepare: (evening) => banStranger(evening),
      status: 400,
      message: MESSAGES.alreadyBanned,
    },
    {
      ...post,
      when: 'a banned person is to be timed out',
      prepare: (evening) => banStranger(evening),
      body: banOf('stranger', { duration: 60 }),
      status: 400,
      message: MESSAGES.alreadyBanned,
    },
    { ...post, when: 'it is the broadcaster', body: banOf('streamer'), status: 400, message: MESSAGES.mayNotBeBanned },
    {
      ...post,
      when: 'it is another moderator',
      body: banOf('secondModerator'),
      status: 400,
      message: MESSAGES.mayNotBeBanned,
    },
    {
      ...post,
      when: 'the broadcaster means a moderator',
      caller: { as: 'streamer', scopes: BANS },
      target: at('streamer'),
      body: banOf('moderator'),
      status: 400,
      message: MESSAGES.mayNotBeBanned,
    },
    { ...post, when: 'it is oneself', body: banOf('moderator'), status: 400, message: MESSAGES.mayNotBeBanned },
    {
      ...post,
      when: 'moderator_id is somebody else',
      target: at('secondModerator'),
      status: 401,
      message: MESSAGES.tokenUserMismatch('moderator_id'),
    },
    {
      ...post,
      when: 'the scope is missing',
      caller: { as: 'moderator', scopes: CHAT },
      status: 401,
      message: MESSAGES.missingScope(BANS),
    },
    {
      ...post,
      when: 'the person does not moderate there',
      caller: { as: 'manager', scopes: BANS },
      target: at('manager'),
      status: 403,
      message: MESSAGES.notYourModerator,
    },
  ];
  it.each(refused)('refuses with $status when $when', async (row) => {
    expect(await outcomeOf(row)).toEqual({ status: row.status, message: row.message });
  });
});

describe('DELETE /moderation/bans', () => {
  it.each([null, 600])('ends a ban and a timeout alike (%s)', async (seconds) => {
    const evening = quietEvening();
    banStranger(evening, seconds);
    const answer = await evening.ask(moderator, 'DELETE', `${at()}&user_id=${PEOPLE.stranger}`);
    expect(answer).toMatchObject({ status: 204, body: undefined });
    expect(channelOf(evening.world, PEOPLE.streamer).bans[PEOPLE.stranger]).toBeUndefined();
  });

  const undo = { caller: moderator, method: 'DELETE', target: `${at()}&user_id=${PEOPLE.stranger}` };
  const refused: readonly RefusedCase[] = [
    { ...undo, when: 'the person is not banned', status: 400, message: MESSAGES.notBanned },
    {
      ...undo,
      when: 'the timeout has run out',
      prepare(evening) {
        banStranger(evening, 60);
        evening.wait(60_000);
      },
      status: 400,
      message: MESSAGES.notBanned,
    },
    { ...undo, when: 'user_id is missing', target: at(), status: 400, message: MESSAGES.parameterMissing('user_id') },
    {
      ...undo,
      when: 'moderator_id is somebody else',
      target: `${at('streamer')}&user_id=1`,
      status: 401,
      message: MESSAGES.tokenUserMismatch('moderator_id'),
    },
    {
      ...undo,
      when: 'the scope is missing',
      caller: { as: 'moderator', scopes: READ },
      status: 401,
      message: MESSAGES.missingScope(BANS),
    },
    {
      ...undo,
      when: 'the person does not moderate there',
      caller: { as: 'stranger', scopes: BANS },
      target: `${at('stranger')}&user_id=1`,
      status: 403,
      message: MESSAGES.notYourModerator,
    },
  ];
  it.each(refused)('refuses with $status when $when', async (row) => {
    expect(await outcomeOf(row)).toEqual({ status: row.status, message: row.message });
  });
});

describe('GET /moderation/banned', () => {
  const target = `/moderation/banned?broadcaster_id=${PEOPLE.streamer}`;

  it.each([READ, BANS])('lists bans and timeouts for the broadcaster with %s', async (...scopes) => {
    const evening = quietEvening();
    banStranger(evening, 600);
    banUser(evening.world, {
      channelId: PEOPLE.streamer,
      moderatorId: PEOPLE.streamer,
      userId: PEOPLE.manager,
      reason: '',
      seconds: null,
    });
    const { status, body } = await evening.ask({ as: 'streamer', scopes: scopes.flat() }, 'GET', target);
    expect(status).toBe(200);
    expect(body).toEqual({
      data: expect.arrayContaining([
        {
          user_id: PEOPLE.stranger,
          user_login: 'fremder_gast',
          user_name: 'fremder_gast',
          expires_at: '2026-11-22T18:10:00Z',
          created_at: '2026-11-22T18:00:00Z',
          reason: 'Werbung',
          moderator_id: PEOPLE.moderator,
          moderator_login: 'nordlicht_mod',
          moderator_name: 'nordlicht_mod',
        },
        expect.objectContaining({ user_id: PEOPLE.manager, expires_at: '', reason: '' }),
      ]),
      pagination: {},
    });
    const one = await evening.ask(
      { as: 'streamer', scopes: READ },
      'GET',
      `${target}&user_id=${PEOPLE.manager}&user_id=1`,
    );
    expect(one.body).toMatchObject({ data: [{ user_id: PEOPLE.manager }] });
  });

  const list = { caller: { as: 'streamer', scopes: READ } as const, method: 'GET', target };
  const refused: readonly RefusedCase[] = [
    {
      ...list,
      when: 'a moderator asks for the channel of someone else',
      caller: { as: 'moderator', scopes: READ },
      status: 401,
      message: MESSAGES.tokenUserMismatch('broadcaster_id'),
    },
    {
      ...list,
      when: 'the scope is missing',
      caller: { as: 'streamer' },
      status: 401,
      message: MESSAGES.missingScope([...READ, ...BANS]),
    },
    {
      ...list,
      when: 'broadcaster_id is missing',
      target: '/moderation/banned',
      status: 400,
      message: MESSAGES.parameterMissing('broadcaster_id'),
    },
    {
      ...list,
      when: '101 people are asked for',
      target: target + '&user_id=1'.repeat(101),
      status: 400,
      message: MESSAGES.tooManyIds('user_id', 100),
    },
    {
      ...list,
      when: 'a page of 101 is asked for',
      target: `${target}&first=101`,
      status: 400,
      message: MESSAGES.parameterRange('first', 1, 100),
    },
    {
      ...list,
      when: 'the cursor is invented',
      target: `${target}&after=abc`,
      status: 400,
      message: MESSAGES.invalidCursor,
    },
    {
      ...list,
      when: 'both directions are asked for',
      target: `${target}&after=abc&before=abc`,
      status: 400,
      message: MESSAGES.eitherNotBoth('after', 'before'),
    },
  ];
  it.each(refused)('refuses with $status when $when', async (row) => {
    expect(await outcomeOf(row)).toEqual({ status: row.status, message: row.message });
  });
});

describe('DELETE /moderation/chat', () => {
  const chat = (as: Person = 'moderator') => `/moderation/chat?${place(as)}`;
  const actor = { as: 'moderator', scopes: CHAT } as const;

  it('deletes a line of a viewer, and the own one', async () => {
    const evening = quietEvening();
    for (const user of ['stranger', 'moderator'] as const) {
      const id = lineOf(evening, user);
      expect((await evening.ask(actor, 'DELETE', `${chat()}&message_id=${id}`)).status).toBe(204);
      expect(evening.world.state.messages.find((line) => line.id === id)?.deletedBy).toBe(PEOPLE.moderator);
    }
  });

  it("lets the broadcaster delete a moderator's line", async () => {
    const evening = quietEvening();
    const id = lineOf(evening, 'moderator');
    const answer = await evening.ask(
      { as: 'streamer', scopes: CHAT },
      'DELETE',
      `${chat('streamer')}&message_id=${id}`,
    );
    expect(answer.status).toBe(204);
  });

  it.each(['', '&message_id='])('clears the whole chat without an id (%j)', async (id) => {
    const evening = quietEvening();
    lineOf(evening, 'stranger');
    const events: string[] = [];
    evening.world.listen((event) => void events.push(event.kind));
    expect((await evening.ask(actor, 'DELETE', chat() + id)).status).toBe(204);
    expect(events).toEqual(['chat-cleared']);
  });

  const lines = { streamer: '', secondModerator: '', stranger: '' };
  it.each([
    ['the line is of the broadcaster', 'streamer', 0, 400, MESSAGES.deleteBroadcaster],
    ['the line is of another moderator', 'secondModerator', 0, 400, MESSAGES.deleteModerator],
    ['the line is older than six hours', 'stranger', 6 * HOUR_MS + 1, 404, MESSAGES.messageNotFound],
  ] as const)('refuses when %s', async (_, user, ageMs, status, message) => {
    const evening = quietEvening();
    lines[user] = lineOf(evening, user);
    evening.wait(ageMs);
    const answer = await evening.ask(actor, 'DELETE', `${chat()}&message_id=${lines[user]}`);
    expect(answer).toMatchObject({ status, body: { status, message } });
  });

  it('refuses to delete a line twice', async () => {
    const evening = quietEvening();
    const id = lineOf(evening, 'stranger');
    await evening.ask(actor, 'DELETE', `${chat()}&message_id=${id}`);
    expect((await evening.ask(actor, 'DELETE', `${chat()}&message_id=${id}`)).status).toBe(404);
  });

  const remove = { caller: actor, method: 'DELETE', target: `${chat()}&message_id=1234` };
  const refused: readonly RefusedCase[] = [
    { ...remove, when: 'the line is unknown', status: 404, message: MESSAGES.messageNotFound },
    {
      ...remove,
      when: 'moderator_id is missing',
      target: `/moderation/chat?broadcaster_id=${PEOPLE.streamer}`,
      status: 400,
      message: MESSAGES.parameterMissing('moderator_id'),
    },
    {
      ...remove,
      when: 'moderator_id is somebody else',
      target: chat('streamer'),
      status: 401,
      message: MESSAGES.tokenUserMismatch('moderator_id'),
    },
    {
      ...remove,
      when: 'the scope is missing',
      caller: { as: 'moderator', scopes: BANS },
      status: 401,
      message: MESSAGES.missingScope(CHAT),
    },
    {
      ...remove,
      when: 'the person does not moderate there',
      caller: { as: 'manager', scopes: CHAT },
      target: chat('manager'),
      status: 403,
      message: MESSAGES.notYourModerator,
    },
  ];
  it.each(refused)('refuses with $status when $when', async (row) => {
    expect(await outcomeOf(row)).toEqual({ status: row.status, message: row.message });
  });
});

describe('GET /moderation/moderators', () => {
  const target = `/moderation/moderators?broadcaster_id=${PEOPLE.streamer}`;

  it.each(['moderation:read', 'channel:manage:moderators'])('lists moderators with %s', async (scope) => {
    const { status, body } = await quietEvening().ask({ as: 'streamer', scopes: [scope] }, 'GET', target);
    expect(status).toBe(200);
    expect(body).toEqual({
      data: expect.arrayContaining([
        { user_id: PEOPLE.moderator, user_login: 'nordlicht_mod', user_name: 'nordlicht_mod' },
        { user_id: PEOPLE.secondModerator, user_login: 'pixelpaul', user_name: 'pixelpaul' },
      ]),
      pagination: {},
    });
  });

  it('pages and filters', async () => {
    const evening = quietEvening();
    const caller = { as: 'streamer', scopes: READ } as const;
    const first = await evening.ask(caller, 'GET', `${target}&first=1`);
    const { data, pagination } = first.body as { data: { user_id: string }[]; pagination: { cursor: string } };
    const second = await evening.ask(caller, 'GET', `${target}&first=1&after=${encodeURIComponent(pagination.cursor)}`);
    expect(second.body).toMatchObject({ data: [{ user_id: expect.not.stringMatching(data[0]?.user_id ?? '') }] });
    const one = await evening.ask(caller, 'GET', `${target}&user_id=${PEOPLE.moderator}&user_id=${PEOPLE.stranger}`);
    expect(one.body).toMatchObject({ data: [{ user_id: PEOPLE.moderator }] });
  });

  const list = { caller: { as: 'streamer', scopes: READ } as const, method: 'GET', target };
  const refused: readonly RefusedCase[] = [
    {
      ...list,
      when: 'a moderator asks',
      caller: { as: 'moderator', scopes: READ },
      status: 401,
      message: MESSAGES.tokenUserMismatch('broadcaster_id'),
    },
    {
      ...list,
      when: '101 people are asked for',
      target: target + '&user_id=1'.repeat(101),
      status: 400,
      message: MESSAGES.tooManyIds('user_id', 100),
    },
    {
      ...list,
      when: 'the page is of no size',
      target: `${target}&first=0`,
      status: 400,
      message: MESSAGES.parameterRange('first', 1, 100),
    },
  ];
  it.each(refused)('refuses with $status when $when', async (row) => {
    expect(await outcomeOf(row)).toEqual({ status: row.status, message: row.message });
  });
});
