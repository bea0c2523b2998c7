import { forChannel, messageBody, person, type WireEvent, wireTime } from './eventsub-parts.ts';
import type { World } from './world.ts';
import type { FeatureEvent } from './world-feature-events.ts';
import type { SuspiciousUser } from './world-features.ts';

export function unbanRequestEvent(
  world: World,
  { kind, channelId, request }: FeatureEvent & { kind: 'unban-requested' | 'unban-request-resolved' },
): WireEvent {
  const about = { id: request.id, ...person(world, request.userId) };
  if (kind === 'unban-requested') {
    return forChannel(world, 'channel.unban_request.create', channelId, {
      ...about,
      text: request.text,
      created_at: wireTime(request.createdAtMs),
    });
  }
  return forChannel(world, 'channel.unban_request.resolve', channelId, {
    ...about,
    ...person(world, request.moderatorId, 'moderator_'),
    resolution_text: request.resolutionText === '' ? null : request.resolutionText,
    status: request.status,
  });
}

export function warningEvent(
  world: World,
  { kind, channelId, warning }: FeatureEvent & { kind: 'warned' | 'warning-acknowledged' },
): WireEvent {
  if (kind === 'warning-acknowledged') {
    return forChannel(world, 'channel.warning.acknowledge', channelId, person(world, warning.userId));
  }
  return forChannel(world, 'channel.warning.send', channelId, {
    ...person(world, warning.moderatorId, 'moderator_'),
    ...person(world, warning.userId),
    reason: warning.reason === '' ? null : warning.reason,
    chat_rules_cited: null,
  });
}

export function suspicionEvent(world: World, event: FeatureEvent & { kind: 'suspicion-changed' }): WireEvent {
  return forChannel(world, 'channel.suspicious_user.update', event.channelId, {
    ...person(world, event.moderatorId, 'moderator_'),
    ...person(world, event.userId),
    low_trust_status: event.status,
  });
}

const TYPES: Readonly<Record<SuspiciousUser['types'][number], string>> = {
  MANUALLY_ADDED: 'manually_added',
  DETECTED_BAN_EVADER: 'ban_evader',
  BANNED_IN_SHARED_CHANNEL: 'banned_in_shared_channel',
};

export function suspiciousLineEvent(world: World, event: FeatureEvent & { kind: 'suspicious-line' }): WireEvent {
  const { person: suspect } = event;
  const isEvader = suspect.types.includes('DETECTED_BAN_EVADER');
  return forChannel(world, 'channel.suspicious_user.message', event.channelId, {
    ...person(world, suspect.userId),
    low_trust_status: suspect.status === 'RESTRICTED' ? 'restricted' : 'active_monitoring',
    shared_ban_channel_ids: null,
    types: suspect.types.map((type) => TYPES[type]),
    ban_evasion_evaluation: isEvader ? 'likely' : 'unknown',
    message: { message_id: event.messageId, ...messageBody(world, event.text) },
  });
}
