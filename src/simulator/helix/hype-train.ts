import type { HypeTrainRecord } from '../world-features.ts';
import { hypeTrainOf } from '../world-hype-train.ts';
import type { HypeTrain } from '../world-state.ts';
import { dataReply, type Endpoint, type HelixCall, ownChannel, twitchTime } from './endpoint.ts';
import { named } from './users.ts';

/** GET /hypetrain/status: the one that runs, and the best there ever was. */
export const getHypeTrainStatus: Endpoint = {
  method: 'GET',
  path: '/hypetrain/status',
  token: { kind: 'user', scopes: ['channel:read:hype_train'] },
  handle(call) {
    const { broadcasterId, hypeTrainRecord, sharedTrainRecord } = ownChannel(call);
    const train = hypeTrainOf(call.world, broadcasterId);
    return dataReply([
      {
        current: train && toTrain(call, broadcasterId, train),
        all_time_high: toRecord(hypeTrainRecord),
        shared_all_time_high: toRecord(sharedTrainRecord ?? null),
      },
    ]);
  },
};

function toRecord(record: HypeTrainRecord | null): Record<string, unknown> | null {
  return record && { level: record.level, total: record.total, achieved_at: twitchTime(record.achievedAtMs) };
}

function toTrain(call: HelixCall, broadcasterId: string, train: HypeTrain): Record<string, unknown> {
  const best = [...train.contributions].sort((a, b) => b.total - a.total).slice(0, 2);
  return {
    id: train.id,
    ...named(call, 'broadcaster_user', broadcasterId),
    level: train.level,
    total: train.total,
    progress: train.progress,
    goal: train.goal,
    top_contributions: best.map(({ userId, type, total }) => ({ ...named(call, 'user', userId), type, total })),
    shared_train_participants: train.participantIds?.map((id) => named(call, 'broadcaster_user', id)) ?? null,
    started_at: twitchTime(train.startedAtMs),
    expires_at: twitchTime(train.expiresAtMs),
    type: 'regular',
    is_shared_train: train.participantIds !== undefined,
  };
}
