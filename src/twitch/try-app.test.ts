import { beforeAll, describe, expect, it } from 'vitest';
import { PUBLIC_APP } from '../simulator/oauth-apps.ts';
import { type SimulatedTwitch, startSimulatedTwitch } from '../testing/simulated-twitch.ts';
import { twitchAddresses } from './addresses.ts';
import type { TwitchApp } from './oauth.ts';
import { tryApp } from './try-app.ts';

let twitch: SimulatedTwitch;

beforeAll(async () => {
  twitch = await startSimulatedTwitch();
});

const codeOf = async (app: TwitchApp): Promise<string> => {
  const tried = await tryApp(twitch.addresses, app);
  return tried.ok ? 'ok' : tried.error.code;
};

describe('trying an app', () => {
  it('accepts id and secret that belong together, and leaves no token behind', async () => {
    expect(await tryApp(twitch.addresses, twitch.app)).toEqual({ ok: true, value: undefined });
    const alive = Object.values(twitch.simulator.world.state.tokens).filter(
      (token) => token.userId === null && !token.isRevoked,
    );
    expect(alive).toEqual([]);
  });

  it('accepts a public app without a secret', async () => {
    expect(await codeOf(PUBLIC_APP)).toBe('ok');
  });

  it('tells a wrong id from a wrong secret, and repeats neither', async () => {
    expect(await codeOf({ ...twitch.app, clientId: 'nosuchapp' })).toBe('team.client-id-wrong');
    expect(await codeOf({ clientId: 'nosuchapp', clientSecret: null })).toBe('team.client-id-wrong');
    const wrongSecret = await tryApp(twitch.addresses, { ...twitch.app, clientSecret: 'hunter2secret' });
    expect(wrongSecret).toMatchObject({ ok: false, error: { code: 'team.client-secret-wrong' } });
    expect(JSON.stringify(wrongSecret)).not.toContain('hunter2secret');
  });

  it('says when the type is the wrong one, instead of asking for another secret', async () => {
    expect(await codeOf({ ...PUBLIC_APP, clientSecret: 'inventedinventedinvented' })).toBe('team.client-is-public');
    expect(await codeOf({ ...twitch.app, clientSecret: null })).toBe('team.client-is-confidential');
  });

  it('says that Twitch is in trouble or out of reach', async () => {
    const nowhere = twitchAddresses({ mockApiPort: 1 });
    expect(await tryApp(nowhere, twitch.app)).toMatchObject({ ok: false, error: { code: 'twitch.unreachable' } });
    twitch.faults.failNext({ path: '/auth/*', status: 503, times: 3 });
    expect(await codeOf(PUBLIC_APP)).toBe('twitch.trouble');
  });
});
