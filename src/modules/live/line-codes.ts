import type { LineKind } from '../../contract/live.ts';

/** How kinds and reasons stand in the table. Numbers are for ever: only add. */
export const KIND_CODES = {
  message: 0,
  notice: 1,
  'user-notice': 2,
  timeout: 3,
  ban: 4,
  clear: 5,
  deleted: 6,
  'room-state': 7,
  gap: 8,
  other: 9,
} as const satisfies Record<LineKind, number>;

export type RemovedBy = 'delete' | 'timeout' | 'ban' | 'clear';
export const REMOVED_CODES = { delete: 0, timeout: 1, ban: 2, clear: 3 } as const satisfies Record<RemovedBy, number>;

export const FLAGS = { action: 1, first: 2, returning: 4, highlighted: 8, link: 16, filled: 32 } as const;

/** Lines whose gaps are kept apart: those of the chat are lines of its log. */
export const LINE_CODES = { events: 1, viewers: 2 } as const;
export type KeptLine = keyof typeof LINE_CODES;

/** The lists of people that a channel has at Twitch. */
export const ROSTER_CODES = { moderators: 0, vips: 1, bans: 2 } as const;
export type RosterList = keyof typeof ROSTER_CODES;

const KINDS = invert(KIND_CODES);
const REMOVALS = invert(REMOVED_CODES);

export const kindOf = (code: number): LineKind => KINDS.get(code) ?? 'other';
export const removedByOf = (code: number): RemovedBy => REMOVALS.get(code) ?? 'delete';

function invert<Name extends string>(codes: Readonly<Record<Name, number>>): ReadonlyMap<number, Name> {
  return new Map((Object.keys(codes) as Name[]).map((name) => [codes[name], name]));
}
