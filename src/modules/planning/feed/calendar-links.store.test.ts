import ical from 'node-ical';
import { describe, expect, it } from 'vitest';
import type { InputOf } from '../../../contract/endpoint.ts';
import type { Role } from '../../../contract/permissions.ts';
import { planning as contract } from '../../../contract/planning.ts';
import type { Id } from '../../../kernel/id.ts';
import { startTestHttpServer, type TestHttpServer } from '../../../testing/http-server.ts';
import { CHANNEL, callerOf } from '../../../testing/record.ts';
import { openModelRig, type ScheduleRig } from '../../../testing/schedule-rig.ts';

interface Rig extends ScheduleRig {
  readonly server: TestHttpServer;
  addMember(memberId: Id<'mem'>, role: Role): Promise<void>;
  as<Reply>(
    memberId: Id<'mem'>,
    name: 'calendarLinks' | 'addCalendarLink' | 'revokeCalendarLink',
    input?: object,
  ): Promise<Reply>;
}

const ANNA = 'mem_01JD0000000000000000000001' as Id<'mem'>;
const BEA = 'mem_01JD0000000000000000000002' as Id<'mem'>;

async function openRig(): Promise<Rig> {
  const rig = await openModelRig();
  const server = await startTestHttpServer({ modules: [rig.planning] });
  const planned: Rig = {
    ...rig,
    server,
    async addMember(memberId, role) {
      const member = { twitch_id: null, login: memberId, display_name: memberId, is_owner: false, added_at: 1 };
      const rest = { added_by: null, signed_in_at: null, last_seen_at: null };
      await rig.db.transaction((db) =>
        db
          .insertInto('team_member')
          .values({ id: memberId, role, ...member, ...rest })
          .execute(),
      );
    },
    async as(memberId, name, input = {}) {
      const handler = rig.planning.routes[0]?.handlers[name];
      if (!handler) throw new Error(`no call ${name}`);
      return (await handler(contract[name].input.parse(input), {
        ...callerOf('moderator'),
        memberId,
      } as never)) as never;
    },
  };
  await planned.addMember(ANNA, 'moderator');
  return planned;
}

type Added = { link: { id: string; lastReadAt: string | null }; path: string };
type Listed = { links: { id: string; lastReadAt: string | null }[] };

const STREAM: InputOf<typeof contract.planStream> = {
  title: 'Chatting',
  category: null,
  local: '2026-11-25T19:30',
  zone: 'Europe/Berlin',
  durationMinutes: 180,
  status: 'planned',
  notes: 'secret',
  checklist: [],
  color: 1,
  isPublished: false,
  repeat: { everyWeeks: 1, weekdays: [3], until: null },
};

describe('a secret calendar address', () => {
  it('gives any program the plan as it is, without a session', async () => {
    const rig = await openRig();
    const first = await rig.call('planStream', STREAM);
    const cancelled = await rig.call('cancelStream', { streamId: first.id, reason: 'ill' });
    const { path } = await rig.as<Added>(ANNA, 'addCalendarLink');
    expect(path).toMatch(/^\/calendar\/[\w-]{43}\.ics$/);
    const response = await fetch(`${rig.server.origin}${path}`);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
    const text = await response.text();
    expect(text).not.toContain('secret');
    expect(text).toContain(`X-WR-CALNAME:${CHANNEL.displayName}`);
    const events = Object.values(ical.sync.parseICS(text)).flatMap((part) => (part?.type === 'VEVENT' ? [part] : []));
    // A year of Wednesdays.
    expect(events).toHaveLength(52);
    expect(events.find(({ status }) => status === 'CANCELLED')).toMatchObject({
      uid: `${first.id}@livextrem`,
      start: new Date('2026-11-25T18:30:00Z'),
      end: new Date('2026-11-25T21:30:00Z'),
      sequence: cancelled.version,
    });
    expect(cancelled.version).toBeGreaterThan(first.version);
  });

  it('works for every token, also one that begins or ends with a dash', async () => {
    const rig = await openRig();
    for (let count = 0; count < 40; count++) {
      const { path } = await rig.as<Added>(ANNA, 'addCalendarLink');
      expect((await fetch(`${rig.server.origin}${path}`)).status, path).toBe(200);
    }
  });

  it('is stored in no form that could be used', async () => {
    const rig = await openRig();
    const { path, link } = await rig.as<Added>(ANNA, 'addCalendarLink');
    const token = path.slice('/calendar/'.length, -'.ics'.length);
    const rows = await rig.db.read.selectFrom('planning_calendar_link').selectAll().execute();
    expect(JSON.stringify(rows)).not.toContain(token);
    expect(rows).toMatchObject([{ id: link.id, token_hash: expect.stringMatching(/^[0-9a-f]{64}$/) }]);
    expect((await fetch(`${rig.server.origin}/calendar/${rows[0]?.token_hash}.ics`)).status).toBe(404);
  });

  it('is nothing once it is revoked, or its person is gone or may not read the plan any more', async () => {
    const rig = await openRig();
    await rig.addMember(BEA, 'manager');
    const [anna, other, bea] = [
      await rig.as<Added>(ANNA, 'addCalendarLink'),
      await rig.as<Added>(ANNA, 'addCalendarLink'),
      await rig.as<Added>(BEA, 'addCalendarLink'),
    ];
    const status = async ({ path }: Added) => (await fetch(`${rig.server.origin}${path}`)).status;
    await rig.as(ANNA, 'revokeCalendarLink', { linkId: anna.link.id });
    expect(await Promise.all([anna, other, bea].map(status))).toEqual([404, 200, 200]);
    await rig.db.transaction((db) =>
      db.updateTable('team_member').set({ role: 'accountant' }).where('id', '=', ANNA).execute(),
    );
    await rig.db.transaction((db) => db.deleteFrom('team_member').where('id', '=', BEA).execute());
    expect(await Promise.all([other, bea].map(status))).toEqual([404, 404]);
    for (const path of ['/calendar/.ics', '/calendar/x.ics', `/calendar/${'a'.repeat(43)}.ics`, `${other.path}.ics`]) {
      expect((await fetch(`${rig.server.origin}${path}`)).status, path).toBe(404);
    }
  });

  it('is seen and revoked only by whom it was made for', async () => {
    const rig = await openRig();
    await rig.addMember(BEA, 'streamer');
    const anna = await rig.as<Added>(ANNA, 'addCalendarLink');
    expect(await rig.as<Listed>(BEA, 'calendarLinks')).toEqual({ links: [] });
    await expect(rig.as(BEA, 'revokeCalendarLink', { linkId: anna.link.id })).rejects.toMatchObject({
      code: 'planning.unknown-link',
    });
    expect((await rig.as<Listed>(ANNA, 'calendarLinks')).links).toEqual([anna.link]);
  });

  it('shows when it was last read, written at most once a minute', async () => {
    const rig = await openRig();
    const { path } = await rig.as<Added>(ANNA, 'addCalendarLink');
    const lastReadAt = async () => (await rig.as<Listed>(ANNA, 'calendarLinks')).links[0]?.lastReadAt;
    expect(await lastReadAt()).toBeNull();
    for (const after of ['2026-11-22T18:00:00.000Z', '2026-11-22T18:00:00.000Z', '2026-11-22T18:01:20.000Z']) {
      await fetch(`${rig.server.origin}${path}`);
      expect(await lastReadAt()).toBe(after);
      rig.clock.advance(40_000);
    }
  });
});
