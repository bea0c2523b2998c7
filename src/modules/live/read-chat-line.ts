import type { TwitchUserId } from '../../kernel/id.ts';
import type { IrcMessage, Privmsg, UserNotice } from '../../twitch/wire/irc-message.ts';
import { type Author, type ChatLine, containsLink, type LineExtra } from './chat-line.ts';

/** What a line has that is neither message nor notice. */
const BARE = {
  messageId: null,
  author: null,
  text: '',
  emotes: [],
  isAction: false,
  isFirstMessage: false,
  isReturning: false,
  isHighlighted: false,
  hasLink: false,
  isFilled: false,
} as const;

/**
 * Twitch's line in our words, or `undefined` for what is no part of the chat (our own role, PING,
 * joins, whispers). `channelId` stands in where Twitch names no room.
 */
export function readChatLine(message: IrcMessage, channelId: TwitchUserId): ChatLine | undefined {
  switch (message.command) {
    case 'PRIVMSG':
      return readMessage(message, message.roomId ?? channelId);
    case 'USERNOTICE':
      return readUserNotice(message, message.roomId ?? channelId);
    case 'CLEARCHAT':
      return {
        ...BARE,
        channelId: message.roomId ?? channelId,
        sentAtMs: message.sentAtMs,
        kind: kindOfClear(message),
        extra: {
          target: {
            userId: message.targetUserId,
            login: message.targetLogin,
            messageId: null,
            seconds: message.banSeconds,
          },
        },
      };
    case 'CLEARMSG':
      return {
        ...BARE,
        channelId: message.roomId ?? channelId,
        sentAtMs: message.sentAtMs,
        kind: 'deleted',
        text: message.text,
        extra: {
          target: { userId: null, login: message.targetLogin, messageId: message.targetMessageId, seconds: null },
        },
      };
    case 'NOTICE':
      if (message.channel === null) return undefined;
      return {
        ...BARE,
        channelId,
        sentAtMs: message.receivedAtMs,
        kind: 'notice',
        text: message.text,
        extra: { notice: { type: message.msgId ?? '', params: {}, systemText: message.text } },
      };
    case 'ROOMSTATE':
      return {
        ...BARE,
        channelId: message.roomId ?? channelId,
        sentAtMs: message.receivedAtMs,
        kind: 'room-state',
        extra: { notice: { type: 'room-state', params: changedModes(message), systemText: '' } },
      };
    case 'OTHER':
      return {
        ...BARE,
        channelId,
        sentAtMs: message.receivedAtMs,
        kind: 'other',
        text: message.params.at(-1) ?? '',
        extra: { notice: { type: message.name, params: {}, systemText: '' }, raw: message.raw },
      };
    case 'USERSTATE':
    case 'GLOBALUSERSTATE':
    case 'WHISPER':
    case 'JOIN':
    case 'PART':
    case 'RECONNECT':
    case 'PING':
    case 'PONG':
    case 'CAP':
    case 'NUMERIC':
      return undefined;
    default:
      return message satisfies never;
  }
}

function readMessage(message: Privmsg, channelId: TwitchUserId): ChatLine {
  const shared = message.shared?.isForeign ? message.shared : null;
  const extra: LineExtra = {
    ...(message.bits !== null && { bits: message.bits }),
    ...(message.reply && {
      replyTo: {
        messageId: message.reply.messageId,
        login: message.reply.login,
        displayName: message.reply.displayName,
        text: message.reply.text,
      },
    }),
    ...(message.thread && { threadId: message.thread.messageId }),
    ...(message.customRewardId !== null && { rewardId: message.customRewardId }),
    ...(message.msgId !== null && !message.isHighlighted && { effect: message.msgId }),
    ...sharedExtra(shared),
    ...untaggedAuthor(message),
  };
  return {
    channelId,
    kind: 'message',
    messageId: message.id,
    sentAtMs: message.sentAtMs,
    author: authorOf(message),
    text: message.text,
    emotes: message.emotes,
    isAction: message.isAction,
    isFirstMessage: message.isFirstMessage,
    isReturning: message.isReturning,
    isHighlighted: message.isHighlighted,
    hasLink: containsLink(message.text),
    isFilled: false,
    extra: orNull(extra),
  };
}

function readUserNotice(message: UserNotice, channelId: TwitchUserId): ChatLine {
  const { type, sourceType, params, systemText } = message.notice;
  return {
    ...BARE,
    channelId,
    kind: 'user-notice',
    messageId: message.id,
    sentAtMs: message.sentAtMs,
    author: authorOf(message),
    text: message.text,
    emotes: message.emotes,
    hasLink: containsLink(message.text),
    extra: {
      // A notice of a shared chat keeps its real kind; that it happened elsewhere stands in `sharedFrom`.
      notice: { type: sourceType ?? type, params, systemText },
      ...sharedExtra(message.shared?.isForeign ? message.shared : null),
      ...untaggedAuthor(message),
    },
  };
}

function authorOf(message: Privmsg | UserNotice): Author {
  return {
    twitchId: message.userId,
    login: message.login,
    displayName: message.displayName,
    color: message.color,
    badges: message.badges,
    badgeInfo: message.badgeInfo,
  };
}

function untaggedAuthor(message: Privmsg | UserNotice): Pick<LineExtra, 'author'> {
  return message.userId === null ? { author: { login: message.login, displayName: message.displayName } } : {};
}

function sharedExtra(shared: Privmsg['shared']): Pick<LineExtra, 'sharedFrom' | 'sharedId' | 'sharedBadges'> {
  if (!shared) return {};
  return {
    sharedFrom: shared.roomId,
    ...(shared.messageId !== null && { sharedId: shared.messageId }),
    ...(shared.badges.length > 0 && { sharedBadges: shared.badges }),
  };
}

function kindOfClear(message: { targetUserId: string | null; targetLogin: string | null; banSeconds: number | null }) {
  if (message.targetUserId === null && message.targetLogin === null) return 'clear';
  return message.banSeconds === null ? 'ban' : 'timeout';
}

function changedModes(message: Extract<IrcMessage, { command: 'ROOMSTATE' }>): Record<string, string> {
  const modes = {
    emoteOnly: message.isEmoteOnly,
    followersOnlyMinutes: message.followersOnlyMinutes,
    uniqueOnly: message.isUniqueOnly,
    slowSeconds: message.slowSeconds,
    subscribersOnly: message.isSubscribersOnly,
  };
  return Object.fromEntries(
    Object.entries(modes).flatMap(([mode, value]) => (value === null ? [] : [[mode, String(value)]])),
  );
}

function orNull(extra: LineExtra): LineExtra | null {
  for (const _ in extra) return extra;
  return null;
}
