import { z } from 'zod';
import { endpoint } from './endpoint.ts';

export const ACTION_KINDS = [
  'delete',
  'timeout',
  'ban',
  'unban',
  'untimeout',
  'clear',
  'warn',
  'mod',
  'unmod',
  'vip',
  'unvip',
  'raid',
  'unraid',
  'chat-mode',
  'terms',
  'unban-request',
  'other',
] as const;

/** An entry of the mod log: an act of ours (intent, then outcome) or of others, once. */
export const modAction = z.object({
  seq: z.int(),
  id: z.string(),
  kind: z.enum(ACTION_KINDS),
  at: z.iso.datetime(),
  target: z.object({ id: z.string().nullable(), login: z.string(), displayName: z.string() }).nullable(),
  by: z.object({ id: z.string().nullable(), login: z.string(), displayName: z.string() }).nullable(),
  reason: z.string().nullable(),
  seconds: z.int().nullable(),
  until: z.iso.datetime().nullable(),
  /** The line it was about, as it was. */
  message: z.object({ id: z.string(), text: z.string(), seq: z.int().nullable() }).nullable(),
  /** `open`: sent, Twitch has not answered yet (also after a crash in between). */
  state: z.enum(['open', 'done', 'refused']),
  refusal: z.string().nullable(),
  /** Taken by us, or seen from Twitch. */
  source: z.enum(['here', 'twitch']),
  /** Has been undone by this later action. */
  undoneBy: z.string().nullable(),
  canUndo: z.boolean(),
  /** For `chat-mode`, `terms`, `other`: what changed. */
  details: z.record(z.string(), z.string()),
});
export type ModActionView = z.infer<typeof modAction>;

/** Twitch: 1 second to 14 days (helix.md, POST /moderation/bans). */
export const TIMEOUT_SECONDS_MAX = 1_209_600;

const reason = z.string().trim().max(500).optional();

/** By id where a message or card is at hand, by login where it was typed. */
const target = {
  userId: z.string().max(40).optional(),
  login: z.string().trim().max(40).optional(),
  /** The message it is about, for the log. */
  messageId: z.string().max(64).optional(),
};

export const moderation = {
  timeout: endpoint({
    method: 'POST',
    path: '/moderation/timeouts',
    access: 'moderation.act',
    summary: 'Times a person out for 1 second to 14 days, as the signed-in moderator.',
    input: z.object({ ...target, seconds: z.int(), reason }),
    output: modAction,
  }),
  ban: endpoint({
    method: 'POST',
    path: '/moderation/bans',
    access: 'moderation.act',
    summary: 'Bans a person for good, as the signed-in moderator.',
    input: z.object({ ...target, reason }),
    output: modAction,
  }),
  unban: endpoint({
    method: 'POST',
    path: '/moderation/unbans',
    access: 'moderation.act',
    summary:
      'Ends a timeout or a ban. Twitch’s call lifts both alike, so `expect` says which one is meant; with `timeout` a ban is left in place.',
    input: z.object({
      userId: z.string().max(40).optional(),
      login: z.string().trim().max(40).optional(),
      expect: z.enum(['timeout', 'ban', 'either']),
    }),
    output: modAction,
  }),
  deleteMessage: endpoint({
    method: 'POST',
    path: '/moderation/deletions',
    access: 'moderation.act',
    summary: 'Deletes one message (not older than six hours).',
    input: z.object({ messageId: z.string().min(1).max(64) }),
    output: modAction,
  }),
  undo: endpoint({
    method: 'POST',
    path: '/moderation/actions/{actionId}/undo',
    access: 'moderation.act',
    summary: 'Takes a timeout or ban back. A deleted message cannot be brought back.',
    input: z.object({ actionId: z.string().max(64) }),
    output: modAction,
  }),
  log: endpoint({
    method: 'GET',
    path: '/moderation/log',
    access: 'moderation.read',
    summary: 'Every act of everyone, newest first.',
    input: z.object({
      before: z.coerce.number().int().positive().optional(),
      kind: z.enum(ACTION_KINDS).optional(),
      by: z.string().max(40).optional(),
      target: z.string().max(40).optional(),
      text: z.string().max(200).optional(),
      limit: z.coerce.number().int().min(1).max(200).default(100),
    }),
    output: z.object({ actions: z.array(modAction), hasOlder: z.boolean() }),
  }),
  viewer: endpoint({
    method: 'GET',
    path: '/moderation/viewers/{who}',
    access: 'moderation.read',
    summary: 'The viewer card: who it is, what the log knows, what was done so far. `who` is an id or a login.',
    /** `zone`: whose days `linesPerDay` counts. */
    input: z.object({ who: z.string().max(40), zone: z.string().max(64).default('UTC') }),
    output: z.object({
      user: z.object({
        id: z.string(),
        login: z.string(),
        displayName: z.string(),
        color: z.string().nullable(),
        badges: z.array(z.string()),
      }),
      earlierNames: z.array(z.object({ login: z.string(), until: z.iso.datetime() })),
      accountCreatedAt: z.iso.datetime().nullable(),
      followedAt: z.iso.datetime().nullable(),
      subscription: z.object({ tier: z.string(), isGift: z.boolean() }).nullable(),
      firstSeenAt: z.iso.datetime().nullable(),
      lastSeenAt: z.iso.datetime().nullable(),
      lines: z.int(),
      removedLines: z.int(),
      linesPerDay: z.array(z.object({ day: z.string(), lines: z.int(), hasAction: z.boolean() })),
      actions: z.array(modAction),
      standing: z.object({ state: z.enum(['free', 'timeout', 'ban', 'unknown']), until: z.iso.datetime().nullable() }),
      role: z.enum(['broadcaster', 'moderator', 'vip', 'viewer']),
    }),
  }),
};
