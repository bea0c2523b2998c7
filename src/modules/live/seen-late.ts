import { instantFromMs } from '../../kernel/instant.ts';
import type { ListedBan, ListedPerson } from '../../twitch/channel-lists.ts';
import { readEventSubEvent } from '../../twitch/wire/eventsub.ts';
import type { EventSubNotification } from '../../twitch/wire/eventsub-message.ts';
import { seenLateId } from '../../twitch/wire/seen-late.ts';
import type { ChannelName } from './channel-store.ts';

/**
 * Events as Twitch would have told them, of what was only found out by asking: they go the way of all others,
 * each under an id that is the same however often it is found out.
 */
type Late = (channel: ChannelName) => EventSubNotification;

/** Who was banned or timed out, by whom and when: Twitch still knows all of it. */
export function lateBan(ban: ListedBan): Late {
  const { createdAtMs, untilMs, reason, moderator } = ban;
  return late('channel.ban', createdAtMs, [ban.id, createdAtMs], {
    ...named('user', ban),
    ...(moderator ? named('moderator_user', moderator) : {}),
    reason,
    banned_at: instantFromMs(createdAtMs),
    ends_at: untilMs === null ? null : instantFromMs(untilMs),
    is_permanent: untilMs === null,
  });
}

interface Found {
  readonly person: Pick<ListedPerson, 'id' | 'login' | 'displayName'>;
  readonly atMs: number;
  /** What was known before: a second change back and forth is another happening. */
  readonly sinceMs: number;
}

/** Twitch does not keep who lifted it. */
export function lateUnban({ person, atMs, sinceMs }: Found): Late {
  return late('channel.unban', atMs, [person.id, sinceMs], named('user', person));
}

export function lateRole(
  type: 'channel.moderator.add' | 'channel.moderator.remove' | 'channel.vip.add' | 'channel.vip.remove',
  { person, atMs, sinceMs }: Found,
): Late {
  return late(type, atMs, [person.id, sinceMs], named('user', person));
}

export function lateOnline(stream: { readonly id: string; readonly startedAtMs: number }): Late {
  const { id, startedAtMs } = stream;
  return late('stream.online', startedAtMs, [id], { id, type: 'live', started_at: instantFromMs(startedAtMs) });
}

export function lateOffline(stream: { readonly id: string; readonly endedAtMs: number }): Late {
  return late('stream.offline', stream.endedAtMs, [stream.id], { id: stream.id });
}

export function lateUpdate(now: {
  readonly atMs: number;
  readonly title: string;
  readonly categoryId: string;
  readonly category: string;
  readonly language: string;
}): Late {
  return late('channel.update', now.atMs, [now.atMs], {
    title: now.title,
    language: now.language,
    category_id: now.categoryId,
    category_name: now.category,
    content_classification_labels: [],
  });
}

function late(type: string, atMs: number, about: readonly (string | number)[], fields: object): Late {
  return ({ twitchId, login, displayName }) => {
    const broadcaster = named('broadcaster_user', { id: twitchId, login, displayName });
    const raw = { ...broadcaster, ...fields };
    return {
      messageId: seenLateId(type, ...about),
      sentAtMs: atMs,
      subscriptionId: '',
      subscriptionType: type,
      subscriptionVersion: '',
      event: readEventSubEvent(type, raw, atMs),
      raw,
    };
  };
}

function named(prefix: string, person: Pick<ListedPerson, 'id' | 'login' | 'displayName'>): Record<string, string> {
  return {
    [`${prefix}_id`]: person.id,
    [`${prefix}_login`]: person.login,
    [`${prefix}_name`]: person.displayName,
  };
}
