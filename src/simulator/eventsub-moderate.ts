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

/** `channel.moderate` version 2: who did what, also over other programs; the own doings come back here too. */
export function moderateEvents(world: World, event: WorldEvent): WireEvent[] {
  switch (event.kind) {
    case 'user-banned': {
      const { ban, channelId } = event;
      const reason = ban.reason === '' ? null : ban.reason;
      const body = { ...person(world, ban.userId), reason };
      return ban.endsAtMs === null
        ? [moderate(world, channelId, ban.moderatorId, 'ban', body)]
        : [moderate(world, channelId, ban.moderatorId, 'timeout', { ...body, expires_at: wireTime(ban.endsAtMs) })];
    }
    case 'user-unbanned': {
      const action = event.ban.endsAtMs === null ? 'unban' : 'untimeout';
      return [moderate(world, event.channelId, event.moderatorId, action, person(world, event.ban.userId))];
    }
    case 'message-deleted': {
      const { message, moderatorId } = event;
      const body = { ...person(world, message.userId), message_id: message.id, message_body: message.text };
      return [moderate(world, message.channelId, moderatorId, 'delete', body)];
    }
    case 'chat-cleared':
      return [moderate(world, event.channelId, event.moderatorId, 'clear')];
    case 'modes-changed':
      return modeActions(event.before, event.after).map(([action, body]) =>
        moderate(world, event.channelId, event.moderatorId, action, body),
      );
    // Only the broadcaster gives and takes roles.
    case 'moderator-added':
      return [moderate(world, event.channelId, event.channelId, 'mod', person(world, event.userId))];
    case 'moderator-removed':
      return [moderate(world, event.channelId, event.channelId, 'unmod', person(world, event.userId))];
    case 'vip-added':
      return [moderate(world, event.channelId, event.channelId, 'vip', person(world, event.userId))];
    case 'vip-removed':
      return [moderate(world, event.channelId, event.channelId, 'unvip', person(world, event.userId))];
    case 'raid-ordered': {
      const body = { ...person(world, event.toId), viewer_count: event.viewers };
      return [moderate(world, event.channelId, event.moderatorId, 'raid', body)];
    }
    case 'raid-called-off':
      return [moderate(world, event.channelId, event.moderatorId, 'unraid', person(world, event.toId))];
    case 'terms-changed': {
      const { action, list, channelId, moderatorId } = event;
      const body = { action, list, terms: event.terms.map(({ text }) => text), from_automod: event.isFromAutomod };
      return [moderate(world, channelId, moderatorId, `${action}_${list}_term`, body, { object: 'automod_terms' })];
    }
    case 'unban-request-resolved': {
      const { request, channelId } = event;
      // Taken back by the person: no moderator did anything.
      if (request.moderatorId === null) return [];
      const isApproved = request.status === 'approved';
      const action = isApproved ? 'approve_unban_request' : 'deny_unban_request';
      const body = {
        is_approved: isApproved,
        ...person(world, request.userId),
        moderator_message: request.resolutionText,
      };
      return [moderate(world, channelId, request.moderatorId, action, body, { object: 'unban_request' })];
    }
    case 'warned': {
      const { warning, channelId } = event;
      const reason = warning.reason === '' ? null : warning.reason;
      const body = { ...person(world, warning.userId), reason, chat_rules_cited: null };
      return [moderate(world, channelId, warning.moderatorId, 'warn', body)];
    }
    case 'shared-moderation':
      return [sharedModeration(world, event)];
    default:
      return [];
  }
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
  const { channelId, moderatorId, sourceId, action } = event;
  return moderate(world, channelId, moderatorId, `shared_chat_${action}`, bodies[action], { sourceId });
}

/** @param more the object is named like the action unless said otherwise. */
function moderate(
  world: World,
  channelId: string,
  moderatorId: string,
  action: string,
  body?: Json,
  { object = action, sourceId }: { readonly object?: string; readonly sourceId?: string } = {},
): WireEvent {
  return forChannel(world, 'channel.moderate', channelId, {
    ...(sourceId === undefined ? NO_SOURCE : person(world, sourceId, 'source_broadcaster_')),
    ...person(world, moderatorId, 'moderator_'),
    action,
    ...Object.fromEntries(OBJECTS.map((name) => [name, name === object ? (body ?? null) : null])),
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
