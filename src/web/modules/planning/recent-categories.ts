import type { PlannedStream } from '../../../contract/planning.ts';

type Category = NonNullable<PlannedStream['category']>;

const SHOWN_MAX = 6;

/** The categories of the plan, the one nearest to now first, each once. */
export function recentCategories(streams: readonly PlannedStream[], nowMs: number): Category[] {
  const near = [...streams].sort(
    (one, other) => Math.abs(Date.parse(one.startsAt) - nowMs) - Math.abs(Date.parse(other.startsAt) - nowMs),
  );
  const found = new Map<string, Category>();
  for (const { category } of near) if (category && !found.has(category.id)) found.set(category.id, category);
  return [...found.values()].slice(0, SHOWN_MAX);
}
