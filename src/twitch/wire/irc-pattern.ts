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
 * Should Twitch invent a tag, messages take the long way, which knows nothing beforehand, until the tag
 * stands in the table below.
 */

/**
 * What a piece holds.
 * `raw`: the value as it came; whoever reads it looks for escapes.
 * `text`: the value without escapes. `count`: digits, maybe a minus. `color`: `#RRGGBB`.
 * `flag`: there, or not there. `none`: nobody reads it.
 */
type Kind = 'raw' | 'text' | 'count' | 'color' | 'flag' | 'none';

interface MessageTag {
  readonly name: string;
  readonly kind: Kind;
}

/** Tags that every message has. */
interface Always extends MessageTag {
  readonly is: 'always';
}

/** Tags that come together or not at all; further ones may follow them. */
interface Sometimes {
  readonly is: 'sometimes';
  readonly tags: readonly MessageTag[];
  readonly then?: readonly MessageTag[];
}

const always = (name: string, kind: Kind): Always => ({ is: 'always', name, kind });
const sometimes = (...tags: readonly MessageTag[]): Sometimes => ({ is: 'sometimes', tags });
const tag = (name: string, kind: Kind): MessageTag => ({ name, kind });

/** In Twitch's order, which is that of the alphabet. */
const MESSAGE_TAGS: readonly (Always | Sometimes)[] = [
  always('badge-info', 'raw'),
  always('badges', 'raw'),
  sometimes(tag('bits', 'count')),
  sometimes(tag('client-nonce', 'text')),
  always('color', 'color'),
  sometimes(tag('custom-reward-id', 'text')),
  always('display-name', 'raw'),
  sometimes(tag('emote-only', 'flag')),
  always('emotes', 'raw'),
  always('first-msg', 'flag'),
  always('flags', 'none'),
  always('id', 'text'),
  always('mod', 'none'),
  sometimes(tag('msg-id', 'text')),
  {
    is: 'sometimes',
    tags: [
      tag('reply-parent-display-name', 'raw'),
      tag('reply-parent-msg-body', 'raw'),
      tag('reply-parent-msg-id', 'raw'),
      tag('reply-parent-user-id', 'text'),
      tag('reply-parent-user-login', 'raw'),
    ],
    then: [
      tag('reply-thread-parent-display-name', 'raw'),
      tag('reply-thread-parent-msg-id', 'raw'),
      tag('reply-thread-parent-user-id', 'text'),
      tag('reply-thread-parent-user-login', 'raw'),
    ],
  },
  always('returning-chatter', 'flag'),
  always('room-id', 'text'),
  sometimes(
    tag('source-badge-info', 'raw'),
    tag('source-badges', 'raw'),
    tag('source-id', 'text'),
    tag('source-only', 'flag'),
    tag('source-room-id', 'raw'),
  ),
  always('subscriber', 'none'),
  always('tmi-sent-ts', 'count'),
  always('turbo', 'none'),
  always('user-id', 'text'),
];

/** What of a line says everything a message is made of; the numbers are those of the match. */
export type Pieces = readonly (string | undefined)[];

/** Where each piece stands: the tags of the table in their order, then the parts behind them. */
export const PIECE = {
  badgeInfo: 1,
  badges: 2,
  bits: 3,
  clientNonce: 4,
  color: 5,
  customRewardId: 6,
  displayName: 7,
  emoteOnly: 8,
  emotes: 9,
  firstMessage: 10,
  id: 11,
  msgId: 12,
  replyName: 13,
  replyText: 14,
  replyId: 15,
  replyUserId: 16,
  replyLogin: 17,
  threadName: 18,
  threadId: 19,
  threadUserId: 20,
  threadLogin: 21,
  returning: 22,
  roomId: 23,
  sourceBadgeInfo: 24,
  sourceBadges: 25,
  sourceId: 26,
  sourceOnly: 27,
  sourceRoomId: 28,
  sentAt: 29,
  userId: 30,
  nick: 31,
  channel: 32,
  /** Only of a line taken apart: of a match the text is what stands behind it. */
  text: 33,
} as const;

/** The tags that are pieces, in the order of `PIECE`. */
export const PIECE_TAGS: readonly MessageTag[] = MESSAGE_TAGS.flatMap((entry) =>
  entry.is === 'always' ? [entry] : [...entry.tags, ...(entry.then ?? [])],
).filter(({ kind }) => kind !== 'none');

const VALUES: Readonly<Record<Kind, string>> = {
  raw: '([^; ]*)',
  text: '([^; \\\\]*)',
  count: '(\\d*)',
  color: '(#[\\dA-Fa-f]{6})?',
  flag: '(?:0|(1))',
  none: '[^; ]*',
};

const one = ({ name, kind }: MessageTag): string => `${name}=${VALUES[kind]};`;

function form(entry: Always | Sometimes): string {
  if (entry.is === 'always') return one(entry);
  const then = entry.then ? `(?:${entry.then.map(one).join('')})?` : '';
  return `(?:${entry.tags.map(one).join('')}${then})?`;
}

/** A message in its usual form, up to its text. */
export const MESSAGE = new RegExp(
  `^@${MESSAGE_TAGS.map(form).join('')}user-type=[^; ]*(?:;vip=[^; ]*)? :([^ !@]*)[^ ]* PRIVMSG #([^ ]*) :`,
);
