import fc from 'fast-check';
import { expect, it } from 'vitest';
import { channelOf, userOf } from '../../../simulator/world.ts';
import { type Disturbance, ModelCrash, type ModelFault } from '../../../testing/model-schedule.ts';
import { CHANNEL } from '../../../testing/record.ts';
import { openModelRig, openWireRig, type ScheduleRig } from '../../../testing/schedule-rig.ts';
import { PEOPLE, startSimulatedTwitch } from '../../../testing/simulated-twitch.ts';
import { createTestClock } from '../../../testing/test-clock.ts';
import { createTwitchAccounts } from '../../../testing/twitch-accounts.ts';
import type { NewSegment, Schedule } from '../../../twitch/schedule.ts';
import { cancelStream } from '../calendar/cancel-stream.ts';
import { changePlan } from '../calendar/change-plan.ts';
import { changeStream } from '../calendar/change-stream.ts';
import { expandPlan } from '../calendar/expand.ts';
import type { PlanStep } from '../calendar/plan-change.ts';
import { readPlan } from '../calendar/plan-store.ts';
import { planStream } from '../calendar/plan-stream.ts';
import { removeStream } from '../calendar/remove-stream.ts';
import { restoreStream } from '../calendar/restore-stream.ts';
import { planParts } from './plan-parts.ts';
import { readPublicationRows, readRemote } from './publication-store.ts';
import { saysTheSame } from './remote-segment.ts';
import { readStoredDiff } from './stored-diff.ts';
import { PassingTrouble } from './trouble.ts';

/**
 * Random plans, random schedules on Twitch with segments of others, random failures and crashes, time that
 * passes: whatever happens, once Twitch answers the sync comes to rest, and at rest
 *   - a second sync calls nothing and writes nothing,
 *   - what can stand on Twitch stands there exactly once, and says what the plan says,
 *   - every segment is either ours and known or somebody else's and untouched.
 */
const DAY_MS = 24 * 3_600_000;
type Rig = ScheduleRig & { readonly twitch: Schedule & Disturbance };

/** Where a run takes place. */
interface Stage {
  readonly rig: Rig;
  /** Somebody else's, before the run. */
  putForeign(segments: readonly NewSegment[]): void;
  /** What really stands at Twitch. */
  segments(): readonly { readonly key: string; readonly startsAtMs: number; readonly isRecurring: boolean }[];
}

const ZONES = ['Europe/Berlin', 'America/New_York', 'UTC'] as const;
const hour = fc.integer({ min: 0, max: 23 });
const aheadDays = fc.integer({ min: 1, max: 80 });
const minutes = fc.constantFrom(30, 60, 180);
const title = fc.constantFrom('Mario', 'Bahnstrecke', 'Frühstück');

type Step =
  | {
      readonly kind: 'plan';
      readonly days: number;
      readonly hour: number;
      readonly zone: string;
      readonly title: string;
      readonly minutes: number;
      readonly weeks: number;
      readonly second: number;
    }
  | {
      readonly kind: 'cancel' | 'restore' | 'remove';
      readonly pick: number;
      readonly scope: 'this' | 'following' | 'series';
    }
  | {
      readonly kind: 'change';
      readonly pick: number;
      readonly scope: 'this' | 'following' | 'series';
      readonly title: string | undefined;
      readonly hour: number | undefined;
      readonly isPublished: boolean | undefined;
    }
  | { readonly kind: 'wait'; readonly days: number }
  | { readonly kind: 'sync'; readonly faults: readonly ModelFault[] };

const pick = fc.nat({ max: 1000 });
const scope = fc.constantFrom('this' as const, 'following' as const, 'series' as const);
const fault: fc.Arbitrary<ModelFault> = fc.constantFrom(
  'none',
  'none',
  'none',
  'unreachable-before',
  'unreachable-after',
  'trouble',
  'crash-before',
  'crash-after',
);
const planStep = fc.record({
  kind: fc.constant('plan' as const),
  days: aheadDays,
  hour,
  zone: fc.constantFrom(...ZONES),
  title,
  minutes,
  weeks: fc.integer({ min: 0, max: 2 }),
  second: fc.integer({ min: 0, max: 7 }),
});
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: planStep },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constantFrom('cancel' as const, 'restore' as const, 'remove' as const),
      pick,
      scope,
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('change' as const),
      pick,
      scope,
      title: fc.option(title, { nil: undefined }),
      hour: fc.option(hour, { nil: undefined }),
      isPublished: fc.option(fc.boolean(), { nil: undefined }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('wait' as const), days: fc.integer({ min: 1, max: 12 }) }) },
  {
    weight: 5,
    arbitrary: fc.record({ kind: fc.constant('sync' as const), faults: fc.array(fault, { maxLength: 6 }) }),
  },
);
const foreign = fc.record({
  days: aheadDays,
  hour,
  title,
  minutes,
  isRecurring: fc.boolean(),
  zone: fc.constantFrom(...ZONES),
});

type Foreign = typeof foreign extends fc.Arbitrary<infer T> ? T : never;

const run = fc.record({
  first: planStep,
  steps: fc.array(step, { maxLength: 14 }),
  foreign: fc.array(foreign, { maxLength: 3 }),
  isAffiliate: fc.boolean(),
  refusesOverlaps: fc.boolean(),
});

interface Rules {
  readonly isAffiliate: boolean;
  readonly refusesOverlaps: boolean;
}

async function modelStage({ isAffiliate, refusesOverlaps }: Rules): Promise<Stage> {
  const rig = await openModelRig();
  Object.assign(rig.twitch, { isAffiliate, refusesOverlaps });
  return {
    rig,
    putForeign(segments) {
      rig.twitch.segments = segments.map((one, index) => ({ ...one, key: `foreign-${index}`, cancelled: [] }));
    },
    segments: () => rig.twitch.segments,
  };
}

async function wireStage({ isAffiliate }: Rules): Promise<Stage> {
  const clock = createTestClock();
  const { simulator, ...twitch } = await startSimulatedTwitch({ clock });
  const accounts = await createTwitchAccounts({ twitch: { simulator, ...twitch }, clock });
  await accounts.connect(PEOPLE.streamer.login, 'channel');
  userOf(simulator.world, CHANNEL.twitchId).broadcasterType = isAffiliate ? 'affiliate' : '';
  const { schedule } = channelOf(simulator.world, CHANNEL.twitchId);
  schedule.segments = [];
  return {
    rig: await openWireRig(accounts, clock),
    putForeign(segments) {
      schedule.segments = segments.map(({ startsAtMs, zone, ...one }, index) => ({
        ...one,
        id: `foreign-${index}`,
        startAtMs: startsAtMs,
        timezone: zone,
        canceledStartsMs: [],
      }));
    },
    segments: () => schedule.segments.map(({ id, startAtMs, ...one }) => ({ ...one, key: id, startsAtMs: startAtMs })),
  };
}

it.each([
  { where: 'a model of Twitch', openStage: modelStage, numRuns: 40 },
  { where: 'the simulated Twitch', openStage: wireStage, numRuns: 10 },
])(
  'comes to rest with $where: nothing doubled, nothing foreign touched',
  { timeout: 120_000 },
  async ({ openStage, numRuns }) => {
    await fc.assert(
      fc.asyncProperty(run, async ({ first, steps, foreign, ...rules }) => {
        const stage = await openStage(rules);
        const { rig } = stage;
        // With an empty plan the first sync would take what stands there for its beginning.
        await rig.sync();
        await take(rig, first);
        stage.putForeign(foreign.map((one) => foreignSegment(rig, one)));
        const others = foreignOf(stage);
        for (const one of steps) await take(rig, one);

        rig.twitch.faults = [];
        await rig.sync();
        const before = await everything(stage);
        rig.twitch.calls.length = 0;
        await rig.sync();
        expect(rig.twitch.calls).toEqual([]);
        expect(await everything(stage)).toEqual(before);
        expect(foreignOf(stage)).toEqual(others);
        await expectOnceEach(stage);
      }),
      { numRuns },
    );
  },
);

function foreignOf(stage: Stage): unknown[] {
  return structuredClone(stage.segments().filter(({ key }) => key.startsWith('foreign')));
}

function foreignSegment(rig: Rig, one: Foreign): NewSegment {
  return {
    startsAtMs: Math.floor(rig.clock.nowMs() / DAY_MS) * DAY_MS + one.days * DAY_MS + one.hour * 3_600_000,
    zone: one.zone,
    durationMinutes: one.minutes,
    isRecurring: one.isRecurring,
    title: one.title,
    categoryId: null,
  };
}

async function expectOnceEach({ rig, segments }: Stage): Promise<void> {
  const nowMs = rig.clock.nowMs();
  const parts = planParts(await readPlan(rig.db.read), nowMs);
  const rows = new Map((await readPublicationRows(rig.db.read)).map((row) => [row.part, row]));
  const remote = await readRemote(rig.db.read);
  const { diff } = await readStoredDiff(rig.db.read, nowMs);
  expect(diff.differences.filter(({ kind }) => kind !== 'foreign')).toEqual([]);
  expect(diff.actions).toEqual([]);
  for (const part of parts) {
    const row = rows.get(part.key);
    if (!part.isWanted || row?.refusal) continue;
    const segment = remote.find(({ key }) => key === row?.segmentKey);
    expect(segment && saysTheSame(segment, part.content, nowMs)).toBe(true);
  }
  const known = [...rows.values()].map(({ segmentKey }) => segmentKey);
  const ours = segments().filter(
    ({ key, isRecurring, startsAtMs }) => !key.startsWith('foreign') && (isRecurring || startsAtMs > nowMs),
  );
  expect(ours.filter(({ key }) => !known.includes(key))).toEqual([]);
}

async function everything({ rig, segments }: Stage): Promise<unknown> {
  const { read } = rig.db;
  return structuredClone([await readPublicationRows(read), await readPlan(read), segments()]);
}

async function take(rig: Rig, one: Step): Promise<void> {
  if (one.kind === 'wait') return rig.clock.advance(one.days * DAY_MS);
  if (one.kind === 'sync') {
    rig.twitch.faults = [...one.faults];
    try {
      await rig.sync();
    } catch (error) {
      if (!(error instanceof ModelCrash || error instanceof PassingTrouble)) throw error;
    }
    return;
  }
  const nowMs = rig.clock.nowMs();
  const dates = expandPlan(await readPlan(rig.db.read), nowMs, nowMs + 100 * DAY_MS);
  const date = one.kind === 'plan' ? undefined : dates[one.pick % Math.max(1, dates.length)];
  const change = stepOf(rig, one, date);
  if (!change) return;
  try {
    await changePlan(rig.context, change);
  } catch (error) {
    // What the plan itself refuses changes nothing.
    if (!(error instanceof Error && error.name === 'Refusal')) throw error;
  }
}

function stepOf(rig: Rig, one: Step, date: ReturnType<typeof expandPlan>[number] | undefined): PlanStep | undefined {
  if (one.kind === 'plan') {
    const day = new Date(rig.clock.nowMs() + one.days * DAY_MS);
    const weekday = ((day.getUTCDay() + 6) % 7) + 1;
    const weekdays = one.second === 0 ? [weekday] : [...new Set([weekday, one.second])].sort();
    return planStream({
      title: one.title,
      category: null,
      local: `${day.toISOString().slice(0, 10)}T${String(one.hour).padStart(2, '0')}:30`,
      zone: one.zone,
      durationMinutes: one.minutes,
      status: 'planned',
      notes: '',
      checklist: [],
      color: 1,
      isPublished: true,
      repeat: one.weeks === 0 ? null : { everyWeeks: one.weeks, weekdays, until: null },
    });
  }
  if (!date || one.kind === 'wait' || one.kind === 'sync') return undefined;
  const at = { streamId: date.id, scope: one.scope };
  switch (one.kind) {
    case 'cancel':
      return cancelStream({ ...at, reason: '' });
    case 'restore':
      return restoreStream({ streamId: date.id });
    case 'remove':
      return removeStream(at);
    case 'change': {
      const local =
        one.hour === undefined ? undefined : `${date.at.local.slice(0, 11)}${String(one.hour).padStart(2, '0')}:30`;
      return changeStream({ ...at, version: date.version, title: one.title, local, isPublished: one.isPublished });
    }
  }
}
