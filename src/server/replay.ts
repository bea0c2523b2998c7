import type { Live, LiveTables } from '../modules/live/index.ts';
import type { Db } from '../platform/db/database.ts';
import { parseEventSubFrame } from '../twitch/wire/eventsub.ts';
import { parseIrcLine } from '../twitch/wire/irc.ts';
import type { Intake } from './intake.ts';
import { type PastEntry, type PastHeader, readPastEntry } from './past-entry.ts';

export interface ReplayParts {
  readonly db: {
    readonly read: Db<LiveTables>;
    transaction<R>(work: (db: Db<LiveTables>) => Promise<R>): Promise<R>;
  };
  readonly live: Pick<Live, 'storeNumbers' | 'countRecord'>;
  readonly intake: Pick<Intake, 'pastChatMessage' | 'streamEvent' | 'settled'>;
  onProgress?(progress: PastProgress): void;
  /** How many entries are on their way at once. */
  readonly entriesAtOnce?: number;
}

export interface PastProgress {
  readonly done: number;
  readonly total: number;
}

/** The rest waits where it comes from: a long past needs no more memory than a short one. */
const ENTRIES_AT_ONCE = 6_000;

/**
 * Tells the record what happened before it was there: raw lines, EventSub messages and Helix replies go the
 * way that all others go, with their old times.
 *
 * Each exactly once, also when it is cut off and begins again: lines and events are committed in their order,
 * so as many as the record has of that time are passed over at the next start. No mark is kept: the
 * record itself says how far it is, and a backup brought back is filled up again. The numbers of each part
 * are stored before its lines, therefore they are complete where the lines are.
 *
 * @returns whether anything was missing; of another channel than ours nothing is.
 * @throws when the past breaks off; what came before is stored.
 */
export async function replay(lines: AsyncIterable<string>, parts: ReplayParts): Promise<boolean> {
  let header: PastHeader | undefined;
  let skip = { lines: 0, events: 0 };
  let done = 0;
  let part: PastEntry[] = [];
  const entriesAtOnce = parts.entriesAtOnce ?? ENTRIES_AT_ONCE;

  const store = async (): Promise<void> => {
    if (!header) return;
    await storeNumbers(parts, part);
    for (const entry of part) tell(parts.intake, entry);
    await parts.intake.settled();
    part = [];
    parts.onProgress?.({ done, total: header.lines + header.events + header.numbers });
  };

  for await (const text of lines) {
    const entry = readPastEntry(text);
    if (!entry) continue;
    if (entry.wire === 'header') {
      header = entry;
      const known = await parts.live.countRecord(header);
      if (!known || isWhole(known, header)) return false;
      skip = { ...known };
      parts.onProgress?.({ done, total: header.lines + header.events + header.numbers });
      continue;
    }
    if (!header) throw new Error('the past does not say how long it is');
    done += 1;
    if (entry.wire === 'irc' && skip.lines > 0) skip.lines -= 1;
    else if (entry.wire === 'eventsub' && skip.events > 0) skip.events -= 1;
    else part.push(entry);
    if (part.length >= entriesAtOnce) await store();
  }
  await store();
  if (!header || done < header.lines + header.events + header.numbers) throw new Error('the past broke off');
  return true;
}

/** Has the record all of the past that begins with this line, or is it none of ours? */
export async function hasPast(header: string, live: Pick<Live, 'countRecord'>): Promise<boolean> {
  const entry = readPastEntry(header.trim());
  if (entry?.wire !== 'header') throw new Error('the past does not say how long it is');
  const known = await live.countRecord(entry);
  return !known || isWhole(known, entry);
}

function isWhole(known: { readonly lines: number; readonly events: number }, header: PastHeader): boolean {
  return known.lines >= header.lines && known.events >= header.events;
}

async function storeNumbers({ db, live }: ReplayParts, entries: readonly PastEntry[]): Promise<void> {
  const numbers = entries.filter((entry) => entry.wire === 'helix');
  if (numbers.length === 0) return;
  await db.transaction(async (db) => {
    for (const { numbers: read } of numbers) await live.storeNumbers(db, read);
  });
}

function tell(intake: ReplayParts['intake'], entry: PastEntry): void {
  if (entry.wire === 'irc') {
    const message = parseIrcLine(entry.line, entry.atMs);
    if (message) intake.pastChatMessage(message);
  } else if (entry.wire === 'eventsub') {
    const frame = parseEventSubFrame(entry.frame, entry.atMs);
    if (frame?.type === 'notification') intake.streamEvent(frame, entry.atMs);
  }
}
