import { type TwitchUserId, twitchUserId } from '../kernel/id.ts';
import { type Instant, parseInstant } from '../kernel/instant.ts';
import { ok, type Result } from '../kernel/result.ts';
import type { TwitchFailure } from './failure.ts';
import type { Helix } from './helix.ts';

/** Twitch answers for at most this many users at once. */
const BATCH = 100;

interface TwitchUser {
  readonly id: TwitchUserId;
  readonly login: string;
  readonly displayName: string;
  readonly broadcasterType: 'partner' | 'affiliate' | '';
  readonly createdAt: Instant;
}

interface TwitchStream {
  readonly id: string;
  readonly title: string;
  readonly category: string;
  readonly viewers: number;
  readonly startedAt: Instant;
  readonly language: string;
}

interface TwitchChannel {
  readonly title: string;
  readonly categoryId: string;
  readonly category: string;
  readonly language: string;
  readonly tags: readonly string[];
}

interface TwitchBadge {
  readonly setId: string;
  readonly version: string;
  readonly title: string;
  /** Twitch's own address of the picture, 36 pixels. */
  readonly imageUrl: string;
}

interface TwitchEmote {
  readonly id: string;
  readonly name: string;
}

/** A word that cheers, with what it looks like from which number of bits on. */
export interface TwitchCheermote {
  /** As written in the chat before a number, in any case. */
  readonly prefix: string;
  /** Smallest first. */
  readonly tiers: readonly {
    readonly minBits: number;
    /** `#rrggbb`. */
    readonly color: string;
    /** Twitch's own addresses, animated where there is an animation; `''` where there is none. */
    readonly images: { readonly light: string; readonly dark: string };
  }[];
}

interface TwitchSubscription {
  /** `1000`, `2000`, `3000`; Prime cannot be told from `1000` here. */
  readonly tier: string;
  readonly isGift: boolean;
}

type Reply<T> = Promise<Result<T, TwitchFailure>>;

/** Reads about people and channels. `as` is the account in whose name Twitch is asked. */
export interface ChannelReads {
  /** Unknown logins are simply missing. */
  usersByLogin(as: TwitchUserId, logins: readonly string[]): Reply<readonly TwitchUser[]>;
  usersById(as: TwitchUserId, ids: readonly string[]): Reply<readonly TwitchUser[]>;
  /** `null` while offline. */
  stream(as: TwitchUserId, channelId: TwitchUserId): Reply<TwitchStream | null>;
  channel(as: TwitchUserId, channelId: TwitchUserId): Reply<TwitchChannel | null>;
  followerTotal(as: TwitchUserId, channelId: TwitchUserId): Reply<number>;
  /** When this person began to follow; `null` if she does not. Needs a moderator's or the channel's own grant. */
  followedAt(as: TwitchUserId, channelId: TwitchUserId, userId: TwitchUserId): Reply<Instant | null>;
  /** The broadcaster's own entry, which Twitch lists, is not counted. Needs the channel's grant. */
  subscriberTotal(channelId: TwitchUserId): Reply<{ readonly total: number; readonly points: number }>;
  /** Needs the channel's grant. */
  subscription(channelId: TwitchUserId, userId: TwitchUserId): Reply<TwitchSubscription | null>;
  /** The global ones and the channel's own. */
  cheermotes(as: TwitchUserId, channelId: TwitchUserId): Reply<readonly TwitchCheermote[]>;
  globalBadges(as: TwitchUserId): Reply<readonly TwitchBadge[]>;
  channelBadges(as: TwitchUserId, channelId: TwitchUserId): Reply<readonly TwitchBadge[]>;
  globalEmotes(as: TwitchUserId): Reply<readonly TwitchEmote[]>;
  channelEmotes(as: TwitchUserId, channelId: TwitchUserId): Reply<readonly TwitchEmote[]>;
}

export function createChannelReads(helix: Helix): ChannelReads {
  return {
    usersByLogin: (as, logins) => findUsers(helix, as, { login: logins.map((login) => login.toLowerCase()) }),
    usersById: (as, ids) => findUsers(helix, as, { id: ids }),

    stream: (as, channelId) =>
      helix.asUser(as, async (api) => {
        const stream = await api.streams.getStreamByUserId(channelId);
        if (!stream) return null;
        return {
          id: stream.id,
          title: stream.title,
          category: stream.gameName,
          viewers: stream.viewers,
          startedAt: instantOf(stream.startDate),
          language: stream.language,
        };
      }),

    channel: (as, channelId) =>
      helix.asUser(as, async (api) => {
        const channel = await api.channels.getChannelInfoById(channelId);
        if (!channel) return null;
        return {
          title: channel.title,
          categoryId: channel.gameId,
          category: channel.gameName,
          language: channel.language,
          tags: channel.tags,
        };
      }),

    followerTotal: (as, channelId) => helix.asUser(as, (api) => api.channels.getChannelFollowerCount(channelId)),

    followedAt: (as, channelId, userId) =>
      helix.asUser(as, async (api) => {
        const { data } = await api.channels.getChannelFollowers(channelId, userId);
        const [follower] = data;
        return follower ? instantOf(follower.followDate) : null;
      }),

    subscriberTotal: (channelId) =>
      helix.asUser(channelId, async (api) => {
        const { total, points } = await api.subscriptions.getSubscriptions(channelId, { limit: 1 });
        return { total, points };
      }),

    subscription: (channelId, userId) =>
      helix.asUser(channelId, async (api) => {
        const subscription = await api.subscriptions.getSubscriptionForUser(channelId, userId);
        return subscription ? { tier: subscription.tier, isGift: subscription.isGift } : null;
      }),

    async cheermotes(as, channelId) {
      const reply = await helix.call(as, { url: 'bits/cheermotes', query: { broadcaster_id: channelId } });
      return reply.ok ? ok(dataOf(reply.value).flatMap(readCheermote)) : reply;
    },

    globalBadges: (as) => helix.asUser(as, async (api) => flattenBadges(await api.chat.getGlobalBadges())),
    channelBadges: (as, channelId) =>
      helix.asUser(as, async (api) => flattenBadges(await api.chat.getChannelBadges(channelId))),
    globalEmotes: (as) => helix.asUser(as, async (api) => (await api.chat.getGlobalEmotes()).map(emoteOf)),
    channelEmotes: (as, channelId) =>
      helix.asUser(as, async (api) => (await api.chat.getChannelEmotes(channelId)).map(emoteOf)),
  };
}

async function findUsers(
  helix: Helix,
  as: TwitchUserId,
  wanted: { readonly id: readonly string[] } | { readonly login: readonly string[] },
): Reply<readonly TwitchUser[]> {
  const found: TwitchUser[] = [];
  const keys = [...new Set('id' in wanted ? wanted.id : wanted.login)];
  for (let from = 0; from < keys.length; from += BATCH) {
    const batch = keys.slice(from, from + BATCH);
    const reply = await helix.asUser(as, async (api) => {
      const users = 'id' in wanted ? await api.users.getUsersByIds(batch) : await api.users.getUsersByNames(batch);
      return users.map((user) => ({
        id: twitchUserId(user.id),
        login: user.name,
        displayName: user.displayName,
        broadcasterType: user.broadcasterType,
        createdAt: instantOf(user.creationDate),
      }));
    });
    if (!reply.ok) return reply;
    found.push(...reply.value);
  }
  return ok(found);
}

interface BadgeSet {
  readonly id: string;
  readonly versions: readonly { readonly id: string; readonly title: string; getImageUrl(scale: 1 | 2 | 4): string }[];
}

function flattenBadges(sets: readonly BadgeSet[]): TwitchBadge[] {
  return sets.flatMap((set) =>
    set.versions.map((version) => ({
      setId: set.id,
      version: version.id,
      title: version.title,
      imageUrl: version.getImageUrl(2),
    })),
  );
}

function readCheermote(entry: Fields): TwitchCheermote[] {
  const { prefix, tiers } = entry;
  if (typeof prefix !== 'string' || !Array.isArray(tiers)) return [];
  const read = tiers.flatMap((tier: unknown) => {
    if (!isFields(tier) || typeof tier['min_bits'] !== 'number') return [];
    const color =
      typeof tier['color'] === 'string' && /^#[0-9a-f]{6}$/i.test(tier['color']) ? tier['color'] : '#979797';
    const images = { light: cheermotePicture(tier, 'light'), dark: cheermotePicture(tier, 'dark') };
    return [{ minBits: tier['min_bits'], color, images }];
  });
  return [{ prefix, tiers: read.sort((a, b) => a.minBits - b.minBits) }];
}

/** 2 is twice the size of a line of text: sharp on any screen. */
function cheermotePicture(tier: Fields, theme: 'light' | 'dark'): string {
  const pictures = fieldsAt(fieldsAt(tier, 'images'), theme);
  const url = fieldsAt(pictures, 'animated')['2'] ?? fieldsAt(pictures, 'static')['2'];
  return typeof url === 'string' ? url : '';
}

type Fields = Readonly<Record<string, unknown>>;

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function fieldsAt(fields: Fields, name: string): Fields {
  const value = fields[name];
  return isFields(value) ? value : {};
}

function dataOf(body: unknown): readonly Fields[] {
  const data = isFields(body) ? body['data'] : undefined;
  return Array.isArray(data) ? data.filter(isFields) : [];
}

function emoteOf(emote: { readonly id: string; readonly name: string }): TwitchEmote {
  return { id: emote.id, name: emote.name };
}

function instantOf(date: Date): Instant {
  // Twurple parses Twitch's text; an unreadable one would otherwise throw far from here.
  return parseInstant(Number.isNaN(date.getTime()) ? '1970-01-01T00:00:00Z' : date.toISOString()) as Instant;
}
