import { sql } from 'kysely';
import type { Migration } from '../../../platform/db/migrate.ts';

export const plan: Migration = {
  id: 'planning-0001-plan',
  async up(db, dialect) {
    const int = dialect === 'sqlite' ? 'INTEGER' : 'bigint';
    const bool = dialect === 'sqlite' ? 'INTEGER' : 'boolean';
    const strict = dialect === 'sqlite' ? 'STRICT' : '';
    const facts = `title text NOT NULL, category_id text, category_name text, local text NOT NULL, zone text NOT NULL,
      duration_minutes ${int} NOT NULL,
      status text NOT NULL CHECK (status IN ('planned', 'confirmed', 'cancelled')), cancel_reason text,
      notes text NOT NULL, checklist_json text NOT NULL, color ${int} NOT NULL, is_published ${bool} NOT NULL,
      created_at ${int} NOT NULL, version ${int} NOT NULL`;
    const statements = [
      `CREATE TABLE planning_series (
        id text PRIMARY KEY, every_weeks ${int} NOT NULL, weekdays text NOT NULL, until text, ${facts}
      ) ${strict}`,
      `CREATE TABLE planning_stream (
        id text PRIMARY KEY, series_id text REFERENCES planning_series (id) ON DELETE CASCADE, series_day text,
        is_removed ${bool} NOT NULL, ${facts},
        UNIQUE (series_id, series_day), CHECK ((series_id IS NULL) = (series_day IS NULL))
      ) ${strict}`,
      `CREATE TABLE planning_task (
        id text PRIMARY KEY, title text NOT NULL, due_day text, due_time text, assignee_id text,
        priority text NOT NULL CHECK (priority IN ('low', 'normal', 'high')), stream_id text,
        done_at ${int}, created_at ${int} NOT NULL
      ) ${strict}`,
      'CREATE INDEX planning_task_done ON planning_task (done_at)',
      `CREATE TABLE planning_calendar_link (
        id text PRIMARY KEY, member_id text NOT NULL, token_hash text NOT NULL UNIQUE,
        created_at ${int} NOT NULL, last_read_at ${int}
      ) ${strict}`,
      'CREATE INDEX planning_calendar_link_member ON planning_calendar_link (member_id)',
    ];
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
