import { sql } from 'kysely';
import type { BroadcastReport, BroadcastView, ChatLineView, StreamEventView } from '../../contract/live.ts';
import type { TwitchUserId } from '../../kernel/id.ts';
import type { Db } from '../../platform/db/database.ts';
import type { Migration } from '../../platform/db/migrate.ts';
import type { Module } from '../../platform/module.ts';
import type { EventSubNotification } from '../../twitch/wire/eventsub-message.ts';
import type { IrcMessage } from '../../twitch/wire/irc-message.ts';
import { isSeenLate } from '../../twitch/wire/seen-late.ts';
import { createTwitchBook } from './badge-book.ts';
import { broadcastReport, broadcastsBetween, listBroadcasts } from './broadcasts.ts';
import { findChannel, saveChannelName } from './channel-store.ts';
import { type ChatLine, type GapReason, type Hint, type StoredLine, viewOfLine } from './chat-line.ts';
import { createChatLogStore, type StoredBatch } from './chat-log-store.ts';
import { readLines, readPersonLines } from './chat-pages-store.ts';
import { findLineByMessageId } from './chat-removal-store.ts';
import type { LiveContext } from './context.ts';
import { countRecord, type TimeSpan } from './count-record.ts';
import { type Coverage, readCoverage } from './coverage.ts';
import { storeEvent, viewOfEvent } from './event-log-store.ts';
import { chatFeed, eventFeed } from './feeds.ts';
import { type FoundMissed, findMissed } from './find-missed.ts';
import { followRoster } from './follow-roster.ts';
import { createGapFiller, type GapFilling } from './gap-filler.ts';
import { KIND_CODES } from './line-codes.ts';
import { endLineGap, type Span, saveLineAlive, saveLineGap } from './line-gap-store.ts';
import { findGap, gapLine, saveAlive } from './line-state-store.ts';
import { record } from './migrations/0001-record.ts';
import { broadcasts } from './migrations/0002-broadcasts.ts';
import { lines } from './migrations/0003-lines.ts';
import { forgetMissed, type MissedProjection, noteMissedProjection, readMissed } from './missed-projection-store.ts';
import { ownChannel } from './own-channel.ts';
import { findPerson, findPersonId, type PersonFacts, readMessageTimes, type WhoIsMeant } from './person-store.ts';
import { picturePages } from './picture-pages.ts';
import { readChatLine } from './read-chat-line.ts';
import { readStreamEvent } from './read-stream-event.ts';
import { createRecentActivity } from './recent-activity.ts';
import { type BroadcastChange, recordBroadcast } from './record-broadcast.ts';
import { createRefresher } from './refresh-channel.ts';
import { liveRoutes } from './routes.ts';
import { isToldAlready } from './same-happening.ts';
import { type ChannelNumbers, storeNumbers } from './sample-store.ts';
import type { StoredEvent } from './stream-event.ts';
import type { LiveTables } from './tables.ts';

export type { ChannelName } from './channel-store.ts';
export type { ChatLine, GapReason, Hint, StoredLine } from './chat-line.ts';
export type { StoredBatch } from './chat-log-store.ts';
export type { Connections, LiveContext } from './context.ts';
export type { Span } from './line-gap-store.ts';
export type { PersonFacts, WhoIsMeant } from './person-store.ts';
export { readChatLine } from './read-chat-line.ts';
export type { ChannelNumbers } from './sample-store.ts';
export type { StoredEvent } from './stream-event.ts';
export type { LiveTables } from './tables.ts';

/** In order; listed in `server/migrations.ts`. */
export const liveMigrations: readonly Migration[] = [record, broadcasts, lines];

/** What really happened on the channel: the chat log, the event log, the people. */
export interface Live extends Module {
  /** Twitch's line in our words; `undefined` for what is no part of the chat. */
  readChatLine(message: IrcMessage): ChatLine | undefined;
  /** Appends lines, each once, and marks what they take down; inside the caller's transaction. */
  appendLines(db: Db<LiveTables>, lines: readonly ChatLine[]): Promise<StoredBatch>;
  /** After the commit: counts the lines and shows them. */
  showLines(stored: readonly StoredLine[], hints: ReadonlyMap<number, readonly Hint[]>): ChatLineView[];
  /** The chat line was good up to this moment. */
  saveAlive(db: Db<LiveTables>, atMs: number): Promise<void>;
  /** The hole that a join ends, as a line of the log; `undefined` at the first join ever. */
  findGap(
    db: Db<LiveTables>,
    join: { readonly atMs: number; readonly reason: GapReason },
  ): Promise<ChatLine | undefined>;
  /** Is there a service to ask for what was said in a gap? */
  fillsGaps(): boolean;
  /** What the service heard within a gap; `null` when it did not answer, or nobody named one. */
  fillingOf(gap: Span): Promise<GapFilling | null>;
  /** A hole whose ends are known. */
  gapLine(gap: { readonly fromMs: number; readonly untilMs: number; readonly reason: GapReason }): ChatLine | undefined;
  /** Stores a notification once, with what it says about the channel; `undefined` when known already, or without a channel. */
  storeEvent(
    db: Db<LiveTables>,
    notification: EventSubNotification,
    receivedAtMs: number,
  ): Promise<({ readonly stored: StoredEvent } & BroadcastChange) | undefined>;
  showEvent(stored: StoredEvent): StreamEventView | undefined;
  noteMissedProjection: typeof noteMissedProjection;
  /** Projections of events that failed, oldest first, with the event as it is stored. */
  missedProjections(): Promise<MissedProjection[]>;
  forgetMissed: typeof forgetMissed;
  /** Numbers of the channel at any moment, also a past one. */
  storeNumbers(db: Db<LiveTables>, numbers: ChannelNumbers): Promise<void>;
  /** How much of a time of this channel is on record already; `undefined` when another one is connected. */
  countRecord(
    of: TimeSpan & { readonly channelId: string },
  ): Promise<{ readonly lines: number; readonly events: number } | undefined>;
  /** Asks Twitch for the channel's state and numbers: each minute, and after the event line was new. */
  refreshChannel(): Promise<void>;
  /** The event line was good up to this moment. */
  saveEventsAlive(atMs: number): Promise<void>;
  /**
   * The event line is good again from this moment on; records what may have been missed before it, by its own
   * word where only the record knows, and gives the time that all of it lies in.
   */
  endEventsGap(atMs: number, missed?: readonly Span[]): Promise<Span | undefined>;
  /** Something may have been missed at another time as well. */
  noteEventsGap(missed: Span): Promise<void>;
  /** What Twitch would have told in a gap, and of lists of people at any time, as events for the intake. */
  findMissed(gap: Span | null): Promise<FoundMissed>;
  /** What was recorded in a time, and where it lacks something. */
  coverage(fromMs: number, toMs: number): Promise<Coverage>;
  /** Fills what is kept in memory from the log; once, before the first line. */
  restore(): Promise<void>;

  /** For the rooms above. */
  /** Newest first; `before` is the number of a broadcast. */
  listBroadcasts(page: { readonly before?: number | undefined; readonly limit: number }): Promise<BroadcastView[]>;
  /** Whose time touches the period, oldest first. */
  broadcastsBetween(fromMs: number, toMs: number): Promise<BroadcastView[]>;
  broadcastReport(broadcastId: number): Promise<BroadcastReport | undefined>;
  findPerson(who: WhoIsMeant): Promise<PersonFacts | undefined>;
  messageTimes(person: number, sinceMs: number): Promise<number[]>;
  /** A message by Twitch's id, if it was written within the last day. */
  findMessage(db: Db<LiveTables>, messageId: string, atMs: number): Promise<StoredLine | undefined>;
  /** The last message of a person within the last day. */
  lastMessageOf(db: Db<LiveTables>, twitchId: string, atMs: number): Promise<StoredLine | undefined>;
}

const DAY_MS = 24 * 60 * 60_000;
const CHATTERS_WINDOW_MS = 10 * 60_000;
/** After these the channel's totals are others. */
const TELLS_TOTALS: ReadonlySet<string> = new Set([
  'channel.follow',
  'channel.subscribe',
  'channel.subscription.end',
  'channel.subscription.gift',
]);

export function createLive(context: LiveContext): Live {
  const store = createChatLogStore(context.db.dialect);
  const activity = createRecentActivity();
  const book = createTwitchBook(context);
  const filler = createGapFiller(context);
  const refresher = createRefresher(context);
  let listsInPart: FoundMissed['inPart'] = [];
  const channelId = (): TwitchUserId | undefined => context.channel()?.twitchId;

  return {
    name: 'live',
    routes: [liveRoutes(context, { activity, book, filler })],
    pages: picturePages(context, book),
    feeds: [chatFeed(context), eventFeed(context)],
    jobs: [],

    readChatLine(message) {
      const id = channelId();
      return id && readChatLine(message, id);
    },

    appendLines: (db, lines) => store.append(db, lines),

    showLines(stored, hints) {
      for (const { line } of stored) {
        if (line.kind === 'message' && line.author)
          activity.note(line.author.twitchId ?? line.author.login, line.sentAtMs);
      }
      return stored.map((line) => viewOfLine(line, hints.get(line.seq)));
    },

    async saveAlive(db, atMs) {
      const channel = context.channel();
      if (channel) await saveAlive(db, await saveChannelName(db, channel), atMs);
    },

    async findGap(db, join) {
      const channel = context.channel();
      if (!channel) return undefined;
      const id = await saveChannelName(db, channel);
      return await findGap(db, { ...join, channel: id, channelId: channel.twitchId });
    },

    fillsGaps: () => filler.isOn(),
    fillingOf: (gap) => filler.fillingOf(gap),

    gapLine(gap) {
      const id = channelId();
      return id && gapLine({ ...gap, channelId: id });
    },

    async storeEvent(db, notification, receivedAtMs) {
      const ownId = channelId();
      if (ownId === undefined) return undefined;
      const event = readStreamEvent(notification, ownId, receivedAtMs);
      const names = store.names();
      const channelOf = await names.channels(db, [event]);
      const seen = event.user && {
        author: { ...event.user, twitchId: event.user.id, color: null, badges: [], badgeInfo: [] },
        sentAtMs: event.atMs,
        kind: 'other' as const,
      };
      const personOf = await names.persons(db, seen ? [seen] : []);
      const channel = channelOf(event);
      const isKnown = await isToldAlready(db, channel, event);
      if (isKnown && isSeenLate(event.messageId)) return undefined;
      // What was found out by asking is shown already; Twitch's own word of it is stored beside it.
      const told = isKnown ? { ...event, kind: null } : event;
      const stored = await storeEvent(db, told, { channel, person: seen && personOf(seen) });
      if (!stored) return undefined;
      if (event.channelId === ownId) await followRoster(db, channel, notification);
      if (TELLS_TOTALS.has(event.type)) refresher.totalsChanged();
      if (event.channelId !== ownId) return { stored, changesChannel: false, changesBroadcasts: false };
      return { stored, ...(await recordBroadcast(db, channel, notification)) };
    },

    showEvent: viewOfEvent,
    noteMissedProjection,
    missedProjections: () => readMissed(context.db.read),
    forgetMissed,
    async countRecord(of) {
      const id = channelId();
      return id !== undefined && id === of.channelId ? await countRecord(context.db.read, id, of) : undefined;
    },

    async storeNumbers(db, numbers) {
      const channel = context.channel();
      if (channel) await storeNumbers(db, await saveChannelName(db, channel), numbers);
    },
    refreshChannel: () => refresher.refresh(),
    async saveEventsAlive(atMs) {
      const channel = context.channel();
      if (!channel) return;
      await context.db.transaction(async (db) =>
        saveLineAlive(db, { channel: await saveChannelName(db, channel), line: 'events', atMs }),
      );
    },
    async endEventsGap(atMs, missed = []) {
      const channel = context.channel();
      if (!channel) return undefined;
      return await context.db.transaction(async (db) => {
        const of = { channel: await saveChannelName(db, channel), line: 'events' as const };
        if (missed.length === 0) return await endLineGap(db, { ...of, atMs, longestSilenceMs: 0 });
        await saveLineAlive(db, { ...of, atMs });
        for (const span of missed) await saveLineGap(db, of, span);
        return {
          fromMs: Math.min(...missed.map(({ fromMs }) => fromMs)),
          untilMs: Math.max(...missed.map(({ untilMs }) => untilMs)),
        };
      });
    },
    async noteEventsGap(missed) {
      const channel = context.channel();
      if (!channel) return;
      await context.db.transaction(async (db) =>
        saveLineGap(db, { channel: await saveChannelName(db, channel), line: 'events' }, missed),
      );
    },
    async findMissed(gap) {
      const found = await findMissed(context, gap);
      listsInPart = found.inPart;
      return found;
    },

    async restore() {
      await filler.restore();
      const sinceMs = context.clock.nowMs() - CHATTERS_WINDOW_MS;
      const { rows } = await sql<{ twitch_id: string; sent_at: number }>`
        SELECT person.twitch_id, line.sent_at FROM live_chat_line AS line
        JOIN live_channel AS channel ON channel.id = line.channel
        JOIN live_person AS person ON person.id = line.person
        WHERE channel.twitch_id = ${channelId() ?? ''} AND line.sent_at >= ${sinceMs} AND line.kind = ${KIND_CODES.message}
        ORDER BY line.sent_at`.execute(context.db.read);
      for (const row of rows) activity.note(row.twitch_id, row.sent_at);
    },

    coverage: (fromMs, toMs) => readCoverage({ ...context, listsInPart }, fromMs, toMs),

    listBroadcasts: (page) => listBroadcasts(context, page),
    broadcastsBetween: (fromMs, toMs) => broadcastsBetween(context, fromMs, toMs),
    broadcastReport: (broadcastId) => broadcastReport(context, broadcastId),

    findPerson: (who) => findPerson(context.db.read, who),
    async messageTimes(person, sinceMs) {
      const channel = await ownChannel(context);
      return channel ? await readMessageTimes(context.db.read, { channel: channel.id, person, sinceMs }) : [];
    },

    async findMessage(db, messageId, atMs) {
      const id = channelId();
      const channel = id && messageId !== '' ? await findChannel(db, id) : undefined;
      const seq = channel && (await findLineByMessageId(db, { channel: channel.id, messageId, atMs }));
      if (seq === undefined) return undefined;
      return (await readLines(db, { where: [sql`line.seq = ${seq}`], order: 'oldest-first', limit: 1 }))[0];
    },

    async lastMessageOf(db, twitchId, atMs) {
      const person = await findPersonId(db, twitchId);
      const id = channelId();
      const channel = id && (await findChannel(db, id));
      if (person === undefined || !channel) return undefined;
      const [last] = await readPersonLines(db, { channel: channel.id, person, limit: 1 });
      return last && last.line.sentAtMs >= atMs - DAY_MS ? last : undefined;
    },
  };
}
