import { insertRows } from '../../../platform/db/many-rows.ts';
import type { FinanceDb } from '../context.ts';
import type { Model } from './model.ts';
import { modelAt } from './model.ts';
import { ACCRUED_TYPES, type LoggedEvent, readAccrual } from './read-accrual.ts';
import type { AccrualRow } from './tables.ts';

/** An event with what names it in the log. */
export interface AccruableEvent extends LoggedEvent {
  readonly messageId: string;
  readonly seq: number;
  /** `live_channel.id`. */
  readonly channel: number;
  readonly atMs: number;
}

/** The row of an event: the same from whichever side and however often it is computed. */
export function accrualRow(event: AccruableEvent, channelId: string, models: readonly Model[]): AccrualRow | undefined {
  const accrual = readAccrual(event, channelId, modelAt(models, event.atMs));
  return (
    accrual && {
      message_id: event.messageId,
      seq: event.seq,
      channel: event.channel,
      at: event.atMs,
      source: accrual.source,
      tier: accrual.tier,
      quantity: accrual.quantity,
      currency: accrual.amount.currency,
      amount_minor: accrual.amount.minor,
      model_version: accrual.modelVersion,
    }
  );
}

/** @returns whether the event was not counted yet. */
export async function insertAccrual(db: FinanceDb, row: AccrualRow): Promise<boolean> {
  return (await insertRows(db, 'finance_accrual', [row], 'ignore')) === 1;
}

/** Takes rows out and puts others in their place. */
export async function replaceAccruals(
  db: FinanceDb,
  change: { readonly out: readonly string[]; readonly in: readonly AccrualRow[] },
): Promise<void> {
  if (change.out.length > 0) {
    await db.deleteFrom('finance_accrual').where('message_id', 'in', change.out).execute();
  }
  await insertRows(db, 'finance_accrual', change.in);
}

/** Events that may bring money, in order of the log, with the row that stands for each now. */
export async function readLoggedEvents(
  db: FinanceDb,
  query: { readonly channelId: string; readonly fromMs: number; readonly afterSeq: number; readonly limit: number },
): Promise<{ readonly event: AccruableEvent; readonly row: AccrualRow | undefined }[]> {
  const events = await db
    .selectFrom('live_event as event')
    .innerJoin('live_channel as channel', 'channel.id', 'event.channel')
    .select(['event.seq', 'event.channel', 'event.message_id', 'event.type', 'event.at', 'event.payload'])
    .where('event.seq', '>', query.afterSeq)
    .where('event.type', 'in', ACCRUED_TYPES)
    .where('event.at', '>=', query.fromMs)
    .where('channel.twitch_id', '=', query.channelId)
    .orderBy('event.seq')
    .limit(query.limit)
    .execute();
  const [first, last] = [events[0], events.at(-1)];
  if (!first || !last) return [];
  const rows = await db
    .selectFrom('finance_accrual')
    .selectAll()
    .where('seq', '>=', first.seq)
    .where('seq', '<=', last.seq)
    .execute();
  const rowOf = new Map(rows.map((row) => [row.message_id, row]));
  return events.map(({ seq, channel, message_id, type, at, payload }) => ({
    event: { seq, channel, messageId: message_id, type, atMs: at, payload: JSON.parse(payload) as unknown },
    row: rowOf.get(message_id),
  }));
}

/** Throws out rows that no event stands behind: there are none unless someone wrote into the table. */
export async function removeStrayAccruals(db: FinanceDb): Promise<AccrualRow[]> {
  return await db
    .deleteFrom('finance_accrual')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('live_event as event')
            .select('event.seq')
            .whereRef('event.seq', '=', 'finance_accrual.seq')
            .whereRef('event.message_id', '=', 'finance_accrual.message_id'),
        ),
      ),
    )
    .returningAll()
    .execute();
}
