import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../testing/clean-up.ts';
import { channelOf, realClock, STREAMER_ID } from './world.ts';
import { openWorld } from './world-file.ts';
import { redeemReward } from './world-points.ts';
import { freshState } from './world-seed.ts';
import { keepUp } from './world-upkeep.ts';

it('goes on with a world from before it had polls, goals and all that', () => {
  const folder = temporaryFolder();
  const state = JSON.parse(JSON.stringify(freshState('old', Date.now())));
  for (const key of ['accounts', 'sharedChats', 'money', 'past']) delete state[key];
  const kept = ['broadcasterId', 'title', 'stream', 'videos', 'modes', 'moderators', 'vips', 'followers', 'schedule'];
  for (const channel of Object.values<Record<string, unknown>>(state.channels)) {
    for (const key of Object.keys(channel)) if (!kept.includes(key)) delete channel[key];
  }
  state.channels[STREAMER_ID].rewards = [{ id: 'r', title: 'Alt', prompt: '', cost: 5 }];
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'world.json'), JSON.stringify(state));

  const file = openWorld(folder, 'old', { clock: realClock, hasPast: false });
  const { world } = file;
  keepUp(world);
  const userId = '800711404';
  expect(redeemReward(world, { channelId: STREAMER_ID, userId, rewardId: 'r', input: '' })).toBe(true);
  expect(channelOf(world, STREAMER_ID)).toMatchObject({
    goals: [],
    polls: [],
    automod: { overallLevel: 2 },
    rewards: [{ title: 'Alt', isEnabled: true, clientId: null }],
  });
  file.close();
});
