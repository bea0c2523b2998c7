import { readAccount, userOf, type World } from './world.ts';

/** Silently dropped, as at Twitch, when the other one has blocked the sender. False then. */
export function whisper(world: World, fromId: string, toId: string, text: string): boolean {
  if (readAccount(world, toId).blocked.includes(fromId)) return false;
  world.emit({ kind: 'whisper', fromId, toId, whisperId: world.random.uuid(), text });
  return true;
}

/** What a person says about themselves. */
export function updateProfile(
  world: World,
  userId: string,
  changes: { readonly description?: string; readonly email?: string; readonly displayName?: string },
): void {
  Object.assign(userOf(world, userId), changes);
  world.emit({ kind: 'user-updated', userId });
}
