import { encodeTime, ulid } from 'ulid';

/** Prefixes of our own ids, by what they name. */
export type IdPrefix = 'mem' | 'ses' | 'job' | 'act' | 'att' | 'bak' | 'ent' | 'plan' | 'ser' | 'chk' | 'task' | 'cal';

/** A ULID with a prefix that says what it names, e.g. `mem_01JD…`; sorts by time of making. */
export type Id<P extends IdPrefix> = `${P}_${string}` & { readonly __id: P };

/** @param atMs epoch milliseconds, from the caller's clock. */
export function newId<P extends IdPrefix>(prefix: P, atMs: number): Id<P> {
  // Only its random end: `ulid(0)` would take the machine's clock.
  return `${prefix}_${encodeTime(atMs, 10)}${ulid(1).slice(10)}` as Id<P>;
}

const ULID = /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/;

export function isId<P extends IdPrefix>(prefix: P, value: string): value is Id<P> {
  return value.startsWith(`${prefix}_`) && ULID.test(value.slice(prefix.length + 1));
}

/** Twitch's ids are opaque digit strings (users) or text (messages, streams): never numbers. */
export type TwitchUserId = string & { readonly __twitch: 'user' };

export function twitchUserId(value: string): TwitchUserId {
  return value as TwitchUserId;
}
