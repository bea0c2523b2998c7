import { type Faults, faultsOf } from '../simulator/faults.ts';
import { oauthSettingsOf } from '../simulator/oauth-settings.ts';
import { type Simulator, type SimulatorOptions, startSimulator } from '../simulator/start.ts';
import { SANDBOX_APP } from '../simulator/world-seed.ts';
import { type TwitchAddresses, twitchAddresses } from '../twitch/addresses.ts';
import type { TwitchApp } from '../twitch/oauth.ts';
import { cleanUpLater, temporaryFolder } from './clean-up.ts';

/** The simulator with the handles a test needs; nobody on it speaks by himself. */
export interface SimulatedTwitch {
  readonly simulator: Simulator;
  readonly addresses: TwitchAddresses;
  readonly app: TwitchApp;
  readonly faults: Faults;
  /** How tokens are given out; change the object. */
  readonly tokens: ReturnType<typeof oauthSettingsOf>;
  /** Plays a person at the consent page; gives the address the browser is sent back to. */
  consent(authorizeUrl: string, login: string | 'refuse'): Promise<URL>;
}

/** Ids of the people everyone's world has. */
export const PEOPLE = {
  streamer: { id: '800711400', login: 'derflaavius', displayName: 'derFlaavius' },
  moderator: { id: '800711401', login: 'nordlicht_mod', displayName: 'nordlicht_mod' },
  secondModerator: { id: '800711402', login: 'pixelpaul', displayName: 'pixelpaul' },
  manager: { id: '800711403', login: 'mara_manager', displayName: 'mara_manager' },
  stranger: { id: '800711404', login: 'fremder_gast', displayName: 'fremder_gast' },
} as const;

/** Stops after the test, or after the file when started in `beforeAll`. */
export async function startSimulatedTwitch(options: Partial<SimulatorOptions> = {}): Promise<SimulatedTwitch> {
  const simulator = await startSimulator({ folder: temporaryFolder(), story: false, ...options });
  cleanUpLater(() => simulator.stop());
  return {
    simulator,
    addresses: twitchAddresses({ mockApiPort: simulator.httpPort }),
    app: SANDBOX_APP,
    faults: faultsOf(simulator.world),
    tokens: oauthSettingsOf(simulator.world),
    async consent(authorizeUrl, login) {
      const url = new URL(authorizeUrl);
      const form = new URLSearchParams(url.searchParams);
      form.set(login === 'refuse' ? 'refuse' : 'login', login === 'refuse' ? '1' : login);
      const response = await fetch(`${url.origin}${url.pathname}`, { method: 'POST', body: form, redirect: 'manual' });
      const location = response.headers.get('location');
      if (location === null) throw new Error(`the consent page answered ${response.status}`);
      return new URL(location);
    },
  };
}
