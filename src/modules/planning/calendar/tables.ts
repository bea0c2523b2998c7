/** Rows of the plan; see the room's README for their meaning. */
export type CalendarTables = Record<never, never>;
