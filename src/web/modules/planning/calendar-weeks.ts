import type { PlannedStream } from '../../../contract/planning.ts';
import { addDays, addMonths, type Day, mondayOf, monthWeeks, startOfDayMs, weekDays } from './days.ts';
import { dayIn } from './moving.ts';

export const CALENDAR_VIEWS = ['month', 'week', 'agenda'] as const;
export type CalendarView = (typeof CALENDAR_VIEWS)[number];

const AGENDA_WEEKS = 4;

/** The weeks a view shows around a day. */
export function weeksOf(view: CalendarView, day: Day): Day[][] {
  if (view === 'month') return monthWeeks(day);
  const count = view === 'week' ? 1 : AGENDA_WEEKS;
  return Array.from({ length: count }, (_, index) => weekDays(addDays(mondayOf(day), 7 * index)));
}

/** The day a step back or forth leads to. */
export function stepped(view: CalendarView, day: Day, by: 1 | -1): Day {
  if (view === 'month') return addMonths(day, by);
  return addDays(day, by * (view === 'week' ? 7 : 7 * AGENDA_WEEKS));
}

/** What to ask the server for: from the first midnight to the last, in the viewer's zone. */
export function periodOf(weeks: readonly (readonly Day[])[], zone: string): { from: string; to: string } {
  const first = weeks[0]?.[0] ?? '';
  const last = weeks.at(-1)?.at(-1) ?? first;
  return {
    from: new Date(startOfDayMs(first, zone)).toISOString(),
    to: new Date(startOfDayMs(addDays(last, 1), zone)).toISOString(),
  };
}

/** By the day they begin on, in order of time. */
export function byDay(streams: readonly PlannedStream[], zone: string): Map<Day, PlannedStream[]> {
  const days = new Map<Day, PlannedStream[]>();
  for (const stream of [...streams].sort((one, other) => Date.parse(one.startsAt) - Date.parse(other.startsAt))) {
    const day = dayIn(zone, stream.startsAt);
    days.set(day, [...(days.get(day) ?? []), stream]);
  }
  return days;
}

/** How much a week asks of a person; what is cancelled asks nothing. */
export function loadOf(days: readonly Day[], streams: ReadonlyMap<Day, readonly PlannedStream[]>) {
  const counted = days.flatMap((day) => streams.get(day) ?? []).filter(({ status }) => status !== 'cancelled');
  const minutes = counted.reduce((sum, { durationMinutes }) => sum + durationMinutes, 0);
  return {
    streams: counted.length,
    hours: Math.round(minutes / 6) / 10,
    isAhead: counted.some(({ status }) => status !== 'done'),
  };
}

export interface LaidBlock {
  readonly stream: PlannedStream;
  readonly fromMinutes: number;
  readonly toMinutes: number;
  readonly lane: number;
  readonly lanes: number;
}

/** The parts of streams that lie within a day, side by side where they overlap. */
export function layOutDay(streams: readonly PlannedStream[], day: Day, zone: string): LaidBlock[] {
  const startMs = startOfDayMs(day, zone);
  const endMs = startOfDayMs(addDays(day, 1), zone);
  const parts = streams
    .map((stream) => ({ stream, from: Date.parse(stream.startsAt), to: Date.parse(stream.endsAt) }))
    .filter(({ from, to }) => from < endMs && to > startMs)
    .map(({ stream, from, to }) => ({
      stream,
      fromMinutes: Math.max(0, (from - startMs) / 60_000),
      toMinutes: Math.min(24 * 60, (to - startMs) / 60_000),
    }))
    .sort((one, other) => one.fromMinutes - other.fromMinutes || other.toMinutes - one.toMinutes);

  const laid: LaidBlock[] = [];
  let group: { part: (typeof parts)[number]; lane: number }[] = [];
  let groupEnd = -1;
  const close = (): void => {
    const lanes = Math.max(0, ...group.map(({ lane }) => lane + 1));
    for (const { part, lane } of group) laid.push({ ...part, lane, lanes });
    group = [];
  };
  for (const part of parts) {
    if (part.fromMinutes >= groupEnd) close();
    const taken = new Set(group.filter((each) => each.part.toMinutes > part.fromMinutes).map(({ lane }) => lane));
    let lane = 0;
    while (taken.has(lane)) lane += 1;
    group.push({ part, lane });
    groupEnd = group.length === 1 ? part.toMinutes : Math.max(groupEnd, part.toMinutes);
  }
  close();
  return laid;
}
