import {
  type Category,
  type EntryView,
  EXPENSE_CATEGORIES,
  type HandCategory,
  INCOME_CATEGORIES,
  OWN_CATEGORIES,
} from '../../../contract/finance.ts';

export type Direction = 'income' | 'expense';

/** Kennzahl of the Anlage EÜR (form of 2025) that a category of the tax book counts into, for regular taxation. */
const FORM_KEYS: Readonly<Record<HandCategory, string>> = {
  'twitch-payout': '103',
  'other-platform': '103',
  tips: '112',
  sponsor: '112',
  'affiliate-links': '103',
  merch: '112',
  'other-income': '112',
  gear: '132',
  games: '229',
  'software-hosting': '228',
  'emotes-graphics': '110',
  'music-licences': '183',
  'editor-moderators': '110',
  'internet-phone': '280',
  'payment-fees': '183',
  'giveaways-advertising': '224',
  travel: '146',
  courses: '281',
  'adviser-bookkeeping': '194',
  'office-studio': '150',
  'merch-goods': '100',
  'other-expense': '183',
};

/** Categories whose money comes in; the rest goes out. */
export const CATEGORIES_BY_DIRECTION: Readonly<Record<Direction, readonly Category[]>> = {
  income: [...INCOME_CATEGORIES, ...OWN_CATEGORIES],
  expense: EXPENSE_CATEGORIES,
};

export function directionOf(category: Category): Direction {
  return (CATEGORIES_BY_DIRECTION.expense as readonly string[]).includes(category) ? 'expense' : 'income';
}

/** `null` for what no form asks for, and for gear that is written off over years: its part of a year is reckoned there. */
export function formKeyOf({ category, postings }: Pick<EntryView, 'category' | 'postings'>): string | null {
  if (category === 'stream-revenue' || category === 'offline-revenue') return null;
  return postings.some(({ account }) => account === 'lasting-gear') ? null : FORM_KEYS[category];
}
