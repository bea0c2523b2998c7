import { sql } from 'kysely';
import type { FeedTopic } from '../contract/feed.ts';
import type { Finance, FinanceTables } from '../modules/finance/index.ts';
import type { ChatLine, GapReason, Live, LiveTables, StoredEvent } from '../modules/live/index.ts';
import type { Moderation, ModerationTables, Verdict } from '../modules/moderation/index.ts';
import type { TeamTables } from '../modules/team/index.ts';
import type { Clock } from '../platform/clock.ts';
import type { Db } from '../platform/db/database.ts';
import type { Log } from '../platform/log.ts';
import type { FeedOut } from '../platform/module.ts';
import { createLastGood, type Missed } from '../twitch/last-good.ts';
import type { TwitchClock } from '../twitch/twitch-clock.ts';
import type { EventSubNotification } from '../twitch/wire/eventsub-message.ts';
import type { IrcMessage } from '../twitch/wire/irc-message.ts';
import { createIntakeQueue } from './intake-queue.ts';

type IntakeDb = Db<LiveTables & ModerationTables & FinanceTables & TeamTables>;

export interface IntakeContext {
  readonly db: { transaction<R>(work: (db: IntakeDb) => Promise<R>): Promise<R> };
  readonly clock: Clock;
  readonly twitchClock: Pick<TwitchClock, 'nowMs' | 'latestMs' | 'steadyMs' | 'sets'>;
  readonly log: Pick<Log, 'warn' | 'error'>;
  readonly feed: FeedOut;
  readonly live: Live;
  readonly moderation: Moderation;
  readonly finance: Pick<Finance, 'accrue'>;
  /** A gap of the chat could be filled; it had been one for so long. */
  gapFilled?(gap: { readonly lines: number; readonly tookMs: number }): void;
}

/** What happens to everything Twitch sends, from the parsed line to the browsers. */
export interface Intake {
  chatMessage(message: IrcMessage): void;
  /** A line of before, told again: stored like any other, but it does not say that the chat line stands. */
  pastChatMessage(message: IrcMessage): void;
  /** The chat line answered at this moment: a gap can only begin later. */
  chatAlive(atMs: number): void;
  /** The chat was joined: what lies between the last good moment and now is a gap. */
  chatJoined(join: ChatJoined): void;
  /** @param receivedAtMs now, but for what is told again. */
  streamEvent(notification: EventSubNotification, receivedAtMs?: number): void;
  /** Repeats projections that failed earlier; once, before the first line. What fails again stays noted. */
  retryMissed(): Promise<void>;
  /** When everything received so far is stored and shown. */
  settled(): Promise<void>;
  stop(): Promise<void>;
}

export interface ChatJoined {
  readonly atMs: number;
  /** `offline`: the first one since the line was started, and only the record knows what was before. */
  readonly reason: Exclude<GapReason, 'not-stored'>;
}

/** What every entry of the chat has. */
interface ChatMoment {
  readonly receivedAtMs: number;
  /** The chat is good up to here, once this is stored; `undefined` where nothing is known yet. */
  readonly goodUntilMs: number | undefined;
}

interface JoinedEntry extends ChatMoment {
  readonly type: 'joined';
  readonly reason: GapReason;
  /** Where something may lack before it; `null` when only the record knows. */
  readonly missed: readonly Missed[] | null;
  /** What a recent-messages service heard in the gap; without it none was asked, or it did not answer. */
  filling?: Filling | undefined;
}

interface Filling {
  readonly lines: readonly { readonly line: ChatLine; verdict?: Verdict }[];
  /** The service remembers nothing older. */
  readonly sinceMs: number | null;
}

type ChatEntry =
  | (ChatMoment & { readonly type: 'line'; readonly line: ChatLine; verdict?: Verdict })
  | (ChatMoment & { readonly type: 'alive' })
  /** Twitch's clock was set around a gap, which is found out only now. */
  | (ChatMoment & { readonly type: 'missed'; readonly missed: Missed })
  | JoinedEntry;

interface EventEntry {
  readonly notification: EventSubNotification;
  readonly receivedAtMs: number;
}

interface EventProjected {
  /** Tells the browsers, after the commit. */
  readonly announce: () => void;
  readonly hasAccrued: boolean;
}

type EventTold = NonNullable<Awaited<ReturnType<Live['storeEvent']>>> & EventProjected;

/** What the rooms above make of each event, in this order; the names stand in the notes of failed ones. */
const EVENT_PROJECTIONS = ['mod-log', 'accruals'] as const;
type EventProjection = (typeof EVENT_PROJECTIONS)[number];

function isEventProjection(name: string): name is EventProjection {
  return (EVENT_PROJECTIONS as readonly string[]).includes(name);
}

/** Collected while the previous commit runs, but at most so long and so many. */
const BATCH = { waitMs: 5, batchSize: 2_000, bound: 100_000 };
/** Our clock and Twitch's may differ by so much without being worth naming. */
const CLOCKS_DIFFER_MS = 2_000;
/** So much may come while a service is asked; then the chat goes on without it. */
const MOST_HELD = 20_000;
/** So long the database may take to say how long a gap is. */
const LONGEST_LOOK_MS = 5_000;
/** Events are few: one alone is committed at once, what gathers meanwhile follows together. */
const EVENT_BATCH = { waitMs: 0, batchSize: 200, bound: 10_000 };

export function createIntake(context: IntakeContext): Intake {
  const { db, clock, log, feed, live, moderation, finance } = context;
  /** Lines that could not be kept while the database refused; becomes a gap once it takes lines again. */
  let lost: { fromMs: number; untilMs: number } | undefined;
  const lastGood = createLastGood(context.twitchClock);
  let isStopping = false;
  /** While a service is asked what was said in a gap, everything of the chat waits here. */
  let held:
    | { readonly joined: JoinedEntry; readonly waiting: ChatEntry[]; readonly isFilled: Promise<void> }
    | undefined;

  const chat = createIntakeQueue<ChatEntry>({
    ...BATCH,
    log,
    commit: storeChat,
    lost: noteLost,
    isEntryAtFault: isLineAtFault,
  });
  const events = createIntakeQueue<EventEntry>({
    ...EVENT_BATCH,
    log,
    commit: storeEvents,
    lost: ({ notification }) =>
      log.error('event-lost', { message: notification.messageId, type: notification.subscriptionType }),
    isEntryAtFault: takesOthers,
  });

  /** Chat: lines, what they take down, verdicts and the last good moment are committed together, then shown. */
  async function storeChat(batch: readonly ChatEntry[]): Promise<void> {
    for (const judged of linesToJudge(batch)) judged.verdict ??= moderation.judge(judged.line);
    const unstored = lost;

    const { appended, hints } = await db.transaction(async (db) => {
      const lines = await linesOf(db, batch);
      const gap = unstored && live.gapLine({ ...unstored, reason: 'not-stored' });
      const appended = await live.appendLines(db, gap ? [gap, ...lines] : lines);
      const verdicts = verdictsBySeq(batch, appended.stored);
      const [first] = appended.stored;
      const areKept = await underSavepoint(db, { projection: 'verdicts', topic: 'chat', seq: first?.seq ?? 0 }, (db) =>
        moderation.storeVerdicts(db, verdicts),
      );
      return { appended, hints: areKept ? verdicts : new Map<number, Verdict>() };
    });

    if (lost === unstored) lost = undefined;
    afterCommit(() => {
      appended.committed();
      const rows = live.showLines(appended.stored, hints);
      if (rows.length > 0) feed.rows('chat', rows);
      for (const { line } of appended.stored) {
        const { gap } = line.extra ?? {};
        if (gap?.filled) context.gapFilled?.({ lines: gap.filled, tookMs: gap.untilMs - line.sentAtMs });
      }
    });
  }

  /** The lines of a batch in their order, with a gap before each join, and the last good moment saved. */
  async function linesOf(db: IntakeDb, batch: readonly ChatEntry[]): Promise<ChatLine[]> {
    const lines: ChatLine[] = [];
    let aliveMs: number | undefined;
    for (const entry of batch) {
      if (entry.type === 'line') lines.push(entry.line);
      if (entry.type === 'missed') lines.push(...gapLines([entry.missed], 'connection-lost'));
      if (entry.type === 'joined') {
        if (aliveMs !== undefined) await live.saveAlive(db, aliveMs);
        const [gap, ...others] = await gapsBefore(db, entry);
        // The gap stands where it begins, then what fills it, then what is new: `seq` goes with the time.
        lines.push(...others);
        if (gap && entry.filling) {
          lines.push(...gapsWith(gap, entry.filling), ...entry.filling.lines.map(({ line }) => line));
        } else if (gap) lines.push(gap);
      }
      // The last word counts, also where it is an earlier time: Twitch's clock can be set.
      aliveMs = entry.goodUntilMs ?? aliveMs;
    }
    if (aliveMs !== undefined) await live.saveAlive(db, aliveMs);
    return lines;
  }

  function gapLines(missed: readonly Missed[], reason: GapReason): ChatLine[] {
    return missed.flatMap((span) => live.gapLine({ ...span, reason }) ?? []);
  }

  /** The first one is where Twitch's clock of now puts it. */
  async function gapsBefore(db: IntakeDb, { receivedAtMs: atMs, reason, missed }: JoinedEntry): Promise<ChatLine[]> {
    if (missed !== null) return gapLines(missed, reason);
    const gap = await live.findGap(db, { atMs, reason });
    return gap ? [gap] : [];
  }

  /** Stream events: each, unique by Twitch's message id, and every projection of it are committed together. */
  async function storeEvents(batch: readonly EventEntry[]): Promise<void> {
    const told = await db.transaction(async (db) => {
      const told: EventTold[] = [];
      for (const { notification, receivedAtMs } of batch) {
        const found = await live.storeEvent(db, notification, receivedAtMs);
        if (found) told.push({ ...found, ...(await projectEvent(db, found.stored, notification)) });
      }
      return told;
    });
    afterCommit(() => {
      const rows = told.flatMap(({ stored }) => live.showEvent(stored) ?? []);
      if (rows.length > 0) feed.rows('events', rows);
      if (told.some(({ changesChannel }) => changesChannel)) feed.changed('live-state');
      if (told.some(({ changesBroadcasts }) => changesBroadcasts)) feed.changed('broadcasts');
      if (told.some(({ hasAccrued }) => hasAccrued)) feed.changed('finance');
      for (const { announce } of told) announce();
    });
  }

  /** What the rooms above make of a stored event, each under its own savepoint. */
  async function projectEvent(
    db: IntakeDb,
    stored: StoredEvent,
    notification: EventSubNotification,
  ): Promise<EventProjected> {
    let projected: EventProjected = { announce: () => {}, hasAccrued: false };
    const about = { topic: 'events' as const, seq: stored.seq };
    for (const projection of EVENT_PROJECTIONS) {
      await underSavepoint(db, { ...about, projection }, async (db) => {
        projected = { ...projected, ...(await project(db, projection, stored, notification)) };
      });
    }
    return projected;
  }

  async function project(
    db: IntakeDb,
    projection: EventProjection,
    stored: StoredEvent,
    notification: EventSubNotification,
  ): Promise<Partial<EventProjected>> {
    switch (projection) {
      case 'mod-log':
        return { announce: await moderation.recordEcho(db, notification, stored.event.receivedAtMs) };
      case 'accruals':
        return { hasAccrued: await finance.accrue(db, stored) };
      default:
        return projection satisfies never;
    }
  }

  /** The fault may have been mended meanwhile; each note is settled on its own. */
  async function retryMissed(): Promise<void> {
    for (const { id, projection, stored, notification } of await live.missedProjections()) {
      if (!isEventProjection(projection)) continue;
      try {
        const { announce, hasAccrued } = await db.transaction(async (db) => {
          const projected = await project(db, projection, stored, notification);
          await live.forgetMissed(db, id);
          return projected;
        });
        afterCommit(() => {
          announce?.();
          if (hasAccrued) feed.changed('finance');
        });
      } catch (error) {
        log.warn('projection-failed-again', { projection, seq: stored.seq, error });
      }
    }
  }

  /** What fails here must not fail the commit: it would be made a second time. */
  function afterCommit(show: () => void): void {
    try {
      show();
    } catch (error) {
      log.error('showing-failed', { error });
    }
  }

  /** A projection may fail; the row it projects may not: it is stored, the failure is noted, nobody waits. */
  async function underSavepoint(
    db: IntakeDb,
    what: { readonly projection: string; readonly topic: FeedTopic & ('chat' | 'events'); readonly seq: number },
    project: (db: IntakeDb) => Promise<void>,
  ): Promise<boolean> {
    await sql`SAVEPOINT projection`.execute(db);
    try {
      await project(db);
      await sql`RELEASE SAVEPOINT projection`.execute(db);
      return true;
    } catch (error) {
      await sql`ROLLBACK TO SAVEPOINT projection`.execute(db);
      await sql`RELEASE SAVEPOINT projection`.execute(db);
      log.error('projection-failed', { ...what, error });
      await live.noteMissedProjection(db, { ...what, error: String(error), atMs: clock.nowMs() });
      return false;
    }
  }

  /** Does the database take anything at all? Then an entry that fails alone is itself the fault. */
  async function takesOthers(): Promise<boolean> {
    try {
      await db.transaction((db) => live.saveAlive(db, 0));
      return true;
    } catch {
      return false;
    }
  }

  /** What a service told may be at fault without the gap that it fills. */
  async function isLineAtFault(entry: ChatEntry): Promise<boolean> {
    const isAtFault = await takesOthers();
    if (!isAtFault || entry.type !== 'joined' || !entry.filling) return isAtFault;
    log.warn('gap-not-filled', { lines: entry.filling.lines.length });
    entry.filling = undefined;
    return false;
  }

  function noteLost(entry: ChatEntry): void {
    if (entry.type === 'alive') return;
    if (!lost) log.error('chat-lost', { waiting: chat.waiting });
    for (const { fromMs, untilMs } of spansOf(entry)) {
      lost = { fromMs: Math.min(lost?.fromMs ?? fromMs, fromMs), untilMs: Math.max(lost?.untilMs ?? 0, untilMs) };
    }
  }

  function addLine(message: IrcMessage): void {
    const line = live.readChatLine(message);
    const { receivedAtMs } = message;
    if (!line) return;
    const atMs = vouchedBy(line, receivedAtMs);
    if (atMs !== undefined) lastGood.note(atMs);
    addHeard({ type: 'line', line, receivedAtMs });
  }

  /** Something Twitch said just now. */
  function addHeard(
    entry:
      | Omit<ChatEntry & { readonly type: 'line' }, 'goodUntilMs'>
      | Omit<ChatEntry & { readonly type: 'alive' }, 'goodUntilMs'>,
  ): void {
    const goodUntilMs = lastGood.fromMs();
    for (const missed of lastGood.missedAsWell()) {
      addChat({ type: 'missed', missed, receivedAtMs: entry.receivedAtMs, goodUntilMs });
    }
    addChat({ ...entry, goodUntilMs });
  }

  function addChat(entry: ChatEntry): void {
    if (!held) {
      chat.add(entry);
      return;
    }
    held.waiting.push(entry);
    if (held.waiting.length >= MOST_HELD) release();
  }

  /**
   * After a join with a gap behind it, where a recent-messages service is named:
   *
   *     Twitch    ···lines│ gap │join  lines lines lines ···
   *     held                     ├──── service asked ────┤
   *     log       ···lines                                gap, filling, join's lines, ···
   *
   * What comes meanwhile waits in memory, with the moments at which the line was good: a crash leaves the
   * gap reaching over it. Where another join is among it, that one waits for its own answer, and what came
   * behind it.
   */
  function joined(entry: JoinedEntry): void {
    if (held || !live.fillsGaps()) addChat(entry);
    else hold(entry, []);
  }

  function hold(entry: JoinedEntry, waiting: ChatEntry[]): void {
    held = { joined: entry, waiting, isFilled: askForGap(entry).then((filling) => release(entry, filling)) };
  }

  async function askForGap(entry: JoinedEntry): Promise<JoinedEntry['filling']> {
    try {
      const [gap] = await withinTime(LONGEST_LOOK_MS, async () => {
        await chat.settled();
        return await db.transaction((db) => gapsBefore(db, entry));
      });
      const found = gap && (await live.fillingOf({ fromMs: gap.sentAtMs, untilMs: entry.receivedAtMs }));
      return found ? { ...found, lines: found.lines.map((line) => ({ line })) } : undefined;
    } catch (error) {
      log.warn('gap-not-filled', { error });
      return undefined;
    }
  }

  /** Lets go what waits, behind the join it waited for; @param joined of an answer that nobody waits for any more is void. */
  function release(joined = held?.joined, filling?: JoinedEntry['filling']): void {
    if (!held || held.joined !== joined) return;
    const { waiting } = held;
    held = undefined;
    chat.add(filling ? { ...joined, filling } : joined);
    for (const [index, entry] of waiting.entries()) {
      if (entry.type === 'joined' && !isStopping && live.fillsGaps()) {
        hold(entry, waiting.slice(index + 1));
        return;
      }
      chat.add(entry);
    }
  }

  return {
    chatMessage: addLine,
    pastChatMessage(message) {
      const line = live.readChatLine(message);
      if (line) addChat({ type: 'line', line, receivedAtMs: message.receivedAtMs, goodUntilMs: undefined });
    },
    chatAlive(atMs) {
      lastGood.note(atMs);
      addHeard({ type: 'alive', receivedAtMs: atMs });
    },
    chatJoined({ atMs, reason }) {
      const missed = lastGood.backAt(atMs);
      joined({
        type: 'joined',
        receivedAtMs: atMs,
        reason,
        missed: reason === 'offline' || missed.length === 0 ? null : missed,
        goodUntilMs: lastGood.fromMs(),
      });
    },
    streamEvent: (notification, receivedAtMs = clock.nowMs()) => events.add({ notification, receivedAtMs }),
    retryMissed,
    async settled() {
      while (held) await held.isFilled;
      await Promise.all([chat.settled(), events.settled()]);
    },
    async stop() {
      isStopping = true;
      release();
      await Promise.all([chat.stop(), events.stop()]);
    },
  };
}

/**
 * Lines come in the order they were sent, each with its time: when one is there, everything older is. What has
 * no time of its own says nothing about those on their way, and one from the future that our idea of Twitch's
 * clock is wrong.
 */
function vouchedBy({ messageId, sentAtMs }: ChatLine, receivedAtMs: number): number | undefined {
  const hasTime = messageId !== null || sentAtMs !== receivedAtMs;
  if (!hasTime || sentAtMs - receivedAtMs > CLOCKS_DIFFER_MS) return undefined;
  return Math.min(receivedAtMs, sentAtMs);
}

/** What is missed when an entry is. */
function spansOf(entry: ChatEntry): readonly Missed[] {
  const { receivedAtMs: untilMs } = entry;
  switch (entry.type) {
    case 'line':
      return [{ fromMs: Math.min(entry.line.sentAtMs, untilMs), untilMs: Math.max(entry.line.sentAtMs, untilMs) }];
    case 'missed':
      return [entry.missed];
    case 'joined':
      return entry.missed ?? [{ fromMs: untilMs, untilMs }];
    case 'alive':
      return [];
    default:
      return entry satisfies never;
  }
}

/** The gap for which a service was asked and answered, behind the part of it that the service knows nothing of. */
function gapsWith(line: ChatLine, { sinceMs }: Filling): ChatLine[] {
  const gap = line.extra?.gap;
  if (!gap) return [line];
  const isCut = sinceMs !== null && sinceMs > line.sentAtMs && sinceMs < gap.untilMs;
  const unknown = { ...line, extra: { ...line.extra, gap: { ...gap, untilMs: sinceMs ?? gap.untilMs } } };
  const filled = { ...line, extra: { ...line.extra, gap: { ...gap, filled: 0 } } };
  return isCut ? [unknown, { ...filled, sentAtMs: sinceMs }] : [filled];
}

function linesToJudge(batch: readonly ChatEntry[]): { readonly line: ChatLine; verdict?: Verdict }[] {
  return batch.flatMap((entry) =>
    entry.type === 'line' ? [entry] : entry.type === 'joined' ? (entry.filling?.lines ?? []) : [],
  );
}

async function withinTime<T>(ms: number, work: () => Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('too slow')), ms);
  });
  try {
    return await Promise.race([work(), late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Verdicts belong to lines; only a stored line has a place to hang them on. */
function verdictsBySeq(
  batch: readonly ChatEntry[],
  stored: readonly { readonly seq: number; readonly line: ChatLine }[],
): Map<number, Verdict> {
  const verdicts = new Map<ChatLine, Verdict>();
  for (const { line, verdict } of linesToJudge(batch)) {
    if (verdict && verdict.length > 0) verdicts.set(line, verdict);
  }
  const bySeq = new Map<number, Verdict>();
  if (verdicts.size === 0) return bySeq;
  for (const { seq, line } of stored) {
    const verdict = verdicts.get(line);
    if (verdict) bySeq.set(seq, verdict);
  }
  return bySeq;
}
