import { Temporal } from '../../kernel/temporal.ts';
import type { Random } from '../random.ts';
import { LIVE_SINCE_MS } from '../world-seed.ts';
import type { ScheduleSegment } from '../world-state.ts';
import { EXTRAS, SERIES, type Show, TONIGHT } from './shows.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
export const PAST_DAYS = 90;
const ZONE = 'Europe/Berlin';
const CANCELED = 4;
/** Between two broadcasts, so that they are two. */
const PAUSE_MS = 45 * MINUTE_MS;
const SHORTEST_MS = 60 * MINUTE_MS;

export interface PastBroadcast {
  readonly show: Show;
  readonly startMs: number;
  /** null: it is still running. */
  readonly endMs: number | null;
  /** Counts the evenings of its kind. */
  readonly number: number;
}

export interface PastCalendar {
  readonly fromMs: number;
  /** Oldest first; the last one runs. */
  readonly broadcasts: readonly PastBroadcast[];
  /** What was and is planned on Twitch. */
  readonly segments: readonly ScheduleSegment[];
}

/**
 * When the channel was live in the ninety days before a moment, and what was planned:
 *
 *     plan    ├─ Wed 19:30 ─┤   ├─ Fri 20:00 ─┤   ├ Sun 10:00 ┤    every week, by the clock on the wall
 *     live     ├── +4 min ────┤   (cancelled)      ├───────┤       ├ extra ┤   ├─ tonight, since 47 min ···
 */
export function makeCalendar(random: Random, nowMs: number): PastCalendar {
  const fromMs = nowMs - PAST_DAYS * DAY_MS;
  const tonightMs = nowMs - LIVE_SINCE_MS;
  const firstDay = localDay(fromMs).add({ days: 1 });
  const today = localDay(nowMs);
  const numbers = new Map<string, number>();
  const nextNumber = (show: Show): number => {
    const number = (numbers.get(show.name) ?? 0) + 1;
    numbers.set(show.name, number);
    return number;
  };

  const segments: ScheduleSegment[] = [];
  const slots: { show: Show; startMs: number; minutes: number; cancel?: () => void }[] = [];
  let isTonightInSeries = false;
  for (const [index, { show, weekday, hour, minute, minutes }] of SERIES.entries()) {
    const starts = daysBetween(firstDay, today)
      .filter((day) => day.dayOfWeek === weekday)
      .map((day) => localTime(day, hour, minute));
    const segment: ScheduleSegment = {
      id: `segment-${index + 1}`,
      startAtMs: starts[0] ?? localTime(nextWeekday(today, weekday), hour, minute),
      durationMinutes: minutes,
      title: show.parts[0].title,
      categoryId: show.parts.at(-1)?.categoryId ?? null,
      timezone: ZONE,
      isRecurring: true,
      canceledStartsMs: [],
    };
    segments.push(segment);
    for (const startMs of starts) {
      // Who began within the time of a showing began that showing.
      if (tonightMs >= startMs - SHORTEST_MS && tonightMs < startMs + minutes * MINUTE_MS) isTonightInSeries = true;
      else if (startMs < tonightMs) {
        slots.push({ show, startMs, minutes, cancel: () => void segment.canceledStartsMs.push(startMs) });
      }
    }
  }

  slots.sort((a, b) => a.startMs - b.startMs);
  const canceled = pickSome(random, slots.slice(2, -5), CANCELED);
  for (const slot of canceled) slot.cancel?.();
  const shown = slots.filter((slot) => !canceled.includes(slot));
  for (const extra of placeExtras(random, firstDay, today)) {
    const { startMs, minutes, show, isPlanned } = extra;
    if (startMs + minutes * MINUTE_MS + PAUSE_MS > tonightMs) continue;
    shown.push(extra);
    if (isPlanned) segments.push(single(`extra-${segments.length}`, { show, startMs: extra.plannedMs, minutes }));
  }
  shown.sort((a, b) => a.startMs - b.startMs);

  const broadcasts: PastBroadcast[] = [];
  for (const slot of shown) {
    const startMs = slot.startMs + startDelay(random);
    const wantedMs = slot.minutes * MINUTE_MS * (0.82 + random.next() * 0.4);
    const endMs = Math.min(startMs + wantedMs, tonightMs - PAUSE_MS);
    if (endMs - startMs < SHORTEST_MS) {
      slot.cancel?.();
      continue;
    }
    broadcasts.push({ show: slot.show, startMs, endMs: Math.round(endMs), number: nextNumber(slot.show) });
  }
  broadcasts.push({ show: TONIGHT, startMs: tonightMs, endMs: null, number: nextNumber(TONIGHT) });
  if (!isTonightInSeries) segments.push(planTonight(segments, tonightMs, nowMs));
  segments.push(...planAhead(segments, today));
  return { fromMs, broadcasts, segments };
}

/** Rarely on the minute, mostly a few minutes late, now and then half an hour. */
function startDelay(random: Random): number {
  const minutes = random.chance(0.08) ? random.between(16, 34) : random.between(1, 9);
  return minutes * MINUTE_MS + random.between(0, 59) * 1000;
}

function placeExtras(
  random: Random,
  firstDay: Temporal.PlainDate,
  today: Temporal.PlainDate,
): { show: Show; startMs: number; plannedMs: number; minutes: number; isPlanned: boolean }[] {
  const busy = new Set<number>(SERIES.map(({ weekday }) => weekday));
  const free = daysBetween(firstDay, today).filter((day) => !busy.has(day.dayOfWeek));
  const width = Math.floor(free.length / EXTRAS.length);
  return EXTRAS.flatMap(({ show, hour, minute, minutes, isPlanned }, index) => {
    // One in each part of the time, so that they lie apart.
    const day = free[index * width + random.between(0, Math.max(0, width - 1))];
    if (!day) return [];
    const plannedMs = localTime(day, hour, minute);
    return [{ show, plannedMs, startMs: plannedMs, minutes, isPlanned }];
  });
}

/** Tonight's own place in the plan, at a round time before it began, where nothing else is planned. */
function planTonight(segments: readonly ScheduleSegment[], tonightMs: number, nowMs: number): ScheduleSegment {
  const quarterMs = 15 * MINUTE_MS;
  const startMs = Math.floor(tonightMs / quarterMs) * quarterMs;
  const nextMs = showingsOf(segments, nowMs).find((ms) => ms > startMs) ?? Number.POSITIVE_INFINITY;
  const minutes = Math.min(150, Math.floor((nextMs - startMs) / MINUTE_MS));
  return single('tonight', { show: TONIGHT, startMs, minutes: Math.max(30, minutes) });
}

/** Starts of the weekly ones around a moment. */
function showingsOf(segments: readonly ScheduleSegment[], nowMs: number): number[] {
  return segments
    .filter((segment) => segment.isRecurring)
    .flatMap((segment) => {
      const first = Temporal.Instant.fromEpochMilliseconds(segment.startAtMs).toZonedDateTimeISO(ZONE);
      const week = Math.floor((nowMs - segment.startAtMs) / (7 * DAY_MS));
      return [week - 1, week, week + 1].map((weeks) => first.add({ weeks }).epochMilliseconds);
    })
    .sort((a, b) => a - b);
}

function planAhead(segments: readonly ScheduleSegment[], today: Temporal.PlainDate): ScheduleSegment[] {
  const charity: Show = {
    ...TONIGHT,
    parts: [{ share: 1, title: 'Spendenabend für das Tierheim', categoryId: '509658' }],
  };
  const baking: Show = {
    ...TONIGHT,
    parts: [{ share: 1, title: 'Backabend: Lebkuchenhaus mit Statik', categoryId: '509667' }],
  };
  const tuesday = nextWeekday(today.add({ days: 2 }), 2);
  const saturday = nextWeekday(today.add({ days: 8 }), 6);
  return [
    single(`ahead-${segments.length + 1}`, { show: baking, startMs: localTime(tuesday, 19, 0), minutes: 150 }),
    single(`ahead-${segments.length + 2}`, { show: charity, startMs: localTime(saturday, 18, 0), minutes: 240 }),
  ];
}

function single(
  id: string,
  { show, startMs, minutes }: { show: Show; startMs: number; minutes: number },
): ScheduleSegment {
  const [part] = show.parts;
  return {
    id,
    startAtMs: startMs,
    durationMinutes: minutes,
    title: (part?.title ?? '').replace(/,? ?#?\{n\}/, ''),
    categoryId: show.parts.at(-1)?.categoryId ?? null,
    timezone: ZONE,
    isRecurring: false,
    canceledStartsMs: [],
  };
}

/** The hour on the clocks of the channel. */
export function localHour(ms: number): number {
  return Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(ZONE).hour;
}

function localDay(ms: number): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(ZONE).toPlainDate();
}

function localTime(day: Temporal.PlainDate, hour: number, minute: number): number {
  return day.toZonedDateTime({ timeZone: ZONE, plainTime: Temporal.PlainTime.from({ hour, minute }) })
    .epochMilliseconds;
}

/** The first of a weekday on or after a day; Monday is 1. */
function nextWeekday(day: Temporal.PlainDate, weekday: number): Temporal.PlainDate {
  return day.add({ days: (weekday - day.dayOfWeek + 7) % 7 });
}

function daysBetween(first: Temporal.PlainDate, last: Temporal.PlainDate): Temporal.PlainDate[] {
  const days: Temporal.PlainDate[] = [];
  for (let day = first; Temporal.PlainDate.compare(day, last) <= 0; day = day.add({ days: 1 })) days.push(day);
  return days;
}

function pickSome<T>(random: Random, list: readonly T[], count: number): T[] {
  const picked: T[] = [];
  for (let tries = 0; picked.length < count && tries < count * 20; tries += 1) {
    const one = random.pick(list);
    if (!picked.includes(one)) picked.push(one);
  }
  return picked;
}
