import { jsonReply, type SimReply } from './http.ts';
import type { Journal } from './journal.ts';
import { findUserByLogin, type World } from './world.ts';

const PREFIX = '/recent-messages/v2/recent-messages/';
/** As many as the service gives at most. */
const MOST = 800;

const down = new WeakSet<World>();

/** Switches the stand-in off and on. */
export function setRecentMessagesDown(world: World, isDown: boolean): void {
  if (isDown) down.add(world);
  else down.delete(world);
}

export function areRecentMessagesDown(world: World): boolean {
  return down.has(world);
}

/**
 * Stands in for a service that reads along in chats and gives out the last raw lines, also those said while
 * somebody was away: `GET /recent-messages/v2/recent-messages/{login}?limit=&before=&after=` (epoch ms).
 * @returns undefined for another address.
 */
export function recentMessagesReply(
  { world, journal }: { readonly world: World; readonly journal: Journal },
  path: string,
  query: URLSearchParams,
): SimReply | undefined {
  if (!path.startsWith(PREFIX)) return undefined;
  const login = path.slice(PREFIX.length);
  if (down.has(world)) return refuse(500, 'Internal Server Error', 'Internal Server Error', 'internal_server_error');
  if (!/^[a-z0-9_]{1,25}$/.test(login)) {
    return refuse(400, 'Bad Request', `Invalid channel login: ${login}`, 'invalid_channel_login');
  }
  if (!findUserByLogin(world, login)) {
    const error = 'The bot is currently not joined to this channel (in progress or failed previously)';
    return jsonReply(200, { messages: [], error, error_code: 'channel_not_joined' });
  }
  const limit = Math.min(MOST, numberIn(query, 'limit') ?? MOST);
  const before = numberIn(query, 'before') ?? Number.POSITIVE_INFINITY;
  const after = numberIn(query, 'after') ?? 0;
  const deleted = new Set(world.state.messages.filter((line) => line.deletedBy !== null).map((line) => line.id));
  const messages = journal
    .after(0, Number.POSITIVE_INFINITY)
    .filter((entry) => entry.wire === 'irc' && entry.to === login && entry.atMs > after && entry.atMs < before)
    .slice(-limit)
    .map((entry) => remembered(entry.raw, entry.atMs, deleted));
  return jsonReply(200, { messages, error: null, error_code: null });
}

/** The line with what the service adds to it: that it is old, when it was heard, whether it was deleted since. */
function remembered(raw: string, receivedMs: number, deleted: ReadonlySet<string>): string {
  const id = /^@(?:[^ ]*;)?id=([^; ]+)/.exec(raw)?.[1];
  const mark = id !== undefined && deleted.has(id) ? ';rm-deleted=1' : '';
  const tags = `historical=1;rm-received-ts=${receivedMs}${mark}`;
  return raw.startsWith('@') ? `@${tags};${raw.slice(1)}` : `@${tags} ${raw}`;
}

function refuse(status: number, statusMessage: string, error: string, code: string): SimReply {
  return jsonReply(status, { status, status_message: statusMessage, error, error_code: code });
}

function numberIn(query: URLSearchParams, name: string): number | undefined {
  const value = Number(query.get(name) ?? Number.NaN);
  return Number.isFinite(value) && value >= 0 ? value : undefined;
}
