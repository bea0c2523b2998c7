import { accountOf, type World } from './world.ts';

/** Twitch closes an account, or opens it again: its channel is not there any more, and nobody can write as it. */
export function setSuspended(world: World, userId: string, isSuspended: boolean): void {
  const account = accountOf(world, userId);
  if (account.isSuspended === isSuspended) return;
  account.isSuspended = isSuspended;
  world.emit({ kind: 'account-suspended', userId, isSuspended });
}

/** Who writes far too much over IRC is not heard for so long, except where it has a role. */
const IGNORED_MS = 30 * 60_000;
const ignoredUntil = new WeakMap<World, Map<string, number>>();

export function ignoreWriter(world: World, userId: string): void {
  const until = ignoredUntil.get(world) ?? new Map<string, number>();
  ignoredUntil.set(world, until.set(userId, world.nowMs() + IGNORED_MS));
}

export function isIgnored(world: World, userId: string): boolean {
  return (ignoredUntil.get(world)?.get(userId) ?? 0) > world.nowMs();
}

const LOGINS: Readonly<{ count: number; windowMs: number }> = { count: 20, windowMs: 10_000 };
const logins = new WeakMap<World, Map<string, number[]>>();

/** False when the account has logged in to chat too often lately. */
export function countLogin(world: World, userId: string): boolean {
  const byUser = logins.get(world) ?? new Map<string, number[]>();
  const nowMs = world.nowMs();
  const recent = (byUser.get(userId) ?? []).filter((atMs) => atMs > nowMs - LOGINS.windowMs);
  logins.set(world, byUser.set(userId, [...recent, nowMs].slice(-LOGINS.count - 1)));
  return recent.length < LOGINS.count;
}
