/** Rows of this room. Times are epoch milliseconds. */
export interface ModerationTables {
  moderation_verdict: VerdictRow;
  moderation_action: ActionRow;
  moderation_action_change: ActionChangeRow;
}

/** What a rule said about a line of the chat log. */
export interface VerdictRow {
  /** `live_chat_line.seq`. */
  line_seq: number;
  rule: string;
  /** JSON of what the rule saw. */
  params: string;
}

/** An act of moderation, ours or others', once. */
export interface ActionRow {
  id: string;
  /** Position of its last change in the mod log. */
  seq: number;
  kind: string;
  at: number;
  channel_id: string;
  target_id: string | null;
  target_login: string | null;
  target_name: string | null;
  by_id: string | null;
  by_login: string | null;
  by_name: string | null;
  reason: string | null;
  seconds: number | null;
  until: number | null;
  message_id: string | null;
  message_text: string | null;
  message_seq: number | null;
  state: string;
  refusal: string | null;
  source: string;
  undone_by: string | null;
  /** Twitch's ids of the messages that told of the act, by type: each act is told at most once by each. */
  moderate_echo: string | null;
  ban_echo: string | null;
  /** JSON: what changed, for kinds without a person. */
  details: string;
}

/** Every position a browser has ever been given, and the act it stands for. */
export interface ActionChangeRow {
  seq: number;
  action_id: string;
}
