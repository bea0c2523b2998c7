import type { TwitchUserId } from '../../kernel/id.ts';

/** Where an emote stands in `text`: code points (not UTF-16 units), both ends inclusive. */
export interface EmoteRange {
  /** Digits, or `emotesv2_…`. */
  readonly id: string;
  readonly start: number;
  readonly end: number;
}

/** What every line has. Tags that have no field here are read with `readTags(message.raw)`. */
interface Line {
  /** The whole line as it came, without its line end. */
  readonly raw: string;
  readonly receivedAtMs: number;
}

/** Who wrote a line and how their name looks. */
interface Sender {
  /** `null` when the line came without tags. */
  readonly userId: TwitchUserId | null;
  readonly login: string;
  /** As the person writes it; the login where Twitch sent none. */
  readonly displayName: string;
  /** `#RRGGBB` as chosen, `null` if never set. */
  readonly color: string | null;
  /** `set/version`, in Twitch's order; the empty list is one shared array. */
  readonly badges: readonly string[];
  /** `set/info`: real months of `subscriber` and `founder`, the choice of `predictions`. */
  readonly badgeInfo: readonly string[];
}

/** The line this one answers. */
export interface ReplyTarget {
  readonly messageId: string;
  readonly userId: TwitchUserId | null;
  readonly login: string;
  readonly displayName: string;
  readonly text: string;
}

/** The line that began the thread; Twitch does not send its text. */
export interface ThreadRoot {
  readonly messageId: string;
  readonly userId: TwitchUserId | null;
  readonly login: string;
  readonly displayName: string;
}

/** Where a line of a shared chat was written. */
export interface SharedSource {
  readonly roomId: TwitchUserId;
  /** Id of the original; `id` of the line is that of the copy here. */
  readonly messageId: string | null;
  /** Roles in the other channel, not here. */
  readonly badges: readonly string[];
  readonly badgeInfo: readonly string[];
  /** The line was meant for the other channel alone. */
  readonly isSourceOnly: boolean;
  /** `false` when the source is this very room: an own line inside a shared session. */
  readonly isForeign: boolean;
}

/** What a USERNOTICE tells. */
export interface Notice {
  /** Twitch's `msg-id`: `resub`, `raid` …; for `sharedchatnotice` the real kind is `sourceType`. */
  readonly type: string;
  readonly sourceType: string | null;
  /** `msg-param-*` without that prefix. */
  readonly params: Readonly<Record<string, string>>;
  /** Twitch's ready English sentence, may be "". */
  readonly systemText: string;
}

interface Written extends Line, Sender {
  /** Login of the channel, without `#`. */
  readonly channel: string;
  readonly roomId: TwitchUserId | null;
  /** Twitch's id of the line; `null` means it can neither be deleted nor answered. */
  readonly id: string | null;
  /** Twitch's clock; ours (`receivedAtMs`) where Twitch sent none. */
  readonly sentAtMs: number;
  /** Without the wrapping of `/me`, otherwise untouched: emote positions count in exactly this text. */
  readonly text: string;
  /** Only ranges that lie inside `text`, in Twitch's order. */
  readonly emotes: readonly EmoteRange[];
  /** `highlighted-message`, `gigantified-emote-message` …; the notice's kind on a USERNOTICE. */
  readonly msgId: string | null;
  readonly shared: SharedSource | null;
}

export interface Privmsg extends Written {
  readonly command: 'PRIVMSG';
  readonly isAction: boolean;
  readonly bits: number | null;
  readonly isFirstMessage: boolean;
  readonly isReturning: boolean;
  readonly isHighlighted: boolean;
  readonly isEmoteOnly: boolean;
  readonly customRewardId: string | null;
  readonly clientNonce: string | null;
  readonly reply: ReplyTarget | null;
  readonly thread: ThreadRoot | null;
}

export interface UserNotice extends Written {
  readonly command: 'USERNOTICE';
  readonly notice: Notice;
}

/** A cleared chat (no target), a timeout (`banSeconds`) or a ban. Twitch names neither moderator nor reason. */
export interface ClearChat extends Line {
  readonly command: 'CLEARCHAT';
  readonly channel: string;
  readonly roomId: TwitchUserId | null;
  readonly sentAtMs: number;
  readonly targetUserId: TwitchUserId | null;
  readonly targetLogin: string | null;
  readonly banSeconds: number | null;
}

export interface ClearMessage extends Line {
  readonly command: 'CLEARMSG';
  readonly channel: string;
  readonly roomId: TwitchUserId | null;
  readonly sentAtMs: number;
  readonly targetMessageId: string | null;
  readonly targetLogin: string | null;
  /** Twitch may cut it. */
  readonly text: string;
}

/** After JOIN everything is set, later only what changed: `null` means "not said". */
export interface RoomState extends Line {
  readonly command: 'ROOMSTATE';
  readonly channel: string;
  readonly roomId: TwitchUserId | null;
  readonly isEmoteOnly: boolean | null;
  /** −1 off, 0 any follower, n minutes. */
  readonly followersOnlyMinutes: number | null;
  /** r9k. */
  readonly isUniqueOnly: boolean | null;
  /** 0 off. */
  readonly slowSeconds: number | null;
  readonly isSubscribersOnly: boolean | null;
}

/** Our own role in a channel, and after an own line its id. */
export interface UserState extends Line {
  readonly command: 'USERSTATE';
  readonly channel: string;
  readonly id: string | null;
  readonly displayName: string;
  readonly color: string | null;
  readonly badges: readonly string[];
  readonly badgeInfo: readonly string[];
  readonly isModerator: boolean;
  readonly clientNonce: string | null;
}

export interface GlobalUserState extends Line {
  readonly command: 'GLOBALUSERSTATE';
  readonly userId: TwitchUserId | null;
  readonly displayName: string;
  readonly color: string | null;
  readonly badges: readonly string[];
}

export interface ServerNotice extends Line {
  readonly command: 'NOTICE';
  /** `null` for a notice to the whole connection (`*`). */
  readonly channel: string | null;
  readonly msgId: string | null;
  readonly text: string;
}

export interface Whisper extends Line, Sender {
  readonly command: 'WHISPER';
  readonly id: string | null;
  readonly threadId: string | null;
  readonly recipientLogin: string;
  readonly text: string;
  readonly emotes: readonly EmoteRange[];
}

export interface Membership extends Line {
  readonly command: 'JOIN' | 'PART';
  readonly channel: string;
  readonly login: string;
}

export interface Reconnect extends Line {
  readonly command: 'RECONNECT';
}

export interface Beat extends Line {
  readonly command: 'PING' | 'PONG';
  /** The last parameter: what a PING wants back. */
  readonly text: string;
}

export interface Capabilities extends Line {
  readonly command: 'CAP';
  /** `ACK`, `NAK`, `LS` … */
  readonly answer: string;
  readonly capabilities: readonly string[];
}

/** A reply of the IRC server: 001 … 376, 353, 366, 421. */
export interface Numeric extends Line {
  readonly command: 'NUMERIC';
  readonly code: number;
  readonly params: readonly string[];
}

/** Whatever Twitch invents: logged, never understood. */
export interface OtherLine extends Line {
  readonly command: 'OTHER';
  /** The command as it came. */
  readonly name: string;
  readonly params: readonly string[];
}

/** One line from Twitch's chat, told apart by `command`. */
export type IrcMessage =
  | Privmsg
  | UserNotice
  | ClearChat
  | ClearMessage
  | RoomState
  | UserState
  | GlobalUserState
  | ServerNotice
  | Whisper
  | Membership
  | Reconnect
  | Beat
  | Capabilities
  | Numeric
  | OtherLine;

export type IrcCommand = IrcMessage['command'];
