/**
 * What liveXtrem needs from Twitch, in three steps: what the owner allows (a right), what we do with it
 * (features), and the words Twitch has for that (scopes).
 *
 *   chat        chat, chat-line, chat-notices, follows
 *   moderation  acting, mod-log, standing, bans
 *   planning    schedule
 *   revenue     subs, bits, hype-train, redemptions, totals
 *
 * A scope belongs to a call or an event we really use: Twitch may suspend an app that asks for more.
 * Source: the scope columns of Twitch's API reference.
 */

/** What the owner allows on the channel; `chat` always. */
export const CHANNEL_RIGHTS = ['chat', 'moderation', 'planning', 'revenue'] as const;
export type ChannelRight = (typeof CHANNEL_RIGHTS)[number];

interface Feature {
  readonly right: ChannelRight;
  readonly room: 'live' | 'moderation' | 'planning' | 'finance';
  readonly scopes: readonly string[];
  readonly purpose: string;
}

const FEATURES = {
  chat: {
    right: 'chat',
    room: 'live',
    scopes: ['user:write:chat'],
    purpose: 'writes into the chat under the name of whoever granted it',
  },
  'chat-line': {
    right: 'chat',
    room: 'live',
    scopes: ['chat:read'],
    purpose: 'reads the chat over IRC',
  },
  'chat-notices': {
    right: 'chat',
    room: 'live',
    scopes: ['user:read:chat'],
    purpose: 'hears what the chat announces, over EventSub: raids, gifts, announcements',
  },
  follows: {
    right: 'chat',
    room: 'live',
    scopes: ['moderator:read:followers'],
    purpose: 'hears of follows and counts followers',
  },
  acting: {
    right: 'moderation',
    room: 'moderation',
    scopes: ['moderator:manage:banned_users', 'moderator:manage:chat_messages'],
    purpose: 'timeout, ban, unban, delete a message',
  },
  'mod-log': {
    right: 'moderation',
    room: 'moderation',
    // `channel.moderate` v2 wants all eight groups, reading where that is enough.
    scopes: [
      'moderator:read:blocked_terms',
      'moderator:read:chat_settings',
      'moderator:read:unban_requests',
      'moderator:manage:banned_users',
      'moderator:manage:chat_messages',
      'moderator:read:warnings',
      'moderator:read:moderators',
      'moderator:read:vips',
    ],
    purpose: 'hears of everybody’s acts of moderation',
  },
  standing: {
    right: 'moderation',
    room: 'moderation',
    scopes: ['moderation:read'],
    purpose: 'asks whether somebody is banned or only timed out, and who moderates: only the broadcaster may',
  },
  vips: {
    right: 'moderation',
    room: 'live',
    // The right to hear of them, which `channel.moderate` wants, does not allow to ask.
    scopes: ['channel:read:vips'],
    purpose: 'asks who is VIP: what events did not tell is found out so',
  },
  bans: {
    right: 'moderation',
    room: 'moderation',
    scopes: ['channel:moderate'],
    purpose: 'hears of bans and unbans with their end',
  },
  schedule: {
    right: 'planning',
    room: 'planning',
    scopes: ['channel:manage:schedule'],
    purpose: 'keeps the channel’s own schedule on Twitch',
  },
  subs: {
    right: 'revenue',
    room: 'finance',
    scopes: ['channel:read:subscriptions'],
    purpose: 'hears of subs, resubs and gifts',
  },
  bits: {
    right: 'revenue',
    room: 'finance',
    scopes: ['bits:read'],
    purpose: 'hears of bits',
  },
  'hype-train': {
    right: 'revenue',
    room: 'live',
    scopes: ['channel:read:hype_train'],
    purpose: 'hears of hype trains',
  },
  redemptions: {
    right: 'revenue',
    room: 'live',
    scopes: ['channel:read:redemptions'],
    purpose: 'hears what channel points are spent on',
  },
  totals: {
    right: 'revenue',
    room: 'live',
    scopes: ['channel:read:subscriptions'],
    purpose: 'counts subscribers',
  },
} as const satisfies Record<string, Feature>;

export type TwitchFeature = keyof typeof FEATURES;
export const TWITCH_FEATURES = Object.keys(FEATURES) as readonly TwitchFeature[];

/** `sign-in`: a person of the team acts herself. `channel`: everything the rooms do. `bot`: writes under its name. */
export type ConsentPurpose = 'sign-in' | 'channel' | 'bot';

const PURPOSE_FEATURES: Record<ConsentPurpose, readonly TwitchFeature[]> = {
  'sign-in': ['chat', 'acting'],
  channel: TWITCH_FEATURES,
  bot: ['chat'],
};

export function featuresFor(purpose: ConsentPurpose): readonly TwitchFeature[] {
  return PURPOSE_FEATURES[purpose];
}

/** What a right stands for. */
export function featuresOfRight(right: ChannelRight): readonly TwitchFeature[] {
  return TWITCH_FEATURES.filter((feature) => FEATURES[feature].right === right);
}

/** What these rights stand for together; what belongs to `chat` is always in it. */
export function featuresOfRights(rights: readonly ChannelRight[]): readonly TwitchFeature[] {
  return CHANNEL_RIGHTS.filter((right) => right === 'chat' || rights.includes(right)).flatMap(featuresOfRight);
}

export function scopesOf(feature: TwitchFeature): readonly string[] {
  return FEATURES[feature].scopes;
}

/** Each scope of these features once, in a stable order. */
export function scopesOfFeatures(features: readonly TwitchFeature[]): readonly string[] {
  return [...new Set(features.flatMap(scopesOf))];
}

/** What the channel's owner is asked for when she allows this. */
export function scopesOfRights(rights: readonly ChannelRight[]): readonly string[] {
  return scopesOfFeatures(featuresOfRights(rights));
}

export function scopesFor(purpose: ConsentPurpose): readonly string[] {
  return scopesOfFeatures(featuresFor(purpose));
}

/** What these features need and the grant lacks. A `manage` scope also serves where `read` is asked. */
export function missingScopes(granted: readonly string[], features: readonly TwitchFeature[]): readonly string[] {
  return lacking(granted, scopesOfFeatures(features));
}

/** Those of `wanted` that a grant does not cover. */
export function lacking(granted: readonly string[], wanted: readonly string[]): readonly string[] {
  const held = new Set(granted);
  return wanted.filter((scope) => !held.has(scope) && !held.has(scope.replace(':read:', ':manage:')));
}
