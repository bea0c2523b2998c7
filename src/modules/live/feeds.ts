import { sql } from 'kysely';
import type { ChatLineView, StreamEventView } from '../../contract/live.ts';
import type { Caller, FeedSource } from '../../platform/module.ts';
import { type StoredLine, viewOfLine, withoutModeratorsPart } from './chat-line.ts';
import { lastSeq } from './chat-log-store.ts';
import { readLines } from './chat-pages-store.ts';
import type { LiveContext } from './context.ts';
import { lastEventSeq, readEvents } from './event-log-store.ts';

/** Who moderates reads what was taken down and what the rules said. */
export function readsRemoved(caller: Pick<Caller, 'permissions'>): boolean {
  return caller.permissions.includes('moderation.read');
}

export function viewForCaller(view: ChatLineView, caller: Pick<Caller, 'permissions'>): ChatLineView {
  return readsRemoved(caller) ? view : withoutModeratorsPart(view);
}

/** Lines of the log with what the rules said about them. */
export async function viewsOf(
  context: Pick<LiveContext, 'hintsOf'>,
  lines: readonly StoredLine[],
): Promise<ChatLineView[]> {
  const hints = await context.hintsOf(lines.filter(({ line }) => line.kind === 'message').map(({ seq }) => seq));
  return lines.map((line) => viewOfLine(line, hints.get(line.seq)));
}

export function chatFeed(context: Pick<LiveContext, 'db' | 'hintsOf'>): FeedSource<ChatLineView> {
  return {
    topic: 'chat',
    permission: 'live.read',
    lastSeq: () => lastSeq(context.db.read),
    async rowsAfter(seq, limit) {
      const where = [sql`line.seq > ${seq}`];
      return await viewsOf(context, await readLines(context.db.read, { where, order: 'oldest-first', limit }));
    },
    forCaller: viewForCaller,
  };
}

export function eventFeed(context: Pick<LiveContext, 'db'>): FeedSource<StreamEventView> {
  return {
    topic: 'events',
    permission: 'live.read',
    lastSeq: () => lastEventSeq(context.db.read),
    rowsAfter: (seq, limit) => readEvents(context.db.read, { after: seq, order: 'asc', limit }),
  };
}
