import { sql } from 'kysely';
import { PgArray } from '../../platform/db/values.ts';
import type { ChatIngest } from './chat-ingest.ts';
import { plainWords } from './search-words.ts';

const column = <Row, Value extends string | number | null>(rows: readonly Row[], pick: (row: Row) => Value): PgArray =>
  new PgArray(rows.map(pick));
const hex = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex');

/** One statement per batch over `unnest`: each costs one round trip. */
export const postgresIngest: ChatIngest = {
  async findKnown(db, keys) {
    if (keys.length === 0) return new Set();
    const { rows } = await sql<{ position: number }>`
      SELECT known.position FROM unnest(
        ${column(keys, (key) => key.channel)}::bigint[], ${column(keys, (key) => key.sentAt)}::bigint[],
        ${column(keys, (key) => hex(key.messageId))}::text[]
      ) WITH ORDINALITY AS known (channel, sent_at, message_id, position)
      JOIN live_chat_line AS line ON line.channel = known.channel AND line.sent_at = known.sent_at
        AND line.message_id = decode(known.message_id, 'hex')`.execute(db);
    return new Set(rows.map((row) => row.position - 1));
  },

  async insertLines(db, rows) {
    if (rows.length === 0) return;
    await sql`
      INSERT INTO live_chat_line
        (seq, channel, sent_at, kind, message_id, person, look, text, emotes, extra, flags, words)
      SELECT seq, channel, sent_at, kind, decode(message_id, 'hex'), person, look, text, emotes, extra, flags,
        to_tsvector('simple', words)
      FROM unnest(
        ${column(rows, (row) => row.seq)}::bigint[], ${column(rows, (row) => row.channel)}::bigint[],
        ${column(rows, (row) => row.sent_at)}::bigint[], ${column(rows, (row) => row.kind)}::smallint[],
        ${column(rows, (row) => row.message_id && hex(row.message_id))}::text[],
        ${column(rows, (row) => row.person)}::bigint[], ${column(rows, (row) => row.look)}::bigint[],
        ${column(rows, (row) => row.text)}::text[], ${column(rows, (row) => row.emotes)}::text[],
        ${column(rows, (row) => row.extra)}::text[], ${column(rows, (row) => row.flags)}::smallint[],
        ${column(rows, (row) => (row.searchText === null ? '' : plainWords(row.searchText)))}::text[]
      ) AS line (seq, channel, sent_at, kind, message_id, person, look, text, emotes, extra, flags, words)`.execute(db);
  },

  async savePersons(db, persons) {
    if (persons.length === 0) return;
    await sql`
      INSERT INTO live_person (id, twitch_id, login, display_name, first_seen, last_seen, lines)
      SELECT id, twitch_id, login, display_name, first_at, last_at, lines FROM unnest(
        ${column(persons, (person) => person.id)}::bigint[], ${column(persons, (person) => person.twitchId)}::text[],
        ${column(persons, (person) => person.login)}::text[],
        ${column(persons, (person) => person.displayName)}::text[],
        ${column(persons, (person) => person.firstAt)}::bigint[],
        ${column(persons, (person) => person.lastAt)}::bigint[], ${column(persons, (person) => person.lines)}::bigint[]
      ) AS person (id, twitch_id, login, display_name, first_at, last_at, lines)
      ON CONFLICT (id) DO UPDATE SET login = excluded.login, display_name = excluded.display_name,
        first_seen = least(live_person.first_seen, excluded.first_seen),
        last_seen = greatest(live_person.last_seen, excluded.last_seen),
        lines = live_person.lines + excluded.lines`.execute(db);
  },
};
