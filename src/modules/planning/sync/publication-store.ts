import type { Db } from '../../../platform/db/database.ts';
import type { PartRefusal } from './plan-parts.ts';
import type { RemoteSegment } from './remote-segment.ts';
import type { Publication } from './schedule-diff.ts';
import type { DifferenceRow, PublicationRow, RemoteSegmentRow, ScheduleReadRow, SyncTables } from './tables.ts';

type SyncDb = Db<SyncTables>;

export async function readPublicationRows(db: SyncDb, parts?: readonly string[]): Promise<Publication[]> {
  if (parts?.length === 0) return [];
  let query = db.selectFrom('planning_publication').selectAll().orderBy('part');
  if (parts) query = query.where('part', 'in', parts);
  return (await query.execute()).map(publicationOf);
}

export async function findPublication(db: SyncDb, part: string): Promise<Publication | undefined> {
  const row = await db.selectFrom('planning_publication').selectAll().where('part', '=', part).executeTakeFirst();
  return row && publicationOf(row);
}

export async function savePublication(db: SyncDb, publication: Publication, nowMs: number): Promise<void> {
  const { part, segmentKey, showingId, synced, cancelled, intent, refusal } = publication;
  const change: Omit<PublicationRow, 'part'> = {
    segment_key: segmentKey,
    showing_id: showingId,
    synced_json: synced,
    cancelled_json: cancelled,
    intent_json: intent,
    refusal_code: refusal?.code ?? null,
    refusal_json: refusal?.params ?? null,
    refused_hash: publication.refusedHash,
    refused_against: publication.refusedAgainst,
    changed_at: nowMs,
  };
  await db
    .insertInto('planning_publication')
    .values({ part, ...change })
    .onConflict((conflict) => conflict.column('part').doUpdateSet(change))
    .execute();
}

export async function dropPublication(db: SyncDb, part: string): Promise<void> {
  await db.deleteFrom('planning_publication').where('part', '=', part).execute();
}

/** Forgets everything about a channel that is not connected any more. What stands there is left alone. */
export async function forgetChannel(db: SyncDb): Promise<void> {
  await db.deleteFrom('planning_publication').execute();
  await db.deleteFrom('planning_remote_segment').execute();
  await db.deleteFrom('planning_difference').execute();
}

export async function readRemote(db: SyncDb): Promise<RemoteSegment[]> {
  const rows = await db.selectFrom('planning_remote_segment').selectAll().orderBy('segment_key').execute();
  return rows.map((row) => ({
    key: row.segment_key,
    title: row.title,
    category: row.category_id === null ? null : { id: row.category_id, name: row.category_name ?? '' },
    durationMinutes: row.duration_minutes,
    isRecurring: row.is_recurring,
    showings: row.showings_json,
  }));
}

/** What was read takes the place of what was read before. */
export async function replaceRemote(db: SyncDb, segments: readonly RemoteSegment[]): Promise<void> {
  await db.deleteFrom('planning_remote_segment').execute();
  for (const segment of segments) {
    const row: RemoteSegmentRow = {
      segment_key: segment.key,
      title: segment.title,
      category_id: segment.category?.id ?? null,
      category_name: segment.category?.name ?? null,
      duration_minutes: segment.durationMinutes,
      is_recurring: segment.isRecurring,
      showings_json: segment.showings,
    };
    await db.insertInto('planning_remote_segment').values(row).execute();
  }
}

export function readScheduleRead(db: SyncDb): Promise<ScheduleReadRow> {
  return db.selectFrom('planning_schedule_read').selectAll().executeTakeFirstOrThrow();
}

export async function saveScheduleRead(
  db: SyncDb,
  change: Partial<Omit<ScheduleReadRow, 'id' | 'generation' | 'refusal_code' | 'refusal_json'>> & {
    readonly refusal: PartRefusal | null;
  },
): Promise<void> {
  const { refusal, ...rest } = change;
  await db
    .updateTable('planning_schedule_read')
    .set({ ...rest, refusal_code: refusal?.code ?? null, refusal_json: refusal?.params ?? null })
    .execute();
}

export function readDifferenceRows(db: SyncDb): Promise<DifferenceRow[]> {
  return db.selectFrom('planning_difference').selectAll().orderBy('id').execute();
}

/** Remembers since when a difference is there; one that is gone, or is another now, is forgotten. */
export async function noteDifferences(
  db: SyncDb,
  found: readonly { readonly id: string; readonly fingerprint: string; readonly isLeft: boolean }[],
  nowMs: number,
): Promise<void> {
  const known = new Map((await readDifferenceRows(db)).map((row) => [row.id, row]));
  const ids = new Set(found.map(({ id }) => id));
  for (const id of known.keys())
    if (!ids.has(id)) await db.deleteFrom('planning_difference').where('id', '=', id).execute();
  for (const { id, fingerprint, isLeft } of found) {
    const row = known.get(id);
    if (row?.fingerprint === fingerprint && row.is_left === isLeft) continue;
    const seenAtMs = row?.fingerprint === fingerprint ? row.seen_at : nowMs;
    const change = { fingerprint, seen_at: seenAtMs, is_left: isLeft };
    await db
      .insertInto('planning_difference')
      .values({ id, ...change })
      .onConflict((conflict) => conflict.column('id').doUpdateSet(change))
      .execute();
  }
}

/** A decision: it holds as long as neither side changes. */
export async function leaveDifference(
  db: SyncDb,
  { id, fingerprint }: { readonly id: string; readonly fingerprint: string },
  nowMs: number,
): Promise<void> {
  await db
    .insertInto('planning_difference')
    .values({ id, fingerprint, seen_at: nowMs, is_left: true })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ fingerprint, is_left: true }))
    .execute();
}

function publicationOf(row: PublicationRow): Publication {
  return {
    part: row.part,
    segmentKey: row.segment_key,
    showingId: row.showing_id,
    synced: row.synced_json,
    cancelled: row.cancelled_json,
    intent: row.intent_json,
    refusal: row.refusal_code === null ? null : { code: row.refusal_code, params: row.refusal_json ?? {} },
    refusedHash: row.refused_hash,
    refusedAgainst: row.refused_against,
  };
}
