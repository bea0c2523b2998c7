import type { Id } from '../../../kernel/id.ts';

/** Rows of the secret calendar addresses; see the room's README for their meaning. */
export interface FeedTables {
  planning_calendar_link: CalendarLinkRow;
}

export interface CalendarLinkRow {
  id: string;
  member_id: Id<'mem'>;
  /** SHA-256 of the token; the token itself is only shown once. */
  token_hash: string;
  created_at: number;
  last_read_at: number | null;
}
