import { sql } from 'kysely';
import type { LineKind } from '../../contract/live.ts';
import type { Db, DialectName } from '../../platform/db/database.ts';
import { postgresIngest } from './chat-ingest.postgres.ts';
import { sqliteIngest } from './chat-ingest.sqlite.ts';
import type { ChatIngest, IngestRow, MessageKey } from './chat-ingest.ts';
import type { ChatLine, LineExtra, StoredLine } from './chat-line.ts';
import { rowOfLine } from './chat-line-row.ts';
import { applyRemovals } from './chat-removal-store.ts';
import { type BatchNames, createInterning, type Interning } from './interning.ts';
import { kindOf } from './line-codes.ts';
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
      const channelOf = await names.channels(db, lines);
      const unknown = await withoutKnownRemovals(db, await withoutKnown(db, ingest, lines, channelOf), channelOf);
      const fresh = countFilled(unknown);
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

const REMOVALS: ReadonlySet<LineKind> = new Set(['timeout', 'ban', 'clear', 'deleted']);

/** Twitch gives a removal no id: time, kind and whom it hits make it one. */
async function withoutKnownRemovals(
  db: Db<LiveTables>,
  lines: readonly ChatLine[],
  channelOf: (line: ChatLine) => number,
): Promise<readonly ChatLine[]> {
  const removals = lines.filter(isRemoval);
  if (removals.length === 0) return lines;
  const times = [...new Set(removals.map(({ sentAtMs }) => sentAtMs))];
  const seen = new Set<string>();
  for (const channel of new Set(removals.map(channelOf))) {
    const rows = await db
      .selectFrom('live_chat_line')
      .select(['sent_at', 'kind', 'extra'])
      .where('channel', '=', channel)
      .where('sent_at', 'in', times)
      .where('message_id', 'is', null)
      .execute();
    for (const { sent_at, kind, extra } of rows) {
      const { target } = JSON.parse(extra ?? '{}') as LineExtra;
      seen.add(removalKey(channel, sent_at, kindOf(kind), target));
    }
  }
  return lines.filter((line) => {
    if (!isRemoval(line)) return true;
    const key = removalKey(channelOf(line), line.sentAtMs, line.kind, line.extra?.target);
    return !seen.has(key) && seen.add(key);
  });
}

function isRemoval({ kind, messageId }: ChatLine): boolean {
  return messageId === null && REMOVALS.has(kind);
}

function removalKey(channel: number, sentAtMs: number, kind: LineKind, target: LineExtra['target']): string {
  const { userId, login, messageId, seconds } = target ?? {};
  return [channel, sentAtMs, kind, userId, login, messageId, seconds].join(' ');
}

/** A gap says how many lines behind it fill it: those of them that the log did not have. */
function countFilled(lines: readonly ChatLine[]): readonly ChatLine[] {
  if (!lines.some((line) => line.extra?.gap?.filled !== undefined)) return lines;
  return lines.map((line, index) => {
    const gap = line.extra?.gap;
    if (gap?.filled === undefined) return line;
    const end = lines.findIndex((one, at) => at > index && !one.isFilled);
    const filled = (end < 0 ? lines.length : end) - index - 1;
    return { ...line, extra: { ...line.extra, gap: { ...gap, filled } } };
  });
}
