import { sql } from 'kysely';
import type { FeedTopic } from '../contract/feed.ts';
import type { ChatLine, GapReason, Live, LiveTables } from '../modules/live/index.ts';
import type { Moderation, ModerationTables, Verdict } from '../modules/moderation/index.ts';
import type { Clock } from '../platform/clock.ts';
import type { Db } from '../platform/db/database.ts';
import type { Log } from '../platform/log.ts';
import type { FeedOut } from '../platform/module.ts';
import type { EventSubNotification } from '../twitch/wire/eventsub-message.ts';
import type { IrcMessage } from '../twitch/wire/irc-message.ts';
import { createIntakeQueue } from './intake-queue.ts';

type IntakeDb = Db<LiveTables & ModerationTables>;

export interface IntakeContext {
  readonly db: { transaction<R>(work: (db: IntakeDb) => Promise<R>): Promise<R> };
  readonly clock: Clock;
  readonly log: Pick<Log, 'warn' | 'error'>;
  readonly feed: FeedOut;
  readonly live: Live;
  readonly moderation: Moderation;
}

/** What happens to everything Twitch sends, from the parsed line to the browsers. */
export interface Intake {
  chatMessage(message: IrcMessage): void;
  /** The chat line answered at this moment: a gap can only begin later. */
  chatAlive(atMs: number): void;
  /** The chat was joined: what lies between the last good moment and now is a gap. */
  chatJoined(join: { readonly atMs: number; readonly reason: Exclude<GapReason, 'not-stored'> }): void;
  streamEvent(notification: EventSubNotification): void;
  /** When everything received so far is stored and shown. */
  settled(): Promise<void>;
  stop(): Promise<void>;
}

type ChatEntry =
  | { readonly type: 'line'; readonly line: ChatLine; readonly receivedAtMs: number; verdict?: Verdict }
  | { readonly type: 'alive'; readonly receivedAtMs: number }
  | { readonly type: 'joined'; readonly receivedAtMs: number; readonly reason: GapReason };

interface EventEntry {
  readonly notification: EventSubNotification;
  readonly receivedAtMs: number;
}

/** Collected while the previous commit runs, but at most so long and so many. */
const BATCH = { waitMs: 10, batchSize: 500, bound: 100_000 };
/** Events are few, and each is a transaction of its own with everything it causes. */
const ONE_BY_ONE = { waitMs: 0, batchSize: 1, bound: 10_000 };

export function createIntake(context: IntakeContext): Intake {
  const { db, clock, log, feed, live, moderation } = context;
  /** Lines that could not be kept while the database refused; becomes a gap once it takes lines again. */
  let lost: { fromMs: number; untilMs: number } | undefined;

  const chat = createIntakeQueue<ChatEntry>({
    ...BATCH,
    log,
    commit: storeChat,
    lost: noteLost,
    isEntryAtFault: takesOthers,
  });
  const events = createIntakeQueue<EventEntry>({
    ...ONE_BY_ONE,
    log,
    commit: async ([entry]) => entry && storeEvent(entry),
    lost: ({ notification }) =>
      log.error('event-lost', { message: notification.messageId, type: notification.subscriptionType }),
    isEntryAtFault: takesOthers,
  });

  /** Chat: lines, what they take down, verdicts and the last good moment are committed together, then shown. */
  async function storeChat(batch: readonly ChatEntry[]): Promise<void> {
    for (const entry of batch) if (entry.type === 'line') entry.verdict ??= moderation.judge(entry.line);
    const filled = lost;

    const { appended, hints } = await db.transaction(async (db) => {
      const lines = await linesOf(db, batch);
      const gap = filled && live.gapLine({ ...filled, reason: 'not-stored' });
      const appended = await live.appendLines(db, gap ? [gap, ...lines] : lines);
      const verdicts = verdictsBySeq(batch, appended.stored);
      const [first] = appended.stored;
      const areKept = await underSavepoint(db, { projection: 'verdicts', topic: 'chat', seq: first?.seq ?? 0 }, (db) =>
        moderation.storeVerdicts(db, verdicts),
      );
      return { appended, hints: areKept ? verdicts : new Map<number, Verdict>() };
    });

    if (lost === filled) lost = undefined;
    afterCommit(() => {
      appended.committed();
      const rows = live.showLines(appended.stored, hints);
      if (rows.length > 0) feed.rows('chat', rows);
    });
  }

  /** The lines of a batch in their order, with a gap before each join, and the last good moment saved. */
  async function linesOf(db: IntakeDb, batch: readonly ChatEntry[]): Promise<ChatLine[]> {
    const lines: ChatLine[] = [];
    let aliveMs: number | undefined;
    for (const entry of batch) {
      if (entry.type === 'line') lines.push(entry.line);
      if (entry.type === 'joined') {
        if (aliveMs !== undefined) await live.saveAlive(db, aliveMs);
        const gap = await live.findGap(db, { atMs: entry.receivedAtMs, reason: entry.reason });
        if (gap) lines.push(gap);
      }
      aliveMs = entry.receivedAtMs;
    }
    if (aliveMs !== undefined) await live.saveAlive(db, aliveMs);
    return lines;
  }

  /** Stream events: the event, unique by Twitch's message id, and every projection of it are committed together. */
  async function storeEvent({ notification, receivedAtMs }: EventEntry): Promise<void> {
    const told = await db.transaction(async (db) => {
      const found = await live.storeEvent(db, notification, receivedAtMs);
      if (!found) return undefined;
      let announce = (): void => {};
      await underSavepoint(db, { projection: 'mod-log', topic: 'events', seq: found.stored.seq }, async (db) => {
        announce = await moderation.recordEcho(db, notification);
      });
      return { ...found, announce };
    });
    if (!told) return;
    afterCommit(() => {
      const row = live.showEvent(told.stored);
      if (row) feed.rows('events', [row]);
      if (told.changesChannel) feed.changed('live-state');
      told.announce();
    });
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

  function noteLost(entry: ChatEntry): void {
    if (entry.type !== 'line') return;
    const { receivedAtMs } = entry;
    if (!lost) log.error('chat-lost', { waiting: chat.waiting });
    lost = { fromMs: lost?.fromMs ?? receivedAtMs, untilMs: Math.max(lost?.untilMs ?? 0, receivedAtMs) };
  }

  return {
    chatMessage(message) {
      const line = live.readChatLine(message);
      if (line) chat.add({ type: 'line', line, receivedAtMs: message.receivedAtMs });
    },
    chatAlive: (atMs) => chat.add({ type: 'alive', receivedAtMs: atMs }),
    chatJoined: ({ atMs, reason }) => chat.add({ type: 'joined', receivedAtMs: atMs, reason }),
    streamEvent: (notification) => events.add({ notification, receivedAtMs: clock.nowMs() }),
    async settled() {
      await Promise.all([chat.settled(), events.settled()]);
    },
    async stop() {
      await Promise.all([chat.stop(), events.stop()]);
    },
  };
}

/** Verdicts belong to lines; only a stored line has a place to hang them on. */
function verdictsBySeq(
  batch: readonly ChatEntry[],
  stored: readonly { readonly seq: number; readonly line: ChatLine }[],
): Map<number, Verdict> {
  const verdicts = new Map<ChatLine, Verdict>();
  for (const entry of batch) {
    if (entry.type === 'line' && entry.verdict && entry.verdict.length > 0) verdicts.set(entry.line, entry.verdict);
  }
  const bySeq = new Map<number, Verdict>();
  if (verdicts.size === 0) return bySeq;
  for (const { seq, line } of stored) {
    const verdict = verdicts.get(line);
    if (verdict) bySeq.set(seq, verdict);
  }
  return bySeq;
}
