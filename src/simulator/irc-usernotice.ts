import type { IrcLine } from './irc-format.ts';
import { badgeTags, emoteTag, hash, SERVER, type Tags, userType } from './irc-lines.ts';
import { ANONYMOUS } from './people-anonymous.ts';
import { channelOf, userOf, type World } from './world.ts';
import type { ChatNotice, NoticeDetail } from './world-events.ts';
import { badgesOf, isSubscriber } from './world-roles.ts';

/** What stands in chat as an event. `source-*` when it happened in another channel of a shared chat. */
export function usernotice(world: World, chatNotice: ChatNotice): IrcLine {
  const user = chatNotice.userId === null ? ANONYMOUS : userOf(world, chatNotice.userId);
  const channel = channelOf(world, chatNotice.channelId);
  const { badges, badgeInfo } = badgeTags(
    chatNotice.userId === null ? [] : badgesOf(world, channel, chatNotice.userId),
  );
  const { id, params } = noticeParams(world, chatNotice);
  const tags: Tags = {
    'badge-info': badgeInfo,
    badges,
    color: user.color,
    'display-name': user.displayName,
    emotes: emoteTag(world, chatNotice.text),
    flags: '',
    id: chatNotice.id,
    login: user.login,
    mod: userType(channel, user.id) === 'mod' ? '1' : '0',
    'msg-id': chatNotice.source ? 'sharedchatnotice' : id,
  };
  for (const [key, value] of Object.entries(params)) tags[`msg-param-${key}`] = value;
  tags['room-id'] = chatNotice.channelId;
  if (chatNotice.source) {
    tags['source-badge-info'] = '';
    tags['source-badges'] = '';
    tags['source-id'] = chatNotice.source.messageId;
    tags['source-msg-id'] = id;
    tags['source-only'] = '0';
    tags['source-room-id'] = chatNotice.source.channelId;
  }
  tags['subscriber'] = isSubscriber(channel, user.id) ? '1' : '0';
  tags['system-msg'] = chatNotice.systemText;
  tags['tmi-sent-ts'] = String(chatNotice.sentAtMs);
  tags['user-id'] = user.id;
  tags['user-type'] = userType(channel, user.id);
  const trailing = chatNotice.text === '' ? undefined : chatNotice.text;
  return { tags, prefix: SERVER, command: 'USERNOTICE', params: [hash(world, chatNotice.channelId)], trailing };
}

function planName(world: World, channelId: string, tier: string): string {
  const name = userOf(world, channelId).displayName;
  return tier === '1000' ? `Abo (${name})` : `Abo Stufe ${tier.charAt(0)} (${name})`;
}

function noticeParams(world: World, { channelId, detail, userId }: ChatNotice): { id: string; params: Tags } {
  switch (detail.kind) {
    case 'sub':
    case 'resub':
      return { id: detail.kind, params: subParams(world, channelId, detail) };
    case 'sub-gift':
      return { id: 'subgift', params: giftParams(world, channelId, detail) };
    case 'community-gift': {
      const params: Tags = {
        'community-gift-id': detail.communityGiftId,
        'mass-gift-count': String(detail.count),
        'origin-id': detail.communityGiftId,
      };
      if (detail.cumulativeTotal !== null) params['sender-count'] = String(detail.cumulativeTotal);
      params['sub-plan'] = detail.tier;
      return { id: 'submysterygift', params };
    }
    case 'prime-upgrade':
      return { id: 'primepaidupgrade', params: { 'sub-plan': detail.tier } };
    case 'gift-upgrade': {
      if (detail.gifterId === null) return { id: 'anongiftpaidupgrade', params: {} };
      const gifter = userOf(world, detail.gifterId);
      return {
        id: 'giftpaidupgrade',
        params: { 'sender-login': gifter.login, 'sender-name': gifter.displayName },
      };
    }
    case 'raid': {
      const raider = userId === null ? ANONYMOUS : userOf(world, userId);
      return {
        id: 'raid',
        params: {
          displayName: raider.displayName,
          login: raider.login,
          profileImageURL: `https://static-cdn.jtvnw.net/user-default-pictures-uv/${raider.login}-profile_image-%s.png`,
          viewerCount: String(detail.viewers),
        },
      };
    }
    case 'unraid':
      return { id: 'unraid', params: {} };
    case 'announcement':
      return { id: 'announcement', params: { color: detail.color } };
    case 'bits-badge':
      return { id: 'bitsbadgetier', params: { threshold: String(detail.threshold) } };
    case 'watch-streak':
      return {
        id: 'viewermilestone',
        params: {
          category: 'watch-streak',
          copoReward: String(detail.points),
          id: `streak-${userId}-${detail.streams}`,
          value: String(detail.streams),
        },
      };
    case 'pay-forward': {
      const params: Tags = { 'prior-gifter-anonymous': String(detail.priorGifterId === null) };
      if (detail.priorGifterId !== null)
        Object.assign(params, namedParams(world, 'prior-gifter', detail.priorGifterId));
      if (detail.recipientId === null) return { id: 'communitypayforward', params };
      return {
        id: 'standardpayforward',
        params: { ...params, ...namedParams(world, 'recipient', detail.recipientId) },
      };
    }
    case 'charity-donation':
      return {
        id: 'charitydonation',
        params: {
          'charity-name': detail.charity,
          'donation-amount': String(detail.cents),
          'donation-currency': detail.currency,
          exponent: '2',
        },
      };
    case 'modiversary':
      return { id: 'modiversary', params: { months: String(detail.months) } };
    case 'sub-extended':
      return {
        id: 'extendsub',
        params: {
          'cumulative-months': String(detail.months),
          'sub-benefit-end-month': String(detail.endMonth),
          'sub-plan': detail.tier,
        },
      };
    case 'prime-gift-received': {
      const giver = userId === null ? ANONYMOUS : userOf(world, userId);
      const { login: recipient } = userOf(world, detail.recipientId);
      return {
        id: 'primecommunitygiftreceived',
        params: { 'gift-name': detail.gift, recipient, sender: giver.login },
      };
    }
    case 'reward-gift':
      return {
        id: 'rewardgift',
        params: {
          domain: 'bits',
          'selected-count': String(detail.count),
          'total-reward-count': String(detail.count),
          'trigger-amount': String(detail.amount),
          'trigger-type': detail.trigger,
        },
      };
    case 'ritual':
      return { id: 'ritual', params: { 'ritual-name': detail.name } };
    case 'social-badge':
      return { id: 'socialsharingbadge', params: { 'current-badge-level': String(detail.level) } };
    default:
      return detail satisfies never;
  }
}

/** A person under a prefix, as these kinds name them: the login is called `user-name`. */
function namedParams(world: World, prefix: string, userId: string): Tags {
  const { id, login, displayName } = userOf(world, userId);
  return { [`${prefix}-id`]: id, [`${prefix}-user-name`]: login, [`${prefix}-display-name`]: displayName };
}

function subParams(world: World, channelId: string, detail: NoticeDetail & { kind: 'sub' | 'resub' }): Tags {
  const months = detail.kind === 'sub' ? detail.months : detail.cumulativeMonths;
  const streak = detail.kind === 'sub' ? null : detail.streakMonths;
  const params: Tags = {
    'cumulative-months': String(months),
    months: '0',
    'multimonth-duration': '1',
    'multimonth-tenure': '0',
    'should-share-streak': streak === null ? '0' : '1',
  };
  if (streak !== null) params['streak-months'] = String(streak);
  params['sub-plan'] = detail.isPrime ? 'Prime' : detail.tier;
  params['sub-plan-name'] = planName(world, channelId, detail.tier);
  const gift = detail.kind === 'resub' ? detail.gift : undefined;
  params['was-gifted'] = String(gift !== undefined);
  return gift ? { ...params, ...giftedParams(world, gift.gifterId) } : params;
}

/** Who gave the month that is shown. */
function giftedParams(world: World, gifterId: string | null): Tags {
  const params: Tags = { 'anon-gift': String(gifterId === null), 'gift-month-being-redeemed': '1', 'gift-months': '1' };
  if (gifterId === null) return params;
  const { id, login, displayName } = userOf(world, gifterId);
  return { ...params, 'gifter-id': id, 'gifter-login': login, 'gifter-name': displayName };
}

function giftParams(world: World, channelId: string, detail: NoticeDetail & { kind: 'sub-gift' }): Tags {
  const recipient = userOf(world, detail.recipientId);
  const params: Tags = {};
  if (detail.communityGiftId !== null) params['community-gift-id'] = detail.communityGiftId;
  params['gift-months'] = String(detail.months);
  params['months'] = String(channelOf(world, channelId).subscriptions[recipient.id]?.cumulativeMonths ?? 1);
  params['origin-id'] = detail.communityGiftId ?? recipient.id;
  params['recipient-display-name'] = recipient.displayName;
  params['recipient-id'] = recipient.id;
  params['recipient-user-name'] = recipient.login;
  params['sender-count'] = String(detail.cumulativeTotal ?? 0);
  params['sub-plan'] = detail.tier;
  params['sub-plan-name'] = planName(world, channelId, detail.tier);
  return params;
}
