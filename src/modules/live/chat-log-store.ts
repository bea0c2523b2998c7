import { sql } from 'kysely';
import type { Db, DialectName } from '../../platform/db/database.ts';
import { postgresIngest } from './chat-ingest.postgres.ts';
import { sqliteIngest } from './chat-ingest.sqlite.ts';
import type { ChatIngest, IngestRow, MessageKey } from './chat-ingest.ts';
import type { ChatLine, StoredLine } from './chat-line.ts';
import { rowOfLine } from './chat-line-row.ts';
import { applyRemovals } from './chat-removal-store.ts';
import { type BatchNames, createInterning, type Interning } from './interning.ts';
import { packMessageId } from './message-id.ts';
import type { LiveTables } from './tables.ts';

/** What a batch left behind: take it over after the commit, drop it when the transaction failed. */
export interface StoredBatch {
  readonly stored: readonly StoredLine[];
  /** Lets the memory of known persons and looks follow the commit. */
  committed(): void;
}

export interface ChatLogStore {
  /**
   * Appends lines in their order, each once: a message that the log has already is left out. Marks what
   * removal lines take down. Runs inside the caller's transaction.
   */
  append(db: Db<LiveTables>, lines: readonly ChatLine[]): Promise<StoredBatch>;
  /** The numbers of channels and people, for a transaction that stores something else. */
  names(): BatchNames;
}

export function createChatLogStore(dialect: DialectName): ChatLogStore {
  const ingest: ChatIngest = dialect === 'sqlite' ? sqliteIngest : postgresIngest;
  const interning: Interning = createInterning(ingest);
  return {
    names: () => interning.begin(),

    async append(db, lines) {
      const names = interning.begin();
      const fresh = await withoutKnown(db, ingest, lines, await names.channels(db, lines));
      if (fresh.length === 0) return { stored: [], committed: names.committed };
      const persons = await names.persons(db, fresh);
      const looks = await names.looks(db, fresh);
      let seq = await lastSeq(db);
      const stored: StoredLine[] = [];
      const rows: IngestRow[] = [];
      for (const line of fresh) {
        seq += 1;
        stored.push({ seq, line, removed: null });
        rows.push(rowOfLine(seq, line, { channel: names.channelOf(line), person: persons(line), look: looks(line) }));
      }
      await ingest.insertLines(db, rows);
      await applyRemovals(db, stored, names.channelOf);
      return { stored, committed: names.committed };
    },
  };
}

/** Of every channel: positions are given once. */
async function lastSeq(db: Db<LiveTables>): Promise<number> {
  const { rows } = await sql<{ seq: number | null }>`SELECT max(seq) AS seq FROM live_chat_line`.execute(db);
  return rows[0]?.seq ?? 0;
}

/** Twitch repeats lines after a reconnect, within one batch or long after: id and time make them one. */
async function withoutKnown(
  db: Db<LiveTables>,
  ingest: ChatIngest,
  lines: readonly ChatLine[],
  channelOf: (line: ChatLine) => number,
): Promise<ChatLine[]> {
  const candidates: ChatLine[] = [];
  const keys: MessageKey[] = [];
  const positions: number[] = [];
  const seen = new Set<string>();
  for (const line of lines) {
    if (line.messageId !== null) {
      const key = `${line.channelId} ${line.sentAtMs} ${line.messageId}`;
      if (seen.has(key)) continue;
      seen.add(key);
      positions.push(candidates.length);
      keys.push({ channel: channelOf(line), sentAt: line.sentAtMs, messageId: packMessageId(line.messageId) });
    }
    candidates.push(line);
  }
  const known = await ingest.findKnown(db, keys);
  if (known.size === 0) return candidates;
  const knownPositions = new Set([...known].map((index) => positions[index]));
  return candidates.filter((_, position) => !knownPositions.has(position));
}
