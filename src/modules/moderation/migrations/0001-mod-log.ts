import { sql } from 'kysely';
import type { Migration } from '../../../platform/db/migrate.ts';

export const modLog: Migration = {
  id: 'moderation-0001-mod-log',
  async up(db, dialect) {
    const int = dialect === 'sqlite' ? 'INTEGER' : 'bigint';
    const strict = dialect === 'sqlite' ? 'STRICT' : '';
    const statements = [
      `CREATE TABLE moderation_verdict (
        line_seq ${int} NOT NULL, rule text NOT NULL, params text NOT NULL, PRIMARY KEY (line_seq, rule)
      ) ${dialect === 'sqlite' ? 'STRICT, WITHOUT ROWID' : ''}`,
      `CREATE TABLE moderation_action (
        id text PRIMARY KEY, seq ${int} NOT NULL UNIQUE, kind text NOT NULL, at ${int} NOT NULL, channel_id text NOT NULL,
        target_id text, target_login text, target_name text, by_id text, by_login text, by_name text,
        reason text, seconds ${int}, until ${int}, message_id text, message_text text, message_seq ${int},
        state text NOT NULL CHECK (state IN ('open', 'done', 'refused')), refusal text,
        source text NOT NULL CHECK (source IN ('here', 'twitch')), undone_by text,
        moderate_echo text UNIQUE, ban_echo text UNIQUE, details text NOT NULL
      ) ${strict}`,
      'CREATE INDEX moderation_action_at ON moderation_action (at, id)',
      'CREATE INDEX moderation_action_target ON moderation_action (target_id, at)',
      "CREATE INDEX moderation_action_open ON moderation_action (at) WHERE state = 'open'",
      `CREATE TABLE moderation_action_change (
        seq ${int} PRIMARY KEY, action_id text NOT NULL REFERENCES moderation_action (id)
      ) ${strict}`,
    ];
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
