import { describe, expect, it } from 'vitest';
import type { InputOf, ReplyOf } from '../../../contract/endpoint.ts';
import type { BroadcastView } from '../../../contract/live.ts';
import { planning as contract, type PlannedStream } from '../../../contract/planning.ts';
import { callerOf } from '../../../testing/record.ts';
import { openModelRig, type ScheduleRig } from '../../../testing/schedule-rig.ts';
import { createPlanning } from '../index.ts';

/** The rig's clock stands at 2026-11-22T18:00Z, a Sunday evening; in Berlin it is 19:00. */
const FIELDS: InputOf<typeof contract.planStream> = {
  title: 'Chatting',
  category: { id: '509658', name: 'Just Chatting' },
  local: '2026-11-25T19:30',
  zone: 'Europe/Berlin',
  durationMinutes: 180,
  status: 'planned',
  notes: '',
  checklist: [{ id: 'mic', text: 'Microphone', isDone: false }],
  color: 3,
  isPublished: true,
  repeat: null,
};
const WEEKLY = { ...FIELDS, repeat: { everyWeeks: 1, weekdays: [3], until: null } };

type Call = <N extends keyof typeof contract>(
  name: N,
  input: Partial<InputOf<(typeof contract)[N]>>,
) => Promise<ReplyOf<(typeof contract)[N]>>;

interface Rig extends Omit<ScheduleRig, 'call'> {
  readonly call: Call;
  readonly broadcasts: BroadcastView[];
  streams(from?: string, to?: string): Promise<PlannedStream[]>;
}

async function openRig(): Promise<Rig> {
  const rig = await openModelRig();
  const broadcasts: BroadcastView[] = [];
  const planning = createPlanning({
    ...rig.context,
    live: {
      ...rig.context.live,
      broadcastsBetween: async (fromMs, toMs) =>
        broadcasts.filter(
          ({ startedAt, endedAt }) =>
            Date.parse(startedAt) < toMs && (endedAt === null || Date.parse(endedAt) > fromMs),
        ),
    },
  });
  const call: Call = async (name, input) => {
    const endpoint = contract[name];
    const handler = planning.routes[0]?.handlers[name];
    if (!handler) throw new Error(`no call ${name}`);
    const reply = await handler(endpoint.input.parse(input), callerOf('manager') as never);
    return endpoint.output.parse(reply) as never;
  };
  return {
    ...rig,
    planning,
    call,
    broadcasts,
    streams: async (from = '2026-11-16T00:00:00Z', to = '2026-12-21T00:00:00Z') =>
      (await call('streams', { from, to })).streams,
  };
}

const broadcast = (
  id: number,
  startedAt: string,
  endedAt: string | null,
  category = 'Just Chatting',
): BroadcastView => ({
  id,
  startedAt,
  endedAt,
  title: `broadcast ${id}`,
  category,
  averageViewers: null,
  peakViewers: null,
});

const waitingSyncs = async (rig: Rig): Promise<number> =>
  (await rig.jobs.list()).filter(({ kind }) => kind === 'planning.sync-schedule').length;

describe('the plan', () => {
  it('gives back what was planned, as moments and as clock time', async () => {
    const rig = await openRig();
    const planned = await rig.call('planStream', FIELDS);
    expect(planned).toMatchObject({
      ...FIELDS,
      startsAt: '2026-11-25T18:30:00.000Z',
      endsAt: '2026-11-25T21:30:00.000Z',
      seriesId: null,
      actual: null,
      twitch: { state: 'waiting' },
    });
    expect(await rig.call('stream', { streamId: planned.id })).toEqual(planned);
    expect(await rig.streams()).toEqual([planned]);
  });

  it('keeps a series and what differs from it, and finds a date by both of its names', async () => {
    const rig = await openRig();
    const first = await rig.call('planStream', WEEKLY);
    expect(first.id).toMatch(/^ser_\w+~2026-11-25$/);
    const changed = await rig.call('changeStream', {
      streamId: first.id,
      version: first.version,
      scope: 'this',
      title: 'Special',
      category: null,
    });
    expect(changed).toMatchObject({
      title: 'Special',
      category: null,
      repeat: WEEKLY.repeat,
      seriesId: first.seriesId,
    });
    expect(await rig.call('stream', { streamId: first.id })).toEqual(changed);
    expect((await rig.streams()).map(({ title }) => title)).toEqual(['Special', 'Chatting', 'Chatting', 'Chatting']);
  });

  it('splits a series, moves its rows past each other, and cancels and removes parts of it', async () => {
    const rig = await openRig();
    await rig.call('planStream', WEEKLY);
    for (const [day, title] of [
      ['2026-12-02', 'Two'],
      ['2026-12-09', 'Three'],
    ] as const) {
      const date = (await rig.streams()).find(({ local }) => local.startsWith(day));
      await rig.call('changeStream', { streamId: date?.id ?? '', version: date?.version ?? 0, title });
    }
    const [first] = await rig.streams();
    await rig.call('changeStream', {
      streamId: first?.id ?? '',
      version: first?.version ?? 0,
      scope: 'series',
      local: '2026-12-02T19:30',
    });
    const shown = async () =>
      (await rig.streams()).map(({ local, title, status }) => `${local.slice(5, 10)} ${title} ${status}`);
    expect(await shown()).toEqual(['12-02 Chatting planned', '12-09 Two planned', '12-16 Three planned']);

    const [, second] = await rig.streams();
    await rig.call('cancelStream', { streamId: second?.id ?? '', scope: 'following', reason: 'ill' });
    expect(await shown()).toEqual(['12-02 Chatting planned', '12-09 Two cancelled', '12-16 Three cancelled']);
    await rig.call('restoreStream', { streamId: second?.id ?? '' });
    await rig.call('removeStream', { streamId: second?.id ?? '', scope: 'following' });
    expect(await shown()).toEqual(['12-02 Chatting planned']);
  });

  it('lets one of two people who saw the same change it, and tells the other', async () => {
    const rig = await openRig();
    const { id: streamId, version } = await rig.call('planStream', FIELDS);
    const answers = await Promise.allSettled(
      ['One', 'Two', 'Three'].map((title) => rig.call('changeStream', { streamId, version, title })),
    );
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const answer of answers) {
      if (answer.status === 'rejected') expect(answer.reason).toMatchObject({ code: 'planning.changed-meanwhile' });
    }
  });

  it('orders each change to Twitch in the same transaction, and tells everyone', async () => {
    const rig = await openRig();
    const { id: streamId, version } = await rig.call('planStream', FIELDS);
    expect(await waitingSyncs(rig)).toBe(1);
    expect(rig.changed).toEqual(['plan']);
    const refused = rig.call('changeStream', { streamId, version: version + 1, title: 'x' });
    await expect(refused).rejects.toMatchObject({ code: 'planning.changed-meanwhile' });
    expect(rig.changed).toEqual(['plan']);
    await rig.call('tick', { streamId, itemId: 'mic', isDone: true });
    await rig.call('removeStream', { streamId });
    expect(rig.changed).toEqual(['plan', 'plan', 'plan']);
    await expect(rig.call('stream', { streamId })).rejects.toMatchObject({ code: 'planning.unknown-stream' });
  });

  it('stores nothing when ordering fails', async () => {
    const rig = await openRig();
    await rig.db.transaction((db) => db.deleteFrom('planning_schedule_read').execute());
    await expect(rig.call('planStream', FIELDS)).rejects.toThrow();
    expect(await rig.streams()).toEqual([]);
    expect(rig.changed).toEqual([]);
  });

  it('refuses a period of more than 400 days and ids that are none', async () => {
    const rig = await openRig();
    await expect(rig.streams('2026-01-01T00:00:00Z', '2027-02-06T00:00:00Z')).rejects.toMatchObject({
      code: 'planning.range-too-long',
      params: { days: 400 },
    });
    expect(await rig.streams('2026-12-01T00:00:00Z', '2026-11-01T00:00:00Z')).toEqual([]);
    const { seriesId } = await rig.call('planStream', WEEKLY);
    for (const streamId of ['', 'x', `${seriesId}~2026-11-26`, `${seriesId}~2026-02-31`, `${seriesId}~`]) {
      await expect(rig.call('stream', { streamId })).rejects.toMatchObject({ code: 'planning.unknown-stream' });
    }
  });
});

describe('the next stream', () => {
  it('is the one that runs by plan, then the next that is not cancelled', async () => {
    const rig = await openRig();
    expect(await rig.call('next', {})).toEqual({ stream: null });
    const running = await rig.call('planStream', { ...FIELDS, local: '2026-11-22T19:00' });
    const cancelled = await rig.call('planStream', { ...FIELDS, local: '2026-11-23T19:00' });
    await rig.call('cancelStream', { streamId: cancelled.id, reason: 'ill' });
    const far = await rig.call('planStream', { ...FIELDS, local: '2027-06-01T19:00' });
    expect((await rig.call('next', {})).stream?.id).toBe(running.id);
    rig.clock.advance(4 * 3_600_000);
    expect((await rig.call('next', {})).stream?.id).toBe(far.id);
  });

  it('is not one that is over already', async () => {
    const rig = await openRig();
    await rig.call('planStream', { ...FIELDS, local: '2026-11-22T19:00' });
    const next = await rig.call('planStream', FIELDS);
    rig.broadcasts.push(broadcast(1, '2026-11-22T17:55:00Z', '2026-11-22T18:30:00Z'));
    rig.clock.advance(3_600_000);
    expect((await rig.call('next', {})).stream?.id).toBe(next.id);
  });
});

describe('planned against actual', () => {
  it('shows delay, length and category of the broadcast that it was', async () => {
    const rig = await openRig();
    const { id } = await rig.call('planStream', { ...FIELDS, local: '2026-11-22T19:00' });
    rig.clock.advance(5 * 3_600_000);
    rig.broadcasts.push(broadcast(7, '2026-11-22T18:12:20Z', '2026-11-22T21:42:20Z', 'Retro'));
    const stream = await rig.call('stream', { streamId: id });
    expect(stream.status).toBe('done');
    expect(stream.actual).toEqual({
      broadcastId: 7,
      startedAt: '2026-11-22T18:12:20Z',
      endedAt: '2026-11-22T21:42:20Z',
      startDelayMinutes: 12,
      lengthDifferenceMinutes: 30,
      category: 'Retro',
      isOtherCategory: true,
    });
  });

  it('of a stream that runs knows no length yet, and it is not done', async () => {
    const rig = await openRig();
    const { id } = await rig.call('planStream', { ...FIELDS, local: '2026-11-22T19:00' });
    rig.broadcasts.push(broadcast(7, '2026-11-22T17:58:00Z', null));
    expect(await rig.call('stream', { streamId: id })).toMatchObject({
      status: 'planned',
      actual: { startDelayMinutes: -2, lengthDifferenceMinutes: null, isOtherCategory: false },
    });
  });

  it('lists what was planned, what came of it, and what nobody planned, newest first, page by page', async () => {
    const rig = await openRig();
    await rig.call('planStream', {
      ...FIELDS,
      local: '2026-11-23T19:00',
      repeat: { everyWeeks: 1, weekdays: [1, 2, 3, 4], until: '2026-11-27' },
    });
    const wednesday = (await rig.streams()).find(({ local }) => local.startsWith('2026-11-25'));
    await rig.call('cancelStream', { streamId: wednesday?.id ?? '', reason: 'ill' });
    rig.clock.advance(6 * 24 * 3_600_000);
    rig.broadcasts.push(
      broadcast(1, '2026-11-23T18:10:00Z', '2026-11-23T21:00:00Z'),
      broadcast(2, '2026-11-24T18:20:00Z', '2026-11-24T21:00:00Z'),
      broadcast(3, '2026-11-25T18:00:00Z', '2026-11-25T21:00:00Z'),
      broadcast(4, '2026-11-28T08:00:00Z', '2026-11-28T09:00:00Z'),
    );
    const shown = ({ rows }: ReplyOf<typeof contract.comparison>) =>
      rows.map(({ planned, broadcast: real }) => [planned?.local.slice(5, 10) ?? null, real?.id ?? null]);
    const all = await rig.call('comparison', {});
    expect(shown(all)).toEqual([
      [null, 4],
      ['11-26', null],
      ['11-25', null],
      [null, 3],
      ['11-24', 2],
      ['11-23', 1],
    ]);
    expect(all).toMatchObject({ medianDelayMinutes: 15, hasOlder: false });

    const first = await rig.call('comparison', { limit: 2 });
    expect(first).toMatchObject({ medianDelayMinutes: null, hasOlder: true });
    const rest = await rig.call('comparison', { before: first.rows.at(-1)?.planned?.startsAt, limit: 2 });
    expect(shown(rest)).toEqual([
      ['11-25', null],
      [null, 3],
    ]);
  });
});
