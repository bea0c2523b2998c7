import { type Faults, faultsOf } from '../simulator/faults.ts';
import { oauthSettingsOf } from '../simulator/oauth-settings.ts';
import { type Simulator, type SimulatorOptions, startSimulator } from '../simulator/start.ts';
import { SANDBOX_APP } from '../simulator/world-seed.ts';
import { type TwitchAddresses, twitchAddresses } from '../twitch/addresses.ts';
import type { TwitchApp } from '../twitch/oauth.ts';
import { cleanUpLater, temporaryFolder } from './clean-up.ts';
import { playActivation, playConsent } from './consent-player.ts';

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
  /** Plays a person at the page whose address a device shows. */
  activate(verificationUri: string, login: string | 'refuse'): Promise<void>;
  /** Makes something happen: the part of the address after `/sim/`. @throws when the simulator refuses. */
  control(what: string, input?: Readonly<Record<string, unknown>>): Promise<unknown>;
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
    consent: playConsent,
    activate: playActivation,
    async control(what, input = {}) {
      const address = `http://localhost:${simulator.httpPort}/sim/${what}`;
      const answer = await fetch(address, { method: 'POST', body: JSON.stringify(input) });
      if (!answer.ok) throw new Error(`/sim/${what}: ${await answer.text()}`);
      return answer.json();
    },
  };
}
