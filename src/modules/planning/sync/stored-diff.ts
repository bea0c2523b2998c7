import type { Plan } from '../calendar/plan.ts';
import { readPlan } from '../calendar/plan-store.ts';
import type { PlanningDb } from '../context.ts';
import { isOfOtherChannel } from './other-channel.ts';
import { type Part, planParts } from './plan-parts.ts';
import { readDifferenceRows, readPublicationRows, readRemote, readScheduleRead } from './publication-store.ts';
import type { RemoteSegment } from './remote-segment.ts';
import { diffSchedule, type Publication, type ScheduleDiff } from './schedule-diff.ts';

/** The plan of this moment against Twitch's schedule as it was last read. */
export interface StoredDiff {
  readonly plan: Plan;
  readonly parts: readonly Part[];
  readonly publications: readonly Publication[];
  readonly remote: readonly RemoteSegment[];
  readonly diff: ScheduleDiff;
  /** When each difference was first seen. */
  readonly seenAtMs: ReadonlyMap<string, number>;
}

export async function readStoredDiff(db: PlanningDb, nowMs: number): Promise<StoredDiff> {
  const plan = await readPlan(db);
  const parts = planParts(plan, nowMs);
  const isOther = isOfOtherChannel(await readScheduleRead(db));
  const publications = isOther ? [] : await readPublicationRows(db);
  const remote = isOther ? [] : await readRemote(db);
  const rows = await readDifferenceRows(db);
  const left = new Map(rows.filter((row) => row.is_left).map((row) => [row.id, row.fingerprint]));
  const diff = diffSchedule({ parts, publications, remote, left, nowMs });
  const seenAtMs = new Map(rows.map((row) => [row.id, row.seen_at]));
  return { plan, parts, publications, remote, diff, seenAtMs };
}
