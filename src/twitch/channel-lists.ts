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

/** The lists of people that only the channel's own grant may read. */
export interface ChannelLists {
  moderators(channelId: TwitchUserId): Reply<ListedPerson>;
  vips(channelId: TwitchUserId): Reply<ListedPerson>;
  /** Bans and timeouts of now. */
  bans(channelId: TwitchUserId): Reply<ListedBan>;
}

const PAGE = '100';
/** A few seconds and a small part of the bucket. */
const MOST_PAGES = 30;

export function createChannelLists(helix: Helix): ChannelLists {
  const read = <Entry>(
    channelId: TwitchUserId,
    what: { readonly url: string; readonly scopes: readonly string[] },
    readEntry: (fields: Fields) => Entry | undefined,
  ): Reply<Entry> => readList(helix, channelId, what, readEntry);
  return {
    moderators: (id) =>
      read(id, { url: 'moderation/moderators', scopes: ['moderation:read'] }, (fields) => personIn(fields, 'user')),
    vips: (id) =>
      read(id, { url: 'channels/vips', scopes: ['channel:read:vips'] }, (fields) => personIn(fields, 'user')),
    bans: (id) => read(id, { url: 'moderation/banned', scopes: ['moderation:read'] }, readBan),
  };
}

async function readList<Entry>(
  helix: Helix,
  channelId: TwitchUserId,
  { url, scopes }: { readonly url: string; readonly scopes: readonly string[] },
  readEntry: (fields: Fields) => Entry | undefined,
): Reply<Entry> {
  const entries: Entry[] = [];
  const cursors = new Set<string>();
  let after: string | undefined;
  let isWhole = true;
  for (let page = 0; page < MOST_PAGES; page++) {
    const query = { broadcaster_id: channelId, first: PAGE, after };
    const reply = await helix.call(channelId, { url, scopes, query });
    if (!reply.ok) return reply;
    const body = fieldsOf(reply.value);
    const data = body['data'];
    // No list at all is no empty one: everybody on it would be taken for gone.
    if (!Array.isArray(data)) return fail(twitchFailure('twitch.trouble'));
    const read = data.flatMap((entry: unknown) => readEntry(fieldsOf(entry)) ?? []);
    isWhole &&= read.length === data.length;
    entries.push(...read);
    const cursor = fieldsOf(body['pagination'])['cursor'];
    // An end is told in three ways; a cursor that comes twice would never be one.
    if (typeof cursor !== 'string' || cursor === '' || cursors.has(cursor)) return ok({ entries, isWhole });
    cursors.add(cursor);
    after = cursor;
  }
  return ok({ entries, isWhole: false });
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
