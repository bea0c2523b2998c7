import { z } from 'zod';
import { endpoint } from './endpoint.ts';

/** Every kind a line of the chat log can have; `gap` is ours: in that time something may be missing. */
export const LINE_KINDS = [
  'message',
  'notice',
  'user-notice',
  'timeout',
  'ban',
  'clear',
  'deleted',
  'room-state',
  'gap',
  'other',
] as const;
export type LineKind = (typeof LINE_KINDS)[number];

const emote = z.object({
  id: z.string(),
  /** Code points into `text`, both inclusive (Twitch's own counting). */
  start: z.int(),
  end: z.int(),
});

/** A line of the chat log as everyone sees it; what only moderators may read is blanked on the server. */
export const chatLine = z.object({
  /** Position in the log of this installation; grows by one per stored line. */
  seq: z.int(),
  kind: z.enum(LINE_KINDS),
  /** Twitch's id; `null` where Twitch sent none. */
  messageId: z.string().nullable(),
  sentAt: z.iso.datetime(),
  user: z
    .object({
      id: z.string().nullable(),
      login: z.string(),
      displayName: z.string(),
      /** `#rrggbb` as chosen, `null` if never set. */
      color: z.string().nullable(),
      /** `subscriber/12` and the like, in Twitch's order. */
      badges: z.array(z.string()),
    })
    .nullable(),
  text: z.string(),
  emotes: z.array(emote),
  isAction: z.boolean(),
  isFirstMessage: z.boolean(),
  isReturning: z.boolean(),
  isHighlighted: z.boolean(),
  bits: z.int().nullable(),
  replyTo: z.object({ messageId: z.string(), login: z.string(), displayName: z.string(), text: z.string() }).nullable(),
  /** Set when the line comes from another channel of a shared chat. */
  sharedFrom: z.string().nullable(),
  /** For `user-notice` and `notice`: Twitch's kind (`resub`, `raid`, `msg_timedout` …), its parameters and its English sentence. */
  notice: z.object({ type: z.string(), params: z.record(z.string(), z.string()), systemText: z.string() }).nullable(),
  /** For `timeout`, `ban`, `deleted`: whom or which line it hits. */
  target: z
    .object({
      userId: z.string().nullable(),
      login: z.string().nullable(),
      messageId: z.string().nullable(),
      seconds: z.int().nullable(),
    })
    .nullable(),
  /** For `gap`: until when, and why. */
  gap: z
    .object({
      until: z.iso.datetime(),
      reason: z.enum(['offline', 'connection-lost', 'twitch-restart', 'not-stored']),
      /** How many lines the recent-messages service had of it; `null` when none was asked. */
      filled: z.int().nullable(),
    })
    .nullable(),
  /** Not heard from Twitch but brought by the recent-messages service, to fill a gap. */
  isFilled: z.boolean(),
  /** Set once the line was removed: by a delete, a timeout, a ban or a cleared chat. */
  removed: z.object({ at: z.iso.datetime(), by: z.enum(['delete', 'timeout', 'ban', 'clear']) }).nullable(),
  /** Names of the rules that point at the line, with what they saw (moderators only). */
  hints: z.array(z.object({ rule: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])) })),
});
export type ChatLineView = z.infer<typeof chatLine>;

export const EVENT_KINDS = [
  'follow',
  'sub',
  'resub',
  'gift',
  'gift-bomb',
  'bits',
  'raid',
  'stream-online',
  'stream-offline',
  'channel-update',
  'hype-train',
  'redemption',
  'announcement',
  'watch-streak',
  'charity',
  'other',
] as const;

/** An event of the channel, once, however many of Twitch's messages told of it. */
export const streamEvent = z.object({
  seq: z.int(),
  kind: z.enum(EVENT_KINDS),
  at: z.iso.datetime(),
  user: z.object({ id: z.string().nullable(), login: z.string(), displayName: z.string() }).nullable(),
  /** Twitch did not tell of it: found out by asking, after the event line had been away. */
  isLate: z.boolean(),
  /** By kind: tier, months, count, bits, viewers, title, category, isPrime, isGift, text. */
  params: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
});
export type StreamEventView = z.infer<typeof streamEvent>;

const lineHealth = z.object({
  state: z.enum(['connecting', 'connected', 'waiting', 'off']),
  since: z.iso.datetime(),
  lastMessageAt: z.iso.datetime().nullable(),
  retries: z.int(),
  nextTryAt: z.iso.datetime().nullable(),
  /** A refusal code when it cannot work as it is. */
  problem: z.string().nullable(),
  /** How late the last message came, by Twitch's clock; `null` where no message says when it was sent. */
  delayMs: z.int().nullable(),
});

const liveSettings = z.object({
  /**
   * Address of a recent-messages service, asked with the channel's login behind it for what was said while
   * the chat line was away; `null`: gaps stay gaps. https, or http on this machine.
   */
  recentMessagesUrl: z.string().max(500).nullable(),
});
export type LiveSettings = z.infer<typeof liveSettings>;

export const channelState = z.object({
  isLive: z.boolean(),
  startedAt: z.iso.datetime().nullable(),
  title: z.string(),
  category: z.string(),
  tags: z.array(z.string()),
  viewers: z.int().nullable(),
  followers: z.int().nullable(),
  subscribers: z.int().nullable(),
  /** Chatters with a line in the last ten minutes, and lines in the last minute. */
  chatters: z.int(),
  linesPerMinute: z.int(),
});
export type ChannelStateView = z.infer<typeof channelState>;

/** One stream from its start to its end; a short interruption does not split it. */
export const broadcast = z.object({
  id: z.int(),
  startedAt: z.iso.datetime(),
  /** `null` while it runs. */
  endedAt: z.iso.datetime().nullable(),
  /** The last one it had; `''` when none is known. */
  title: z.string(),
  category: z.string(),
  /** From our own samples; `null` without any. */
  averageViewers: z.number().nullable(),
  peakViewers: z.int().nullable(),
});
export type BroadcastView = z.infer<typeof broadcast>;

export const broadcastReport = broadcast.extend({
  /** Title and category over time; the first begins with the broadcast. */
  parts: z.array(z.object({ from: z.iso.datetime(), title: z.string(), category: z.string() })),
  viewers: z.array(z.object({ at: z.iso.datetime(), value: z.number() })),
  peakAt: z.iso.datetime().nullable(),
  messages: z.int(),
  chatters: z.int(),
  /** Who wrote here for the first time ever. */
  newChatters: z.int(),
  followers: z.int(),
  /** What stands out on the time line; `params` as in the activity feed. */
  marks: z.array(
    z.object({
      at: z.iso.datetime(),
      kind: z.enum(['raid', 'hype-train']),
      name: z.string().nullable(),
      params: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
    }),
  ),
  /** Percent of the time that the chat log covers, and where it may lack lines. */
  coverage: z.number().min(0).max(100),
  gaps: z.array(z.object({ from: z.iso.datetime(), until: z.iso.datetime() })),
});
export type BroadcastReport = z.infer<typeof broadcastReport>;

/** In whose days `before:` and `after:` are meant, an IANA name. */
const zone = z.string().max(64).default('UTC');

const page = { limit: z.coerce.number().int().min(1).max(200).default(100) };

export const live = {
  state: endpoint({
    method: 'GET',
    path: '/live/state',
    access: 'member',
    summary: 'Is the channel live, with what title, and its numbers now.',
    input: z.object({}),
    output: channelState,
  }),
  connections: endpoint({
    method: 'GET',
    path: '/live/connections',
    access: 'member',
    summary: 'The lines to Twitch: chat, events, the channel’s grant, Twitch’s sign-in and its API.',
    input: z.object({}),
    output: z.object({
      chat: lineHealth,
      events: lineHealth,
      token: lineHealth,
      signIn: lineHealth,
      api: lineHealth,
    }),
  }),
  settings: endpoint({
    method: 'GET',
    path: '/live/settings',
    access: 'system.manage',
    summary: 'How the record is kept: where gaps of the chat are filled from.',
    input: z.object({}),
    output: liveSettings,
  }),
  changeSettings: endpoint({
    method: 'PUT',
    path: '/live/settings',
    access: 'system.manage',
    summary: 'Sets how the record is kept. Refused when the service’s address is neither https nor on this machine.',
    input: liveSettings,
    output: liveSettings,
  }),
  chat: endpoint({
    method: 'GET',
    path: '/live/chat',
    access: 'live.read',
    summary: 'A piece of the chat log, oldest first: the newest, or before, after or around a position.',
    input: z.object({
      before: z.coerce.number().int().positive().optional(),
      after: z.coerce.number().int().nonnegative().optional(),
      around: z.coerce.number().int().positive().optional(),
      ...page,
    }),
    output: z.object({ lines: z.array(chatLine), hasOlder: z.boolean(), hasNewer: z.boolean() }),
  }),
  search: endpoint({
    method: 'GET',
    path: '/live/search',
    access: 'live.read',
    summary:
      'Searches the whole log, newest first: words, "phrases", word*, -without, from:login, before: and after: a day, has:link, is:deleted, is:first.',
    input: z.object({
      query: z.string().min(1).max(200),
      before: z.coerce.number().int().positive().optional(),
      zone,
      ...page,
    }),
    output: z.object({ lines: z.array(chatLine), hasOlder: z.boolean(), words: z.array(z.string()) }),
  }),
  personLines: endpoint({
    method: 'GET',
    path: '/live/people/{userId}/lines',
    access: 'moderation.read',
    summary: 'What one person wrote, newest first.',
    input: z.object({
      userId: z.string().max(40),
      before: z.coerce.number().int().positive().optional(),
      query: z.string().max(200).optional(),
      onlyRemoved: z.stringbool().or(z.boolean()).default(false),
      zone,
      ...page,
    }),
    output: z.object({ lines: z.array(chatLine), hasOlder: z.boolean() }),
  }),
  send: endpoint({
    method: 'POST',
    path: '/live/messages',
    access: 'live.send',
    summary:
      'Writes into the chat as the signed-in person, or as the bot for who moderates. A dropped message is refused with Twitch’s reason.',
    input: z.object({
      text: z.string().max(2000),
      replyTo: z.string().max(64).optional(),
      as: z.enum(['me', 'bot']).default('me'),
    }),
    output: z.object({ messageId: z.string() }),
    alsoRefuses: ['team.no-bot'],
  }),
  badges: endpoint({
    method: 'GET',
    path: '/live/badges',
    access: 'live.read',
    summary: 'Titles of the badges known for the channel; the pictures lie at /api/live/badges/{set}/{version}.',
    input: z.object({}),
    output: z.object({ badges: z.array(z.object({ key: z.string(), title: z.string() })) }),
  }),
  emotes: endpoint({
    method: 'GET',
    path: '/live/emotes',
    access: 'live.read',
    summary: 'Emotes to pick from: the channel’s and the global ones.',
    input: z.object({}),
    output: z.object({ emotes: z.array(z.object({ id: z.string(), name: z.string(), isChannel: z.boolean() })) }),
  }),
  cheermotes: endpoint({
    method: 'GET',
    path: '/live/cheermotes',
    access: 'live.read',
    summary:
      'Words that cheer, with the tiers of each, smallest first; the pictures lie at /api/live/cheermotes/{prefix}/{minBits}.',
    input: z.object({}),
    output: z.object({
      cheermotes: z.array(
        z.object({
          /** As written in the chat, in any case: `Cheer` with a number behind it. */
          prefix: z.string(),
          tiers: z.array(z.object({ minBits: z.int(), color: z.string() })),
        }),
      ),
    }),
  }),
  events: endpoint({
    method: 'GET',
    path: '/live/events',
    access: 'live.read',
    summary: 'The activity feed, newest first.',
    input: z.object({
      before: z.coerce.number().int().positive().optional(),
      kind: z.enum(EVENT_KINDS).optional(),
      ...page,
    }),
    output: z.object({ events: z.array(streamEvent), hasOlder: z.boolean() }),
  }),
  broadcasts: endpoint({
    method: 'GET',
    path: '/live/broadcasts',
    access: 'live.read',
    summary: 'Streams of the channel, newest first.',
    input: z.object({ before: z.coerce.number().int().positive().optional(), ...page }),
    output: z.object({ broadcasts: z.array(broadcast), hasOlder: z.boolean() }),
  }),
  broadcast: endpoint({
    method: 'GET',
    path: '/live/broadcasts/{broadcastId}',
    access: 'live.read',
    summary: 'One stream with its viewers, titles, chatters and what stood out.',
    input: z.object({ broadcastId: z.coerce.number().int().positive() }),
    output: broadcastReport,
  }),
  numbers: endpoint({
    method: 'GET',
    path: '/live/numbers',
    access: 'live.read',
    summary: 'Followers, subscribers and viewers over the last days, from our own samples.',
    input: z.object({ days: z.coerce.number().int().min(1).max(90).default(30) }),
    output: z.object({
      followers: z.object({
        now: z.int().nullable(),
        change: z.int().nullable(),
        points: z.array(z.object({ at: z.iso.datetime(), value: z.number() })),
      }),
      subscribers: z.object({
        now: z.int().nullable(),
        change: z.int().nullable(),
        points: z.array(z.object({ at: z.iso.datetime(), value: z.number() })),
      }),
      viewers: z.object({
        /** Who watches at this moment; `null` while the channel is not live. */
        now: z.int().nullable(),
        /** Over the time live in the period, and how far from the period before of the same length. */
        average: z.number().nullable(),
        /** How many streams the average is of. */
        streams: z.int(),
        change: z.int().nullable(),
        changePercent: z.number().nullable(),
        /** The average of each stream; of up to two days, minute by minute. */
        points: z.array(z.object({ at: z.iso.datetime(), value: z.number() })),
      }),
    }),
  }),
};
