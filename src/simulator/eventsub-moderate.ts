import { forChannel, type Json, NO_SOURCE, person, type WireEvent, wireTime } from './eventsub-parts.ts';
import type { World } from './world.ts';
import type { WorldEvent } from './world-events.ts';
import type { ChatModes } from './world-state.ts';

const OBJECTS = [
  'followers',
  'slow',
  'vip',
  'unvip',
  'mod',
  'unmod',
  'ban',
  'unban',
  'timeout',
  'untimeout',
  'raid',
  'unraid',
  'delete',
  'automod_terms',
  'unban_request',
  'warn',
  'shared_chat_ban',
  'shared_chat_unban',
  'shared_chat_timeout',
  'shared_chat_untimeout',
  'shared_chat_delete',
] as const;

interface Deed {
  readonly action: string;
  /** Its object; most actions have one under their own name. */
  readonly body?: Json;
  /** What the object is called when not like the action. */
  readonly object?: string;
  /** The other channel of a shared chat where it was done. */
  readonly sourceId?: string;
}

interface Place {
  readonly channelId: string;
  readonly moderatorId: string;
}

/** `channel.moderate` version 2: who did what, also over other programs; the own doings come back here too. */
export function moderateEvents(world: World, event: WorldEvent): WireEvent[] {
  switch (event.kind) {
    case 'user-banned':
      return [banned(world, event)];
    case 'user-unbanned': {
      const action = event.ban.endsAtMs === null ? 'unban' : 'untimeout';
      return [moderate(world, event, { action, body: person(world, event.ban.userId) })];
    }
    case 'message-deleted': {
      const { message, moderatorId } = event;
      const body = { ...person(world, message.userId), message_id: message.id, message_body: message.text };
      return [moderate(world, { channelId: message.channelId, moderatorId }, { action: 'delete', body })];
    }
    case 'chat-cleared':
      return [moderate(world, event, { action: 'clear' })];
    case 'modes-changed':
      return modeActions(event.before, event.after).map(([action, body]) =>
        moderate(world, event, body ? { action, body } : { action }),
      );
    // Only the broadcaster gives and takes roles.
    case 'moderator-added':
    case 'moderator-removed':
    case 'vip-added':
    case 'vip-removed': {
      const { channelId } = event;
      const action = ROLE_ACTIONS[event.kind];
      return [moderate(world, { channelId, moderatorId: channelId }, { action, body: person(world, event.userId) })];
    }
    case 'raid-ordered': {
      const body = { ...person(world, event.toId), viewer_count: event.viewers };
      return [moderate(world, event, { action: 'raid', body })];
    }
    case 'raid-called-off':
      return [moderate(world, event, { action: 'unraid', body: person(world, event.toId) })];
    case 'terms-changed': {
      const { action, list } = event;
      const body = { action, list, terms: event.terms.map(({ text }) => text), from_automod: event.isFromAutomod };
      return [moderate(world, event, { action: `${action}_${list}_term`, object: 'automod_terms', body })];
    }
    case 'unban-request-resolved':
      return appealDecided(world, event);
    case 'warned': {
      const { warning, channelId } = event;
      const reason = warning.reason === '' ? null : warning.reason;
      const body = { ...person(world, warning.userId), reason, chat_rules_cited: null };
      return [moderate(world, { channelId, moderatorId: warning.moderatorId }, { action: 'warn', body })];
    }
    case 'shared-moderation':
      return [sharedModeration(world, event)];
    default:
      return [];
  }
}

const ROLE_ACTIONS = {
  'moderator-added': 'mod',
  'moderator-removed': 'unmod',
  'vip-added': 'vip',
  'vip-removed': 'unvip',
} as const;

function banned(world: World, { ban, channelId }: WorldEvent & { kind: 'user-banned' }): WireEvent {
  const place = { channelId, moderatorId: ban.moderatorId };
  const body = { ...person(world, ban.userId), reason: ban.reason === '' ? null : ban.reason };
  if (ban.endsAtMs === null) return moderate(world, place, { action: 'ban', body });
  return moderate(world, place, { action: 'timeout', body: { ...body, expires_at: wireTime(ban.endsAtMs) } });
}

function appealDecided(
  world: World,
  { channelId, request }: WorldEvent & { kind: 'unban-request-resolved' },
): WireEvent[] {
  // Taken back by the person: no moderator did anything.
  if (request.moderatorId === null) return [];
  const isApproved = request.status === 'approved';
  const body = {
    is_approved: isApproved,
    ...person(world, request.userId),
    moderator_message: request.resolutionText,
  };
  const action = isApproved ? 'approve_unban_request' : 'deny_unban_request';
  const place = { channelId, moderatorId: request.moderatorId };
  return [moderate(world, place, { action, object: 'unban_request', body })];
}

/** What was done in another channel of a shared chat. */
function sharedModeration(world: World, event: WorldEvent & { kind: 'shared-moderation' }): WireEvent {
  const about = person(world, event.userId);
  const reason = event.reason === '' ? null : event.reason;
  const bodies: Readonly<Record<typeof event.action, Json>> = {
    ban: { ...about, reason },
    unban: about,
    timeout: { ...about, reason, expires_at: event.expiresAtMs === null ? null : wireTime(event.expiresAtMs) },
    untimeout: about,
    delete: { ...about, message_id: event.message?.id ?? '', message_body: event.message?.text ?? '' },
  };
  const { action, sourceId } = event;
  return moderate(world, event, { action: `shared_chat_${action}`, body: bodies[action], sourceId });
}

function moderate(world: World, { channelId, moderatorId }: Place, deed: Deed): WireEvent {
  const { action, body = null, object = action, sourceId } = deed;
  return forChannel(world, 'channel.moderate', channelId, {
    ...(sourceId === undefined ? NO_SOURCE : person(world, sourceId, 'source_broadcaster_')),
    ...person(world, moderatorId, 'moderator_'),
    action,
    ...Object.fromEntries(OBJECTS.map((name) => [name, name === object ? body : null])),
  });
}

function modeActions(before: Readonly<ChatModes>, after: Readonly<ChatModes>): [string, Json?][] {
  const actions: [string, Json?][] = [];
  if (before.emoteOnly !== after.emoteOnly) actions.push([after.emoteOnly ? 'emoteonly' : 'emoteonlyoff']);
  if (before.followersOnlyMinutes !== after.followersOnlyMinutes) {
    const minutes = after.followersOnlyMinutes;
    actions.push(minutes === null ? ['followersoff'] : ['followers', { follow_duration_minutes: minutes }]);
  }
  if (before.slowSeconds !== after.slowSeconds) {
    const seconds = after.slowSeconds;
    actions.push(seconds === null ? ['slowoff'] : ['slow', { wait_time_seconds: seconds }]);
  }
  if (before.subscribersOnly !== after.subscribersOnly) {
    actions.push([after.subscribersOnly ? 'subscribers' : 'subscribersoff']);
  }
  if (before.uniqueChat !== after.uniqueChat) actions.push([after.uniqueChat ? 'uniquechat' : 'uniquechatoff']);
  return actions;
}
