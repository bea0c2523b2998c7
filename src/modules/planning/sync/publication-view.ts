import type { PlannedStream } from '../../../contract/planning.ts';
import type { Occurrence } from '../calendar/plan.ts';
import type { PlanningDb } from '../context.ts';

export type PublicationView = PlannedStream['twitch'];

const OFF: PublicationView = { state: 'off', refusal: null, attempts: 0, nextTryAt: null };

/** How these dates stand on Twitch, by `Occurrence.id`; every one of them has an entry. */
export async function readPublications(
  db: PlanningDb,
  occurrences: readonly Occurrence[],
  nowMs: number,
): Promise<ReadonlyMap<string, PublicationView>> {
  void db;
  void nowMs;
  return new Map(occurrences.map(({ id }) => [id, OFF]));
}
