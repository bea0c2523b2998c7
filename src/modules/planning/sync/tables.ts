/** Rows of what stands on Twitch's schedule; see the room's README for their meaning. */
export type SyncTables = Record<never, never>;
