import type { RevenueSource } from '../../../contract/finance.ts';
import type { Money } from '../../../kernel/money.ts';
import { readChatNotification } from '../../../twitch/wire/eventsub-chat-notification.ts';
import { isObject, type Json, numberAt, textAt, userAt } from '../../../twitch/wire/eventsub-fields.ts';
import { type Earning, type Model, worthOf } from './model.ts';

/** What an event in the log is worth; see decision 0021. */
export interface Accrual {
  readonly source: RevenueSource;
  readonly tier: string | null;
  /** Months of subs and gifts, or bits. */
  readonly quantity: number;
  readonly amount: Money;
  readonly modelVersion: number;
}

/** The event as the log keeps it. */
export interface LoggedEvent {
  /** Twitch's type. */
  readonly type: string;
  /** Twitch's event as it came. */
  readonly payload: unknown;
}

/**
 * The only types that money is read from: of everything Twitch tells two or three times, the one that
 * tells most. `channel.cheer` repeats `channel.bits.use`; `channel.subscribe`, `.message` and `.gift`
 * repeat the chat's notifications, and do not know Prime.
 */
export const ACCRUED_TYPES = ['channel.bits.use', 'channel.chat.notification'] as const;

/** Gifts are given for up to a year; Twitch is known to send other numbers. */
const MONTHS_MAX = 12;

/** @returns `undefined` for what brings the channel no money, or whose money another event tells. */
export function readAccrual(event: LoggedEvent, channelId: string, model: Model): Accrual | undefined {
  const earning = isObject(event.payload) ? readEarning(event.type, event.payload, channelId) : undefined;
  if (!earning) return undefined;
  const amount = worthOf(earning, model.values);
  const { source } = earning;
  switch (source) {
    case 'sub':
    case 'gift':
      return { source, tier: earning.tier, quantity: earning.months, amount, modelVersion: model.version };
    case 'prime':
      return { source, tier: null, quantity: 1, amount, modelVersion: model.version };
    case 'bits':
      return { source, tier: null, quantity: earning.bits, amount, modelVersion: model.version };
    default:
      return source satisfies never;
  }
}

function readEarning(type: string, payload: Json, channelId: string): Earning | undefined {
  const broadcaster = userAt(payload, 'broadcaster_user');
  if (broadcaster?.id !== channelId) return undefined;
  if (type === 'channel.bits.use') {
    const bits = numberAt(payload, 'bits');
    // The broadcaster's own are her money going round.
    if (textAt(payload, 'user_id') === channelId || !Number.isSafeInteger(bits) || bits <= 0) return undefined;
    return { source: 'bits', bits };
  }
  if (type !== 'channel.chat.notification') return undefined;
  const notice = readChatNotification(payload, broadcaster);
  if (notice.isShared || notice.chatter?.id === channelId) return undefined;
  const { detail } = notice;
  switch (detail.kind) {
    case 'sub':
      // One month, however many were bought: the later ones are told by their own resubs (decision 0039).
      return detail.isPrime ? { source: 'prime' } : { source: 'sub', tier: detail.tier, months: 1 };
    case 'resub':
      // A gifted month was counted when it was given.
      if (detail.isGift) return undefined;
      // `duration_months` says how long the whole sub is, with each month shown of it, and Twitch sends 41.
      return detail.isPrime ? { source: 'prime' } : { source: 'sub', tier: detail.tier, months: 1 };
    case 'sub_gift':
      // All its months: the later ones, when shown, are gifts and count nothing.
      return { source: 'gift', tier: detail.tier, months: monthsOf(detail.durationMonths) };
    // Each of its gifts comes by itself.
    case 'community_sub_gift':
    // Announces the gifts that follow it.
    case 'pay_it_forward':
    // Paid for when the gifted or Prime month is over: that month's own notice tells.
    case 'gift_paid_upgrade':
    case 'prime_paid_upgrade':
    // Goes to the charity.
    case 'charity_donation':
    case 'raid':
    case 'unraid':
    case 'announcement':
    case 'bits_badge_tier':
    case 'watch_streak':
    case 'modiversary':
    case 'unknown':
      return undefined;
    default:
      return detail satisfies never;
  }
}

function monthsOf(durationMonths: number): number {
  return Number.isInteger(durationMonths) && durationMonths >= 1 && durationMonths <= MONTHS_MAX ? durationMonths : 1;
}
