import { channelOf, type World } from './world.ts';
import { raid } from './world-channel.ts';
import { notify } from './world-chat.ts';
import type { PendingRaid } from './world-features.ts';

const LEAVES_AFTER_MS = 90_000;
export const SHOUTOUT_PAUSE_MS = 2 * 60_000;
export const SAME_TARGET_PAUSE_MS = 60 * 60_000;

/** Counts down to leaving with all viewers. */
export function orderRaid(
  world: World,
  { channelId, moderatorId, toId }: { readonly channelId: string; readonly moderatorId: string; readonly toId: string },
): PendingRaid {
  const channel = channelOf(world, channelId);
  const createdAtMs = world.nowMs();
  channel.pendingRaid = { toId, createdAtMs, leavesAtMs: createdAtMs + LEAVES_AFTER_MS };
  const viewers = channel.stream?.viewerCount ?? 0;
  world.emit({ kind: 'raid-ordered', channelId, moderatorId, toId, viewers });
  return channel.pendingRaid;
}

/** False when none is under way. */
export function callOffRaid(world: World, channelId: string, moderatorId: string): boolean {
  const channel = channelOf(world, channelId);
  const { pendingRaid, stream } = channel;
  if (!pendingRaid) return false;
  channel.pendingRaid = null;
  world.emit({
    kind: 'raid-called-off',
    channelId,
    moderatorId,
    toId: pendingRaid.toId,
    viewers: stream?.viewerCount ?? 0,
  });
  notify(world, {
    channelId,
    userId: channelId,
    systemText: 'The raid has been canceled.',
    detail: { kind: 'unraid' },
  });
  return true;
}

/** "Raid now", or the countdown is over. */
export function leaveForRaid(world: World, channelId: string): boolean {
  const channel = channelOf(world, channelId);
  const { pendingRaid, stream } = channel;
  if (!pendingRaid) return false;
  channel.pendingRaid = null;
  raid(world, { fromId: channelId, toId: pendingRaid.toId, viewers: stream?.viewerCount ?? 0 });
  return true;
}

export function leaveDueRaid(world: World, channelId: string): void {
  const { pendingRaid } = channelOf(world, channelId);
  if (pendingRaid && world.nowMs() >= pendingRaid.leavesAtMs) leaveForRaid(world, channelId);
}

/** Recommends another channel; both are told. Checks nothing: Helix has its own pauses. */
export function shoutOut(
  world: World,
  { fromId, toId, moderatorId }: { readonly fromId: string; readonly toId: string; readonly moderatorId: string },
): void {
  const channel = channelOf(world, fromId);
  const startedAtMs = world.nowMs();
  channel.shoutouts = [
    { toId, atMs: startedAtMs },
    ...channel.shoutouts.filter((one) => one.atMs > startedAtMs - SAME_TARGET_PAUSE_MS),
  ];
  world.emit({
    kind: 'shoutout',
    fromId,
    toId,
    moderatorId,
    viewers: channel.stream?.viewerCount ?? 0,
    startedAtMs,
    nextAtMs: startedAtMs + SHOUTOUT_PAUSE_MS,
    sameTargetAtMs: startedAtMs + SAME_TARGET_PAUSE_MS,
  });
}
