import { randomSecret } from './oauth-secret.ts';
import type { World } from './world.ts';
import type { AppRegistration } from './world-state.ts';

/**
 * The one liberty the simulator takes with redirect URIs: this word in a registered one stands for any
 * port, because the sandbox is started on whatever port is free. Everything else is compared byte for byte.
 */
const ANY_PORT = ':PORT';

/** Redirect URIs of an installation on this machine, on any port. */
export const LOCAL_REDIRECTS: readonly string[] = [
  `http://localhost${ANY_PORT}/callback`,
  `http://localhost${ANY_PORT}`,
  `http://localhost${ANY_PORT}/`,
];

/** Another app, for whoever tries "Connect Twitch" by hand or in a test. */
export const SECOND_APP = {
  clientId: 'secondlivextrem00000000000000b',
  clientSecret: 'secondsecret00000000000000000b',
  name: 'liveXtrem-derflaavius',
  redirectUris: [...LOCAL_REDIRECTS],
} satisfies AppRegistration;

/** A public one: no secret, sign-in by device code only. */
export const PUBLIC_APP = {
  clientId: 'publiclivextrem00000000000000c',
  clientSecret: null,
  name: 'liveXtrem-headless',
  redirectUris: [...LOCAL_REDIRECTS],
} satisfies AppRegistration;

/** The app, when it is registered. */
export function findApp(world: World, clientId: string): AppRegistration | undefined {
  return Object.hasOwn(world.state.apps, clientId) ? world.state.apps[clientId] : undefined;
}

/** Replaces the secret; the old one is dead at once. A public app becomes a confidential one. */
export function newSecret(world: World, app: AppRegistration, secret: string = randomSecret(30)): string {
  app.clientSecret = secret;
  world.touch();
  return secret;
}

export function isRegisteredRedirect(app: AppRegistration, redirectUri: string): boolean {
  return app.redirectUris.some((registered) => {
    const at = registered.indexOf(ANY_PORT);
    if (at < 0) return registered === redirectUri;
    const head = `${registered.slice(0, at)}:`;
    if (!redirectUri.startsWith(head)) return false;
    const port = /^\d{1,5}/.exec(redirectUri.slice(head.length))?.[0];
    return port !== undefined && redirectUri === `${head}${port}${registered.slice(at + ANY_PORT.length)}`;
  });
}
