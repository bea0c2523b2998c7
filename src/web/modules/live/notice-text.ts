import type { ChatLineView } from '../../../contract/live.ts';
import type { Translate } from '../../../i18n/messages.ts';

/** What a notice of the chat is about: decides icon and ground. */
export type NoticeLook = 'sub' | 'gift' | 'raid' | 'announcement' | 'bits' | 'plain';

const LOOKS: Readonly<Record<string, NoticeLook>> = {
  sub: 'sub',
  resub: 'sub',
  extendsub: 'sub',
  giftpaidupgrade: 'sub',
  anongiftpaidupgrade: 'sub',
  primepaidupgrade: 'sub',
  subgift: 'gift',
  submysterygift: 'gift',
  anonsubgift: 'gift',
  anonsubmysterygift: 'gift',
  standardpayforward: 'gift',
  communitypayforward: 'gift',
  raid: 'raid',
  unraid: 'raid',
  announcement: 'announcement',
  bitsbadgetier: 'bits',
};

export function noticeLook(line: ChatLineView): NoticeLook {
  return LOOKS[line.notice?.type ?? ''] ?? 'plain';
}

/** Our sentence for Twitch's notice; Twitch's own English one where we do not know the kind. */
export function noticeText(line: ChatLineView, t: Translate): string {
  const { type = '', params = {}, systemText = '' } = line.notice ?? {};
  const isAnonymous = line.user?.login === 'ananonymousgifter' || type.startsWith('anon');
  const name = isAnonymous ? t('live.notices.anonymous') : (line.user?.displayName ?? t('live.line.someone'));
  const tier = tierName(params['sub-plan'], t);
  const number = (key: string): number => Number(params[key] ?? 0) || 0;
  switch (type) {
    case 'sub':
      return t('live.notices.sub', { name, tier });
    case 'resub':
    case 'extendsub':
      return t('live.notices.resub', { name, tier, months: number('cumulative-months') });
    case 'subgift':
    case 'anonsubgift':
      return t('live.notices.gift', { name, recipient: params['recipient-display-name'] ?? t('live.line.someone') });
    case 'submysterygift':
    case 'anonsubmysterygift':
      return t('live.notices.giftBomb', { name, count: number('mass-gift-count') });
    case 'giftpaidupgrade':
    case 'anongiftpaidupgrade':
      return t('live.notices.upgrade', { name });
    case 'primepaidupgrade':
      return t('live.notices.primeUpgrade', { name, tier });
    case 'standardpayforward':
    case 'communitypayforward':
      return t('live.notices.payForward', { name });
    case 'raid':
      return t('live.notices.raid', { name: params['displayName'] ?? name, count: number('viewerCount') });
    case 'unraid':
      return t('live.notices.unraid');
    case 'announcement':
      return t('live.notices.announcement', { name });
    case 'viewermilestone':
      return t('live.notices.watchStreak', { name, count: number('value') });
    case 'bitsbadgetier':
      return t('live.notices.bitsBadge', { name, count: number('threshold') });
    case 'modiversary':
      return t('live.notices.modiversary', { name, count: number('months') });
    case 'charitydonation':
      return t('live.notices.charity', { name });
    default:
      return systemText === '' ? name : systemText;
  }
}

/** `1000` → `Stufe 1`; Prime by its name. */
export function tierName(plan: string | undefined, t: Translate): string {
  if (plan === 'Prime') return t('live.notices.prime');
  if (plan === '2000') return t('live.notices.tier2');
  if (plan === '3000') return t('live.notices.tier3');
  return t('live.notices.tier1');
}

/** The changed chat modes of a `room-state` line, as a list in words; empty when it says nothing. */
export function roomStateText(line: ChatLineView, t: Translate): string {
  const params = line.notice?.params ?? {};
  const isOn = (value: string): boolean => value === 'true' || value === '1';
  const said: string[] = [];
  const { emoteOnly, followersOnlyMinutes, slowSeconds, subscribersOnly, uniqueOnly } = params as Record<
    string,
    string | undefined
  >;
  if (emoteOnly !== undefined) said.push(t(isOn(emoteOnly) ? 'live.rooms.emoteOnly' : 'live.rooms.emoteOnlyOff'));
  if (followersOnlyMinutes !== undefined) {
    const minutes = Number(followersOnlyMinutes);
    said.push(
      minutes < 0
        ? t('live.rooms.followersOnlyOff')
        : minutes === 0
          ? t('live.rooms.followersOnlyAny')
          : t('live.rooms.followersOnly', { minutes }),
    );
  }
  if (slowSeconds !== undefined) {
    const seconds = Number(slowSeconds);
    said.push(seconds > 0 ? t('live.rooms.slow', { seconds }) : t('live.rooms.slowOff'));
  }
  if (subscribersOnly !== undefined)
    said.push(t(isOn(subscribersOnly) ? 'live.rooms.subsOnly' : 'live.rooms.subsOnlyOff'));
  if (uniqueOnly !== undefined) said.push(t(isOn(uniqueOnly) ? 'live.rooms.unique' : 'live.rooms.uniqueOff'));
  return said.join(' · ');
}
