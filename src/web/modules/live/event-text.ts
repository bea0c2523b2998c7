import {
  IconActivity,
  IconCategory,
  IconDiamond,
  IconFlame,
  IconGift,
  IconHeartHandshake,
  IconPlayerPlay,
  IconPlayerStop,
  IconSparkles,
  IconSpeakerphone,
  IconStar,
  IconTicket,
  IconUserPlus,
  IconUsersGroup,
} from '@tabler/icons-react';
import type { StreamEventView } from '../../../contract/live.ts';
import type { Translate } from '../../../i18n/messages.ts';
import { tierName } from './notice-text.ts';

type Kind = StreamEventView['kind'];

export const EVENT_ICONS: Readonly<Record<Kind, typeof IconStar>> = {
  follow: IconUserPlus,
  sub: IconStar,
  resub: IconStar,
  gift: IconGift,
  'gift-bomb': IconGift,
  bits: IconDiamond,
  raid: IconUsersGroup,
  'stream-online': IconPlayerPlay,
  'stream-offline': IconPlayerStop,
  'channel-update': IconCategory,
  'hype-train': IconSparkles,
  redemption: IconTicket,
  announcement: IconSpeakerphone,
  'watch-streak': IconFlame,
  charity: IconHeartHandshake,
  other: IconActivity,
};

export const EVENT_COLORS: Readonly<Partial<Record<Kind, string>>> = {
  sub: 'var(--lx-act-text)',
  resub: 'var(--lx-act-text)',
  gift: 'var(--lx-live-text)',
  'gift-bomb': 'var(--lx-live-text)',
  bits: 'var(--lx-violet-text)',
  raid: 'var(--lx-info-text)',
  'hype-train': 'var(--lx-warn-text)',
  'stream-online': 'var(--lx-live-text)',
};

/** What happened, after the name of who did it. */
export function eventText(event: StreamEventView, t: Translate, write: (value: number) => string): string {
  const { params } = event;
  const text = (key: string): string => String(params[key] ?? '');
  const number = (key: string): number => Number(params[key] ?? 0) || 0;
  const tier = tierName(params['isPrime'] === true ? 'Prime' : text('tier'), t);
  switch (event.kind) {
    case 'follow':
      return t('live.event.follow');
    case 'sub':
      return t('live.event.sub', { tier });
    case 'resub':
      return t('live.event.resub', { months: number('months'), tier });
    case 'gift':
      return t('live.event.gift', { recipient: text('recipient') || t('live.line.someone') });
    case 'gift-bomb':
      return t('live.event.giftBomb', { count: number('count') });
    case 'bits':
      return t('live.event.bits', { count: number('bits'), amount: write(number('bits')) });
    case 'raid':
      return t('live.event.raid', { count: number('viewers') });
    case 'stream-online':
      return t('live.event.streamOnline');
    case 'stream-offline':
      return t('live.event.streamOffline');
    case 'channel-update':
      return t('live.event.channelUpdate', { title: text('title'), category: text('category') });
    case 'hype-train':
      return t('live.event.hypeTrain', { level: number('level') });
    case 'redemption':
      return t('live.event.redemption', { title: text('reward') });
    case 'announcement':
      return t('live.event.announcement', { text: text('text') });
    case 'watch-streak':
      return t('live.event.watchStreak', { count: number('count') });
    case 'charity':
      return t('live.event.charity');
    case 'other':
      // Twitch's own English sentence names the person itself.
      return text('systemText') || t('live.event.other');
    default:
      return event.kind satisfies never;
  }
}
