import type { RepairCode } from '../../contract/health.ts';
import { type Instant, instantFromMs } from '../../kernel/instant.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/db/database.ts';
import type { Log } from '../../platform/log.ts';
import type { FeedOut } from '../../platform/module.ts';
import type { PlatformTables } from '../../platform/tables.ts';
import type { Repaired } from '../twitch-lines.ts';

type RepairTables = Pick<PlatformTables, 'platform_repair'>;

export interface Repairs {
  /** Never throws, and nobody waits for it. */
  note(repair: Repaired): void;
  /** Newest first. */
  list(): Promise<(Repaired & { readonly id: number; readonly at: Instant })[]>;
  /** When everything told so far is on record. */
  settled(): Promise<void>;
}

interface RepairsParts {
  readonly db: Database<RepairTables>;
  readonly clock: Clock;
  readonly log: Pick<Log, 'warn'>;
  readonly feed: Pick<FeedOut, 'changed'>;
}

/** Trust has a reason with the last weeks; a line that breaks all night must not fill the disk. */
const KEPT = 200;
/** Of one kind: what happens every few hours must not push out what is rare. */
const KEPT_OF_KIND = 60;

export function createRepairs({ db, clock, log, feed }: RepairsParts): Repairs {
  let last: Promise<void> = Promise.resolve();

  async function store(repair: Repaired, atMs: number): Promise<void> {
    await db.transaction(async (db) => {
      const { newest } = await db
        .selectFrom('platform_repair')
        .select(({ fn }) => fn.max('id').as('newest'))
        .executeTakeFirstOrThrow();
      const id = (newest ?? 0) + 1;
      await db
        .insertInto('platform_repair')
        .values({ id, at: atMs, code: repair.code, params_json: repair.params, took_ms: Math.round(repair.tookMs) })
        .execute();
      await db
        .deleteFrom('platform_repair')
        .where('id', '<=', id - KEPT)
        .execute();
      const surplus = await db
        .selectFrom('platform_repair')
        .select('id')
        .where('code', '=', repair.code)
        .orderBy('id', 'desc')
        .offset(KEPT_OF_KIND)
        .limit(KEPT)
        .execute();
      for (const { id } of surplus) await db.deleteFrom('platform_repair').where('id', '=', id).execute();
    });
    feed.changed('health');
  }

  return {
    note(repair) {
      const atMs = clock.nowMs();
      last = last
        .then(() => store(repair, atMs))
        .catch((error: unknown) => log.warn('repair-not-noted', { code: repair.code, error }));
    },
    async list() {
      const rows = await db.read.selectFrom('platform_repair').selectAll().orderBy('id', 'desc').limit(KEPT).execute();
      return rows.map(({ id, at, code, params_json, took_ms }) => ({
        id,
        at: instantFromMs(at),
        code: code as RepairCode,
        params: params_json as Repaired['params'],
        tookMs: took_ms,
      }));
    },
    settled: () => last,
  };
}
