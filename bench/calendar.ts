import type { Id } from '../src/kernel/id.ts';
import { expandPlan } from '../src/modules/planning/calendar/expand.ts';
import type { Plan, Series, StreamPlan } from '../src/modules/planning/calendar/plan.ts';
import { median } from './measure.ts';

const ZONES = ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Tokyo'] as const;
const ROUNDS = 40;
const BEGAN = '2024-01-01';

/** The dates of one month out of fifty weekly series of two years and two hundred single streams; median in milliseconds. */
export function benchCalendar(): number {
  const plan: Plan = {
    series: Array.from({ length: 50 }, (_, at) => seriesOf(at)),
    streams: Array.from({ length: 200 }, (_, at) => streamOf(at)),
  };
  const fromMs = Date.UTC(2026, 9, 1);
  const times: number[] = [];
  let dates = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const startedAt = performance.now();
    dates = expandPlan(plan, fromMs, fromMs + 31 * 86_400_000).length;
    times.push(performance.now() - startedAt);
  }
  if (dates < 200) throw new Error(`a month of fifty series has only ${dates} dates`);
  return median(times);
}

const FACTS = {
  category: null,
  durationMinutes: 180,
  notes: '',
  checklist: [],
  isPublished: true,
  version: 1,
  cancelReason: null,
} as const;

function seriesOf(at: number): Series {
  const zone = ZONES[at % ZONES.length] ?? 'Europe/Berlin';
  return {
    ...FACTS,
    id: `ser_${at}` as Id<'ser'>,
    title: `series ${at}`,
    at: { local: `${BEGAN}T${String(at % 24).padStart(2, '0')}:30`, zone },
    color: (at % 8) + 1,
    status: 'planned',
    everyWeeks: 1,
    weekdays: [(at % 7) + 1],
    until: null,
  };
}

function streamOf(at: number): StreamPlan {
  const day = new Date(Date.UTC(2026, 0, 1) + at * 2 * 86_400_000).toISOString().slice(0, 10);
  return {
    ...FACTS,
    id: `plan_${at}` as Id<'plan'>,
    title: `stream ${at}`,
    at: { local: `${day}T20:00`, zone: 'Europe/Berlin' },
    color: 1,
    status: 'confirmed',
    seriesId: null,
    seriesDay: null,
    isRemoved: false,
  };
}
