import type { ChatLineView } from '../../contract/live.ts';
import { live } from '../../contract/live.ts';
import { instantToMs } from '../../kernel/instant.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { isZone, parseWallTime, wallTimeToInstant } from '../../kernel/wall-time.ts';
import { type Caller, type Routes, routes } from '../../platform/module.ts';
import type { TwitchBook } from './badge-book.ts';
import { broadcastReport, listBroadcasts } from './broadcasts.ts';
import type { StoredLine } from './chat-line.ts';
import { readPage, readPersonLines } from './chat-pages-store.ts';
import { healthOf } from './connections.ts';
import type { LiveContext } from './context.ts';
import { readEvents } from './event-log-store.ts';
import { readsRemoved, viewForCaller, viewsOf } from './feeds.ts';
import type { GapFiller } from './gap-filler.ts';
import { ownChannel } from './own-channel.ts';
import { findPersonId } from './person-store.ts';
import { readNumbers, readState } from './read-state.ts';
import type { RecentActivity } from './recent-activity.ts';
import { searchChat } from './search-chat.ts';
import { parseSearch, wordsToMark } from './search-query.ts';
import { sendMessage } from './send-message.ts';

interface Parts {
  readonly activity: RecentActivity;
  readonly book: TwitchBook;
  readonly filler: GapFiller;
}

/** Contract call → what answers it. */
export function liveRoutes(context: LiveContext, { activity, book, filler }: Parts): Routes {
  const { read, dialect } = context.db;
  const views = async (lines: readonly StoredLine[], caller: Caller): Promise<ChatLineView[]> =>
    (await viewsOf(context, lines)).map((view) => viewForCaller(view, caller));

  return routes(live, {
    state: () => readState(context, activity),
    async connections() {
      const { chat, events, token, signIn, api } = context.connections();
      return {
        chat: healthOf(chat),
        events: healthOf(events),
        token: healthOf(token),
        signIn: healthOf(signIn),
        api: healthOf(api),
      };
    },
    async chat(position, caller) {
      const channel = await ownChannel(context);
      if (!channel) return { lines: [], hasOlder: false, hasNewer: false };
      const page = await readPage(read, { ...position, channel: channel.id });
      return { ...page, lines: await views(page.lines, caller) };
    },
    async search({ query, before, limit, zone }, caller) {
      const search = parseSearch(query, (day) => startOfDay(day, zone));
      const channel = await ownChannel(context);
      if (!channel) return { lines: [], hasOlder: false, words: wordsToMark(search) };
      const found = await searchChat(read, dialect, {
        channel: channel.id,
        search,
        before,
        limit,
        mayReadRemoved: readsRemoved(caller),
      });
      return { lines: await views(found.lines, caller), hasOlder: found.hasOlder, words: wordsToMark(search) };
    },
    async personLines({ userId, before, query, onlyRemoved, limit, zone }, caller) {
      const person = await findPersonId(read, userId);
      const channel = (await ownChannel(context))?.id;
      if (person === undefined || channel === undefined) return { lines: [], hasOlder: false };
      if (query !== undefined && query.trim() !== '') {
        const search = parseSearch(query, (day) => startOfDay(day, zone));
        const isDeleted = onlyRemoved ? true : search.isDeleted;
        const wanted = { channel, search: { ...search, isDeleted }, person, before, limit, mayReadRemoved: true };
        const found = await searchChat(read, dialect, wanted);
        return { lines: await views(found.lines, caller), hasOlder: found.hasOlder };
      }
      const lines = await readPersonLines(read, { channel, person, before, onlyRemoved, limit: limit + 1 });
      return { lines: await views(lines.slice(0, limit), caller), hasOlder: lines.length > limit };
    },
    send: (input, caller) => sendMessage(context, caller, input),
    badges: async () => ({ badges: (await book.badges()).map(({ key, title }) => ({ key, title })) }),
    emotes: async () => ({ emotes: [...(await book.emotes())] }),
    async cheermotes() {
      const known = await book.cheermotes();
      return {
        cheermotes: known.map(({ prefix, tiers }) => ({
          prefix,
          tiers: tiers.map(({ minBits, color }) => ({ minBits, color })),
        })),
      };
    },
    settings: async () => filler.settings(),
    changeSettings: (settings) => filler.change(settings),
    async events({ before, kind, limit }) {
      const channel = await ownChannel(context);
      if (!channel) return { events: [], hasOlder: false };
      const events = await readEvents(read, { channel: channel.id, before, kind, order: 'desc', limit: limit + 1 });
      return { events: events.slice(0, limit), hasOlder: events.length > limit };
    },
    async broadcasts({ before, limit }) {
      const broadcasts = await listBroadcasts(context, { before, limit: limit + 1 });
      return { broadcasts: broadcasts.slice(0, limit), hasOlder: broadcasts.length > limit };
    },
    async broadcast({ broadcastId }) {
      const report = await broadcastReport(context, broadcastId);
      if (!report) throw new Refusal('live.unknown-broadcast');
      return report;
    },
    numbers: ({ days }) => readNumbers(context, days),
  });
}

/** When a day begins for the one who asks. */
function startOfDay(day: string, zone: string): number | undefined {
  const wall = parseWallTime(`${day}T00:00`, isZone(zone) ? zone : 'UTC');
  return wall && instantToMs(wallTimeToInstant(wall));
}
