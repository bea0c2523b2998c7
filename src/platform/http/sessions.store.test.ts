import { describe, expect, it } from 'vitest';
import { newId } from '../../kernel/id.ts';
import { ManualTime } from '../../testing/feed.ts';
import { openTestDatabase } from '../../testing/test-database.ts';
import { platformMigrations } from '../migrations.ts';
import type { PlatformTables } from '../tables.ts';
import { createSessions, SESSION_DAYS } from './sessions.ts';

const DAY_MS = 24 * 60 * 60_000;

async function setUp() {
  const database = await openTestDatabase<PlatformTables>(platformMigrations);
  const time = new ManualTime();
  const sessions = createSessions(database, time);
  const rows = () => database.read.selectFrom('platform_session').selectAll().execute();
  return { database, time, sessions, rows };
}

const mara = newId('mem', 1);
const paul = newId('mem', 2);

describe('a session', () => {
  it('is found by its token, of which the database knows only a hash', async () => {
    const { sessions, rows } = await setUp();
    const { token, session } = await sessions.begin(mara);
    expect(await sessions.find(token)).toEqual({ ...session, memberId: mara });
    expect(Buffer.from(token, 'base64url')).toHaveLength(32);
    expect(Buffer.from(session.csrfToken, 'base64url')).toHaveLength(32);
    const stored = JSON.stringify(await rows());
    expect(stored).toContain(session.key);
    expect(stored).not.toContain(token);
    expect(await sessions.find(session.key)).toBeUndefined();
    expect(await sessions.find('')).toBeUndefined();
  });

  it('has its own secrets each time', async () => {
    const { sessions } = await setUp();
    const one = await sessions.begin(mara);
    const two = await sessions.begin(mara);
    expect(one.token).not.toBe(two.token);
    expect(one.session.csrfToken).not.toBe(two.session.csrfToken);
  });

  it('lives on while it is used, and is written at most every ten minutes', async () => {
    const { sessions, time, rows } = await setUp();
    const { token } = await sessions.begin(mara);
    const before = await rows();
    time.advance(9 * 60_000);
    expect((await sessions.find(token))?.isRenewed).toBe(false);
    expect(await rows()).toEqual(before);
    for (let round = 0; round < 3; round += 1) {
      time.advance((SESSION_DAYS - 1) * DAY_MS);
      expect((await sessions.find(token))?.isRenewed).toBe(true);
    }
  });

  it('lives on while a window is open', async () => {
    const { sessions, time } = await setUp();
    const { token, session } = await sessions.begin(mara);
    time.advance((SESSION_DAYS - 1) * DAY_MS);
    expect(await sessions.keepAlive(session.key)).toBe(true);
    time.advance((SESSION_DAYS - 1) * DAY_MS);
    expect(await sessions.find(token)).toBeDefined();
  });

  it('is over after thirty days without use, and is swept away by the next sign-in', async () => {
    const { sessions, time, rows } = await setUp();
    const { token, session } = await sessions.begin(mara);
    time.advance(SESSION_DAYS * DAY_MS);
    expect(await sessions.find(token)).toBeUndefined();
    expect(await sessions.keepAlive(session.key)).toBe(false);
    await sessions.begin(paul);
    expect((await rows()).map((row) => row.member_id)).toEqual([paul]);
  });

  it('can be ended, alone or with all of the person, and that is told', async () => {
    const { sessions } = await setUp();
    const ended: string[][] = [];
    sessions.onEnded((keys) => ended.push([...keys].sort()));
    const one = await sessions.begin(mara);
    const two = await sessions.begin(mara);
    const three = await sessions.begin(mara);
    const other = await sessions.begin(paul);
    await sessions.end(one.session.key);
    await sessions.end(one.session.key);
    expect(await sessions.find(one.token)).toBeUndefined();
    expect(await sessions.find(two.token)).toBeDefined();
    await sessions.endSessionsOf(mara);
    expect(await sessions.find(two.token)).toBeUndefined();
    expect(await sessions.find(other.token)).toBeDefined();
    expect(ended).toEqual([[one.session.key], [two.session.key, three.session.key].sort()]);
  });

  it('is listed with how and from where it began, and that it was confirmed', async () => {
    const { sessions, time } = await setUp();
    let changes = 0;
    sessions.onChanged(() => {
      changes += 1;
    });
    const known = await sessions.begin(mara);
    time.advance(1_000);
    const byCode = await sessions.begin(paul, { way: 'code', address: '192.168.1.7' });
    await sessions.confirm(byCode.session.key);
    expect(await sessions.list()).toMatchObject([
      { key: byCode.session.key, memberId: paul, way: 'code', address: '192.168.1.7', isConfirmed: true },
      { key: known.session.key, memberId: mara, way: null, address: null, isConfirmed: false },
    ]);
    await sessions.end(byCode.session.key);
    expect(changes).toBe(4);
    time.advance(SESSION_DAYS * DAY_MS);
    expect(await sessions.list()).toEqual([]);
  });
});
