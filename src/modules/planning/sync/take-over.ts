import { newId } from '../../../kernel/id.ts';
import { instantFromMs } from '../../../kernel/instant.ts';
import { Temporal } from '../../../kernel/temporal.ts';
import { instantToWallTime, type WallTime } from '../../../kernel/wall-time.ts';
import type { Plan, Series, StreamPlan } from '../calendar/plan.ts';
import { type Content, dayOfStart } from './content.ts';
import { guessZone } from './guess-zone.ts';
import { weeklyPartKey } from './plan-parts.ts';
import type { RemoteSegment } from './remote-segment.ts';
import { emptyPublication, type Publication } from './schedule-diff.ts';

/** A plan that says what stands on Twitch, and that it stands there. */
export interface TakenOver extends Plan {
  readonly publications: readonly Publication[];
}

interface Taking {
  readonly nowMs: number;
  /** Of single streams, and of series that fit it. */
  readonly ownZone: string;
  /** One of the eight; the same for the same title. */
  readonly color: number;
}

const COLORS = 8;

/** What a plan begins with that was empty when Twitch's schedule was first read. */
export function takeOver(segments: readonly RemoteSegment[], nowMs: number, ownZone: string): TakenOver {
  const [firstSeries] = segments.filter(({ isRecurring }) => isRecurring);
  // The streams of one channel are planned by one clock.
  const channelZone = firstSeries ? zoneOf(firstSeries, ownZone) : ownZone;
  const titles = [...new Set(segments.map(({ title }) => title))];
  const all = segments.map((segment) => {
    const color = (titles.indexOf(segment.title) % COLORS) + 1;
    const taking = { nowMs, ownZone: channelZone, color };
    return segment.isRecurring ? takeSeries(segment, taking) : takeStream(segment, taking);
  });
  return {
    series: all.flatMap(({ series }) => series),
    streams: all.flatMap(({ streams }) => streams),
    publications: all.flatMap(({ publications }) => publications),
  };
}

/** One segment as a single stream of the plan. */
export function takeStream(segment: RemoteSegment, taking: Taking): TakenOver {
  const showing = segment.showings[0];
  if (!showing) return { series: [], streams: [], publications: [] };
  const { startsAtMs, isCancelled } = showing;
  const { title, category, durationMinutes } = segment;
  const at = instantToWallTime(instantFromMs(startsAtMs), taking.ownZone);
  const stream: StreamPlan = {
    ...factsOf(segment, at, taking),
    id: newId('plan', taking.nowMs),
    seriesId: null,
    seriesDay: null,
    status: isCancelled ? 'cancelled' : 'planned',
    cancelReason: null,
    isRemoved: false,
  };
  const content: Content = { kind: 'single', title, category, durationMinutes, zone: taking.ownZone, startsAtMs };
  const cancelled = isCancelled ? [startsAtMs] : [];
  return { series: [], streams: [stream], publications: [publicationOf(segment, stream.id, content, cancelled)] };
}

/** One weekly segment as a series of the plan, its cancelled dates with it. */
export function takeSeries(segment: RemoteSegment, taking: Taking): TakenOver {
  const [first] = segment.showings;
  if (!first) return { series: [], streams: [], publications: [] };
  const { title, category, durationMinutes } = segment;
  const zone = zoneOf(segment, taking.ownZone);
  const at = instantToWallTime(instantFromMs(first.startsAtMs), zone);
  const weekday = Temporal.PlainDateTime.from(at.local).dayOfWeek;
  const content: Content = {
    kind: 'weekly',
    title,
    category,
    durationMinutes,
    zone,
    weekday,
    time: at.local.slice(11),
  };
  const series: Series = {
    ...factsOf(segment, at, taking),
    id: newId('ser', taking.nowMs),
    status: 'planned',
    cancelReason: null,
    everyWeeks: 1,
    weekdays: [weekday],
    until: null,
  };
  const off = segment.showings.filter(({ isCancelled }) => isCancelled);
  const streams = off.flatMap(({ startsAtMs }): StreamPlan[] => {
    const day = dayOfStart(content, startsAtMs);
    if (day === undefined) return [];
    return [
      {
        ...factsOf(segment, { local: `${day}T${content.time}`, zone }, taking),
        id: newId('plan', taking.nowMs),
        seriesId: series.id,
        seriesDay: day,
        status: 'cancelled',
        cancelReason: null,
        isRemoved: false,
      },
    ];
  });
  const cancelled = off.map(({ startsAtMs }) => startsAtMs).filter((startsAtMs) => startsAtMs > taking.nowMs);
  const part = weeklyPartKey(series.id, weekday);
  return { series: [series], streams, publications: [publicationOf(segment, part, content, cancelled)] };
}

function factsOf({ title, category, durationMinutes }: RemoteSegment, at: WallTime, { color }: Taking) {
  const facts = {
    title,
    category,
    at,
    durationMinutes,
    notes: '',
    checklist: [],
    color,
    isPublished: true,
    version: 1,
  };
  return facts;
}

function publicationOf(
  segment: RemoteSegment,
  part: string,
  synced: Content,
  cancelled: readonly number[],
): Publication {
  const showingId = segment.showings.at(-1)?.id ?? null;
  return { ...emptyPublication(part), segmentKey: segment.key, showingId, synced, cancelled };
}

function zoneOf({ showings }: RemoteSegment, ownZone: string): string {
  return guessZone(
    showings.map(({ startsAtMs }) => startsAtMs),
    ownZone,
  );
}
