/** Rows of the books; see the room's README for their meaning. */
export type LedgerTables = Record<never, never>;
