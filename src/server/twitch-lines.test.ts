import { describe, expect, it } from 'vitest';
import { accounts } from '../contract/accounts.ts';
import { live } from '../contract/live.ts';
import { cleanUpLater } from '../testing/clean-up.ts';
import { startTestApp } from '../testing/start-test-app.ts';

describe('the lines to Twitch', () => {
  it('are without trouble again after a new consent, the chat as well', async () => {
    const app = await startTestApp();
    cleanUpLater(() => app.stop());
    const owner = await app.owner();
    const health = async () => {
      const { chat, events, token } = await owner.call(live.connections, {});
      return [chat, events, token].map(({ state, problem }) => [state, problem]);
    };
    await app.twitch.control('authorization/end', { login: 'derflaavius' });
    await app.twitch.control('irc/drop');
    // The chat is read along without an account.
    const states = async () => (await health()).map(([state]) => state);
    await expect.poll(states, { timeout: 15_000 }).toEqual(['connected', expect.anything(), 'off']);

    const { authorizeUrl } = await owner.call(accounts.begin, { purpose: 'channel' });
    const cameBack = await app.twitch.consent(authorizeUrl, 'derflaavius');
    await owner.request(cameBack.pathname + cameBack.search);
    const good = ['connected', null];
    await expect.poll(health, { timeout: 15_000 }).toEqual([good, good, good]);
  });
});
