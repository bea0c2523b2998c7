import { channelOf } from '../world.ts';
import { isFollower } from '../world-roles.ts';
import type { BadgeSet, Emote } from '../world-state.ts';
import { dataReply, type Endpoint, type HelixCall, knownChannel, ownUserId, repeated, required } from './endpoint.ts';
import { badgeUrl, emoteTemplate, emoteUrl } from './image-urls.ts';
import { pageOf } from './paging.ts';

/** GET /chat/badges: those of one channel. */
export const getChannelBadges: Endpoint = {
  method: 'GET',
  path: '/chat/badges',
  token: { kind: 'any' },
  handle(call) {
    const { broadcasterId } = knownChannel(call, required(call, 'broadcaster_id'));
    return badgesReply(call, broadcasterId);
  },
};

/** GET /chat/badges/global */
export const getGlobalBadges: Endpoint = {
  method: 'GET',
  path: '/chat/badges/global',
  token: { kind: 'any' },
  handle: (call) => badgesReply(call, null),
};

function badgesReply(call: HelixCall, ownerId: string | null) {
  const sets = call.world.state.badges.filter((set) => set.ownerId === ownerId);
  return dataReply(sets.map((set) => toBadgeSet(call, set)));
}

function toBadgeSet(call: HelixCall, set: BadgeSet): Record<string, unknown> {
  const url = (version: string, size: 1 | 2 | 3) => badgeUrl(call.context.baseUrl, set.setId, version, size);
  return {
    set_id: set.setId,
    versions: set.versions.map((version) => ({
      id: version.id,
      image_url_1x: url(version.id, 1),
      image_url_2x: url(version.id, 2),
      image_url_4x: url(version.id, 3),
      title: version.title,
      description: version.description,
      click_action: null,
      click_url: null,
    })),
  };
}

/** GET /chat/emotes: those of one channel. */
export const getChannelEmotes: Endpoint = {
  method: 'GET',
  path: '/chat/emotes',
  token: { kind: 'any' },
  handle(call) {
    const { broadcasterId } = knownChannel(call, required(call, 'broadcaster_id'));
    const emotes = call.world.state.emotes.filter((emote) => emote.ownerId === broadcasterId);
    const data = emotes.map((emote) => ({
      ...toEmote(call, emote),
      tier: emote.tier,
      emote_type: emote.type,
      emote_set_id: emote.setId,
    }));
    return dataReply(data, { template: emoteTemplate(call.context.baseUrl) });
  },
};

/** GET /chat/emotes/global */
export const getGlobalEmotes: Endpoint = {
  method: 'GET',
  path: '/chat/emotes/global',
  token: { kind: 'any' },
  handle(call) {
    const emotes = call.world.state.emotes.filter((emote) => emote.ownerId === null);
    return dataReply(
      emotes.map((emote) => toEmote(call, emote)),
      { template: emoteTemplate(call.context.baseUrl) },
    );
  },
};

/** GET /chat/emotes/set */
export const getEmoteSets: Endpoint = {
  method: 'GET',
  path: '/chat/emotes/set',
  token: { kind: 'any' },
  handle(call) {
    required(call, 'emote_set_id');
    const sets = repeated(call, 'emote_set_id', 25);
    const emotes = call.world.state.emotes.filter((emote) => sets.includes(emote.setId));
    const data = emotes.map((emote) => toOwnedEmote(call, emote));
    return dataReply(data, { template: emoteTemplate(call.context.baseUrl) });
  },
};

const EMOTES_A_PAGE = 100;

/** GET /chat/emotes/user: what the token's user may write anywhere, and the follower emotes of one channel. */
export const getUserEmotes: Endpoint = {
  method: 'GET',
  path: '/chat/emotes/user',
  token: { kind: 'user', scopes: ['user:read:emotes'] },
  handle(call) {
    const userId = ownUserId(call);
    const broadcasterId = call.query.get('broadcaster_id') ?? '';
    const mayUse = (emote: Emote): boolean => {
      if (emote.ownerId === null) return true;
      const channel = channelOf(call.world, emote.ownerId);
      if (emote.ownerId === userId) return true;
      if (emote.type === 'follower') return broadcasterId === emote.ownerId && isFollower(channel, userId);
      return Number(channel.subscriptions[userId]?.tier ?? 0) >= Number(emote.tier);
    };
    const usable = call.world.state.emotes.filter(mayUse);
    // `first` is not known here.
    const { items, pagination } = pageOf(call, usable, {
      keyOf: (emote) => emote.id,
      max: EMOTES_A_PAGE,
      fallback: EMOTES_A_PAGE,
    });
    const data = items.map((emote) => toOwnedEmote(call, emote));
    return dataReply(data, { template: emoteTemplate(call.context.baseUrl), pagination });
  },
};

function toOwnedEmote(call: HelixCall, emote: Emote): Record<string, unknown> {
  return {
    ...toEmote(call, emote),
    emote_type: emote.type,
    emote_set_id: emote.ownerId === null ? '' : emote.setId,
    owner_id: emote.ownerId ?? '',
  };
}

function toEmote(call: HelixCall, emote: Emote): Record<string, unknown> {
  const url = (scale: string) => emoteUrl(call.context.baseUrl, emote.id, scale);
  return {
    id: emote.id,
    name: emote.name,
    images: { url_1x: url('1.0'), url_2x: url('2.0'), url_4x: url('3.0') },
    format: emote.animated ? ['static', 'animated'] : ['static'],
    scale: ['1.0', '2.0', '3.0'],
    theme_mode: ['light', 'dark'],
  };
}
