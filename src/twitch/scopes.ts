/**
 * What each feature needs from Twitch. Only scopes of calls and events we really use: Twitch may
 * suspend an app that asks for more. Source: the scope columns of Twitch's API reference.
 */
const FEATURE_SCOPES = {
  /** Writing into the chat as the person, and reading it over EventSub. */
  chat: ['user:read:chat', 'user:write:chat'],
  /** Timeout, ban, unban, delete a message. */
  moderation: ['moderator:manage:banned_users', 'moderator:manage:chat_messages'],
  /** The chat line of the channel. */
  'chat-line': ['chat:read'],
  /** What happens on the channel: subs, gifts, bits, follows, hype trains, redemptions, bans. */
  events: [
    'moderator:read:followers',
    'channel:read:subscriptions',
    'bits:read',
    'channel:read:hype_train',
    'channel:read:redemptions',
    'channel:moderate',
  ],
  /** Everybody's acts of moderation: `channel.moderate` v2 wants all eight groups, reading where that is enough. */
  'mod-log': [
    'moderator:read:blocked_terms',
    'moderator:read:chat_settings',
    'moderator:read:unban_requests',
    'moderator:manage:banned_users',
    'moderator:manage:chat_messages',
    'moderator:read:warnings',
    'moderator:read:moderators',
    'moderator:read:vips',
  ],
  /** Is somebody banned or only timed out: only the broadcaster may ask. */
  standing: ['moderation:read'],
  /** Follower and subscriber counts. */
  numbers: ['moderator:read:followers', 'channel:read:subscriptions'],
  /** The channel's own schedule on Twitch. */
  schedule: ['channel:manage:schedule'],
} as const satisfies Record<string, readonly string[]>;

export type TwitchFeature = keyof typeof FEATURE_SCOPES;

/** `sign-in`: anybody of the team. `channel`: the owner connects the channel itself. */
export type ConsentPurpose = 'sign-in' | 'channel';

/** What a person's own grant is used for, and what only the channel's is. */
const PURPOSE_FEATURES: Record<ConsentPurpose, readonly TwitchFeature[]> = {
  'sign-in': ['chat', 'moderation'],
  channel: ['chat', 'moderation', 'chat-line', 'events', 'mod-log', 'standing', 'numbers', 'schedule'],
};

export function featuresFor(purpose: ConsentPurpose): readonly TwitchFeature[] {
  return PURPOSE_FEATURES[purpose];
}

export function scopesOf(feature: TwitchFeature): readonly string[] {
  return FEATURE_SCOPES[feature];
}

/** Every scope to ask for, each once, in a stable order. */
export function scopesFor(purpose: ConsentPurpose): readonly string[] {
  return union(PURPOSE_FEATURES[purpose]);
}

/** What these features need and the grant lacks. A `manage` scope also serves where `read` is asked. */
export function missingScopes(granted: readonly string[], features: readonly TwitchFeature[]): readonly string[] {
  const held = new Set(granted);
  return union(features).filter((scope) => !held.has(scope) && !held.has(scope.replace(':read:', ':manage:')));
}

function union(features: readonly TwitchFeature[]): readonly string[] {
  return [...new Set(features.flatMap((feature) => [...FEATURE_SCOPES[feature]]))];
}
