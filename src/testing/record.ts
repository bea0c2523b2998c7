import type { ChatLineView, StreamEventView } from '../contract/live.ts';
import type { ModActionView } from '../contract/moderation.ts';
import { permissionsOf, type Role } from '../contract/permissions.ts';
import { type TwitchUserId, twitchUserId } from '../kernel/id.ts';
import {
  type ChatLine,
  createLive,
  type Live,
  type LiveTables,
  liveMigrations,
  readChatLine,
} from '../modules/live/index.ts';
import {
  createModeration,
  type Moderation,
  type ModerationTables,
  moderationMigrations,
} from '../modules/moderation/index.ts';
import type { Database } from '../platform/db/database.ts';
import type { Caller, FeedOut, Module } from '../platform/module.ts';
import { createIntake, type Intake, type IntakeContext } from '../server/intake.ts';
import { createChannelReads } from '../twitch/channel.ts';
import { createChannelLists } from '../twitch/channel-lists.ts';
import { lineOff } from '../twitch/line-state.ts';
import type { EventSubNotification } from '../twitch/wire/eventsub-message.ts';
import { parseIrcLine } from '../twitch/wire/irc.ts';
import { PEOPLE } from './simulated-twitch.ts';
import { createTestClock, type TestClock } from './test-clock.ts';
import { openTestDatabase } from './test-database.ts';
import { createTestLog, type TestLog } from './test-log.ts';
import type { TwitchAccounts } from './twitch-accounts.ts';

export type RecordTables = LiveTables & ModerationTables;

export const CHANNEL = {
  twitchId: twitchUserId(PEOPLE.streamer.id),
  login: PEOPLE.streamer.login,
  displayName: PEOPLE.streamer.displayName,
};

/** The record of one channel with its intake, and what it told the browsers. */
export interface RecordRig {
  readonly db: Database<RecordTables>;
  readonly clock: TestClock;
  readonly log: TestLog;
  readonly live: Live;
  readonly moderation: Moderation;
  readonly intake: Intake;
  readonly told: {
    readonly chat: ChatLineView[];
    readonly events: StreamEventView[];
    readonly modLog: ModActionView[];
    readonly changed: string[];
  };
  /** Lines from Twitch, until they are stored. */
  receive(...lines: readonly string[]): Promise<void>;
  notify(...notifications: readonly EventSubNotification[]): Promise<void>;
  /** A call of the contract, as this person. */
  call<Reply>(module: Module, name: string, input: unknown, caller?: Caller): Promise<Reply>;
}

interface RecordOptions {
  /** Without it nothing of Twitch can be asked. */
  readonly accounts?: TwitchAccounts;
  readonly db?: Database<RecordTables>;
  readonly clock?: TestClock;
  /** Who may write under a name of its own; nobody by default. */
  readonly bot?: { readonly twitchId: TwitchUserId };
  /** To break what the intake relies on. */
  readonly wrap?: (context: IntakeContext) => IntakeContext;
}

export async function openRecord(options: RecordOptions = {}): Promise<RecordRig> {
  const clock = options.clock ?? createTestClock();
  const log = createTestLog();
  const db = options.db ?? (await openTestDatabase<RecordTables>([...liveMigrations, ...moderationMigrations]));
  const told: RecordRig['told'] = { chat: [], events: [], modLog: [], changed: [] };
  const feed: FeedOut = {
    rows(topic, rows) {
      const into = { chat: told.chat, events: told.events, 'mod-log': told.modLog }[topic] as unknown[];
      into.push(...rows);
    },
    changed: (what) => told.changed.push(what),
  };
  const twitch = options.accounts
    ? {
        helix: options.accounts.helix,
        reads: createChannelReads(options.accounts.helix),
        lists: createChannelLists(options.accounts.helix),
        vault: options.accounts.vault,
      }
    : { helix: nobody(), reads: nobody(), lists: nobody(), vault: nobody() };
  const off = lineOff(0);
  const parts = { db, clock, feed, log, ...twitch, channel: () => CHANNEL };
  let hintsOf: Moderation['hintsOf'] = async () => new Map();
  const live = createLive({
    ...parts,
    findBot: async () => options.bot,
    images: nobody(),
    log,
    twitchNowMs: () => clock.nowMs(),
    connections: () => ({ chat: off, events: off, token: off, signIn: off, api: off }),
    hintsOf: (seqs) => hintsOf(seqs),
  });
  const moderation = createModeration({ ...parts, live });
  hintsOf = moderation.hintsOf;
  const finance = { accrue: async () => false };
  // Twitch's clock, ours, and the one that nobody sets are one here.
  const twitchClock = { nowMs: clock.nowMs, latestMs: clock.nowMs, steadyMs: clock.nowMs, sets: () => [] };
  const context: IntakeContext = { db, clock, twitchClock, log, feed, live, moderation, finance };
  const intake = createIntake(options.wrap?.(context) ?? context);
  return {
    db,
    clock,
    log,
    live,
    moderation,
    intake,
    told,
    async receive(...lines) {
      for (const line of lines) {
        const message = parseIrcLine(line, clock.nowMs());
        if (!message) throw new Error(`no line of Twitch: ${line}`);
        intake.chatMessage(message);
      }
      await intake.settled();
    },
    async notify(...notifications) {
      for (const notification of notifications) intake.streamEvent(notification);
      await intake.settled();
    },
    async call<Reply>(module: Module, name: string, input: unknown, caller = callerOf('streamer')) {
      const room = module.routes.find(({ contract }) => name in contract);
      const endpoint = room?.contract[name];
      const handler = room?.handlers[name];
      if (!endpoint || !handler) throw new Error(`${module.name} has no call ${name}`);
      return (await handler(endpoint.input.parse(input), caller as never)) as Reply;
    },
  };
}

/** A signed-in person with this role. */
export function callerOf(role: Role, twitchId: string = PEOPLE.streamer.id): Caller {
  return {
    memberId: 'mem_01JD0000000000000000000000' as Caller['memberId'],
    role,
    isOwner: role === 'streamer',
    permissions: permissionsOf(role),
    twitchId: twitchUserId(twitchId),
    sessionKey: 'session',
    csrfToken: 'csrf',
  };
}

function nobody(): never {
  return new Proxy({} as never, {
    get: (_, name) => () => Promise.reject(new Error(`nobody answers ${String(name)} here`)),
  });
}

/** A message as Twitch sends it; every number makes another one. */
export function privmsg(
  number: number,
  text: string,
  options: {
    readonly login?: string;
    readonly userId?: string;
    readonly sentAtMs?: number;
    readonly tags?: string;
  } = {},
): string {
  const login = options.login ?? 'bob_b';
  const userId = options.userId ?? '71000011';
  const sentAtMs = options.sentAtMs ?? Date.UTC(2026, 10, 22, 18) + number;
  const tags = [
    'badge-info=;badges=;color=#1E90FF',
    `display-name=${login};emotes=;first-msg=0;id=${messageId(number)};mod=0;returning-chatter=0`,
    `room-id=${CHANNEL.twitchId};tmi-sent-ts=${sentAtMs};user-id=${userId};user-type=`,
    options.tags,
  ];
  return `@${tags.filter(Boolean).join(';')} :${login}!${login}@${login}.tmi.twitch.tv PRIVMSG #${CHANNEL.login} :${text}`;
}

/** A message in our words, as rules see it. */
export function chatLineOf(
  text: string,
  { number = 1, ...options }: Parameters<typeof privmsg>[2] & { readonly number?: number } = {},
): ChatLine {
  const message = parseIrcLine(privmsg(number, text, options), 0);
  const line = message && readChatLine(message, CHANNEL.twitchId);
  if (!line) throw new Error(`no chat line: ${text}`);
  return line;
}

export function messageId(number: number): string {
  return `10000000-0000-4000-8000-${number.toString().padStart(12, '0')}`;
}

/** A notification of an event that is read already. */
export function notification(
  id: string,
  event: EventSubNotification['event'],
  sentAtMs = Date.UTC(2026, 10, 22, 18),
): EventSubNotification {
  return {
    messageId: id,
    sentAtMs,
    subscriptionId: 'sub',
    subscriptionType: event.type,
    subscriptionVersion: '1',
    event,
    raw: { told: id },
  };
}
