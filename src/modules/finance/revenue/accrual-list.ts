import type { SelectQueryBuilder } from 'kysely';
import type { InputOf, ReplyOf } from '../../../contract/endpoint.ts';
import type { AccrualView, finance } from '../../../contract/finance.ts';
import { instantFromMs } from '../../../kernel/instant.ts';
import { Refusal } from '../../../kernel/refusal.ts';
import type { LiveTables } from '../../live/index.ts';
import type { FinanceContext, FinanceDb } from '../context.ts';
import type { FinanceTables } from '../tables.ts';
import { findOwnChannel } from './own-channel.ts';
import { moneyOf, totalsOf, viewOfMoney } from './revenue-sums.ts';
import { broadcastOfAccrual, readSpan } from './sum-store.ts';
import type { AccrualRow } from './tables.ts';

type Query = InputOf<(typeof finance)['accruals']>;

/**
 * The events behind a figure, in order of the log, newest first, of the connected channel; count and total are
 * of everything the filter finds, on whichever page.
 * @throws Refusal finance.unknown-broadcast
 */
export async function listAccruals(
  context: Pick<FinanceContext, 'db' | 'channel'>,
  query: Query,
): Promise<ReplyOf<(typeof finance)['accruals']>> {
  const channel = await findOwnChannel(context);
  if (channel === undefined) {
    if (query.broadcastId !== undefined) throw new Refusal('finance.unknown-broadcast');
    return { accruals: [], hasOlder: false, count: 0, total: [] };
  }
  const wanted = await filtered(context.db.read, channel, query);
  let page = wanted;
  if (query.before !== undefined) page = page.where('accrual.seq', '<', query.before);
  const rows = await page
    .innerJoin('live_event as event', 'event.seq', 'accrual.seq')
    .leftJoin('live_person as person', 'person.id', 'event.person')
    .select(['accrual.seq', 'accrual.at', 'accrual.source', 'accrual.tier', 'accrual.quantity', 'accrual.currency'])
    .select(['accrual.amount_minor', 'accrual.model_version'])
    .select(['person.twitch_id', 'person.login', 'person.display_name'])
    .select(broadcastOfAccrual.as('broadcast'))
    .orderBy('accrual.seq', 'desc')
    .limit(query.limit + 1)
    .execute();
  const sums = await wanted
    .select(({ fn }) => [
      'accrual.currency',
      fn.countAll<number>().as('events'),
      fn.sum<bigint>('accrual.amount_minor').as('amount_minor'),
    ])
    .groupBy('accrual.currency')
    .execute();
  return {
    accruals: rows.slice(0, query.limit).map(viewOf),
    hasOlder: rows.length > query.limit,
    count: sums.reduce((count, { events }) => count + events, 0),
    total: totalsOf(sums.map(moneyOf)).map(viewOfMoney),
  };
}

type Wanted = SelectQueryBuilder<
  LiveTables & FinanceTables & { accrual: FinanceTables['finance_accrual'] },
  'accrual',
  object
>;

async function filtered(db: FinanceDb, channel: number, { source, broadcastId, from, to }: Query): Promise<Wanted> {
  let select: Wanted = db.selectFrom('finance_accrual as accrual').where('accrual.channel', '=', channel);
  if (source !== undefined) select = select.where('accrual.source', '=', source);
  if (from !== undefined) select = select.where('accrual.at', '>=', Date.parse(from));
  if (to !== undefined) select = select.where('accrual.at', '<', Date.parse(to));
  if (broadcastId !== undefined) {
    const span = await readSpan(db, broadcastId);
    if (span?.channel !== channel) throw new Refusal('finance.unknown-broadcast');
    select = select.where('accrual.at', '>=', span.fromMs).where('accrual.at', '<=', span.toMs);
  }
  return select;
}

interface ListedRow extends Pick<AccrualRow, 'seq' | 'at' | 'source' | 'tier' | 'quantity' | 'currency'> {
  readonly amount_minor: bigint;
  readonly model_version: number;
  readonly twitch_id: string | null;
  readonly login: string | null;
  readonly display_name: string | null;
  readonly broadcast: number | null;
}

function viewOf(row: ListedRow): AccrualView {
  const login = row.login ?? '';
  return {
    seq: row.seq,
    at: instantFromMs(row.at),
    source: row.source,
    tier: row.tier,
    quantity: row.quantity,
    amount: viewOfMoney(moneyOf(row)),
    user: row.twitch_id === null ? null : { id: row.twitch_id, login, displayName: row.display_name ?? login },
    broadcastId: row.broadcast,
    modelVersion: row.model_version,
  };
}
