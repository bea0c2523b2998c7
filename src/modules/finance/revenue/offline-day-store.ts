import { sql } from 'kysely';
import { insertRows } from '../../../platform/db/many-rows.ts';
import type { FinanceDb } from '../context.ts';
import type { OfflineClosingRow, OfflineDayRow } from './tables.ts';

export type OfflineDay = Omit<OfflineDayRow, 'is_open'>;
type DayKey = Pick<OfflineDayRow, 'channel' | 'from_at'>;

/** Of each channel that has estimates: the first of them, and how far its days reach by now. */
export async function readDayBounds(db: FinanceDb): Promise<
  {
    readonly channel: number;
    readonly firstMs: number;
    readonly rows: { readonly fromMs: number; readonly untilMs: number } | undefined;
  }[]
> {
  const { rows } = await sql<{
    channel: number;
    first: number | null;
    from_at: number | null;
    until_at: number | null;
  }>`
    SELECT channel.id AS channel,
      (SELECT min(at) FROM finance_accrual WHERE channel = channel.id) AS first,
      (SELECT min(from_at) FROM finance_offline_day WHERE channel = channel.id) AS from_at,
      (SELECT max(until_at) FROM finance_offline_day WHERE channel = channel.id) AS until_at
    FROM live_channel AS channel`.execute(db);
  return rows.flatMap(({ channel, first, from_at, until_at }) =>
    first === null
      ? []
      : [
          {
            channel,
            firstMs: first,
            rows: from_at === null || until_at === null ? undefined : { fromMs: from_at, untilMs: until_at },
          },
        ],
  );
}

export async function insertDays(
  db: FinanceDb,
  channel: number,
  days: readonly Omit<OfflineDay, 'channel'>[],
): Promise<void> {
  const rows = days.map((day) => ({ ...day, channel, is_open: true }));
  await insertRows(db, 'finance_offline_day', rows, 'ignore');
}

/** Days whose money outside of streams the book may not hold as it is, oldest first. */
export async function readOpenDays(db: FinanceDb): Promise<OfflineDay[]> {
  return await db
    .selectFrom('finance_offline_day')
    .select(['channel', 'from_at', 'until_at', 'day'])
    .where('is_open', '=', true)
    .orderBy('from_at')
    .orderBy('channel')
    .execute();
}

/** The book is in line with a day. */
export async function closeDay(db: FinanceDb, { channel, from_at }: DayKey): Promise<void> {
  await db
    .updateTable('finance_offline_day')
    .set({ is_open: false })
    .where('channel', '=', channel)
    .where('from_at', '=', from_at)
    .execute();
}

/** Estimates within a time have changed, or which of them belong to a stream: of a channel, or of any. */
export async function reopenDays(
  db: FinanceDb,
  changed: { readonly channel?: number; readonly fromMs: number; readonly toMs?: number },
): Promise<void> {
  let days = db
    .updateTable('finance_offline_day')
    .set({ is_open: true })
    .where('is_open', '=', false)
    .where('until_at', '>', changed.fromMs);
  if (changed.toMs !== undefined) days = days.where('from_at', '<=', changed.toMs);
  if (changed.channel !== undefined) days = days.where('channel', '=', changed.channel);
  await days.execute();
}

/** What the book holds of a day. */
export async function readDayClosings(db: FinanceDb, { channel, from_at }: DayKey): Promise<OfflineClosingRow[]> {
  return await db
    .selectFrom('finance_offline_closing')
    .selectAll()
    .where('channel', '=', channel)
    .where('from_at', '=', from_at)
    .execute();
}

export async function saveDayClosing(db: FinanceDb, row: OfflineClosingRow): Promise<void> {
  const { revision, amount_minor, entry_id } = row;
  await db
    .insertInto('finance_offline_closing')
    .values(row)
    .onConflict((conflict) =>
      conflict.columns(['channel', 'from_at', 'source', 'currency']).doUpdateSet({ revision, amount_minor, entry_id }),
    )
    .execute();
}
