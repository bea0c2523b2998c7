import type { Selectable } from 'kysely';
import type { Db } from '../../platform/db/database.ts';
import { insertRows } from '../../platform/db/many-rows.ts';
import type { ChatIngest, SeenPerson } from './chat-ingest.ts';
import type { Author, ChatLine } from './chat-line.ts';
import type { LiveTables, PersonRow } from './tables.ts';

/**
 * Small numbers for what repeats on every line. What was looked up once is remembered, but only what
 * a committed transaction has written: `begin()` gives a batch its own notes, `committed()` keeps them.
 */
export interface Interning {
  begin(): BatchNames;
}

export type ChannelOf = (line: Pick<ChatLine, 'channelId'>) => number;

export interface BatchNames {
  channels(db: Db<LiveTables>, lines: readonly Pick<ChatLine, 'channelId'>[]): Promise<ChannelOf>;
  readonly channelOf: ChannelOf;
  persons(
    db: Db<LiveTables>,
    lines: readonly Pick<ChatLine, 'author' | 'sentAtMs' | 'kind'>[],
  ): Promise<(line: Pick<ChatLine, 'author'>) => number | null>;
  looks(db: Db<LiveTables>, lines: readonly ChatLine[]): Promise<(line: ChatLine) => number | null>;
  committed(): void;
}

type KnownPerson = Pick<Selectable<PersonRow>, 'id' | 'login' | 'display_name'>;

/** Chatters of a large channel; beyond that the oldest are looked up again. */
const REMEMBERED = 50_000;

export function createInterning(ingest: ChatIngest, remembered = REMEMBERED): Interning {
  const channels = new Map<string, number>();
  const persons = new Map<string, KnownPerson>();
  const looks = new Map<string, number>();

  return {
    begin() {
      const newChannels = new Map<string, number>();
      const newPersons = new Map<string, KnownPerson>();
      const newLooks = new Map<string, number>();
      const channelOf = (line: Pick<ChatLine, 'channelId'>): number => {
        const id = newChannels.get(line.channelId) ?? channels.get(line.channelId);
        if (id === undefined) throw new Error(`channel ${line.channelId} was not interned`);
        return id;
      };
      return {
        channelOf,

        async channels(db, lines) {
          for (const { channelId } of lines) {
            if (channels.has(channelId) || newChannels.has(channelId)) continue;
            newChannels.set(channelId, await internChannel(db, channelId));
          }
          return channelOf;
        },

        async persons(db, lines) {
          const batch = gather(lines);
          // Taken at once: while this batch waits, another one may push people out of the memory.
          const known = new Map<string, KnownPerson>();
          for (const twitchId of batch.keys()) {
            const person = persons.get(twitchId);
            if (person) known.set(twitchId, person);
          }
          const missing = [...batch.keys()].filter((twitchId) => !known.has(twitchId));
          for (const row of await findPersons(db, missing)) known.set(row.twitch_id, row);
          let nextId = batch.size > known.size ? await lastId(db, 'live_person') : 0;
          const seen: SeenPerson[] = [];
          for (const [twitchId, { author, lines: count, firstAt, lastAt }] of batch) {
            const before = known.get(twitchId);
            if (before && before.login !== author.login) await rememberName(db, before, firstAt);
            const id = before?.id ?? ++nextId;
            newPersons.set(twitchId, { id, login: author.login, display_name: author.displayName });
            seen.push({
              id,
              twitchId,
              login: author.login,
              displayName: author.displayName,
              firstAt,
              lastAt,
              lines: count,
            });
          }
          await ingest.savePersons(db, seen);
          return ({ author }) => (author?.twitchId ? (newPersons.get(author.twitchId)?.id ?? null) : null);
        },

        async looks(db, lines) {
          for (const { author } of lines) {
            if (author === null) continue;
            const key = lookKey(author);
            if (newLooks.has(key)) continue;
            newLooks.set(key, looks.get(key) ?? (await internLook(db, author)));
          }
          return ({ author }) => (author === null ? null : (newLooks.get(lookKey(author)) ?? null));
        },

        committed() {
          keep(channels, newChannels, remembered);
          keep(persons, newPersons, remembered);
          keep(looks, newLooks, remembered);
        },
      };
    },
  };
}

interface Seen {
  author: Author;
  lines: number;
  firstAt: number;
  lastAt: number;
}

function gather(lines: readonly Pick<ChatLine, 'author' | 'sentAtMs' | 'kind'>[]): Map<string, Seen> {
  const batch = new Map<string, Seen>();
  for (const { author, sentAtMs, kind } of lines) {
    if (!author?.twitchId) continue;
    const seen = batch.get(author.twitchId);
    const count = kind === 'message' ? 1 : 0;
    if (seen) {
      seen.author = author;
      seen.lines += count;
      seen.firstAt = Math.min(seen.firstAt, sentAtMs);
      seen.lastAt = Math.max(seen.lastAt, sentAtMs);
    } else {
      batch.set(author.twitchId, { author, lines: count, firstAt: sentAtMs, lastAt: sentAtMs });
    }
  }
  return batch;
}

async function findPersons(db: Db<LiveTables>, twitchIds: readonly string[]) {
  if (twitchIds.length === 0) return [];
  return await db
    .selectFrom('live_person')
    .select(['id', 'twitch_id', 'login', 'display_name'])
    .where('twitch_id', 'in', twitchIds)
    .execute();
}

async function rememberName(db: Db<LiveTables>, person: KnownPerson, until: number): Promise<void> {
  await insertRows(db, 'live_person_name', [{ person: person.id, login: person.login, until }], 'ignore');
}

async function internChannel(db: Db<LiveTables>, twitchId: string): Promise<number> {
  const known = await db.selectFrom('live_channel').select('id').where('twitch_id', '=', twitchId).executeTakeFirst();
  if (known) return known.id;
  const id = (await lastId(db, 'live_channel')) + 1;
  await db.insertInto('live_channel').values(emptyChannel(id, twitchId)).execute();
  return id;
}

/** A channel of which nothing but the id is known yet. */
export function emptyChannel(id: number, twitchId: string): LiveTables['live_channel'] {
  return {
    id,
    twitch_id: twitchId,
    login: '',
    display_name: '',
    title: '',
    category: '',
    tags: '[]',
    is_live: false,
    started_at: null,
    viewers: null,
    followers: null,
    subscribers: null,
  };
}

async function internLook(db: Db<LiveTables>, author: Author): Promise<number> {
  const look = {
    color: author.color ?? '',
    badges: author.badges.join(','),
    badge_info: author.badgeInfo.join(','),
  };
  const known = await db
    .selectFrom('live_look')
    .select('id')
    .where('color', '=', look.color)
    .where('badges', '=', look.badges)
    .where('badge_info', '=', look.badge_info)
    .executeTakeFirst();
  if (known) return known.id;
  const id = (await lastId(db, 'live_look')) + 1;
  await db
    .insertInto('live_look')
    .values({ id, ...look })
    .execute();
  return id;
}

export async function lastId(
  db: Db<LiveTables>,
  table: 'live_person' | 'live_channel' | 'live_look' | 'live_missed_projection',
): Promise<number> {
  const row = await db
    .selectFrom(table)
    .select((e) => e.fn.max('id').as('id'))
    .executeTakeFirst();
  return row?.id ?? 0;
}

function lookKey(author: Author): string {
  return `${author.color ?? ''}|${author.badges.join(',')}|${author.badgeInfo.join(',')}`;
}

function keep<Value>(memory: Map<string, Value>, fresh: ReadonlyMap<string, Value>, most: number): void {
  for (const [key, value] of fresh) memory.set(key, value);
  if (memory.size <= most) return;
  for (const key of memory.keys()) {
    memory.delete(key);
    if (memory.size <= most / 2) break;
  }
}
