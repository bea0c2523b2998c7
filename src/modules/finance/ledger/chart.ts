import type { HandCategory, Place, RevenueSource } from '../../../contract/finance.ts';

/** Where the numbers below were read; stored with each entry, because the sets change by year. */
export const CHART_EDITION = '2026';

export type AccountKey = Place | HandCategory | 'lasting-gear' | 'receivable-twitch' | `revenue-${RevenueSource}`;
export type AccountKind = 'asset' | 'equity' | 'income' | 'expense';

/** Numbers of DATEV's two common sets of accounts. */
interface AccountNumbers {
  readonly skr03: string;
  readonly skr04: string;
}

export interface Account {
  readonly kind: AccountKind;
  /** `null` for what never reaches the tax office: accounts of the management book. */
  readonly numbers: AccountNumbers | null;
  /** Numbers when debited, where the sets keep two: private withdrawals and deposits. */
  readonly debitNumbers?: AccountNumbers;
}

const account = (kind: AccountKind, skr03: string, skr04: string): Account => ({ kind, numbers: { skr03, skr04 } });
const own = (kind: AccountKind): Account => ({ kind, numbers: null });

/** One chart for both books. Numbers of the editions 2026; taxed as a regular business, see `formKeyOf`. */
const CHART: Readonly<Record<AccountKey, Account>> = {
  bank: account('asset', '1200', '1800'),
  paypal: account('asset', '1210', '1810'),
  cash: account('asset', '1000', '1600'),
  private: { ...account('equity', '1890', '2180'), debitNumbers: { skr03: '1800', skr04: '2100' } },

  'twitch-payout': account('income', '8338', '4338'),
  'other-platform': account('income', '8336', '4336'),
  tips: account('income', '8400', '4400'),
  sponsor: account('income', '8400', '4400'),
  'affiliate-links': account('income', '8336', '4336'),
  merch: account('income', '8400', '4400'),
  'other-income': account('income', '8400', '4400'),

  gear: account('expense', '4855', '6260'),
  // Written off over its years: what of it is an expense of a year, the register of assets says.
  'lasting-gear': account('asset', '0490', '0690'),
  games: account('expense', '4940', '6820'),
  'software-hosting': account('expense', '4806', '6495'),
  'emotes-graphics': account('expense', '3100', '5900'),
  'music-licences': account('expense', '4964', '6837'),
  'editor-moderators': account('expense', '3100', '5900'),
  'internet-phone': account('expense', '4925', '6810'),
  'payment-fees': account('expense', '4970', '6855'),
  'giveaways-advertising': account('expense', '4600', '6600'),
  travel: account('expense', '4673', '6673'),
  courses: account('expense', '4945', '6821'),
  'adviser-bookkeeping': account('expense', '4955', '6830'),
  'office-studio': account('expense', '4210', '6310'),
  'merch-goods': account('expense', '3200', '5200'),
  'other-expense': account('expense', '4900', '6300'),

  'receivable-twitch': own('asset'),
  'revenue-sub': own('income'),
  'revenue-prime': own('income'),
  'revenue-gift': own('income'),
  'revenue-bits': own('income'),
};

export function isAccountKey(key: string): key is AccountKey {
  return Object.hasOwn(CHART, key);
}

export function accountOf(key: AccountKey): Account {
  return CHART[key];
}

/** Income, expense and what was bought to last: what an entry's amount, the money that came or went, is made of. */
export function isAboutMoney(key: AccountKey): boolean {
  const { kind } = accountOf(key);
  return kind === 'income' || kind === 'expense' || key === 'lasting-gear';
}

/** The account a source of estimated money is earned on. */
export const revenueAccountOf = (source: RevenueSource): AccountKey => `revenue-${source}`;
