import { instantFromMs } from '../../../kernel/instant.ts';
import { Temporal } from '../../../kernel/temporal.ts';
import { localDay, wallTimeToMs } from '../../../kernel/wall-time.ts';
import type { PlanCategory } from '../calendar/plan.ts';

interface ContentFacts {
  readonly title: string;
  readonly category: PlanCategory | null;
  readonly durationMinutes: number;
  readonly zone: string;
}

/** A weekly segment: every `weekday` (Monday is 1) at `time` on the clock of `zone`. */
export interface WeeklyContent extends ContentFacts {
  readonly kind: 'weekly';
  readonly weekday: number;
  /** `19:30` */
  readonly time: string;
}

export interface SingleContent extends ContentFacts {
  readonly kind: 'single';
  readonly startsAtMs: number;
}

/** What a segment on Twitch says, in our words. */
export type Content = WeeklyContent | SingleContent;

/** The same text for the same content. Twitch does not keep the zone of a single stream, nor our name of a category. */
export function contentKey(content: Content): string {
  const time = content.kind === 'single' ? [content.startsAtMs] : [content.weekday, content.time, content.zone];
  return JSON.stringify([content.title, content.category?.id ?? null, content.durationMinutes, ...time]);
}

/** The day on which a weekly segment has a date that starts then; `undefined` when none does. */
export function dayOfStart(
  content: Pick<WeeklyContent, 'weekday' | 'time' | 'zone'>,
  startsAtMs: number,
): string | undefined {
  const day = localDay(instantFromMs(startsAtMs), content.zone);
  // A time that the change to summer time skips at midnight stands on the day after its own.
  const candidates = [day, Temporal.PlainDate.from(day).subtract({ days: 1 }).toString()];
  return candidates.find(
    (one) =>
      Temporal.PlainDate.from(one).dayOfWeek === content.weekday &&
      wallTimeToMs({ local: `${one}T${content.time}`, zone: content.zone }) === startsAtMs,
  );
}

/** Whether this content says that something starts then. */
export function startsAt(content: Content, startsAtMs: number): boolean {
  return content.kind === 'single' ? content.startsAtMs === startsAtMs : dayOfStart(content, startsAtMs) !== undefined;
}
