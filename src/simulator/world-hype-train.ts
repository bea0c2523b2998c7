import { channelOf, type World } from './world.ts';
import { sharedChatOf } from './world-shared-chat.ts';
import type { Channel, HypeTrain } from './world-state.ts';

const START_WINDOW_MS = 5 * 60 * 1000;
const TRAIN_MS = 5 * 60 * 1000;
const COOLDOWN_MS = 60 * 60 * 1000;
const GOALS = [1600, 1800, 2100, 2500, 3000] as const;
/** Of the days before the world began. */
const FIRST_RECORD = 9800;
/** Points that must come together within five minutes, from two people, for a train to leave. */
const START_POINTS = 1000;

interface Contribution {
  readonly userId: string;
  readonly type: 'bits' | 'subscription';
  readonly points: number;
  readonly atMs: number;
}

// What came in lately and may start a train; forgetting it at a restart does no harm.
const recent = new WeakMap<Channel, Contribution[]>();

/** The train a channel is on: its own, or the one of the shared chat it is in. */
export function hypeTrainOf(world: World, channelId: string): HypeTrain | null {
  return channelOf(world, homeOf(world, channelId)).hypeTrain;
}

/** Where the train of a channel stands: the host's channel when several ride together. */
function homeOf(world: World, channelId: string): string {
  if (channelOf(world, channelId).hypeTrain) return channelId;
  const riding = Object.values(world.state.channels).find((one) => one.hypeTrain?.participantIds?.includes(channelId));
  return riding?.broadcasterId ?? sharedChatOf(world, channelId)?.hostId ?? channelId;
}

/** Bits and subs push the train, and together start one. Gifts without a name do not count. */
export function feedHypeTrain(
  world: World,
  channelId: string,
  userId: string | null,
  type: 'bits' | 'subscription',
  points: number,
): void {
  if (userId === null) return;
  const homeId = homeOf(world, channelId);
  const home = channelOf(world, homeId);
  const now = world.nowMs();
  const train = home.hypeTrain;
  if (train) {
    addTo(train, { userId, type, points, atMs: now });
    announce(world, homeId, 'progress', train);
    return;
  }
  if (now < home.hypeTrainCooldownUntilMs) return;
  const lately = (recent.get(home) ?? []).filter((one) => one.atMs > now - START_WINDOW_MS);
  lately.push({ userId, type, points, atMs: now });
  recent.set(home, lately);
  const total = lately.reduce((sum, one) => sum + one.points, 0);
  if (total < START_POINTS || new Set(lately.map((one) => one.userId)).size < 2) return;
  recent.delete(home);
  home.hypeTrain = newTrain(world, lately, sharedChatOf(world, homeId)?.participantIds);
  announce(world, homeId, 'begin', home.hypeTrain);
}

function newTrain(
  world: World,
  contributions: readonly Contribution[],
  participantIds: readonly string[] | undefined,
): HypeTrain {
  const now = world.nowMs();
  const train: HypeTrain = {
    id: world.random.uuid(),
    startedAtMs: now,
    expiresAtMs: now + TRAIN_MS,
    level: 1,
    progress: 0,
    goal: GOALS[0],
    total: 0,
    contributions: [],
    ...(participantIds ? { participantIds: [...participantIds] } : {}),
  };
  for (const contribution of contributions) addTo(train, contribution);
  return train;
}

function addTo(train: HypeTrain, contribution: Contribution): void {
  train.total += contribution.points;
  train.progress += contribution.points;
  while (train.progress >= train.goal && train.level < GOALS.length) {
    train.progress -= train.goal;
    train.level += 1;
    train.goal = GOALS[train.level - 1] ?? train.goal;
    train.expiresAtMs = contribution.atMs + TRAIN_MS;
  }
  const known = train.contributions.find((one) => one.userId === contribution.userId && one.type === contribution.type);
  if (known) known.total += contribution.points;
  else train.contributions.push({ userId: contribution.userId, type: contribution.type, total: contribution.points });
}

/** Ends a train whose time is over; called by the world's heartbeat. */
export function endExpiredHypeTrain(world: World, channelId: string): void {
  const channel = channelOf(world, channelId);
  const train = channel.hypeTrain;
  if (!train || world.nowMs() < train.expiresAtMs) return;
  channel.hypeTrain = null;
  for (const id of ridersOf(channelId, train)) arrive(world, channelOf(world, id), train);
  announce(world, channelId, 'end', train);
}

function arrive(world: World, channel: Channel, { level, total, participantIds }: HypeTrain): void {
  channel.hypeTrainCooldownUntilMs = world.nowMs() + COOLDOWN_MS;
  const record = { level, total, achievedAtMs: world.nowMs() };
  if (participantIds) {
    if (total > (channel.sharedTrainRecord?.total ?? 0)) channel.sharedTrainRecord = record;
  } else if (total > (channel.hypeTrainRecord?.total ?? FIRST_RECORD)) channel.hypeTrainRecord = record;
}

function ridersOf(homeId: string, train: HypeTrain): readonly string[] {
  return train.participantIds ?? [homeId];
}

/** Told in every channel that rides along. */
function announce(world: World, homeId: string, phase: 'begin' | 'progress' | 'end', train: HypeTrain): void {
  for (const channelId of ridersOf(homeId, train)) {
    world.emit({
      kind: 'hype-train',
      phase,
      channelId,
      train: { ...train, contributions: train.contributions.map((one) => ({ ...one })) },
      endedAtMs: world.nowMs(),
      cooldownUntilMs: world.nowMs() + COOLDOWN_MS,
    });
  }
}
