import type { EventSubNotification, EventUser, Moderate } from '../../twitch/wire/eventsub-message.ts';
import type { ActionKind, Somebody } from './action.ts';

/** An act as Twitch tells it, whoever did it and with whatever program. */
export interface Echo {
  /** Which column of the log remembers it: `channel.moderate` and `channel.ban` tell of the same act. */
  readonly column: 'moderate_echo' | 'ban_echo';
  readonly echoId: string;
  readonly kind: ActionKind;
  readonly target: Somebody | null;
  readonly by: Somebody | null;
  readonly reason: string | null;
  readonly seconds: number | null;
  readonly untilMs: number | null;
  readonly message: { readonly id: string; readonly text: string } | null;
  readonly details: Readonly<Record<string, string>>;
}

/** `undefined` for events that are no act of moderation. */
export function readEcho(notification: EventSubNotification): Echo | undefined {
  const { event, messageId: echoId, sentAtMs } = notification;
  const nothing = { reason: null, seconds: null, untilMs: null, message: null, details: {} };
  switch (event.type) {
    case 'channel.moderate':
      return {
        ...nothing,
        column: 'moderate_echo',
        echoId,
        by: somebody(event.moderator),
        target: null,
        ...readDetail(event, sentAtMs),
      };
    case 'channel.ban':
      return {
        ...nothing,
        column: 'ban_echo',
        echoId,
        kind: event.endsAtMs === null ? 'ban' : 'timeout',
        target: somebody(event.user),
        by: somebody(event.moderator),
        reason: event.reason || null,
        untilMs: event.endsAtMs,
        seconds: secondsUntil(event.endsAtMs, event.bannedAtMs),
      };
    case 'channel.unban':
      return {
        ...nothing,
        column: 'ban_echo',
        echoId,
        kind: 'unban',
        target: somebody(event.user),
        by: somebody(event.moderator),
      };
    case 'channel.moderator.add':
    case 'channel.moderator.remove':
    case 'channel.vip.add':
    case 'channel.vip.remove':
      return {
        ...nothing,
        column: 'ban_echo',
        echoId,
        kind: ROLE_KINDS[event.type],
        target: somebody(event.user),
        by: null,
      };
    default:
      return undefined;
  }
}

const ROLE_KINDS = {
  'channel.moderator.add': 'mod',
  'channel.moderator.remove': 'unmod',
  'channel.vip.add': 'vip',
  'channel.vip.remove': 'unvip',
} as const satisfies Record<string, ActionKind>;

type Detail = Pick<Echo, 'kind'> & Partial<Omit<Echo, 'kind' | 'column' | 'echoId' | 'by'>>;

function readDetail({ detail, actionName, isShared, source }: Moderate, sentAtMs: number): Detail {
  // Done in another channel of a shared chat: worth seeing, but no act of this channel's moderators.
  const shared: Record<string, string> = isShared ? { sharedFrom: source?.login ?? '' } : {};
  const found = readOwnDetail(detail, actionName, sentAtMs);
  return isShared ? { ...found, kind: 'other', details: { action: actionName, ...found.details, ...shared } } : found;
}

function readOwnDetail(detail: Moderate['detail'], action: string, sentAtMs: number): Detail {
  switch (detail.action) {
    case 'timeout':
      return {
        kind: 'timeout',
        target: somebody(detail.user),
        reason: detail.reason || null,
        untilMs: detail.expiresAtMs,
        seconds: secondsUntil(detail.expiresAtMs, sentAtMs),
      };
    case 'ban':
      return { kind: 'ban', target: somebody(detail.user), reason: detail.reason || null };
    case 'warn':
      return {
        kind: 'warn',
        target: somebody(detail.user),
        reason: detail.reason || null,
        details: detail.rules.length > 0 ? { rules: detail.rules.join(', ') } : {},
      };
    case 'unban':
    case 'untimeout':
    case 'vip':
    case 'unvip':
    case 'mod':
    case 'unmod':
    case 'unraid':
      return { kind: detail.action, target: somebody(detail.user) };
    case 'delete':
      return {
        kind: 'delete',
        target: somebody(detail.user),
        message: { id: detail.messageId, text: detail.text },
      };
    case 'raid':
      return { kind: 'raid', target: somebody(detail.user), details: { viewers: String(detail.viewers) } };
    case 'clear':
      return { kind: 'clear' };
    case 'followers':
      return { kind: 'chat-mode', details: { mode: action, minutes: String(detail.minutes) } };
    case 'slow':
      return { kind: 'chat-mode', details: { mode: action, seconds: String(detail.seconds) } };
    case 'emoteonly':
    case 'emoteonlyoff':
    case 'followersoff':
    case 'uniquechat':
    case 'uniquechatoff':
    case 'slowoff':
    case 'subscribers':
    case 'subscribersoff':
      return { kind: 'chat-mode', details: { mode: action } };
    case 'add_blocked_term':
    case 'remove_blocked_term':
    case 'add_permitted_term':
    case 'remove_permitted_term':
      return { kind: 'terms', details: { change: action, terms: detail.terms.join(', ') } };
    case 'approve_unban_request':
    case 'deny_unban_request':
      return {
        kind: 'unban-request',
        target: somebody(detail.user),
        reason: detail.text || null,
        details: { answer: action },
      };
    case 'unknown':
      return { kind: 'other', details: { action } };
    default:
      return detail satisfies never;
  }
}

function somebody(user: EventUser): Somebody;
function somebody(user: EventUser | null): Somebody | null;
function somebody(user: EventUser | null): Somebody | null {
  return user && { id: user.id, login: user.login, displayName: user.name };
}

/** Twitch tells only the end of a timeout. */
function secondsUntil(endMs: number | null, fromMs: number): number | null {
  return endMs === null ? null : Math.max(1, Math.round((endMs - fromMs) / 1000));
}
