import { sql } from 'kysely';
import type { ReplyOf } from '../../../contract/endpoint.ts';
import type { finance } from '../../../contract/finance.ts';
import type { BroadcastView } from '../../../contract/live.ts';
import { scaleMoney } from '../../../kernel/money.ts';
import type { FinanceContext, FinanceDb } from '../context.ts';
import { moneyOf, totalsOf, viewOfMoney } from './revenue-sums.ts';
import { sumBroadcasts } from './sum-store.ts';

type Usual = ReplyOf<(typeof finance)['streamReport']>['usual'];

const STREAMS = 8;
const STREAMS_MIN = 3;

/** The mean of the eight streams before one; `null` with fewer than three, which are no habit. */
export async function readUsual(
  context: Pick<FinanceContext, 'db' | 'live'>,
  broadcast: Pick<BroadcastView, 'id'>,
): Promise<Usual> {
  const before = await context.live.listBroadcasts({ before: broadcast.id, limit: STREAMS });
  const ids = before.map(({ id }) => id);
  if (ids.length < STREAMS_MIN) return null;
  const sums = [...(await sumBroadcasts(context.db.read, ids)).values()].flat();
  const followers = await countFollowers(context.db.read, ids);
  return {
    estimated: totalsOf(sums.map(moneyOf)).map((total) => viewOfMoney(scaleMoney(total, 1n, BigInt(ids.length)))),
    followers: Math.round((followers / ids.length) * 10) / 10,
    streams: ids.length,
  };
}

async function countFollowers(db: FinanceDb, ids: readonly number[]): Promise<number> {
  const { rows } = await sql<{ followers: number }>`
    SELECT count(*) AS followers FROM live_broadcast AS broadcast JOIN live_event AS event
      ON event.channel = broadcast.channel AND event.kind = 'follow'
      AND event.at >= broadcast.started_at AND event.at <= broadcast.ended_at
    WHERE broadcast.id IN (${sql.join(ids)})`.execute(db);
  return rows[0]?.followers ?? 0;
}
