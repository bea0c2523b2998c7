import { type TwitchUserId, twitchUserId } from '../kernel/id.ts';
import { instantToMs, parseInstant } from '../kernel/instant.ts';
import { fail, ok, type Result } from '../kernel/result.ts';
import { type TwitchFailure, twitchFailure } from './failure.ts';
import type { Helix } from './helix.ts';

/** Somebody on one of a channel's lists. */
export interface ListedPerson {
  readonly id: TwitchUserId;
  readonly login: string;
  readonly displayName: string;
}

export interface ListedBan extends ListedPerson {
  readonly createdAtMs: number;
  /** `null` is a ban without end. */
  readonly untilMs: number | null;
  readonly reason: string;
  readonly moderator: ListedPerson | null;
}

export interface ChannelList<Entry> {
  readonly entries: readonly Entry[];
  /** Lists can be long; of one that was not read to its end, or not in full, nobody can say who is not on it. */
  readonly isWhole: boolean;
}

type Reply<Entry> = Promise<Result<ChannelList<Entry>, TwitchFailure>>;

/**
 * The lists of people that only the channel's own grant may read.
 * @param only who is asked about: without it everybody on the list.
 */
export interface ChannelLists {
  moderators(channelId: TwitchUserId, only?: readonly string[]): Reply<ListedPerson>;
  vips(channelId: TwitchUserId, only?: readonly string[]): Reply<ListedPerson>;
  /** Bans and timeouts of now. */
  bans(channelId: TwitchUserId, only?: readonly string[]): Reply<ListedBan>;
}

const PAGE = 100;
/** 20,000 people: some ten seconds, a quarter of a minute's bucket, a few megabytes. */
const MOST_PAGES = 200;

export function createChannelLists(helix: Helix): ChannelLists {
  const read = <Entry extends ListedPerson>(
    channelId: TwitchUserId,
    what: { readonly url: string; readonly scopes: readonly string[] },
    readEntry: (fields: Fields) => Entry | undefined,
    only: readonly string[] | undefined,
  ): Reply<Entry> =>
    only === undefined
      ? readList(helix, channelId, what, readEntry)
      : findOn(only, (some) => readList(helix, channelId, { ...what, only: some }, readEntry));
  const person = (fields: Fields): ListedPerson | undefined => personIn(fields, 'user');
  return {
    moderators: (id, only) => read(id, { url: 'moderation/moderators', scopes: ['moderation:read'] }, person, only),
    vips: (id, only) => read(id, { url: 'channels/vips', scopes: ['channel:read:vips'] }, person, only),
    bans: (id, only) => read(id, { url: 'moderation/banned', scopes: ['moderation:read'] }, readBan, only),
  };
}

/** Asks for a hundred at a time. */
async function findOn<Entry>(ids: readonly string[], read: (some: readonly string[]) => Reply<Entry>): Reply<Entry> {
  const entries: Entry[] = [];
  let isWhole = true;
  for (let from = 0; from < ids.length; from += PAGE) {
    const reply = await read(ids.slice(from, from + PAGE));
    if (!reply.ok) return reply;
    entries.push(...reply.value.entries);
    isWhole &&= reply.value.isWhole;
  }
  return ok({ entries, isWhole });
}

async function readList<Entry extends ListedPerson>(
  helix: Helix,
  channelId: TwitchUserId,
  {
    url,
    scopes,
    only = [],
  }: { readonly url: string; readonly scopes: readonly string[]; readonly only?: readonly string[] },
  readEntry: (fields: Fields) => Entry | undefined,
): Reply<Entry> {
  // What comes on while the pages are read moves the others on: somebody may stand on two of them.
  const entries = new Map<string, Entry>();
  const cursors = new Set<string>();
  let after: string | undefined;
  let isWhole = true;
  for (let page = 0; page < MOST_PAGES; page++) {
    const query = { broadcaster_id: channelId, user_id: [...only], first: String(PAGE), after };
    const reply = await helix.call(channelId, { url, scopes, query });
    if (!reply.ok) return reply;
    const body = fieldsOf(reply.value);
    const data = body['data'];
    // No list at all is no empty one: everybody on it would be taken for gone.
    if (!Array.isArray(data)) return fail(twitchFailure('twitch.trouble'));
    const read = data.flatMap((entry: unknown) => readEntry(fieldsOf(entry)) ?? []);
    isWhole &&= read.length === data.length;
    for (const entry of read) entries.set(entry.id, entry);
    const cursor = fieldsOf(body['pagination'])['cursor'];
    // An end is told in three ways; a cursor that comes twice would never be one.
    if (typeof cursor !== 'string' || cursor === '' || cursors.has(cursor)) {
      return ok({ entries: [...entries.values()], isWhole });
    }
    cursors.add(cursor);
    after = cursor;
  }
  return ok({ entries: [...entries.values()], isWhole: false });
}

type Fields = Readonly<Record<string, unknown>>;

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {};
}

function textAt(fields: Fields, name: string): string {
  const value = fields[name];
  return typeof value === 'string' ? value : '';
}

function personIn(fields: Fields, prefix: 'user' | 'moderator'): ListedPerson | undefined {
  const id = textAt(fields, `${prefix}_id`);
  if (id === '') return undefined;
  const login = textAt(fields, `${prefix}_login`);
  return { id: twitchUserId(id), login, displayName: textAt(fields, `${prefix}_name`) || login };
}

function readBan(fields: Fields): ListedBan | undefined {
  const person = personIn(fields, 'user');
  const createdAtMs = timeAt(fields, 'created_at');
  if (!person || createdAtMs === null) return undefined;
  const moderator = personIn(fields, 'moderator') ?? null;
  return { ...person, createdAtMs, untilMs: timeAt(fields, 'expires_at'), reason: textAt(fields, 'reason'), moderator };
}

function timeAt(fields: Fields, name: string): number | null {
  const instant = parseInstant(textAt(fields, name));
  return instant === undefined ? null : instantToMs(instant);
}
