import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ModelCrash, type ModelFault, type ModelSchedule, type ModelSegment } from '../../../testing/model-schedule.ts';
import { openModelRig, type ScheduleRig } from '../../../testing/schedule-rig.ts';
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
type Rig = ScheduleRig & { readonly twitch: ModelSchedule };

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

const run = fc.record({
  first: planStep,
  steps: fc.array(step, { maxLength: 14 }),
  foreign: fc.array(foreign, { maxLength: 3 }),
  isAffiliate: fc.boolean(),
  refusesOverlaps: fc.boolean(),
});

it('reaches a rest from any plan, any schedule and any failure, with nothing doubled and nothing foreign touched', async () => {
  await fc.assert(
    fc.asyncProperty(run, async ({ first, steps, foreign, isAffiliate, refusesOverlaps }) => {
      const rig = await openModelRig();
      rig.twitch.isAffiliate = isAffiliate;
      rig.twitch.refusesOverlaps = refusesOverlaps;
      const others = foreign.map(
        (one, index): ModelSegment => ({
          key: `foreign-${index}`,
          startsAtMs: startOf(rig, one),
          zone: one.zone,
          durationMinutes: one.minutes,
          isRecurring: one.isRecurring,
          title: one.title,
          categoryId: null,
          cancelled: [],
        }),
      );
      // With an empty plan the first sync would take what stands there for its beginning.
      await rig.sync();
      await take(rig, first);
      rig.twitch.segments = [...others];
      for (const one of steps) await take(rig, one);

      rig.twitch.faults = [];
      await rig.sync();
      const before = await everything(rig);
      rig.twitch.calls.length = 0;
      await rig.sync();
      expect(rig.twitch.calls).toEqual([]);
      expect(await everything(rig)).toEqual(before);
      expect(rig.twitch.segments.filter(({ key }) => key.startsWith('foreign'))).toEqual(others);
      await expectOnceEach(rig);
    }),
    { numRuns: Number(process.env['RUNS'] ?? 60) },
  );
});

async function expectOnceEach(rig: Rig): Promise<void> {
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
  const ours = rig.twitch.segments.filter(
    ({ key, isRecurring, startsAtMs }) => !key.startsWith('foreign') && (isRecurring || startsAtMs > nowMs),
  );
  expect(ours.filter(({ key }) => !known.includes(key))).toEqual([]);
}

async function everything({ db, twitch }: Rig): Promise<unknown> {
  return [await readPublicationRows(db.read), await readPlan(db.read), [...twitch.segments]];
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

function startOf(rig: Rig, { days, hour }: { readonly days: number; readonly hour: number }): number {
  return Math.floor(rig.clock.nowMs() / DAY_MS) * DAY_MS + days * DAY_MS + hour * 3_600_000;
}
