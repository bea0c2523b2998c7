import { existsSync, statSync } from 'node:fs';
import { sql } from 'kysely';
import type { Db } from '../../platform/db/database.ts';
import { type DatabaseTarget, DEFAULT_SCHEMA } from '../../platform/db/open-database.ts';

/** How much there is, without reading it: rows of the record by their numbers, size by the files. */
export async function databaseFacts(
  target: DatabaseTarget,
  read: Db<unknown>,
): Promise<{ readonly sizeBytes: number; readonly rows: number }> {
  return { sizeBytes: await sizeOf(target, read), rows: await countRows(read) };
}

/** Chat and events are numbered without holes. A database of an older version may lack them. */
async function countRows(read: Db<unknown>): Promise<number> {
  try {
    const { rows } = await sql<{ recorded: number }>`select
      (select coalesce(max(seq), 0) from live_chat_line) + (select coalesce(max(seq), 0) from live_event)
      as recorded`.execute(read);
    return rows[0]?.recorded ?? 0;
  } catch {
    return 0;
  }
}

/** Events whose follow-up failed and can be repeated. */
export async function countMissed(read: Db<unknown>): Promise<number> {
  const { rows } = await sql<{ missed: number }>`select count(*) as missed from live_missed_projection
    where topic = 'events'`.execute(read);
  return Number(rows[0]?.missed ?? 0);
}

async function sizeOf(target: DatabaseTarget, read: Db<unknown>): Promise<number> {
  if ('file' in target) {
    return [target.file, `${target.file}-wal`].reduce(
      (sum, file) => sum + (existsSync(file) ? statSync(file).size : 0),
      0,
    );
  }
  const { rows } = await sql<{ size: number }>`select coalesce(sum(pg_total_relation_size(c.oid)), 0)::bigint as size
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = ${target.schema ?? DEFAULT_SCHEMA} and c.relkind = 'r'`.execute(read);
  return rows[0]?.size ?? 0;
}
