import type { ChatLineView, LineKind } from '../../contract/live.ts';
import type { TwitchUserId } from '../../kernel/id.ts';
import { instantFromMs } from '../../kernel/instant.ts';
import type { RemovedBy } from './line-codes.ts';

/** Who wrote a line, and how the name looked then. */
export interface Author {
  /** `null` when Twitch sent no tags: such a person cannot be followed or acted on. */
  readonly twitchId: TwitchUserId | null;
  readonly login: string;
  readonly displayName: string;
  readonly color: string | null;
  readonly badges: readonly string[];
  readonly badgeInfo: readonly string[];
}

export type GapReason = NonNullable<ChatLineView['gap']>['reason'];

/** What few lines have; stored as one JSON text, absent keys cost nothing. */
export interface LineExtra {
  readonly bits?: number;
  readonly replyTo?: {
    readonly messageId: string;
    readonly login: string;
    readonly displayName: string;
    readonly text: string;
  };
  readonly threadId?: string;
  readonly rewardId?: string;
  /** Twitch's `msg-id` on a message: `gigantified-emote-message` … */
  readonly effect?: string;
  readonly sharedFrom?: string;
  readonly sharedId?: string;
  readonly sharedBadges?: readonly string[];
  readonly notice?: {
    readonly type: string;
    readonly params: Readonly<Record<string, string>>;
    readonly systemText: string;
  };
  readonly target?: {
    readonly userId: string | null;
    readonly login: string | null;
    readonly messageId: string | null;
    readonly seconds: number | null;
  };
  /** `filled`: how many lines a recent-messages service had of it, when one answered. */
  readonly gap?: { readonly untilMs: number; readonly reason: GapReason; readonly filled?: number };
  /** Author without a Twitch id. */
  readonly author?: { readonly login: string; readonly displayName: string };
  /** The line as it came, for what we do not understand. */
  readonly raw?: string;
}

/** One line of the chat log, in our words, before it has a place in the log. */
export interface ChatLine {
  readonly channelId: TwitchUserId;
  readonly kind: LineKind;
  readonly messageId: string | null;
  readonly sentAtMs: number;
  readonly author: Author | null;
  readonly text: string;
  readonly emotes: readonly { readonly id: string; readonly start: number; readonly end: number }[];
  readonly isAction: boolean;
  readonly isFirstMessage: boolean;
  readonly isReturning: boolean;
  readonly isHighlighted: boolean;
  readonly hasLink: boolean;
  /** Brought by a recent-messages service, to fill a gap. */
  readonly isFilled: boolean;
  readonly extra: LineExtra | null;
}

/** A line with its place in the log. */
export interface StoredLine {
  readonly seq: number;
  readonly line: ChatLine;
  readonly removed: { readonly atMs: number; readonly by: RemovedBy } | null;
}

export type Hint = ChatLineView['hints'][number];

/** What the browser gets: the same whether the line comes from the log or has just been stored. */
export function viewOfLine({ seq, line, removed }: StoredLine, hints: readonly Hint[] = []): ChatLineView {
  const extra = line.extra ?? {};
  const author = line.author;
  return {
    seq,
    kind: line.kind,
    messageId: line.messageId,
    sentAt: instantFromMs(line.sentAtMs),
    user: author && {
      id: author.twitchId,
      login: author.login,
      displayName: author.displayName,
      color: author.color,
      badges: [...author.badges],
    },
    text: line.text,
    emotes: line.emotes.map(({ id, start, end }) => ({ id, start, end })),
    isAction: line.isAction,
    isFirstMessage: line.isFirstMessage,
    isReturning: line.isReturning,
    isHighlighted: line.isHighlighted,
    bits: extra.bits ?? null,
    replyTo: extra.replyTo ?? null,
    sharedFrom: extra.sharedFrom ?? null,
    notice: extra.notice ?? null,
    target: extra.target ?? null,
    gap: extra.gap
      ? { until: instantFromMs(extra.gap.untilMs), reason: extra.gap.reason, filled: extra.gap.filled ?? null }
      : null,
    isFilled: line.isFilled,
    removed: removed && { at: instantFromMs(removed.atMs), by: removed.by },
    hints: [...hints],
  };
}

/** What somebody who does not moderate sees: no text that was taken down, no hints of rules. */
export function withoutModeratorsPart(view: ChatLineView): ChatLineView {
  if (view.removed === null && view.kind !== 'deleted' && view.hints.length === 0) return view;
  const isTakenDown = view.removed !== null || view.kind === 'deleted';
  return { ...view, hints: [], ...(isTakenDown ? { text: '', emotes: [], replyTo: null } : {}) };
}

const LINK =
  /(?:^|[^\p{L}\p{N}_@.-])(?:https?:\/\/\S|(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+\p{L}{2,24}(?![\p{L}\p{N}_-]))/iu;

/** Does a text hold an address, with or without `https://`? */
export function containsLink(text: string): boolean {
  // Most lines have neither a dot nor a slash: they are answered without the pattern.
  return (text.includes('.') || text.includes('://')) && LINK.test(text);
}
