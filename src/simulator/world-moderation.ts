import { fail, ok, type Result } from '../kernel/result.ts';
import { channelOf, type World } from './world.ts';
import { activeBan, canModerate, isBroadcaster, isVip } from './world-roles.ts';
import { sharedWith } from './world-shared-chat.ts';
import type { Ban } from './world-state.ts';

export type BanRefusal = 'broadcaster' | 'moderator' | 'self' | 'already-banned';

export interface NewBan {
  readonly channelId: string;
  readonly moderatorId: string;
  readonly userId: string;
  readonly reason: string;
  /** null bans for good. */
  readonly seconds: number | null;
}

/**
 * Bans or times out. A timeout of a timed-out person changes its end, a ban makes it a ban; on a banned
 * person a ban is refused and a timeout turns the ban into a timeout. Moderators are safe from each
 * other, but not from the broadcaster, who takes their role away with it.
 */
export function banUser(world: World, input: NewBan): Result<Ban, BanRefusal> {
  const channel = channelOf(world, input.channelId);
  if (isBroadcaster(channel, input.userId)) return fail('broadcaster');
  if (input.userId === input.moderatorId) return fail('self');
  if (canModerate(channel, input.userId) && !isBroadcaster(channel, input.moderatorId)) return fail('moderator');
  const old = activeBan(world, channel, input.userId);
  if (old && old.endsAtMs === null && input.seconds === null) return fail('already-banned');
  if (canModerate(channel, input.userId)) removeModerator(world, input.channelId, input.userId);
  const createdAtMs = world.nowMs();
  const ban: Ban = {
    userId: input.userId,
    moderatorId: input.moderatorId,
    reason: input.reason,
    createdAtMs,
    endsAtMs: input.seconds === null ? null : createdAtMs + input.seconds * 1000,
  };
  channel.bans[input.userId] = ban;
  for (const line of world.state.messages) {
    if (line.channelId === input.channelId && line.userId === input.userId) line.deletedBy ??= input.moderatorId;
  }
  world.emit({ kind: 'user-banned', channelId: input.channelId, ban });
  tellShared(world, input.channelId, input.moderatorId, ban, ban.endsAtMs === null ? 'ban' : 'timeout');
  return ok(ban);
}

export function unbanUser(
  world: World,
  input: { readonly channelId: string; readonly moderatorId: string; readonly userId: string },
): Result<Ban, 'not-banned'> {
  const channel = channelOf(world, input.channelId);
  const ban = activeBan(world, channel, input.userId);
  if (!ban) return fail('not-banned');
  delete channel.bans[input.userId];
  world.emit({ kind: 'user-unbanned', channelId: input.channelId, ban, moderatorId: input.moderatorId });
  tellShared(world, input.channelId, input.moderatorId, ban, ban.endsAtMs === null ? 'unban' : 'untimeout');
  return ok(ban);
}

/** The other channels of a shared chat are told; the person is not banned there. */
function tellShared(
  world: World,
  sourceId: string,
  moderatorId: string,
  ban: Readonly<Ban>,
  action: 'ban' | 'timeout' | 'unban' | 'untimeout',
): void {
  for (const channelId of sharedWith(world, sourceId)) {
    world.emit({
      kind: 'shared-moderation',
      action,
      channelId,
      sourceId,
      moderatorId,
      userId: ban.userId,
      reason: ban.reason,
      expiresAtMs: ban.endsAtMs,
      message: null,
    });
  }
}

export type RoleRefusal = 'already' | 'not' | 'banned' | 'is-vip' | 'is-moderator' | 'broadcaster';

export function addModerator(world: World, channelId: string, userId: string): Result<true, RoleRefusal> {
  const channel = channelOf(world, channelId);
  if (isBroadcaster(channel, userId)) return fail('broadcaster');
  if (canModerate(channel, userId)) return fail('already');
  if (activeBan(world, channel, userId)) return fail('banned');
  if (isVip(channel, userId)) return fail('is-vip');
  channel.moderators[userId] = world.nowMs();
  world.emit({ kind: 'moderator-added', channelId, userId });
  return ok(true);
}

export function removeModerator(world: World, channelId: string, userId: string): Result<true, RoleRefusal> {
  const channel = channelOf(world, channelId);
  if (!Object.hasOwn(channel.moderators, userId)) return fail('not');
  delete channel.moderators[userId];
  world.emit({ kind: 'moderator-removed', channelId, userId });
  return ok(true);
}

export function addVip(world: World, channelId: string, userId: string): Result<true, RoleRefusal> {
  const channel = channelOf(world, channelId);
  if (isBroadcaster(channel, userId)) return fail('broadcaster');
  if (canModerate(channel, userId)) return fail('is-moderator');
  if (isVip(channel, userId)) return fail('already');
  if (activeBan(world, channel, userId)) return fail('banned');
  channel.vips[userId] = world.nowMs();
  world.emit({ kind: 'vip-added', channelId, userId });
  return ok(true);
}

export function removeVip(world: World, channelId: string, userId: string): Result<true, RoleRefusal> {
  const channel = channelOf(world, channelId);
  if (!isVip(channel, userId)) return fail('not');
  delete channel.vips[userId];
  world.emit({ kind: 'vip-removed', channelId, userId });
  return ok(true);
}

export function setShieldMode(
  world: World,
  input: { readonly channelId: string; readonly moderatorId: string; readonly isActive: boolean },
): void {
  const { shieldMode } = channelOf(world, input.channelId);
  if (shieldMode.isActive === input.isActive) return;
  shieldMode.isActive = input.isActive;
  shieldMode.moderatorId = input.moderatorId;
  if (input.isActive) shieldMode.lastActivatedAtMs = world.nowMs();
  world.emit({ kind: 'shield-changed', ...input });
}
