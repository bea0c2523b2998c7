import { sql } from 'kysely';
import { columnTypes } from '../../../platform/db/column-types.ts';
import type { Migration } from '../../../platform/db/migrate.ts';

/** Gear in euros above it is written off over years: 800 euros and 19 % VAT. */
const GEAR_LIMIT_MINOR = 95_200;

/**
 * Estimates know their channel; a sub bought for several months counts the month that it tells (decision 0039);
 * money outside of streams is closed by day (0041); drafts of dear gear lie on the account for it (0042).
 */
export const ownMonths: Migration = {
  id: 'finance-0003-own-months',
  async up(db, dialect) {
    const { integer, text, flag, strict } = columnTypes(dialect);
    await sql`ALTER TABLE finance_accrual ADD COLUMN channel ${integer} NOT NULL DEFAULT 0`.execute(db);
    await sql`UPDATE finance_accrual SET channel =
      coalesce((SELECT event.channel FROM live_event AS event WHERE event.seq = finance_accrual.seq), 0)`.execute(db);
    await sql`DROP INDEX finance_accrual_at`.execute(db);
    // Holds all that a sum needs, so that a quarter's figures are read from the index alone.
    await sql`CREATE INDEX finance_accrual_at
      ON finance_accrual (channel, at, source, currency, quantity, amount_minor)`.execute(db);

    // The book follows at its next comparison: what is closed with such a sub in it is compared again.
    await sql`DELETE FROM finance_closed_broadcast WHERE EXISTS (
      SELECT 1 FROM finance_accrual AS accrual WHERE accrual.source = 'sub' AND accrual.quantity > 1
        AND accrual.at >= finance_closed_broadcast.started_at AND accrual.at <= finance_closed_broadcast.ended_at
    )`.execute(db);
    // A sub is worth its months times a month, so the division is exact.
    await sql`UPDATE finance_accrual SET amount_minor = amount_minor / quantity, quantity = 1
      WHERE source = 'sub' AND quantity > 1`.execute(db);

    await sql`CREATE TABLE finance_setting (name ${text} PRIMARY KEY, value ${text} NOT NULL) ${strict}`.execute(db);
    await sql`CREATE TABLE finance_offline_day (
      channel ${integer} NOT NULL, from_at ${integer} NOT NULL, until_at ${integer} NOT NULL, day ${text} NOT NULL,
      is_open ${flag} NOT NULL, PRIMARY KEY (channel, from_at)
    ) ${strict}`.execute(db);
    await sql`CREATE TABLE finance_offline_closing (
      channel ${integer} NOT NULL, from_at ${integer} NOT NULL, source ${text} NOT NULL, currency ${text} NOT NULL,
      revision ${integer} NOT NULL, amount_minor ${integer} NOT NULL, entry_id ${text},
      PRIMARY KEY (channel, from_at, source, currency)
    ) ${strict}`.execute(db);

    await sql`UPDATE finance_posting SET account = 'lasting-gear' WHERE account = 'gear' AND currency = 'EUR'
      AND amount_minor > ${sql.raw(String(GEAR_LIMIT_MINOR))}
      AND EXISTS (SELECT 1 FROM finance_entry AS entry WHERE entry.id = finance_posting.entry AND entry.state = 'draft')
    `.execute(db);
  },
};
