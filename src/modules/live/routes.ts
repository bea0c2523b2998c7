import type { ChatLineView } from '../../contract/live.ts';
import { live } from '../../contract/live.ts';
import { instantToMs } from '../../kernel/instant.ts';
import { isZone, parseWallTime, wallTimeToInstant } from '../../kernel/wall-time.ts';
import { type Caller, type Routes, routes } from '../../platform/module.ts';
import type { TwitchBook } from './badge-book.ts';
import type { StoredLine } from './chat-line.ts';
import { readPage, readPersonLines } from './chat-pages-store.ts';
import { healthOf } from './connections.ts';
import type { LiveContext } from './context.ts';
import { readEvents } from './event-log-store.ts';
import { readsRemoved, viewForCaller, viewsOf } from './feeds.ts';
import { findPersonId } from './person-store.ts';
import { readNumbers, readState } from './read-state.ts';
import type { RecentActivity } from './recent-activity.ts';
import { searchChat } from './search-chat.ts';
import { parseSearch, wordsToMark } from './search-query.ts';
import { sendMessage } from './send-message.ts';

interface Parts {
  readonly activity: RecentActivity;
  readonly book: TwitchBook;
}

/** Contract call → what answers it. */
export function liveRoutes(context: LiveContext, { activity, book }: Parts): Routes {
  const { read, dialect } = context.db;
  const views = async (lines: readonly StoredLine[], caller: Caller): Promise<ChatLineView[]> =>
    (await viewsOf(context, lines)).map((view) => viewForCaller(view, caller));

  return routes(live, {
    state: () => readState(context, activity),
    async connections() {
      const { chat, events, token } = context.connections();
      return { chat: healthOf(chat), events: healthOf(events), token: healthOf(token) };
    },
    async chat(position, caller) {
      const page = await readPage(read, position);
      return { ...page, lines: await views(page.lines, caller) };
    },
    async search({ query, before, limit, zone }, caller) {
      const search = parseSearch(query, (day) => startOfDay(day, zone));
      const found = await searchChat(read, dialect, { search, before, limit, mayReadRemoved: readsRemoved(caller) });
      return { lines: await views(found.lines, caller), hasOlder: found.hasOlder, words: wordsToMark(search) };
    },
    async personLines({ userId, before, query, onlyRemoved, limit, zone }, caller) {
      const person = await findPersonId(read, userId);
      if (person === undefined) return { lines: [], hasOlder: false };
      if (query !== undefined && query.trim() !== '') {
        const search = parseSearch(query, (day) => startOfDay(day, zone));
        const isDeleted = onlyRemoved ? true : search.isDeleted;
        const wanted = { search: { ...search, isDeleted }, person, before, limit, mayReadRemoved: true };
        const found = await searchChat(read, dialect, wanted);
        return { lines: await views(found.lines, caller), hasOlder: found.hasOlder };
      }
      const lines = await readPersonLines(read, { person, before, onlyRemoved, limit: limit + 1 });
      return { lines: await views(lines.slice(0, limit), caller), hasOlder: lines.length > limit };
    },
    send: (input, caller) => sendMessage(context, caller, input),
    badges: async () => ({ badges: (await book.badges()).map(({ key, title }) => ({ key, title })) }),
    emotes: async () => ({ emotes: [...(await book.emotes())] }),
    async events({ before, kind, limit }) {
      const events = await readEvents(read, { before, kind, order: 'desc', limit: limit + 1 });
      return { events: events.slice(0, limit), hasOlder: events.length > limit };
    },
    numbers: ({ days }) => readNumbers(context, days),
  });
}

/** When a day begins for the one who asks. */
function startOfDay(day: string, zone: string): number | undefined {
  const wall = parseWallTime(`${day}T00:00`, isZone(zone) ? zone : 'UTC');
  return wall && instantToMs(wallTimeToInstant(wall));
}
