import { forChannel, person, type WireEvent, wireTime } from './eventsub-parts.ts';
import { readAccount, userOf, type World } from './world.ts';
import type { FeatureEvent } from './world-feature-events.ts';

/** Who recommends, and who is recommended. */
export function shoutoutEvents(world: World, event: FeatureEvent & { kind: 'shoutout' }): WireEvent[] {
  const { fromId, toId, moderatorId, viewers } = event;
  const startedAt = wireTime(event.startedAtMs);
  return [
    forChannel(world, 'channel.shoutout.create', fromId, {
      ...person(world, toId, 'to_broadcaster_'),
      ...person(world, moderatorId, 'moderator_'),
      viewer_count: viewers,
      started_at: startedAt,
      cooldown_ends_at: wireTime(event.nextAtMs),
      target_cooldown_ends_at: wireTime(event.sameTargetAtMs),
    }),
    forChannel(world, 'channel.shoutout.receive', toId, {
      ...person(world, fromId, 'from_broadcaster_'),
      viewer_count: viewers,
      started_at: startedAt,
    }),
  ];
}

export function sharedChatEvent(
  world: World,
  { phase, channelId, session }: FeatureEvent & { kind: 'shared-chat' },
): WireEvent {
  return forChannel(world, `channel.shared_chat.${phase}`, channelId, {
    session_id: session.id,
    ...person(world, session.hostId, 'host_broadcaster_'),
    ...(phase === 'end' ? {} : { participants: session.participantIds.map((id) => person(world, id, 'broadcaster_')) }),
  });
}

export function adBreakEvent(world: World, event: FeatureEvent & { kind: 'ad-break' }): WireEvent {
  return forChannel(world, 'channel.ad_break.begin', event.channelId, {
    duration_seconds: event.seconds,
    started_at: wireTime(event.startedAtMs),
    is_automatic: event.isAutomatic,
    ...person(world, event.requesterId, 'requester_'),
  });
}

/** The address is taken out again for who may not read it. */
export function userUpdateEvent(world: World, { userId }: FeatureEvent & { kind: 'user-updated' }): WireEvent {
  const { description, email } = userOf(world, userId);
  const { hasVerifiedEmail } = readAccount(world, userId);
  return {
    type: 'user.update',
    match: { user_id: userId },
    event: { ...person(world, userId), email, email_verified: hasVerifiedEmail, description },
  };
}

export function whisperEvent(world: World, event: FeatureEvent & { kind: 'whisper' }): WireEvent {
  return {
    type: 'user.whisper.message',
    match: { user_id: event.toId },
    event: {
      ...person(world, event.fromId, 'from_'),
      ...person(world, event.toId, 'to_'),
      whisper_id: event.whisperId,
      whisper: { text: event.text },
    },
  };
}
