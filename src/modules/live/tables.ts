/**
 * Rows of this room. Times are epoch milliseconds, flags bits or 0/1, codes as in `line-codes.ts`.
 * What repeats on every line (channel, person, look) is kept once and named by a small number: that
 * and 16-byte ids keep a message under 200 bytes with its indexes.
 */
export interface LiveTables {
  live_channel: ChannelRow;
  live_person: PersonRow;
  live_person_name: PersonNameRow;
  live_look: LookRow;
  live_chat_line: ChatLineRow;
  live_event: EventRow;
  live_sample: SampleRow;
  live_line_state: LineStateRow;
  live_missed_projection: MissedProjectionRow;
  live_stream: StreamRow;
  live_title: TitleRow;
  live_broadcast: BroadcastRow;
  live_setting: SettingRow;
  live_line_alive: LineAliveRow;
  live_line_gap: LineGapRow;
  live_roster: RosterRow;
  live_roster_read: RosterReadRow;
}

export interface ChannelRow {
  id: number;
  twitch_id: string;
  login: string;
  display_name: string;
  title: string;
  category: string;
  /** JSON list. */
  tags: string;
  is_live: boolean;
  started_at: number | null;
  viewers: number | null;
  followers: number | null;
  subscribers: number | null;
}

export interface PersonRow {
  id: number;
  twitch_id: string;
  login: string;
  display_name: string;
  first_seen: number;
  last_seen: number;
  /** Messages written, kept at intake: counting them on a card would read all of them. */
  lines: number;
}

/** A login the person had before, once. */
export interface PersonNameRow {
  person: number;
  login: string;
  until: number;
}

/** Colour and badges of a name, as they were when a line was written. */
export interface LookRow {
  id: number;
  color: string;
  /** `set/version,…` in Twitch's order. */
  badges: string;
  badge_info: string;
}

export interface ChatLineRow {
  seq: number;
  channel: number;
  sent_at: number;
  kind: number;
  message_id: Uint8Array | null;
  person: number | null;
  look: number | null;
  text: string;
  /** `id:start-end,id:start-end` or null. */
  emotes: string | null;
  /** JSON of what few lines have (`LineExtra`), or null. */
  extra: string | null;
  flags: number;
  removed_at: number | null;
  removed_by: number | null;
}

export interface EventRow {
  seq: number;
  /** Twitch's id of the notification: the key against doubles. */
  message_id: string;
  /** Twitch's type, `channel.follow`. */
  type: string;
  /** Our kind, or null for what is stored but not shown (another message tells the same). */
  kind: string | null;
  channel: number;
  at: number;
  received_at: number;
  person: number | null;
  /** Twitch's `event` as it came, JSON: everything else can be rebuilt from it. */
  payload: string;
  /** JSON of the params of the activity feed. */
  params: string;
}

export interface SampleRow {
  channel: number;
  kind: number;
  at: number;
  value: number;
}

/** When the chat line was last known to be good: where a gap begins. */
export interface LineStateRow {
  channel: number;
  alive_at: number;
}

/** A projection that failed on a stored row: kept to be looked at and repeated. */
export interface MissedProjectionRow {
  id: number;
  projection: string;
  topic: string;
  seq: number;
  error: string;
  at: number;
}

/** What is known of one of Twitch's streams (`StreamFacts`); broadcasts are joined from these. */
export interface StreamRow {
  channel: number;
  stream_id: string;
  started_at: number | null;
  seen_at: number | null;
  offline_at: number | null;
  gone_at: number | null;
  /** The number of the broadcast that this stream began when it was given; never given twice. */
  broadcast_key: number | null;
}

/** Title and category from a moment on. */
export interface TitleRow {
  channel: number;
  at: number;
  title: string;
  category: string;
}

export interface BroadcastRow {
  id: number;
  channel: number;
  /** Of the first stream in it. */
  stream_id: string;
  started_at: number;
  /** `null` while it runs. */
  ended_at: number | null;
}

export interface SettingRow {
  name: string;
  value: string;
}

/** When the event line, or the counting of viewers, was last known to be good. */
export interface LineAliveRow {
  channel: number;
  /** `LINE_CODES`. */
  line: number;
  /** When it was first good. */
  since_at: number;
  alive_at: number;
}

/** A time in which such a line told nothing. Those of the chat are lines of its log. */
export interface LineGapRow {
  channel: number;
  line: number;
  from_at: number;
  until_at: number;
}

/** A person on one of the channel's lists, or once on it. */
export interface RosterRow {
  channel: number;
  /** `ROSTER_CODES`. */
  list: number;
  twitch_id: string;
  login: string;
  display_name: string;
  is_on: boolean;
  /** End of a timeout. */
  until_at: number | null;
  /** When Twitch told of the last change. */
  changed_at: number;
}

/** A list that was read whole: from then on a difference is news. */
export interface RosterReadRow {
  channel: number;
  list: number;
  read_at: number;
}
