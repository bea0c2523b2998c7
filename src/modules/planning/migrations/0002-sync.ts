import { sql } from 'kysely';
import type { Migration } from '../../../platform/db/migrate.ts';

export const sync: Migration = {
  id: 'planning-0002-sync',
  async up(db, dialect) {
    const int = dialect === 'sqlite' ? 'INTEGER' : 'bigint';
    const flag = dialect === 'sqlite' ? 'INTEGER' : 'boolean';
    const strict = dialect === 'sqlite' ? 'STRICT' : '';
    const statements = [
      `CREATE TABLE planning_publication (
        part text PRIMARY KEY, segment_key text UNIQUE, showing_id text, synced_json text, cancelled_json text NOT NULL,
        intent_json text, refusal_code text, refusal_json text, refused_hash text, refused_against text, changed_at ${int} NOT NULL
      ) ${strict}`,
      `CREATE TABLE planning_remote_segment (
        segment_key text PRIMARY KEY, title text NOT NULL, category_id text, category_name text,
        duration_minutes ${int} NOT NULL, is_recurring ${flag} NOT NULL, showings_json text NOT NULL
      ) ${strict}`,
      `CREATE TABLE planning_schedule_read (
        id ${int} PRIMARY KEY CHECK (id = 1), channel_id text, generation ${int} NOT NULL,
        state text NOT NULL CHECK (state IN ('never', 'ok', 'failed', 'off')), read_at ${int},
        refusal_code text, refusal_json text, taken_over_at ${int}
      ) ${strict}`,
      "INSERT INTO planning_schedule_read (id, generation, state) VALUES (1, 1, 'never')",
      `CREATE TABLE planning_difference (
        id text PRIMARY KEY, fingerprint text NOT NULL, seen_at ${int} NOT NULL, is_left ${flag} NOT NULL
      ) ${strict}`,
    ];
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
