import { describe, expect, it } from 'vitest';
import { PUBLIC_APP } from '../simulator/oauth-apps.ts';
import { PEOPLE, startSimulatedTwitch } from '../testing/simulated-twitch.ts';
import { createTestClock } from '../testing/test-clock.ts';
import { createTwitchAccounts } from '../testing/twitch-accounts.ts';

const HOUR_MS = 3_600_000;

describe.each([
  ['a confidential client', undefined],
  ['a public client', PUBLIC_APP],
])('fifty requests of %s', (_, app) => {
  async function setUp() {
    const clock = createTestClock(Date.now());
    const twitch = await startSimulatedTwitch({ clock });
    const accounts = await createTwitchAccounts({ twitch, clock, ...(app ? { app } : {}) });
    const userId = await accounts.connect(PEOPLE.moderator.login);
    const { tokens } = twitch.simulator.world.state;
    /** How many access tokens Twitch ever gave out for the account. */
    const issued = (): number => Object.values(tokens).filter((token) => token.userId === userId).length;
    const ask = () => accounts.helix.call(userId, { url: 'users' });
    const askFiftyTimes = async () => {
      const replies = await Promise.all(Array.from({ length: 50 }, ask));
      return replies.filter((reply) => reply.ok).length;
    };
    return { ...accounts, clock, twitch, issued, askFiftyTimes };
  }

  it('that meet a token whose time is over cause one refresh, and all are answered', async () => {
    const { askFiftyTimes, clock, issued } = await setUp();
    expect(await askFiftyTimes()).toBe(50);
    expect(issued()).toBe(1);
    clock.advance(5 * HOUR_MS);
    expect(await askFiftyTimes()).toBe(50);
    expect(issued()).toBe(2);
  });

  it('that are all told 401 cause one refresh, and all are answered', async () => {
    const { askFiftyTimes, issued, twitch, vault } = await setUp();
    const refreshed: string[] = [];
    vault.onRefreshed((userId) => refreshed.push(userId));
    await twitch.control('tokens/expire', { login: PEOPLE.moderator.login });
    expect(await askFiftyTimes()).toBe(50);
    expect(issued()).toBe(2);
    expect(refreshed).toEqual([PEOPLE.moderator.id]);
  });
});
