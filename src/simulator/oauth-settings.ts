import type { World } from './world.ts';

/** How this Twitch gives out tokens; tests shorten the times. Not persisted. */
export interface OauthSettings {
  /** Twitch: about four hours. */
  userTokenSeconds: number;
  /** Twitch: about 58 days. */
  appTokenSeconds: number;
  authorizationCodeSeconds: number;
  /**
   * Whether each refresh replaces the refresh token and kills the old one. Twitch keeps it for apps
   * with a secret but reserves the right to change it, so clients must survive both.
   */
  rotatesRefreshTokens: boolean;
  /** How long a refresh token of a public app lives from its issue; Twitch: 30 days. */
  publicRefreshSeconds: number;
  /** Twitch: 1800. */
  deviceCodeSeconds: number;
  /** How long a client is asked to wait between two polls; Twitch: 5. */
  deviceIntervalSeconds: number;
  /** Every so many polls a code that still waits is called invalid, as was seen in the field; 0 for never. */
  invalidWhilePendingEvery: number;
  /** Whether polling too fast is answered with `slow_down`, which Twitch does not document. */
  slowsDown: boolean;
}

const DEFAULTS: OauthSettings = {
  userTokenSeconds: 14_124,
  appTokenSeconds: 5_011_271,
  authorizationCodeSeconds: 600,
  rotatesRefreshTokens: false,
  publicRefreshSeconds: 30 * 86_400,
  deviceCodeSeconds: 1800,
  deviceIntervalSeconds: 5,
  invalidWhilePendingEvery: 0,
  slowsDown: false,
};

const settingsByWorld = new WeakMap<World, OauthSettings>();

/** Change the returned object to change the behaviour. */
export function oauthSettingsOf(world: World): OauthSettings {
  let settings = settingsByWorld.get(world);
  if (!settings) {
    settings = { ...DEFAULTS };
    settingsByWorld.set(world, settings);
  }
  return settings;
}
