import { expect, it } from 'vitest';
import { toWire } from './eventsub-payloads.ts';
import { quietWorld } from './quiet-world.ts';
import { channelOf } from './world.ts';
import { endExpiredHypeTrain, hypeTrainOf } from './world-hype-train.ts';
import { cheer } from './world-money.ts';
import { joinSharedChat, leaveSharedChat } from './world-shared-chat.ts';

it('several channels of a shared chat ride one train: each gives to it, each is told of it', () => {
  const { world, streamerId, id, wait } = quietWorld();
  const neighbourId = id('bienenkorb');
  const told: [string, string, unknown][] = [];
  world.listen((event) => {
    for (const { type, match, event: body } of toWire(world, event)) {
      if (!type.startsWith('channel.hype_train.')) continue;
      told.push([type, match['broadcaster_user_id'] ?? '', { ...body }]);
    }
  });
  joinSharedChat(world, neighbourId, [streamerId]);
  cheer(world, { channelId: streamerId, userId: id('fremder_gast'), bits: 600, text: '' });
  expect(hypeTrainOf(world, streamerId)).toBeNull();
  cheer(world, { channelId: neighbourId, userId: id('retro_rolf'), bits: 600, text: '' });
  expect(hypeTrainOf(world, streamerId)).toMatchObject({ total: 1200 });
  // Who leaves the chat stays on the train.
  wait(2);
  leaveSharedChat(world, streamerId);
  cheer(world, { channelId: streamerId, userId: id('fremder_gast'), bits: 100, text: '' });
  wait(301);
  for (const channelId of [streamerId, neighbourId]) endExpiredHypeTrain(world, channelId);
  for (const phase of ['begin', 'progress', 'end']) {
    const those = told.filter(([type]) => type === `channel.hype_train.${phase}`);
    expect(those.map(([, channelId]) => channelId).sort()).toEqual([streamerId, neighbourId].sort());
    expect(those[0]?.[2]).toMatchObject({
      is_shared_train: true,
      total: phase === 'begin' ? 1200 : 1300,
      shared_train_participants: [
        { broadcaster_user_id: neighbourId, broadcaster_user_login: 'bienenkorb' },
        { broadcaster_user_id: streamerId },
      ],
    });
  }
  for (const channelId of [streamerId, neighbourId]) {
    expect(hypeTrainOf(world, channelId)).toBeNull();
    expect(channelOf(world, channelId).sharedTrainRecord).toMatchObject({ level: 1, total: 1300 });
    expect(channelOf(world, channelId).hypeTrainRecord).toBeNull();
  }
});
