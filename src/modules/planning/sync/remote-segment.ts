import { instantFromMs } from '../../../kernel/instant.ts';
import { Temporal } from '../../../kernel/temporal.ts';
import { instantToWallTime } from '../../../kernel/wall-time.ts';
import type { ScheduledShowing } from '../../../twitch/schedule.ts';
import type { PlanCategory } from '../calendar/plan.ts';
import { type Content, startsAt } from './content.ts';
import type { RemoteShowing } from './tables.ts';

/** One segment of Twitch's schedule with its showings that were read, earliest first; never without one. */
export interface RemoteSegment {
  readonly key: string;
  readonly title: string;
  readonly category: PlanCategory | null;
  readonly durationMinutes: number;
  readonly isRecurring: boolean;
  readonly showings: readonly RemoteShowing[];
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const WEEK_MS = 7 * 24 * HOUR_MS;

/** How the row of a segment is named whose id does not tell where it belongs. */
export function segmentKeyOf(showing: Pick<ScheduledShowing, 'id' | 'segmentKey'>): string {
  return showing.segmentKey ?? `~${showing.id}`;
}

/**
 * Showings put together to what they are showings of. Their ids say so; should Twitch change how it writes
 * them, a showing belongs to what had the same name a week before, an hour more or less for summer time.
 */
export function groupShowings(showings: readonly ScheduledShowing[]): RemoteSegment[] {
  const groups = new Map<string, [ScheduledShowing, ...ScheduledShowing[]]>();
  for (const showing of [...showings].sort((a, b) => a.startsAtMs - b.startsAtMs)) {
    const group = showing.segmentKey === null ? groupBefore(groups.values(), showing) : groups.get(showing.segmentKey);
    if (group) group.push(showing);
    else groups.set(segmentKeyOf(showing), [showing]);
  }
  return [...groups].map(([key, group]) => ({
    key,
    title: group[0].title,
    category: group[0].category,
    durationMinutes: Math.round((group[0].endsAtMs - group[0].startsAtMs) / MINUTE_MS),
    isRecurring: group[0].isRecurring,
    showings: group.map(({ id, startsAtMs, isCancelled }) => ({ id, startsAtMs, isCancelled })),
  }));
}

function groupBefore<G extends readonly ScheduledShowing[]>(
  groups: Iterable<G>,
  showing: ScheduledShowing,
): G | undefined {
  if (!showing.isRecurring) return undefined;
  for (const group of groups) {
    const last = group.at(-1);
    if (last === undefined || last.segmentKey !== null || !last.isRecurring || last.title !== showing.title) continue;
    if (Math.abs(showing.startsAtMs - last.startsAtMs - WEEK_MS) <= HOUR_MS) return group;
  }
  return undefined;
}

/** The showings still to come. */
export function upcoming(segment: RemoteSegment, nowMs: number): readonly RemoteShowing[] {
  return segment.showings.filter(({ startsAtMs }) => startsAtMs > nowMs);
}

/** Whether a segment stands when this content says. */
export function standsAt(segment: RemoteSegment, content: Content, nowMs: number): boolean {
  const next = upcoming(segment, nowMs)[0];
  return (
    next !== undefined && segment.isRecurring === (content.kind === 'weekly') && startsAt(content, next.startsAtMs)
  );
}

/** Whether a segment says the same as this content; what is cancelled is compared date by date. */
export function saysTheSame(segment: RemoteSegment, content: Content, nowMs: number): boolean {
  return (
    segment.title === content.title &&
    (segment.category?.id ?? null) === (content.category?.id ?? null) &&
    segment.durationMinutes === content.durationMinutes &&
    standsAt(segment, content, nowMs)
  );
}

/** What a segment says, in our words; `undefined` when nothing of it is to come. */
export function contentOf(segment: RemoteSegment, zone: string, nowMs: number): Content | undefined {
  const next = upcoming(segment, nowMs)[0];
  if (!next) return undefined;
  const { title, category, durationMinutes, isRecurring } = segment;
  const facts = { title, category, durationMinutes, zone };
  if (!isRecurring) return { ...facts, kind: 'single', startsAtMs: next.startsAtMs };
  const local = Temporal.PlainDateTime.from(instantToWallTime(instantFromMs(next.startsAtMs), zone).local);
  return {
    ...facts,
    kind: 'weekly',
    weekday: local.dayOfWeek,
    time: local.toPlainTime().toString({ smallestUnit: 'minute' }),
  };
}

/** Changes when another segment comes, goes, or takes other time. */
export function fingerprintOf(segments: readonly RemoteSegment[]): string {
  const parts = segments.map(
    ({ key, durationMinutes, isRecurring, showings }) =>
      `${key} ${durationMinutes} ${isRecurring ? 'weekly' : showings[0]?.startsAtMs}`,
  );
  return parts.sort().join('\n');
}
