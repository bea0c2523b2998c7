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
    default:
      return [];
  }
}

function moderate(world: World, channelId: string, moderatorId: string, action: string, body?: Json): WireEvent {
  return forChannel(world, 'channel.moderate', channelId, {
    ...NO_SOURCE,
    ...person(world, moderatorId, 'moderator_'),
    action,
    ...Object.fromEntries(OBJECTS.map((name) => [name, name === action ? (body ?? null) : null])),
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
