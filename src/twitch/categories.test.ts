import { beforeAll, describe, expect, it } from 'vitest';
import type { TwitchUserId } from '../kernel/id.ts';
import { PEOPLE, type SimulatedTwitch, startSimulatedTwitch } from '../testing/simulated-twitch.ts';
import { createTestClock, type TestClock } from '../testing/test-clock.ts';
import { createTwitchAccounts, type TwitchAccounts } from '../testing/twitch-accounts.ts';
import { createCategorySearch } from './categories.ts';

let twitch: SimulatedTwitch;
let accounts: TwitchAccounts;
let clock: TestClock;
let userId: TwitchUserId;

beforeAll(async () => {
  clock = createTestClock();
  twitch = await startSimulatedTwitch({ clock });
  accounts = await createTwitchAccounts({ twitch, clock });
  userId = await accounts.connect(PEOPLE.streamer.login, 'channel');
});

describe('searching categories', () => {
  it('gives the best match first', async () => {
    const { search } = createCategorySearch(accounts.helix, clock);
    expect(await search(userId, ' MineCraft ')).toEqual({ ok: true, value: [{ id: '27471', name: 'Minecraft' }] });
    expect(await search(userId, 'so etwas gibt es nicht')).toEqual({ ok: true, value: [] });
    expect(await search(userId, '  ')).toEqual({ ok: true, value: [] });
  });

  it('does not ask again for some minutes, and remembers no trouble', async () => {
    const { search } = createCategorySearch(accounts.helix, clock);
    twitch.faults.failNext({ path: '/mock/search/categories', status: 400 });
    expect(await search(userId, 'minecraft')).toMatchObject({ ok: false });
    expect(await search(userId, 'minecraft')).toMatchObject({ ok: true });
    twitch.faults.failNext({ path: '/mock/search/categories', status: 400 });
    expect(await search(userId, 'minecraft')).toMatchObject({ ok: true });
    clock.advance(6 * 60_000);
    expect(await search(userId, 'minecraft')).toMatchObject({ ok: false });
  });
});
