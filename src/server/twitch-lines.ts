import type { RepairCode } from '../contract/health.ts';
import type { TwitchUserId } from '../kernel/id.ts';
import { fail, type Result } from '../kernel/result.ts';
import type { Connections, Live } from '../modules/live/index.ts';
import type { ConnectedChannel } from '../modules/team/index.ts';
import type { Clock } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';
import type { FeedOut } from '../platform/module.ts';
import type { TwitchAddresses } from '../twitch/addresses.ts';
import type { CallLine } from '../twitch/call-line.ts';
import { type ChatSocket, type ChatTimes, createChatSocket } from '../twitch/chat-socket.ts';
import {
  createEventSubSocket,
  type EventSubSocket,
  type EventSubTimes,
  type EventTopic,
} from '../twitch/eventsub-socket.ts';
import { type TwitchFailure, twitchFailure } from '../twitch/failure.ts';
import type { Helix } from '../twitch/helix.ts';
import { type StandingOrder, subscribeToEvents, unsubscribe } from '../twitch/helix-event-subscriptions.ts';
import { createLastGood } from '../twitch/last-good.ts';
import { type LineState, lineOff } from '../twitch/line-state.ts';
import { featuresOfRights, lacking, missingScopes, scopesOf } from '../twitch/scopes.ts';
import type { TokenVault, TwitchAccount } from '../twitch/token-vault.ts';
import type { TwitchClock } from '../twitch/twitch-clock.ts';
import { eventTopics } from './event-topics.ts';
import type { Intake } from './intake.ts';
import { createLookBack, type LookBack } from './look-back.ts';

/** Waits and rhythms other than Twitch's own, for tests. */
export interface LineTimes {
  readonly chat?: Partial<ChatTimes>;
  readonly events?: Partial<EventSubTimes>;
  /** How often the channel is looked at. */
  readonly refreshMs?: number;
  /** After a fresh connect: until Twitch is asked a second time what was missed. */
  readonly lookAgainMs?: number;
}

/** Something that mended itself; `tookMs` is how long it had been wrong, 0 when nothing was lost. */
export interface Repaired {
  readonly code: RepairCode;
  readonly params: Readonly<Record<string, string | number>>;
  readonly tookMs: number;
}

interface LinesParts {
  readonly clock: Clock;
  readonly log: Log;
  readonly feed: Pick<FeedOut, 'changed'>;
  readonly addresses: TwitchAddresses;
  readonly vault: TokenVault;
  readonly helix: Helix;
  readonly live: Pick<Live, 'refreshChannel' | 'saveEventsAlive' | 'endEventsGap' | 'noteEventsGap' | 'findMissed'>;
  readonly intake: Intake;
  readonly twitchClock: TwitchClock;
  /** Twitch's sign-in and its API, which are only asked now and then. */
  readonly callLines: { readonly signIn: CallLine; readonly api: CallLine };
  readonly times?: LineTimes | undefined;
  repaired(repair: Repaired): void;
  /** Events were missed: what other rooms keep in step with Twitch may have changed meanwhile. */
  onEventsBack?(): void;
  findChannel(): Promise<ConnectedChannel | undefined>;
}

/** The standing lines to Twitch, for whichever channel is connected. */
export interface TwitchLines {
  /** The channel the lines are for. */
  channel(): ConnectedChannel | null;
  health(): Connections;
  /** Twitch's clock minus ours; `null` before it was heard. */
  clockSkewMs(): number | null;
  /** Connects a line anew now, whatever it waits for. */
  reconnect(line: 'chat' | 'events'): void;
  topics(): OrderedTopics;
  /** What the channel's grant lacks. */
  missingScopes(): readonly string[];
  /** From here on the lines know the channel and stay closed until they are released. */
  start(): Promise<void>;
  /** Opens them; from here on they follow the channel. */
  release(): void;
  /** Looks again which channel is connected and how its grant is; opens, changes or ends the lines, while started. */
  follow(): Promise<void>;
  stop(): void;
}

/** What Twitch is asked to tell, and what of it it does not. */
export interface OrderedTopics {
  readonly ordered: number;
  readonly refused: readonly {
    readonly type: string;
    readonly code: string;
    readonly params: TwitchFailure['params'];
  }[];
  /** Points of all orders of the account, and how many it may have. */
  readonly cost: number;
  readonly maxCost: number;
}

const REFRESH_MS = 60_000;
/** When Twitch's answers tell of everything that its events told. */
const LOOK_AGAIN_MS = 200_000;
/** After a look back that failed here. */
const LOOK_RETRY_MS = 5_000;
/** Where a gap begins after a crash is known so exactly. */
const SAVE_ALIVE_MS = 20_000;
/** Until Twitch says what it allows. */
const MAX_COST = 10;
const NO_TOPICS = { orderedTopics: 0, refusedTopics: [], cost: null, maxCost: null };

export function createTwitchLines(parts: LinesParts): TwitchLines {
  const { clock, log, feed, vault, live, intake, twitchClock, callLines, times, repaired } = parts;
  let channel: ConnectedChannel | null = null;
  let account: TwitchAccount | undefined;
  let open: { chat: ChatSocket; events: EventSubSocket; lookBack: LookBack } | undefined;
  let following: Promise<void> = Promise.resolve();
  let isStarted = false;
  let isHeldBack = true;
  let refreshTimer: NodeJS.Timeout | undefined;
  const startedAtMs = clock.nowMs();

  const refresh = (): void => {
    // What is numbered now would be newer than what is still to be told of before.
    if (isHeldBack) return;
    live.refreshChannel().catch((error: unknown) => log.warn('refresh-failed', { error }));
  };
  async function grantOf(userId: TwitchUserId): Promise<{ login: string; token: string } | null> {
    const grant = await vault.accessToken(userId);
    const needed = scopesOf('chat-line');
    if (!grant.ok || channel === null || !needed.every((scope) => grant.value.scopes.includes(scope))) return null;
    return { login: channel.login, token: grant.value.token };
  }

  function start(to: ConnectedChannel): NonNullable<typeof open> {
    const tellState = (): void => feed.changed('connections');
    let chatLostMs: number | undefined;
    let eventsLostMs: number | undefined;
    let savedAtMs = Number.NEGATIVE_INFINITY;
    const eventsGood = createLastGood(twitchClock);
    const saveEventsAlive = (): void => {
      const atMs = eventsGood.fromMs();
      // A gap that is not on record yet would be hidden by it.
      if (lookBack.isGapOpen() || atMs === undefined) return;
      savedAtMs = twitchClock.steadyMs();
      live.saveEventsAlive(atMs).catch((error: unknown) => log.warn('alive-not-saved', { error }));
    };
    const lookBack = createLookBack({
      live,
      log,
      times: { againMs: times?.lookAgainMs ?? LOOK_AGAIN_MS, retryMs: LOOK_RETRY_MS },
      found(missed, gap) {
        for (const notification of missed) intake.streamEvent(notification);
        if (missed.length === 0) return;
        log.info('seen-late', { types: missed.map(({ subscriptionType }) => subscriptionType) });
        repaired({ code: 'seen-late', params: { count: missed.length }, tookMs: gap ? gap.untilMs - gap.fromMs : 0 });
      },
    });
    const chat = createChatSocket({
      url: parts.addresses.chat,
      credentials: () => grantOf(to.twitchId),
      channels: () => [channel?.login ?? to.login],
      onMessages: (messages) => {
        for (const message of messages) intake.chatMessage(message);
      },
      // A quiet chat is no gap, but only Twitch's own word says that the line still stands.
      onAlive: (atMs) => intake.chatAlive(atMs),
      onJoined(join) {
        intake.chatJoined(join);
        if (chatLostMs !== undefined) {
          repaired({ code: 'chat-back', params: { reason: join.reason }, tookMs: Math.max(0, join.atMs - chatLostMs) });
        }
        chatLostMs = undefined;
      },
      onLost({ atMs }) {
        chatLostMs ??= atMs;
      },
      onState: tellState,
      onAuthFailed: async (token) => void (await vault.renew(to.twitchId, token)),
      clock,
      twitchClock,
      log: log.room('chat-line'),
      times: times?.chat ?? {},
    });
    const events = createEventSubSocket({
      url: parts.addresses.eventSubSocket,
      // Without a grant that Twitch takes nothing can be ordered; a new one is followed.
      topics: () => (account?.state === 'ok' ? eventTopics(to.twitchId, channel?.rights ?? to.rights) : []),
      createSubscription: (sessionId, topic) => orderTopic(to.twitchId, sessionId, topic),
      deleteSubscription: (id) => unsubscribe(parts.helix, to.twitchId, id),
      onNotification: async (notification) => intake.streamEvent(notification),
      onFreshConnect(atMs) {
        if (eventsLostMs !== undefined) {
          repaired({ code: 'events-back', params: {}, tookMs: Math.max(0, atMs - eventsLostMs) });
          parts.onEventsBack?.();
        }
        eventsLostMs = undefined;
        lookBack.eventsBack({ atMs, missed: eventsGood.backAt(atMs) });
      },
      // Who moderates and who is banned can be told of by these alone.
      onTopicsBack: () => lookBack.topicsBack(),
      onAlive(atMs) {
        eventsGood.note(atMs);
        for (const missed of eventsGood.missedAsWell()) {
          live.noteEventsGap(missed).catch((error: unknown) => log.warn('gap-not-saved', { error }));
        }
        if (twitchClock.steadyMs() - savedAtMs >= SAVE_ALIVE_MS) saveEventsAlive();
      },
      onLost(atMs) {
        eventsLostMs ??= atMs;
        saveEventsAlive();
      },
      // A grant that was taken back shows itself at the next call.
      onRevocation: refresh,
      onState: tellState,
      clock,
      twitchClock,
      log: log.room('event-line'),
      times: times?.events ?? {},
    });
    chat.start();
    events.start();
    return { chat, events, lookBack };
  }

  /** What the grant lacks is named without asking Twitch, which would not say it. */
  async function orderTopic(
    as: TwitchUserId,
    sessionId: string,
    topic: EventTopic,
  ): Promise<Result<StandingOrder, TwitchFailure>> {
    const [scope] = account ? lacking(account.scopes, topic.scopes) : [];
    if (scope !== undefined) return fail(twitchFailure('twitch.missing-scope', { scope }));
    return await subscribeToEvents(parts.helix, as, { ...topic, sessionId });
  }

  function end(): void {
    open?.chat.stop();
    open?.events.stop();
    open?.lookBack.stop();
    open = undefined;
  }

  async function lookAgain(): Promise<void> {
    const found = (await parts.findChannel()) ?? null;
    const grant = found ? await vault.account(found.twitchId) : undefined;
    // Only now: a look that fails halfway must find the same change the next time.
    if (!isStarted) return;
    const before = { channel, account };
    // While the lines still stand for it: their last words are about the former channel.
    if (found?.twitchId !== before.channel?.twitchId) end();
    channel = found;
    account = grant;
    if (found?.twitchId !== before.channel?.twitchId) {
      if (found && !isHeldBack) open = start(found);
      refresh();
      for (const what of ['connections', 'live-state', 'problems', 'me'] as const) feed.changed(what);
      return;
    }
    const isOtherGrant =
      account?.state !== before.account?.state || account?.scopes.join() !== before.account?.scopes.join();
    const isRenamed = found?.login !== before.channel?.login;
    const hasOtherRights = found?.rights.join() !== before.channel?.rights.join();
    if (open && (isOtherGrant || isRenamed || hasOtherRights)) {
      open.events.follow();
      // A chat that reads along without trouble needs no other grant.
      if (isRenamed || before.account === undefined || open.chat.state().problem !== null) open.chat.restart();
      feed.changed('connections');
      feed.changed('problems');
    } else if (open && account?.issuedAt !== before.account?.issuedAt) {
      // It reads along without a name because no token was to be had: now there is one.
      if (open.chat.state().problem === 'twitch.no-grant') open.chat.restart();
      // Everything was refused to the old one; the new one may be allowed more, though it looks the same.
      if (open.events.state().problem === 'twitch.all-refused') open.events.follow();
    }
  }

  function follow(): Promise<void> {
    if (!isStarted) return Promise.resolve();
    following = following.then(lookAgain, lookAgain);
    return following;
  }

  const off = lineOff(startedAtMs);
  /** A line that is not opened for want of a grant is not well. */
  function eventsState(): LineState {
    const events = open?.events.state() ?? off;
    const { problem } = tokenState(channel, account, off);
    return open && events.state === 'off' && problem !== null ? { ...events, problem } : events;
  }

  return {
    channel: () => channel,
    health: () => ({
      chat: open?.chat.state() ?? off,
      events: eventsState(),
      token: tokenState(channel, account, off),
      signIn: callLines.signIn.state(),
      api: callLines.api.state(),
    }),
    clockSkewMs: () => twitchClock.skewMs(),
    reconnect(line) {
      open?.[line].restart();
    },
    topics() {
      const { orderedTopics, refusedTopics, cost, maxCost } = open?.events.state() ?? NO_TOPICS;
      return {
        ordered: orderedTopics,
        refused: refusedTopics.map(({ topic, failure }) => ({ type: topic.type, ...failure })),
        cost: cost ?? 0,
        maxCost: maxCost ?? MAX_COST,
      };
    },
    missingScopes: () => (account ? missingScopes(account.scopes, featuresOfRights(channel?.rights ?? [])) : []),
    start() {
      isStarted = true;
      refreshTimer = setInterval(() => {
        // Looking again also mends what a moment without the database left behind.
        follow().then(refresh, (error: unknown) => log.warn('follow-failed', { error }));
      }, times?.refreshMs ?? REFRESH_MS);
      return follow();
    },
    follow,
    release() {
      if (!isHeldBack || !isStarted) return;
      isHeldBack = false;
      if (!channel) return;
      open ??= start(channel);
      refresh();
      feed.changed('connections');
    },
    stop() {
      isStarted = false;
      clearInterval(refreshTimer);
      end();
    },
  };
}

/** The channel's grant, told as if it were a line: its last word is when Twitch last confirmed it. */
function tokenState(channel: ConnectedChannel | null, account: TwitchAccount | undefined, off: LineState): LineState {
  if (channel === null) return off;
  if (account === undefined) return { ...off, problem: 'twitch.no-grant' };
  const validatedAtMs = account.validatedAt > 0 ? account.validatedAt : null;
  return {
    ...off,
    state: account.state === 'ok' ? 'connected' : 'off',
    sinceMs: validatedAtMs ?? off.sinceMs,
    lastMessageAtMs: validatedAtMs,
    problem: account.state === 'ok' ? null : 'twitch.reconnect',
  };
}
