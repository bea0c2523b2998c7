import { sql } from 'kysely';
import { columnTypes } from '../../../platform/db/column-types.ts';
import type { Migration } from '../../../platform/db/migrate.ts';

/**
 * Prices in US dollars as Twitch asks since July 2024, half of it for the channel, the rate of a Prime
 * sub in the United States, a cent for each bit. They overstate for other countries: people may change them.
 */
const FIRST_MODEL = {
  currency: 'USD',
  priceMinor: { '1000': 599, '2000': 999, '3000': 2499 },
  shareBasisPoints: 5000,
  primeMinor: 225,
  hundredBitsMinor: 100,
};

/** Estimates by event, the models they are valued by, and what of them stands in the management book. */
export const revenue: Migration = {
  id: 'finance-0002-revenue',
  async up(db, dialect) {
    const { integer, text, json, strict } = columnTypes(dialect);
    await sql`CREATE TABLE finance_model (
      version ${integer} PRIMARY KEY, valid_from ${integer} NOT NULL, values_json ${json} NOT NULL,
      made_at ${integer} NOT NULL, made_by ${text}
    ) ${strict}`.execute(db);
    await sql`INSERT INTO finance_model (version, valid_from, values_json, made_at, made_by)
      VALUES (1, 0, ${JSON.stringify(FIRST_MODEL)}, 0, NULL)`.execute(db);
    await sql`CREATE TABLE finance_accrual (
      message_id ${text} PRIMARY KEY, seq ${integer} NOT NULL UNIQUE, at ${integer} NOT NULL, source ${text} NOT NULL,
      tier ${text}, quantity ${integer} NOT NULL, currency ${text} NOT NULL, amount_minor ${integer} NOT NULL,
      model_version ${integer} NOT NULL REFERENCES finance_model (version)
    ) ${strict}`.execute(db);
    // Holds all that a sum needs, so that a quarter's figures are read from the index alone.
    await sql`CREATE INDEX finance_accrual_at
      ON finance_accrual (at, source, currency, quantity, amount_minor)`.execute(db);
    await sql`CREATE TABLE finance_closing (
      broadcast ${integer} NOT NULL, source ${text} NOT NULL, currency ${text} NOT NULL, revision ${integer} NOT NULL,
      amount_minor ${integer} NOT NULL, entry_id ${text}, PRIMARY KEY (broadcast, source, currency)
    ) ${strict}`.execute(db);
    await sql`CREATE TABLE finance_closed_broadcast (
      broadcast ${integer} PRIMARY KEY, started_at ${integer} NOT NULL, ended_at ${integer} NOT NULL
    ) ${strict}`.execute(db);
    // What was recorded before there were estimates is a projection still to be made: the next start makes it.
    await sql`INSERT INTO live_missed_projection (id, projection, topic, seq, error, at)
      SELECT (SELECT coalesce(max(id), 0) FROM live_missed_projection) + row_number() OVER (ORDER BY seq),
        'accruals', 'events', seq, 'recorded before', received_at
      FROM live_event WHERE type IN ('channel.bits.use', 'channel.chat.notification')`.execute(db);
  },
};
