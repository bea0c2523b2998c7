import type { IrcLine } from './irc-format.ts';
import { channelOf, userOf, type World } from './world.ts';
import type { WorldEvent } from './world-events.ts';
import { badgesOf, canModerate, isBroadcaster, isSubscriber, isVip } from './world-roles.ts';
import type { Ban, Channel, ChatBadge, ChatMessage, ChatModes } from './world-state.ts';
import { emoteRanges } from './world-text.ts';

export const SERVER = 'tmi.twitch.tv';
export type Tags = Record<string, string>;

export function hash(world: World, channelId: string): string {
  return `#${userOf(world, channelId).login}`;
}

export function badgeTags(badges: readonly ChatBadge[]): { badges: string; badgeInfo: string } {
  return {
    badges: badges.map((badge) => `${badge.setId}/${badge.id}`).join(','),
    badgeInfo: badges
      .filter((badge) => badge.info !== '')
      .map((badge) => `${badge.setId}/${badge.info}`)
      .join(','),
  };
}

export function emoteTag(world: World, text: string): string {
  const places = new Map<string, string[]>();
  for (const { emote, start, end } of emoteRanges(world, text)) {
    places.set(emote.id, [...(places.get(emote.id) ?? []), `${start}-${end}`]);
  }
  return [...places].map(([id, ranges]) => `${id}:${ranges.join(',')}`).join('/');
}

export function userType(channel: Channel, userId: string): string {
  return canModerate(channel, userId) && !isBroadcaster(channel, userId) ? 'mod' : '';
}

export function privmsg(world: World, message: ChatMessage, nonce: string | null): IrcLine {
  const user = userOf(world, message.userId);
  const channel = channelOf(world, message.channelId);
  const { badges, badgeInfo } = badgeTags(message.badges);
  const isMod = message.badges.some((badge) => badge.setId === 'moderator');
  const tags: Tags = { 'badge-info': badgeInfo, badges };
  if (message.bits > 0) tags['bits'] = String(message.bits);
  if (nonce !== null) tags['client-nonce'] = nonce;
  tags['color'] = user.color;
  if (message.rewardId !== null) tags['custom-reward-id'] = message.rewardId;
  tags['display-name'] = user.displayName;
  tags['emotes'] = emoteTag(world, message.text);
  tags['first-msg'] = message.isFirst ? '1' : '0';
  tags['flags'] = '';
  tags['id'] = message.id;
  tags['mod'] = isMod ? '1' : '0';
  if (message.highlight) tags['msg-id'] = message.highlight;
  if (message.reply) {
    const parent = userOf(world, message.reply.userId);
    const root = userOf(world, message.reply.threadUserId);
    tags['reply-parent-display-name'] = parent.displayName;
    tags['reply-parent-msg-body'] = message.reply.text;
    tags['reply-parent-msg-id'] = message.reply.messageId;
    tags['reply-parent-user-id'] = parent.id;
    tags['reply-parent-user-login'] = parent.login;
    tags['reply-thread-parent-display-name'] = root.displayName;
    tags['reply-thread-parent-msg-id'] = message.reply.threadMessageId;
    tags['reply-thread-parent-user-id'] = root.id;
    tags['reply-thread-parent-user-login'] = root.login;
  }
  tags['returning-chatter'] = message.isReturning ? '1' : '0';
  tags['room-id'] = message.channelId;
  if (message.source) {
    const there = badgeTags(message.source.badges);
    tags['source-badge-info'] = there.badgeInfo;
    tags['source-badges'] = there.badges;
    tags['source-id'] = message.source.messageId;
    tags['source-only'] = '0';
    tags['source-room-id'] = message.source.channelId;
  }
  tags['subscriber'] = message.badges.some((badge) => badge.setId === 'subscriber') ? '1' : '0';
  tags['tmi-sent-ts'] = String(message.sentAtMs);
  tags['turbo'] = '0';
  tags['user-id'] = user.id;
  tags['user-type'] = userType(channel, user.id);
  if (isVip(channel, user.id)) tags['vip'] = '1';
  return {
    tags,
    prefix: `${user.login}!${user.login}@${user.login}.${SERVER}`,
    command: 'PRIVMSG',
    params: [hash(world, message.channelId)],
    trailing: message.isAction ? `\u0001ACTION ${message.text}\u0001` : message.text,
  };
}

export function whisperLine(
  world: World,
  { fromId, toId, whisperId, text }: WorldEvent & { kind: 'whisper' },
): IrcLine {
  const from = userOf(world, fromId);
  const tags: Tags = {
    badges: '',
    color: from.color,
    'display-name': from.displayName,
    emotes: emoteTag(world, text),
    'message-id': whisperId,
    'thread-id': [fromId, toId].sort().join('_'),
    turbo: '0',
    'user-id': fromId,
    'user-type': '',
  };
  return {
    tags,
    prefix: `${from.login}!${from.login}@${from.login}.${SERVER}`,
    command: 'WHISPER',
    params: [userOf(world, toId).login],
    trailing: text,
  };
}

export function clearmsg(world: World, message: ChatMessage): IrcLine {
  return {
    tags: {
      login: userOf(world, message.userId).login,
      'room-id': '',
      'target-msg-id': message.id,
      'tmi-sent-ts': String(world.nowMs()),
    },
    prefix: SERVER,
    command: 'CLEARMSG',
    params: [hash(world, message.channelId)],
    trailing: message.text,
  };
}

/** @param ban not given: the whole chat is cleared. */
export function clearchat(world: World, channelId: string, ban?: Readonly<Ban>): IrcLine {
  const tags: Tags = {};
  if (ban && ban.endsAtMs !== null) {
    tags['ban-duration'] = String(Math.round((ban.endsAtMs - ban.createdAtMs) / 1000));
  }
  tags['room-id'] = channelId;
  if (ban) tags['target-user-id'] = ban.userId;
  tags['tmi-sent-ts'] = String(world.nowMs());
  const trailing = ban ? userOf(world, ban.userId).login : undefined;
  return { tags, prefix: SERVER, command: 'CLEARCHAT', params: [hash(world, channelId)], trailing };
}

function modeTags(modes: Readonly<ChatModes>): Tags {
  return {
    'emote-only': modes.emoteOnly ? '1' : '0',
    'followers-only': String(modes.followersOnlyMinutes ?? -1),
    r9k: modes.uniqueChat ? '1' : '0',
    slow: String(modes.slowSeconds ?? 0),
    'subs-only': modes.subscribersOnly ? '1' : '0',
  };
}

/** All modes, as told on joining. */
export function roomstate(world: World, channelId: string): IrcLine {
  const { slow = '', 'subs-only': subs = '', ...first } = modeTags(channelOf(world, channelId).modes);
  const tags = { ...first, 'room-id': channelId, slow, 'subs-only': subs };
  return { tags, prefix: SERVER, command: 'ROOMSTATE', params: [hash(world, channelId)] };
}

/** One ROOMSTATE and one NOTICE for each mode that changed. */
export function modeChanges(
  world: World,
  channelId: string,
  before: Readonly<ChatModes>,
  after: Readonly<ChatModes>,
): IrcLine[] {
  const old = modeTags(before);
  return Object.entries(modeTags(after))
    .filter(([key, value]) => old[key] !== value)
    .flatMap(([key, value]) => {
      const [id, text] = modeNotice(key, Number(value));
      const state: IrcLine = {
        tags: { [key]: value, 'room-id': channelId },
        prefix: SERVER,
        command: 'ROOMSTATE',
        params: [hash(world, channelId)],
      };
      return [state, notice(hash(world, channelId), id, text)];
    });
}

function modeNotice(key: string, value: number): readonly [string, string] {
  const isOn = key === 'followers-only' ? value >= 0 : value > 0;
  switch (key) {
    case 'emote-only':
      return isOn
        ? ['emote_only_on', 'This room is now in emote-only mode.']
        : ['emote_only_off', 'This room is no longer in emote-only mode.'];
    case 'followers-only':
      if (!isOn) return ['followers_off', 'This room is no longer in followers-only mode.'];
      return value === 0
        ? ['followers_on_zero', 'This room is now in followers-only mode.']
        : ['followers_on', `This room is now in ${value} minutes followers-only mode.`];
    case 'r9k':
      return isOn
        ? ['r9k_on', 'This room is now in unique-chat mode.']
        : ['r9k_off', 'This room is no longer in unique-chat mode.'];
    case 'slow':
      return isOn
        ? ['slow_on', `This room is now in slow mode. You may send messages every ${value} seconds.`]
        : ['slow_off', 'This room is no longer in slow mode.'];
    default:
      return isOn
        ? ['subs_on', 'This room is now in subscribers-only mode.']
        : ['subs_off', 'This room is no longer in subscribers-only mode.'];
  }
}

/** @param id '' writes it without a msg-id, as for a failed login. */
export function notice(target: string, id: string, text: string): IrcLine {
  const line = { prefix: SERVER, command: 'NOTICE', params: [target], trailing: text };
  return id === '' ? line : { tags: { 'msg-id': id }, ...line };
}

/** The own role in a channel; after an own line with that line's id. */
export function userstate(
  world: World,
  channelId: string,
  userId: string,
  own: { readonly messageId?: string; readonly nonce?: string | null } = {},
): IrcLine {
  const user = userOf(world, userId);
  const channel = channelOf(world, channelId);
  const { badges, badgeInfo } = badgeTags(badgesOf(world, channel, userId));
  const tags: Tags = { 'badge-info': badgeInfo, badges };
  if (own.nonce) tags['client-nonce'] = own.nonce;
  tags['color'] = user.color;
  tags['display-name'] = user.displayName;
  tags['emote-sets'] = '0';
  if (own.messageId !== undefined) tags['id'] = own.messageId;
  tags['mod'] = canModerate(channel, userId) && !isBroadcaster(channel, userId) ? '1' : '0';
  tags['subscriber'] = isSubscriber(channel, userId) ? '1' : '0';
  tags['user-type'] = userType(channel, userId);
  return { tags, prefix: SERVER, command: 'USERSTATE', params: [hash(world, channelId)] };
}

export function globaluserstate(world: World, userId: string): IrcLine {
  const user = userOf(world, userId);
  return {
    tags: {
      'badge-info': '',
      badges: '',
      color: user.color,
      'display-name': user.displayName,
      'emote-sets': '0',
      'user-id': user.id,
      'user-type': '',
    },
    prefix: SERVER,
    command: 'GLOBALUSERSTATE',
  };
}
