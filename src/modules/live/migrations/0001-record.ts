import { sql } from 'kysely';
import type { Migration } from '../../../platform/db/migrate.ts';

/**
 * Chat log, event log, persons, samples. The unique key begins with channel and time, so new rows go to
 * its end; it also finds a message by id within hours, without an index of ids.
 */
export const record: Migration = {
  id: 'live-0001-record',
  async up(db, dialect) {
    const isSqlite = dialect === 'sqlite';
    const strict = isSqlite ? 'STRICT' : '';
    const int = isSqlite ? 'INTEGER' : 'bigint';
    const small = isSqlite ? 'INTEGER' : 'smallint';
    const bytes = isSqlite ? 'BLOB' : 'bytea';
    const text = isSqlite ? 'TEXT' : 'text';
    const key = `${int} PRIMARY KEY`;
    const statements = [
      `CREATE TABLE live_channel (
        id ${key}, twitch_id ${text} NOT NULL UNIQUE, login ${text} NOT NULL, display_name ${text} NOT NULL,
        title ${text} NOT NULL DEFAULT '', category ${text} NOT NULL DEFAULT '', is_live ${isSqlite ? 'INTEGER NOT NULL DEFAULT 0' : 'boolean NOT NULL DEFAULT false'},
        started_at ${int}, viewers ${int}, followers ${int}, subscribers ${int}
      ) ${strict}`,
      `CREATE TABLE live_person (
        id ${key}, twitch_id ${text} NOT NULL UNIQUE, login ${text} NOT NULL, display_name ${text} NOT NULL,
        first_seen ${int} NOT NULL, last_seen ${int} NOT NULL, lines ${int} NOT NULL DEFAULT 0
      ) ${strict}`,
      'CREATE INDEX live_person_login ON live_person (login)',
      `CREATE TABLE live_person_name (
        person ${int} NOT NULL REFERENCES live_person (id), login ${text} NOT NULL, until ${int} NOT NULL,
        PRIMARY KEY (person, login)
      ) ${strict}`,
      'CREATE INDEX live_person_name_login ON live_person_name (login)',
      `CREATE TABLE live_look (
        id ${key}, color ${text} NOT NULL, badges ${text} NOT NULL, badge_info ${text} NOT NULL,
        UNIQUE (color, badges, badge_info)
      ) ${strict}`,
      `CREATE TABLE live_chat_line (
        seq ${key}, channel ${int} NOT NULL, sent_at ${int} NOT NULL, kind ${small} NOT NULL, message_id ${bytes},
        person ${int}, look ${int}, text ${text} NOT NULL, emotes ${text}, extra ${text}, flags ${small} NOT NULL,
        removed_at ${int}, removed_by ${small}${isSqlite ? '' : ", words tsvector NOT NULL DEFAULT ''"},
        UNIQUE (channel, sent_at, message_id)
      ) ${strict}`,
      isSqlite
        ? 'CREATE INDEX live_chat_line_person ON live_chat_line (person) WHERE person IS NOT NULL'
        : 'CREATE INDEX live_chat_line_person ON live_chat_line (person, seq) WHERE person IS NOT NULL',
      'CREATE INDEX live_chat_line_removed ON live_chat_line (seq) WHERE removed_at IS NOT NULL',
      'CREATE INDEX live_chat_line_removed_person ON live_chat_line (person) WHERE removed_at IS NOT NULL',
      isSqlite
        ? `CREATE VIRTUAL TABLE live_chat_text USING fts5 (
            text, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2'
          )`
        : 'CREATE INDEX live_chat_line_words ON live_chat_line USING gin (words)',
      `CREATE TABLE live_event (
        seq ${key}, message_id ${text} NOT NULL UNIQUE, type ${text} NOT NULL, kind ${text}, channel ${int} NOT NULL,
        at ${int} NOT NULL, received_at ${int} NOT NULL, person ${int}, payload ${text} NOT NULL, params ${text} NOT NULL
      ) ${strict}`,
      'CREATE INDEX live_event_kind ON live_event (kind, seq) WHERE kind IS NOT NULL',
      `CREATE TABLE live_sample (
        channel ${int} NOT NULL, kind ${small} NOT NULL, at ${int} NOT NULL, value ${int} NOT NULL,
        PRIMARY KEY (channel, kind, at)
      ) ${strict}${isSqlite ? ', WITHOUT ROWID' : ''}`,
      `CREATE TABLE live_line_state (channel ${key}, alive_at ${int} NOT NULL) ${strict}`,
      `CREATE TABLE live_missed_projection (
        id ${key}, projection ${text} NOT NULL, topic ${text} NOT NULL, seq ${int} NOT NULL, error ${text} NOT NULL,
        at ${int} NOT NULL
      ) ${strict}`,
    ];
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
