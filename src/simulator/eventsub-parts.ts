import { userOf, type World } from './world.ts';
import { mentionedLogin } from './world-chat.ts';
import type { ChatBadge } from './world-state.ts';
import { fragmentsOf } from './world-text.ts';

export type Json = Readonly<Record<string, unknown>>;

/** One event on Twitch's wire, and who it is for: subscriptions whose condition has these values. */
export interface WireEvent {
  readonly type: string;
  readonly match: Readonly<Record<string, string>>;
  readonly event: Json;
}

/** Twitch writes times with nanoseconds. */
export function wireTime(ms: number): string {
  return new Date(ms).toISOString().replace('Z', '000000Z');
}

/** `prefix` + `user_id`, `user_login`, `user_name`; null person: all null. */
export function person(world: World, userId: string | null, prefix = ''): Json {
  const user = userId === null ? null : userOf(world, userId);
  return {
    [`${prefix}user_id`]: user?.id ?? null,
    [`${prefix}user_login`]: user?.login ?? null,
    [`${prefix}user_name`]: user?.displayName ?? null,
  };
}

export const NO_SOURCE: Json = {
  source_broadcaster_user_id: null,
  source_broadcaster_user_login: null,
  source_broadcaster_user_name: null,
};

export function forChannel(world: World, type: string, channelId: string, event: Json): WireEvent {
  return {
    type,
    match: { broadcaster_user_id: channelId },
    event: { ...event, ...person(world, channelId, 'broadcaster_') },
  };
}

export function wireBadges(badges: readonly ChatBadge[]): Json[] {
  return badges.map((badge) => ({ set_id: badge.setId, id: badge.id, info: badge.info }));
}

export function messageBody(world: World, text: string): Json {
  const fragments = fragmentsOf(world, text, (name) => mentionedLogin(world, name));
  return {
    text,
    fragments: fragments.map((fragment) => ({
      type: fragment.type,
      text: fragment.text,
      cheermote:
        fragment.bits === undefined ? null : { prefix: 'cheer', bits: fragment.bits, tier: cheerTier(fragment.bits) },
      emote: fragment.emote
        ? {
            id: fragment.emote.id,
            emote_set_id: fragment.emote.setId,
            owner_id: fragment.emote.ownerId ?? '0',
            format: fragment.emote.animated ? ['static', 'animated'] : ['static'],
          }
        : null,
      mention: fragment.mention === undefined ? null : mention(world, fragment.mention),
    })),
  };
}

function cheerTier(bits: number): number {
  return [10_000, 5_000, 1_000, 100].find((step) => bits >= step) ?? 1;
}

function mention(world: World, login: string): Json | null {
  const user = Object.values(world.state.users).find((one) => one.login === login);
  return user ? { user_id: user.id, user_name: user.displayName, user_login: user.login } : null;
}
