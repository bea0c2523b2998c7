import { sql } from 'kysely';
import type { Db } from '../../platform/db/database.ts';
import type { ChatLine, StoredLine } from './chat-line.ts';
import { KIND_CODES, REMOVED_CODES, type RemovedBy } from './line-codes.ts';
import { packMessageId } from './message-id.ts';
import type { LiveTables } from './tables.ts';

/** Twitch takes down what is on the screens; a day is more than any screen holds. */
const REACH_MS = 24 * 60 * 60_000;

/** Marks what the removal lines of a batch take down, in their order; the marked lines stay in the log. */
export async function applyRemovals(
  db: Db<LiveTables>,
  stored: readonly StoredLine[],
  channelOf: (line: ChatLine) => number,
): Promise<void> {
  for (const { seq, line } of stored) {
    const target = line.extra?.target;
    const removal = { channel: channelOf(line), beforeSeq: seq, atMs: line.sentAtMs };
    switch (line.kind) {
      case 'timeout':
      case 'ban': {
        const person = target && (await findPerson(db, target));
        if (person !== undefined) await markLines(db, { ...removal, by: line.kind, person });
        break;
      }
      case 'clear':
        await markLines(db, { ...removal, by: 'clear', person: null });
        break;
      case 'deleted': {
        const found = target?.messageId && (await findLineByMessageId(db, { ...removal, messageId: target.messageId }));
        if (found) await markLine(db, found, line.sentAtMs);
        break;
      }
      default:
        break;
    }
  }
}

async function findPerson(
  db: Db<LiveTables>,
  target: { readonly userId: string | null; readonly login: string | null },
): Promise<number | undefined> {
  const people = db.selectFrom('live_person').select('id');
  const row =
    target.userId !== null
      ? await people.where('twitch_id', '=', target.userId).executeTakeFirst()
      : await people
          .where('login', '=', target.login ?? '')
          .orderBy('last_seen', 'desc')
          .executeTakeFirst();
  return row?.id;
}

/** The oldest position that can lie within reach: lines come nearly, not strictly, in order of time. */
async function firstSeqSince(db: Db<LiveTables>, channel: number, sinceMs: number): Promise<number | undefined> {
  const { rows } = await sql<{ seq: number }>`
    SELECT seq FROM live_chat_line WHERE channel = ${channel} AND sent_at >= ${sinceMs} ORDER BY sent_at LIMIT 1
  `.execute(db);
  return rows[0]?.seq;
}

async function markLines(
  db: Db<LiveTables>,
  removal: { channel: number; beforeSeq: number; atMs: number; by: RemovedBy; person: number | null },
): Promise<void> {
  const first = await firstSeqSince(db, removal.channel, removal.atMs - REACH_MS);
  if (first === undefined) return;
  let update = db
    .updateTable('live_chat_line')
    .set({ removed_at: removal.atMs, removed_by: REMOVED_CODES[removal.by] })
    .where('channel', '=', removal.channel)
    .where('seq', '>=', first)
    .where('seq', '<', removal.beforeSeq)
    .where('kind', 'in', [KIND_CODES.message, KIND_CODES['user-notice']])
    .where('removed_at', 'is', null);
  if (removal.person !== null) update = update.where('person', '=', removal.person);
  await update.execute();
}

async function markLine(db: Db<LiveTables>, seq: number, atMs: number): Promise<void> {
  await db
    .updateTable('live_chat_line')
    .set({ removed_at: atMs, removed_by: REMOVED_CODES.delete })
    .where('seq', '=', seq)
    .where('removed_at', 'is', null)
    .execute();
}

/** Where a message stands, by Twitch's id; found within a day, which the unique key answers by itself. */
export async function findLineByMessageId(
  db: Db<LiveTables>,
  wanted: { readonly channel: number; readonly messageId: string; readonly atMs: number },
): Promise<number | undefined> {
  const { rows } = await sql<{ seq: number }>`
    SELECT seq FROM live_chat_line WHERE channel = ${wanted.channel} AND sent_at >= ${wanted.atMs - REACH_MS}
      AND message_id = ${packMessageId(wanted.messageId)} ORDER BY sent_at DESC LIMIT 1
  `.execute(db);
  return rows[0]?.seq;
}
