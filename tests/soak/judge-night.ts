import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { SentBook } from './sent-book.ts';

/** How far the edges of a gap may lie from the loss: what passes before it is noticed, or healed. */
const EDGE_MS = 1_500;
/** What the heap may have grown from the second quarter of the night to the last. */
const GROWTH = 1.15;
const KIND_MESSAGE = 0;
const KIND_GAP = 8;
const LINE_EVENTS = 1;

interface Night {
  readonly folder: string;
  readonly book: SentBook;
  readonly exitCode: number | null;
  /** Everything the server's process said. */
  readonly said: string;
  readonly troubles: number;
}

interface NightVerdict {
  readonly table: readonly (readonly [what: string, count: number | string])[];
  readonly faults: readonly string[];
}

/** Holds what was sent against what lies on the disk. */
export function judgeNight({ folder, book, exitCode, said, troubles }: Night): NightVerdict {
  const faults: string[] = [];
  const database = new DatabaseSync(join(folder, 'sandbox', 'livextrem.db'), { readOnly: true });
  const rows = <Row>(sql: string): Row[] => database.prepare(sql).all() as Row[];

  const integrity = rows<{ integrity_check: string }>('PRAGMA integrity_check')[0]?.integrity_check;
  if (integrity !== 'ok') faults.push(`integrity check: ${integrity}`);
  if (exitCode !== 0) faults.push(`the server ended with ${exitCode}`);

  const gaps = rows<{ sent_at: number; extra: string }>(
    `SELECT sent_at, extra FROM live_chat_line WHERE kind = ${KIND_GAP}`,
  ).map(({ sent_at, extra }) => ({
    fromMs: sent_at - EDGE_MS,
    untilMs: (JSON.parse(extra) as { gap: { untilMs: number } }).gap.untilMs + EDGE_MS,
  }));
  const isInGap = (atMs: number): boolean => gaps.some(({ fromMs, untilMs }) => fromMs <= atMs && atMs <= untilMs);

  const numbers = countBy(
    rows<{ text: string }>(`SELECT text FROM live_chat_line WHERE kind = ${KIND_MESSAGE} AND text LIKE 'nacht %'`).map(
      ({ text }) => Number(text.slice(6)),
    ),
  );
  let missing = 0;
  for (const [number, atMs] of book.lines) {
    if (numbers.has(number)) continue;
    missing += 1;
    if (!isInGap(atMs))
      faults.push(`line ${number}, sent ${new Date(atMs).toISOString()}, is missing and no gap says so`);
  }
  for (const [number, count] of numbers) if (count > 1) faults.push(`line ${number} is stored ${count} times`);

  const stored = countBy(
    rows<{ id: string }>(
      `SELECT lower(hex(message_id)) AS id FROM live_chat_line WHERE kind = ${KIND_MESSAGE} AND message_id IS NOT NULL`,
    ).map(({ id }) => id),
  );
  for (const [id, count] of stored) if (count > 1) faults.push(`message ${id} is stored ${count} times`);
  for (const [id, atMs] of book.messages) {
    if (!stored.has(id) && !isInGap(atMs)) faults.push(`message ${id} is missing and no gap says so`);
  }

  const eventGaps = rows<{ from_at: number; until_at: number }>(
    `SELECT from_at, until_at FROM live_line_gap WHERE line = ${LINE_EVENTS}`,
  ).map(({ from_at, until_at }) => ({ fromMs: from_at - EDGE_MS, untilMs: until_at + EDGE_MS }));
  const known = new Set(rows<{ id: string }>('SELECT message_id AS id FROM live_event').map(({ id }) => id));
  let missedEvents = 0;
  for (const [id, atMs] of book.events) {
    if (known.has(id)) continue;
    missedEvents += 1;
    if (!eventGaps.some(({ fromMs, untilMs }) => fromMs <= atMs && atMs <= untilMs)) {
      faults.push(`event ${id}, sent ${new Date(atMs).toISOString()}, is missing and no gap says so`);
    }
  }
  const books = rows<{ count: number }>('SELECT count(*) AS count FROM finance_accrual')[0]?.count ?? 0;
  database.close();

  const memory = [...said.matchAll(/^memory (\d+) (\d+) (\d+)$/gm)].map(([, heap, , rss]) => ({
    heap: Number(heap) / 1_000_000,
    rss: Number(rss) / 1_000_000,
  }));
  const quarter = Math.floor(memory.length / 4);
  const second = memory.slice(quarter, 2 * quarter);
  const last = memory.slice(3 * quarter);
  const early = median(second.map(({ heap }) => heap));
  const late = median(last.map(({ heap }) => heap));
  if (late > early * GROWTH) faults.push(`the heap grew from ${early.toFixed(1)} to ${late.toFixed(1)} MB`);

  return {
    faults,
    table: [
      ['troubles', troubles],
      ['numbered lines sent', book.lines.size],
      ['of them in gaps', missing],
      ['lines of chat sent in all', book.messages.size],
      ['gaps', gaps.length],
      ['events sent', book.events.size],
      ['of them in gaps of the events', missedEvents],
      ['accruals', books],
      ['heap after collection, second quarter, MB', early.toFixed(1)],
      ['heap after collection, last quarter, MB', late.toFixed(1)],
      ['resident, second quarter, MB', median(second.map(({ rss }) => rss)).toFixed(0)],
      ['resident, last quarter, MB', median(last.map(({ rss }) => rss)).toFixed(0)],
    ],
  };
}

function countBy<T>(values: readonly T[]): Map<T, number> {
  const counts = new Map<T, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
}
