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
