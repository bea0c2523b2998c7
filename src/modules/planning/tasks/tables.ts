/** Rows of the tasks; see the room's README for their meaning. */
export type TaskTables = Record<never, never>;
