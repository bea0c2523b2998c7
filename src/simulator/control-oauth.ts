import { type Action, ControlError } from './control-switchboard.ts';
import { findApp, LOCAL_REDIRECTS, newSecret } from './oauth-apps.ts';
import { approveDevice, refuseDevice } from './oauth-device.ts';
import { oauthSettingsOf } from './oauth-settings.ts';
import { ageTokens, endGrants, expireTokens } from './oauth-tokens.ts';
import { SANDBOX_APP } from './sandbox-app.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

const TIMES = [
  'userTokenSeconds',
  'appTokenSeconds',
  'authorizationCodeSeconds',
  'publicRefreshSeconds',
  'deviceCodeSeconds',
  'deviceIntervalSeconds',
  'invalidWhilePendingEvery',
] as const;
const SWITCHES = ['rotatesRefreshTokens', 'slowsDown'] as const;

function decide(isDecided: boolean): unknown {
  if (!isDecided) throw new ControlError('no such code waits');
  return {};
}

/** Apps, tokens and grants, as their owners and Twitch change them. */
export const OAUTH_ACTIONS: Readonly<Record<string, Action>> = {
  oauth({ world }, input) {
    const settings = oauthSettingsOf(world);
    for (const name of TIMES) settings[name] = input.number(name, settings[name]);
    for (const name of SWITCHES) settings[name] = input.flag(name, settings[name]);
    return settings;
  },
  /** What a person does at the page whose address the device shows. */
  'device/approve'({ world }, input) {
    return decide(approveDevice(world, input.text('userCode'), input.person('login').id));
  },
  'device/refuse'({ world }, input) {
    return decide(refuseDevice(world, input.text('userCode')));
  },
  /** Access tokens die as if their time were over; refreshing helps. */
  'tokens/expire'({ world }, input) {
    return { expired: expireTokens(world, input.person('login').id) };
  },
  /** As if the person's tokens had been given out so many days earlier. */
  'tokens/age'({ world }, input) {
    return { aged: ageTokens(world, input.person('login').id, input.number('days') * DAY_MS) };
  },
  /** The person disconnects every app: only a new consent helps. */
  'authorization/end'({ world }, input) {
    return { ended: endGrants(world, input.person('login').id) };
  },
  /** A new password ends every grant, too. */
  'tokens/password-changed'({ world }, input) {
    return { ended: endGrants(world, input.person('login').id) };
  },
  /** Registers an app or changes it, the sandbox's when none is named. */
  app({ world }, input) {
    const clientId = input.text('clientId', SANDBOX_APP.clientId);
    const app = findApp(world, clientId) ?? {
      clientId,
      clientSecret: null,
      name: clientId,
      redirectUris: [...LOCAL_REDIRECTS],
    };
    const type = input.text('type', app.clientSecret === null && findApp(world, clientId) ? 'public' : 'confidential');
    if (type !== 'public' && type !== 'confidential') throw new ControlError('"type" must be confidential or public');
    world.state.apps[clientId] = app;
    app.name = input.text('name', app.name);
    if (type === 'public') app.clientSecret = null;
    else if (input.has('secret')) newSecret(world, app, input.text('secret'));
    else if (app.clientSecret === null) newSecret(world, app);
    const redirectUri = input.has('redirectUri') ? input.text('redirectUri') : undefined;
    if (redirectUri !== undefined && !app.redirectUris.includes(redirectUri)) app.redirectUris.push(redirectUri);
    world.touch();
    return { clientId, type, name: app.name, secret: app.clientSecret, redirectUris: app.redirectUris };
  },
  /** The app's owner makes a new secret: the old one is dead at once. */
  'app/new-secret'({ world }, input) {
    const app = findApp(world, input.text('clientId', SANDBOX_APP.clientId));
    if (!app) throw new ControlError('no such app');
    return { secret: newSecret(world, app) };
  },
};
