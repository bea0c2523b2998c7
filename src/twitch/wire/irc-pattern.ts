/*
 * Nearly every line of a chat is a message, and Twitch writes all of them in one form: the same tags in
 * alphabetical order, few of which may be missing. That form is one regular expression. V8 compiles it to
 * machine code that walks the line once, where it lies, and cuts the pieces out as it goes:
 *
 *   @badge-info=;badges=vip/1;bits=5;client-nonce=7c…;color=#1E90FF;display-name=Bob;…;user-type=
 *               │             │      │                 │             │
 *              [1]           [2]    [3]               [4]           [5]        one piece for each tag
 *              always       always  may be missing: only few messages have it
 *
 *      :bob!bob@bob.tmi.twitch.tv PRIVMSG #ann :Hello Kappa
 *       └┬┘                                └┬┘  └───┬─────┘
 *       nick                             channel   all that is left
 *
 *   in the form ──► pieces of the match ───────────────────┐
 *                                                          ├──► readMessage (irc.ts) ──► Privmsg
 *   else: taken apart tag by tag (irc-line.ts) ──► pieces ─┘
 *         (another order, a tag more or less, escapes, odd numbers, no tags at all)
 *
 * Fast, because nothing is copied to be searched, no tag is looked up by its name, and V8 cuts a long
 * piece out without copying it. Right, because a piece that would need any further thought is not in the
 * form; a property test holds both ways against each other. Sure to end, because behind each piece stands
 * a character that the piece cannot hold: there is one way only to divide a line, and one that does not
 * fit costs no more than walking back once.
 *
 * Whether a text is Latin costs nothing to know of a string that V8 keeps with one byte a unit: that no
 * other character comes is true of it beforehand, so the look ahead is not even compiled.
 *
 * Should Twitch invent a tag, messages take the long way, which knows nothing beforehand, until the tag
 * stands in the table below.
 */

/**
 * What a piece holds.
 * `raw`: the value as it came; whoever reads it looks for escapes. `text`: the value without escapes, there only
 * when it is not empty. `name`: also without the spaces around it.
 * `count`: a whole number. `color`: `#RRGGBB`. `flag`: there, or not there. `badges`: two tags in one piece,
 * because they are looked up together. `time`: 13 digits. `params`: every `msg-param-…` with its value, as
 * they came. `none`: nobody reads it.
 */
type Kind = 'raw' | 'text' | 'name' | 'count' | 'color' | 'flag' | 'badges' | 'time' | 'params' | 'none';

interface Tag {
  readonly name: string;
  readonly kind: Kind;
}

/** Tags that come all or not at all, and some that may then follow them. */
interface Group {
  readonly isAlways: boolean;
  readonly tags: readonly Tag[];
  readonly then?: readonly Tag[];
}

const tag = (name: string, kind: Kind): Tag => ({ name, kind });
const always = (name: string, kind: Kind): Group => ({ isAlways: true, tags: [{ name, kind }] });
const sometimes = (tags: readonly Tag[], then: readonly Tag[] = []): Group => ({ isAlways: false, tags, then });

const VALUES: Readonly<Record<Kind, string>> = {
  raw: '([^; ]*)',
  text: '([^; \\\\]+)?',
  name: '([^; \\\\]*)',
  count: '(\\d*)',
  color: '(#[\\dA-Fa-f]{6})?',
  flag: '(?:0|(1))',
  badges: '([^; ]*;badges=[^; ]*)',
  time: `(${'\\d'.repeat(13)})`,
  params: '((?:msg-param-[^; ]*;)*)',
  none: '[^; ]*',
};

/** The tags of a message in Twitch's order, which is that of the alphabet. */
const MESSAGE_TAGS: readonly Group[] = [
  always('badge-info', 'badges'),
  sometimes([tag('bits', 'count')]),
  sometimes([tag('client-nonce', 'text')]),
  always('color', 'color'),
  sometimes([tag('custom-reward-id', 'text')]),
  always('display-name', 'name'),
  sometimes([tag('emote-only', 'flag')]),
  always('emotes', 'raw'),
  always('first-msg', 'flag'),
  always('flags', 'none'),
  always('id', 'text'),
  always('mod', 'none'),
  sometimes([tag('msg-id', 'text')]),
  sometimes(
    [
      tag('reply-parent-display-name', 'name'),
      tag('reply-parent-msg-body', 'raw'),
      tag('reply-parent-msg-id', 'text'),
      tag('reply-parent-user-id', 'text'),
      tag('reply-parent-user-login', 'text'),
    ],
    [
      tag('reply-thread-parent-display-name', 'name'),
      tag('reply-thread-parent-msg-id', 'text'),
      tag('reply-thread-parent-user-id', 'text'),
      tag('reply-thread-parent-user-login', 'text'),
    ],
  ),
  always('returning-chatter', 'flag'),
  always('room-id', 'text'),
  sometimes([
    tag('source-badge-info', 'raw'),
    tag('source-badges', 'raw'),
    tag('source-id', 'text'),
    tag('source-only', 'flag'),
    tag('source-room-id', 'text'),
  ]),
  always('subscriber', 'none'),
  always('tmi-sent-ts', 'time'),
  always('turbo', 'none'),
  always('user-id', 'text'),
];

/** Where each piece of a message stands: its tags in their order, then the parts behind them. */
export const PIECE = {
  badges: 1,
  bits: 2,
  clientNonce: 3,
  color: 4,
  customRewardId: 5,
  displayName: 6,
  emoteOnly: 7,
  emotes: 8,
  firstMessage: 9,
  id: 10,
  msgId: 11,
  replyName: 12,
  replyText: 13,
  replyId: 14,
  replyUserId: 15,
  replyLogin: 16,
  threadName: 17,
  threadId: 18,
  threadUserId: 19,
  threadLogin: 20,
  returning: 21,
  roomId: 22,
  sourceBadgeInfo: 23,
  sourceBadges: 24,
  sourceId: 25,
  sourceOnly: 26,
  sourceRoomId: 27,
  sentAt: 28,
  userId: 29,
  nick: 30,
  channel: 31,
  /** There when the text begins as an action does. */
  isAction: 32,
  /** There when the text has no character beyond U+00FF: then each of its units is a code point. */
  isLatin: 33,
} as const;

/** The tags of a notice of an event. */
const NOTICE_TAGS: readonly Group[] = [
  always('badge-info', 'badges'),
  always('color', 'color'),
  always('display-name', 'name'),
  always('emotes', 'raw'),
  always('flags', 'none'),
  always('id', 'text'),
  always('login', 'raw'),
  always('mod', 'none'),
  always('msg-id', 'raw'),
  always('msg-param-', 'params'),
  always('room-id', 'text'),
  sometimes([
    tag('source-badge-info', 'raw'),
    tag('source-badges', 'raw'),
    tag('source-id', 'text'),
    tag('source-msg-id', 'raw'),
    tag('source-only', 'flag'),
    tag('source-room-id', 'text'),
  ]),
  always('subscriber', 'none'),
  always('system-msg', 'raw'),
  always('tmi-sent-ts', 'time'),
  always('user-id', 'text'),
];

export const NOTICE_PIECE = {
  badges: 1,
  color: 2,
  displayName: 3,
  emotes: 4,
  id: 5,
  login: 6,
  msgId: 7,
  params: 8,
  roomId: 9,
  sourceBadgeInfo: 10,
  sourceBadges: 11,
  sourceId: 12,
  sourceMsgId: 13,
  sourceOnly: 14,
  sourceRoomId: 15,
  systemText: 16,
  sentAt: 17,
  userId: 18,
  nick: 19,
  channel: 20,
} as const;

/** What a message or a notice is made of; `undefined` where the line has none. The first is not used. */
export type Pieces = readonly (string | undefined)[];

const LAST_TAGS = 'user-type=[^; ]*(?:;vip=[^; ]*)? ';
/** Who writes a message; and who tells an event, which is mostly the server. */
const CHATTER = ':([^ !@]*)![^ @]*@[^ .]*\\.tmi\\.twitch\\.tv';
const SERVER = ':([^ !@]*)[^ ]*';

const IS_ACTION = '(?=(\\x01)|)';
/** An empty piece where the rest of the line has no character beyond U+00FF. */
const IS_LATIN = '(?:(?![\\0-\\xff]*[^\\0-\\xff])()|)';

/** A message in its usual form, up to its text. */
export const MESSAGE = new RegExp(
  `^@${formOf(MESSAGE_TAGS)}${LAST_TAGS}${CHATTER} PRIVMSG #([^ ]*) :${IS_ACTION}${IS_LATIN}`,
);
export const MESSAGE_PIECES = piecesIn(MESSAGE_TAGS);

/** A notice in its usual form, up to its text if it has one. */
export const NOTICE = new RegExp(`^@${formOf(NOTICE_TAGS)}${LAST_TAGS}${SERVER} USERNOTICE #([^ ]*)(?: :|$)`);
export const NOTICE_PIECES = piecesIn(NOTICE_TAGS);

function formOf(groups: readonly Group[]): string {
  const all = (tags: readonly Tag[]): string => tags.map(formOfTag).join('');
  return groups
    .map(({ isAlways, tags, then = [] }) =>
      isAlways ? all(tags) : `(?:${all(tags)}${then.length > 0 ? `(?:${all(then)})?` : ''})?`,
    )
    .join('');
}

function formOfTag({ name, kind }: Tag): string {
  return kind === 'params' ? VALUES.params : `${name}=${VALUES[kind]};`;
}

/** The tags that are pieces, in the order of their numbers. */
function piecesIn(groups: readonly Group[]): readonly Tag[] {
  return groups.flatMap(({ tags, then = [] }) => [...tags, ...then]).filter(({ kind }) => kind !== 'none');
}
