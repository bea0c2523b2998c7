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
}

const DEFAULTS: OauthSettings = {
  userTokenSeconds: 14_124,
  appTokenSeconds: 5_011_271,
  authorizationCodeSeconds: 600,
  rotatesRefreshTokens: false,
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
