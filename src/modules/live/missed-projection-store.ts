import type { Db } from '../../platform/db/database.ts';
import { lastId } from './interning.ts';
import type { LiveTables } from './tables.ts';

/** A projection failed on a row that is stored all the same: noted, so that it can be repeated. */
export async function noteMissedProjection(
  db: Db<LiveTables>,
  missed: {
    readonly projection: string;
    readonly topic: 'chat' | 'events';
    readonly seq: number;
    readonly error: string;
    readonly atMs: number;
  },
): Promise<void> {
  const { atMs, error, ...rest } = missed;
  const id = (await lastId(db, 'live_missed_projection')) + 1;
  await db
    .insertInto('live_missed_projection')
    .values({ ...rest, id, error: error.slice(0, 1000), at: atMs })
    .execute();
}
