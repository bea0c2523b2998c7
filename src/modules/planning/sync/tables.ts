import type { Content } from './content.ts';

/** Rows of what stands on Twitch's schedule. Times are epoch milliseconds. */
export interface SyncTables {
  planning_publication: PublicationRow;
  planning_remote_segment: RemoteSegmentRow;
  planning_schedule_read: ScheduleReadRow;
  planning_difference: DifferenceRow;
}

/** What of the plan stands on Twitch, or was refused there. */
export interface PublicationRow {
  /** `ser_….3` a weekly series on Wednesdays, `ser_…~2026-11-25` one date of a series, `plan_…` a single stream. */
  part: string;
  /** The segment on Twitch that is ours; `null` while there is none. No two rows have the same. */
  segment_key: string | null;
  /** A showing of it, for calls. */
  showing_id: string | null;
  /** What both sides had last. */
  synced_json: Content | null;
  /** Starts of showings that both sides had as cancelled. */
  cancelled_json: readonly number[];
  /** A call that was begun; it is committed before the call, so that a crash in between is found out. */
  intent_json: Intent | null;
  refusal_code: string | null;
  refusal_json: Readonly<Record<string, string | number>> | null;
  /** What was refused: it is not sent again until it differs. */
  refused_hash: string | null;
  /** Twitch's schedule when an overlap was refused: it is sent again when that has changed. */
  refused_against: string | null;
  changed_at: number;
}

/** What a call was to bring about whose answer we may never have got. */
export type Intent =
  | CreateIntent
  | { readonly act: 'change'; readonly content: Content }
  | { readonly act: 'cancel' | 'restore'; readonly startsAtMs: number }
  | { readonly act: 'delete' };

export interface CreateIntent {
  readonly act: 'create';
  readonly content: Content;
  readonly startsAtMs: number;
  /** Segments that stood there before: none of them can be the one this call made. */
  readonly known: readonly string[];
}

/** Twitch's schedule as last read, ours and others'. */
export interface RemoteSegmentRow {
  segment_key: string;
  title: string;
  category_id: string | null;
  category_name: string | null;
  duration_minutes: number;
  is_recurring: boolean;
  showings_json: readonly RemoteShowing[];
}

export interface RemoteShowing {
  readonly id: string;
  readonly startsAtMs: number;
  readonly isCancelled: boolean;
}

/** One row: how reading went. */
export interface ScheduleReadRow {
  id: number;
  channel_id: string | null;
  /** Part of the next job's key: many changes make one job, and a change after its start makes the next. */
  generation: number;
  state: 'never' | 'ok' | 'failed' | 'off';
  read_at: number | null;
  refusal_code: string | null;
  refusal_json: Readonly<Record<string, string | number>> | null;
  /** When the first read decided whether the plan begins with what stood on Twitch. */
  taken_over_at: number | null;
}

/** A difference that a person was shown. */
export interface DifferenceRow {
  id: string;
  /** Of both sides: a decision holds as long as neither changes. */
  fingerprint: string;
  seen_at: number;
  is_left: boolean;
}
