import { sql } from 'kysely';
import type { ChatLineView, StreamEventView } from '../../contract/live.ts';
import type { Caller, FeedSource } from '../../platform/module.ts';
import { type StoredLine, viewOfLine, withoutModeratorsPart } from './chat-line.ts';
import { lastLineSeq, readLines } from './chat-pages-store.ts';
import type { LiveContext } from './context.ts';
import { lastEventSeq, readEvents } from './event-log-store.ts';
import { ofChannel, ownChannel } from './own-channel.ts';

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

type Followed = Pick<LiveContext, 'db' | 'channel'>;

export function chatFeed(context: Followed & Pick<LiveContext, 'hintsOf'>): FeedSource<ChatLineView> {
  const { read } = context.db;
  return {
    topic: 'chat',
    permission: 'live.read',
    async lastSeq() {
      const channel = await ownChannel(context);
      return channel ? await lastLineSeq(read, channel.id) : 0;
    },
    async rowsAfter(seq, limit) {
      const channel = await ownChannel(context);
      if (!channel) return [];
      const where = [ofChannel('line', channel.id), sql`line.seq > ${seq}`];
      return await viewsOf(context, await readLines(read, { where, order: 'oldest-first', limit }));
    },
    forCaller: viewForCaller,
  };
}

export function eventFeed(context: Followed): FeedSource<StreamEventView> {
  const { read } = context.db;
  return {
    topic: 'events',
    permission: 'live.read',
    async lastSeq() {
      const channel = await ownChannel(context);
      return channel ? await lastEventSeq(read, channel.id) : 0;
    },
    async rowsAfter(seq, limit) {
      const channel = await ownChannel(context);
      return channel ? await readEvents(read, { channel: channel.id, after: seq, order: 'asc', limit }) : [];
    },
  };
}
