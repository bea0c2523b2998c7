import { CompiledQuery } from 'kysely';
import { runForEach } from '../../platform/db/many-rows.ts';
import type { ChatIngest } from './chat-ingest.ts';

const FIND = CompiledQuery.raw(
  'SELECT ? AS position FROM live_chat_line WHERE channel = ? AND sent_at = ? AND message_id = ?',
) as CompiledQuery<{ position: number }>;
const INSERT_LINE = CompiledQuery.raw(
  `INSERT INTO live_chat_line (seq, channel, sent_at, kind, message_id, person, look, text, emotes, extra, flags)
   VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
);
const INSERT_TEXT = CompiledQuery.raw('INSERT INTO live_chat_text (rowid, text) VALUES (?, ?)');
const SAVE_PERSON = CompiledQuery.raw(
  `INSERT INTO live_person (id, twitch_id, login, display_name, first_seen, last_seen, lines)
   VALUES (?, ?, ?, ?, ?, ?, ?)
   ON CONFLICT (id) DO UPDATE SET login = excluded.login, display_name = excluded.display_name,
     first_seen = min(first_seen, excluded.first_seen), last_seen = max(last_seen, excluded.last_seen),
     lines = lines + excluded.lines`,
);

/** One prepared statement per shape, run for each row: in one process that beats one large statement. */
export const sqliteIngest: ChatIngest = {
  async findKnown(db, keys) {
    const every = keys.map((key, position) => [position, key.channel, key.sentAt, key.messageId]);
    const { rows } = await runForEach(db, FIND, every);
    return new Set(rows.map((row) => row.position));
  },

  async insertLines(db, rows) {
    const lines = rows.map((row) => [
      row.seq,
      row.channel,
      row.sent_at,
      row.kind,
      row.message_id,
      row.person,
      row.look,
      row.text,
      row.emotes,
      row.extra,
      row.flags,
    ]);
    await runForEach(db, INSERT_LINE, lines);
    const texts = rows.flatMap((row) => (row.searchText === null ? [] : [[row.seq, row.searchText]]));
    await runForEach(db, INSERT_TEXT, texts);
  },

  async savePersons(db, persons) {
    const every = persons.map((person) => [
      person.id,
      person.twitchId,
      person.login,
      person.displayName,
      person.firstAt,
      person.lastAt,
      person.lines,
    ]);
    await runForEach(db, SAVE_PERSON, every);
  },
};
