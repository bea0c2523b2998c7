/** Rows of the estimates; see the room's README for their meaning. */
export type RevenueTables = Record<never, never>;
