import { instantToMs } from '../../kernel/instant.ts';
import { ok, type Result } from '../../kernel/result.ts';
import type { Db } from '../../platform/db/database.ts';
import type { ChannelList, ListedBan, ListedPerson } from '../../twitch/channel-lists.ts';
import type { TwitchFailure } from '../../twitch/failure.ts';
import type { EventSubNotification } from '../../twitch/wire/eventsub-message.ts';
import { newestTitle, readStreams, titleAt } from './broadcast-store.ts';
import { type ChannelName, findChannel, saveChannelName } from './channel-store.ts';
import type { LiveContext } from './context.ts';
import type { RosterList } from './line-codes.ts';
import type { Span } from './line-gap-store.ts';
import { beginRoster, markRosterRead, noteRoster, type RosterEntry, readRoster, rosterReadAt } from './roster-store.ts';
import { lateBan, lateOffline, lateOnline, lateRole, lateUnban, lateUpdate } from './seen-late.ts';
import type { LiveTables } from './tables.ts';

type Missed = ReturnType<typeof lateBan>;

/** Twitch's answers lag behind its events: what an event told so lately counts more. Asked again later, they agree. */
const ANSWERS_LAG_MS = 3 * 60_000;
/** Two ways to say the end of the same timeout. */
const SAME_END_MS = 5_000;
/** What happened shortly before a line broke may have been lost with it. */
const EDGE_MS = 2 * 60_000;

/** So many people are asked about one by one after a look: thirty calls at most. */
const MOST_ASKED = 3_000;

/** These pass: it is worth asking again. */
const PASSING: ReadonlySet<string> = new Set(['twitch.unreachable', 'twitch.trouble', 'twitch.slow-down']);

export interface FoundMissed {
  readonly events: readonly EventSubNotification[];
  /** Twitch answered all that it ever will. */
  readonly isAnswered: boolean;
  /** Lists that are too long to be read to their end: who came on them is not always found. */
  readonly inPart: readonly RosterList[];
}

/**
 * Asks Twitch for everything that may have changed while the event line was away, and gives what nobody told
 * of as events, oldest first. Lists of people are compared whenever this is asked, streams and titles with the
 * beginning of the gap. Nothing is given that is on record already, so it may be asked again.
 */
export async function findMissed(
  context: Pick<LiveContext, 'db' | 'reads' | 'lists' | 'channel' | 'twitchNowMs'>,
  gap: Span | null,
): Promise<FoundMissed> {
  const channel = context.channel();
  if (channel === null) return { events: [], isAnswered: true, inPart: [] };
  const { twitchId } = channel;
  const atMs = context.twitchNowMs();
  const [stream, info, moderators, vips, bans] = await Promise.all([
    context.reads.stream(twitchId, twitchId),
    context.reads.channel(twitchId, twitchId),
    readTwice(context, { channel, list: 'moderators', atMs }),
    readTwice(context, { channel, list: 'vips', atMs }),
    readTwice(context, { channel, list: 'bans', atMs }),
  ]);
  const lists = { moderators, vips, bans };
  const isCut = Object.values(lists).some((reply) => reply.ok && reply.value.isCut);
  const isAnswered =
    !isCut && ![stream, info, ...Object.values(lists)].some((reply) => !reply.ok && PASSING.has(reply.error.code));
  const inPart = (Object.keys(lists) as RosterList[]).filter((list) => lists[list].ok && !lists[list].value.isWhole);
  const events = await context.db.transaction(async (db) => {
    const id = await saveChannelName(db, channel);
    const missed = [
      ...(await changesOf(db, { channel: id, list: 'moderators', atMs }, moderators)),
      ...(await changesOf(db, { channel: id, list: 'vips', atMs }, vips)),
      ...(await changesOf(db, { channel: id, list: 'bans', atMs }, bans)),
    ];
    if (gap && stream.ok) {
      const now = stream.value && { id: stream.value.id, startedAtMs: instantToMs(stream.value.startedAt) };
      missed.push(...(await missedStreams(db, id, gap, now)));
    }
    if (gap && info.ok && info.value) missed.push(...(await missedTitle(db, id, { ...gap, atMs }, info.value)));
    const told = missed.map((make) => make(channel)).sort((a, b) => a.sentAtMs - b.sentAtMs);
    return await withoutStored(db, told);
  });
  return { events, isAnswered, inPart };
}

/** A list as it was read, and who was asked about alone because she was not on it. */
interface TwiceRead extends ChannelList<ListedPerson | ListedBan> {
  readonly isGone: (twitchId: string) => boolean;
  /** More were missing than are asked about at once: the next look goes on. */
  readonly isCut: boolean;
}

/**
 * Reads a list to its end, or as far as that goes, and asks once more about everybody who should be on it and is
 * not: while its pages are read people move from one to the other.
 */
async function readTwice(
  context: Pick<LiveContext, 'db' | 'lists'>,
  { channel, list, atMs }: { readonly channel: ChannelName; readonly list: RosterList; readonly atMs: number },
): Promise<Result<TwiceRead, TwitchFailure>> {
  const { db, lists } = context;
  const first = await lists[list](channel.twitchId);
  if (!first.ok) return first;
  const { entries, isWhole } = first.value;
  const known = await findChannel(db.read, channel.twitchId);
  const listed = new Set<string>(entries.map(({ id }) => id));
  const missing = (known ? await readRoster(db.read, { channel: known.id, list }) : [])
    .filter((left) => left.isOn && !isEnded(left, atMs) && !listed.has(left.twitchId))
    .sort((one, other) => other.changedAtMs - one.changedAtMs)
    .map(({ twitchId }) => twitchId);
  const asked = missing.slice(0, MOST_ASKED);
  const second = await lists[list](channel.twitchId, asked);
  if (!second.ok) return second;
  const still = new Set<string>(second.value.entries.map(({ id }) => id));
  const gone = new Set(second.value.isWhole ? asked.filter((id) => !still.has(id)) : []);
  return ok({
    entries: [...entries, ...second.value.entries],
    isWhole,
    isGone: (id) => gone.has(id),
    isCut: isWhole && missing.length > MOST_ASKED,
  });
}

function isEnded({ untilMs }: RosterEntry, atMs: number): boolean {
  return untilMs !== null && untilMs <= atMs;
}

interface ListAsked {
  readonly channel: number;
  readonly list: RosterList;
  readonly atMs: number;
}

async function changesOf(db: Db<LiveTables>, asked: ListAsked, reply: Result<TwiceRead, unknown>): Promise<Missed[]> {
  if (!reply.ok) return [];
  const { entries, isWhole, isGone } = reply.value;
  const readAtMs = await rosterReadAt(db, asked);
  await markRosterRead(db, asked, asked.atMs);
  if (readAtMs === undefined) {
    // How it was found is no news.
    await beginRoster(
      db,
      asked,
      entries.map((entry) => entryOf(entry, asked.atMs)),
    );
    return [];
  }
  const known = new Map((await readRoster(db, asked)).map((entry) => [entry.twitchId, entry]));
  const missed: Missed[] = [];
  for (const entry of entries) {
    const before = known.get(entry.id);
    known.delete(entry.id);
    if (before && (isSame(before, entry) || isFresh(before, asked) || isOver(before, entry))) continue;
    // Of a list that was never read to its end, what is older than the last look may have been on it then.
    const isNews = isWhole || before !== undefined || !isBan(entry) || entry.createdAtMs >= readAtMs;
    if (isNews) missed.push(arrival(asked, entry, before));
    else await noteRoster(db, asked, entryOf(entry, asked.atMs));
  }
  for (const left of known.values()) {
    if (!left.isOn || isFresh(left, asked)) continue;
    if (isEnded(left, asked.atMs)) {
      await noteRoster(db, asked, {
        ...left,
        isOn: false,
        changedAtMs: Math.max(left.untilMs ?? 0, left.changedAtMs),
      });
    } else if (isGone(left.twitchId)) missed.push(departure(asked, left));
  }
  return missed;
}

function isBan(entry: ListedPerson | ListedBan): entry is ListedBan {
  return 'createdAtMs' in entry;
}

function isSame(before: RosterEntry, entry: ListedPerson | ListedBan): boolean {
  const untilMs = isBan(entry) ? entry.untilMs : null;
  const isSameEnd =
    before.untilMs === null || untilMs === null
      ? before.untilMs === untilMs
      : Math.abs(before.untilMs - untilMs) <= SAME_END_MS;
  return before.isOn && isSameEnd;
}

/** Still listed, though a later end of it is known: an answer from before. */
function isOver(before: RosterEntry, entry: ListedPerson | ListedBan): boolean {
  return !before.isOn && isBan(entry) && entry.createdAtMs <= before.changedAtMs;
}

function isFresh({ changedAtMs }: RosterEntry, { atMs }: ListAsked): boolean {
  return atMs - changedAtMs < ANSWERS_LAG_MS;
}

function entryOf(entry: ListedPerson | ListedBan, atMs: number): RosterEntry {
  const { id: twitchId, login, displayName } = entry;
  const times = isBan(entry)
    ? { untilMs: entry.untilMs, changedAtMs: entry.createdAtMs }
    : { untilMs: null, changedAtMs: atMs };
  return { twitchId, login, displayName, isOn: true, ...times };
}

function arrival({ list, atMs }: ListAsked, entry: ListedPerson | ListedBan, before: RosterEntry | undefined): Missed {
  if (isBan(entry)) return lateBan(entry);
  const found = { person: entry, atMs, sinceMs: before?.changedAtMs ?? 0 };
  return lateRole(list === 'vips' ? 'channel.vip.add' : 'channel.moderator.add', found);
}

function departure({ list, atMs }: ListAsked, left: RosterEntry): Missed {
  const person = { id: left.twitchId as ListedPerson['id'], login: left.login, displayName: left.displayName };
  const found = { person, atMs, sinceMs: left.changedAtMs };
  if (list === 'bans') return lateUnban(found);
  return lateRole(list === 'vips' ? 'channel.vip.remove' : 'channel.moderator.remove', found);
}

/** Streams that began or ended in the gap, by all that is known of them meanwhile. */
async function missedStreams(
  db: Db<LiveTables>,
  channel: number,
  gap: Span,
  now: { readonly id: string; readonly startedAtMs: number } | null,
): Promise<Missed[]> {
  const fromMs = gap.fromMs - EDGE_MS;
  const missed: Missed[] = [];
  const began = new Map((now ? [now] : []).map((stream) => [stream.id, stream.startedAtMs]));
  for (const { streamId, startedAtMs, seenAtMs, offlineAtMs, goneAtMs } of await readStreams(db, channel)) {
    if (startedAtMs === null) continue;
    began.set(streamId, startedAtMs);
    const wasSeenMs = seenAtMs ?? startedAtMs;
    const isFollowed = now !== null && now.id !== streamId && now.startedAtMs > startedAtMs;
    const hasEnded = offlineAtMs === null && ((goneAtMs ?? -1) >= wasSeenMs || isFollowed);
    if (hasEnded && streamId !== now?.id && wasSeenMs >= fromMs) {
      missed.push(
        lateOffline({ id: streamId, endedAtMs: isFollowed ? Math.min(wasSeenMs, now.startedAtMs) : wasSeenMs }),
      );
    }
  }
  for (const [id, startedAtMs] of began) if (startedAtMs >= fromMs) missed.push(lateOnline({ id, startedAtMs }));
  return missed;
}

async function missedTitle(
  db: Db<LiveTables>,
  channel: number,
  gap: Span & { readonly atMs: number },
  now: { readonly title: string; readonly category: string; readonly categoryId: string; readonly language: string },
): Promise<Missed[]> {
  const before = await titleAt(db, channel, gap.fromMs);
  if (!before || (before.title === now.title && before.category === now.category)) return [];
  // Noticed by the look of each minute already, or only just now.
  const newest = await newestTitle(db, channel);
  const isKnown = newest?.title === now.title && newest.category === now.category;
  if (!isKnown && newest && gap.atMs - newest.atMs < ANSWERS_LAG_MS) return [];
  return [lateUpdate({ ...now, atMs: isKnown ? newest.atMs : gap.untilMs })];
}

async function withoutStored(
  db: Db<LiveTables>,
  missed: readonly EventSubNotification[],
): Promise<readonly EventSubNotification[]> {
  if (missed.length === 0) return missed;
  const ids = missed.map(({ messageId }) => messageId);
  const rows = await db.selectFrom('live_event').select('message_id').where('message_id', 'in', ids).execute();
  const stored = new Set(rows.map((row) => row.message_id));
  return missed.filter(({ messageId }) => !stored.has(messageId));
}
