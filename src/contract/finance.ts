import { z } from 'zod';
import { CURRENCIES } from '../kernel/money.ts';
import { isZone } from '../kernel/wall-time.ts';
import { endpoint } from './endpoint.ts';
import { broadcast, broadcastReport } from './live.ts';

/** Exact, in minor units (cents) as digits; one currency is never added to another. */
export const amount = z.object({ minor: z.string().regex(/^-?\d{1,30}$/), currency: z.enum(CURRENCIES) });
export type AmountView = z.infer<typeof amount>;

/** Where estimated money comes from: what Twitch's events tell. */
export const REVENUE_SOURCES = ['sub', 'prime', 'gift', 'bits'] as const;
export type RevenueSource = (typeof REVENUE_SOURCES)[number];

/** `tax` follows the money, `management` follows the earning; a report names its book. */
export const BOOKS = ['tax', 'management'] as const;
export type Book = (typeof BOOKS)[number];

export const INCOME_CATEGORIES = [
  'twitch-payout',
  'other-platform',
  'tips',
  'sponsor',
  'affiliate-links',
  'merch',
  'other-income',
] as const;
export const EXPENSE_CATEGORIES = [
  'gear',
  'games',
  'software-hosting',
  'emotes-graphics',
  'music-licences',
  'editor-moderators',
  'internet-phone',
  'payment-fees',
  'giveaways-advertising',
  'travel',
  'courses',
  'adviser-bookkeeping',
  'office-studio',
  'merch-goods',
  'other-expense',
] as const;
/** Of entries written by the house itself. */
export const OWN_CATEGORIES = ['stream-revenue', 'offline-revenue'] as const;
export const CATEGORIES = [...INCOME_CATEGORIES, ...EXPENSE_CATEGORIES, ...OWN_CATEGORIES] as const;
export type Category = (typeof CATEGORIES)[number];
export const HAND_CATEGORIES = [...INCOME_CATEGORIES, ...EXPENSE_CATEGORIES] as const;
export type HandCategory = (typeof HAND_CATEGORIES)[number];

/** What can be wrong with sealed books, as `chain` and `livextrem verify` name it. */
export const LEDGER_FAULTS = [
  /** A number is missing or comes twice. */
  'number-gap',
  /** It does not name the hash of the entry before. */
  'chain-broken',
  /** Its content is not what was sealed. */
  'content-changed',
  'too-few-lines',
  'unbalanced',
  /** Its amount is not that of its lines. */
  'amount-wrong',
  /** It is no mirror image of the entry it takes back. */
  'reversal-wrong',
  /** A receipt is missing or not what was attached. */
  'receipt-changed',
  /** The sums of a month are not those of its entries. */
  'balance-wrong',
] as const;
export type LedgerFaultCode = (typeof LEDGER_FAULTS)[number];

/** Where money went to or came from. */
export const PLACES = ['bank', 'paypal', 'cash', 'private'] as const;
export type Place = (typeof PLACES)[number];

/** Receipts: what a person may attach, and how large. */
export const DOCUMENT_TYPES = ['application/pdf', 'image/png', 'image/jpeg', 'image/webp'] as const;
export const DOCUMENT_BYTES_MAX = 10 * 1024 * 1024;

/** The zone of the books until one is chosen: what is booked by day is booked for German offices. */
export const DEFAULT_BOOKS_ZONE = 'Europe/Berlin';

/** How the books are kept. */
const financeSettings = z.object({
  /** What happens at a moment is booked on its day in this zone. */
  zone: z.string(),
  /** Somebody chose it. */
  isChosen: z.boolean(),
});

const day = z.iso.date();
const zone = z.string().max(64).default('UTC');
const cursor = z.string().max(80).optional();
const limit = z.coerce.number().int().min(1).max(200).default(100);

/**
 * Estimated from events; income and expense from the tax book (drafts included), both positive: what came in
 * and what was spent. Never added up together.
 */
const sums = z.object({ estimated: z.array(amount), income: z.array(amount), expense: z.array(amount) });
export type MoneySums = z.infer<typeof sums>;

const bySource = z.object({
  source: z.enum(REVENUE_SOURCES),
  /** Events, and what they counted: subs given, bits. */
  events: z.int(),
  quantity: z.int(),
  amount,
});
export type SourceSum = z.infer<typeof bySource>;

const person = z.object({ id: z.string(), login: z.string(), displayName: z.string() });

export const accrual = z.object({
  /** Position of the event in the event log. */
  seq: z.int(),
  at: z.iso.datetime(),
  source: z.enum(REVENUE_SOURCES),
  tier: z.string().nullable(),
  quantity: z.int(),
  amount,
  user: person.nullable(),
  broadcastId: z.int().nullable(),
  modelVersion: z.int(),
});
export type AccrualView = z.infer<typeof accrual>;

export const document = z.object({
  sha256: z.string(),
  name: z.string(),
  type: z.enum(DOCUMENT_TYPES),
  sizeBytes: z.int(),
  receivedAt: z.iso.datetime(),
  /** The last day it has to be kept (§ 147 AO: eight years from the end of the year). */
  keepUntil: day,
});
export type DocumentView = z.infer<typeof document>;

export const posting = z.object({
  /** Key of the chart of accounts; its name is translated. */
  account: z.string(),
  /** Positive is debit, negative is credit. */
  amount,
});

export const entry = z.object({
  id: z.string(),
  book: z.enum(BOOKS),
  state: z.enum(['draft', 'sealed']),
  /** Gapless within its book, given at sealing. */
  number: z.int().nullable(),
  day,
  category: z.enum(CATEGORIES),
  /** For entries written by the house. */
  source: z.enum(REVENUE_SOURCES).nullable(),
  text: z.string(),
  /** As a person counts: money in is positive, money out negative. */
  amount,
  isEstimated: z.boolean(),
  place: z.enum(PLACES).nullable(),
  broadcastId: z.int().nullable(),
  documents: z.array(document),
  /** Why there is no receipt. */
  noReceiptReason: z.string().nullable(),
  /** The entry this one takes back, and the one that takes this one back. */
  reverses: z.string().nullable(),
  reversedBy: z.string().nullable(),
  createdAt: z.iso.datetime(),
  createdBy: z.string().nullable(),
  sealedAt: z.iso.datetime().nullable(),
  hash: z.string().nullable(),
  /** Grows with each change of a draft. */
  version: z.int(),
  postings: z.array(posting),
});
export type EntryView = z.infer<typeof entry>;

/** What a person writes down: what, how much, from where, with which receipt. */
const booking = {
  day,
  category: z.enum(HAND_CATEGORIES),
  text: z.string().trim().min(1).max(200),
  /** Always positive: the category says whether it came in or went out. */
  amount,
  place: z.enum(PLACES),
  broadcastId: z.int().nullable().default(null),
  documents: z
    .array(z.string().regex(/^[0-9a-f]{64}$/))
    .max(20)
    .default([]),
  noReceiptReason: z.string().trim().max(200).nullable().default(null),
};

const entryFilter = {
  book: z.enum(BOOKS).default('tax'),
  from: day.optional(),
  to: day.optional(),
  category: z.enum(CATEGORIES).optional(),
  direction: z.enum(['income', 'expense']).optional(),
  state: z.enum(['draft', 'sealed']).optional(),
  broadcastId: z.coerce.number().int().positive().optional(),
  withoutReceipt: z.stringbool().or(z.boolean()).default(false),
  /** Part of the text, an amount, or a number. */
  text: z.string().max(200).optional(),
};

/** What one sub, gift or bit is worth to the channel; amounts in minor units of the model's currency. */
export const modelValues = z.object({
  currency: z.enum(CURRENCIES),
  /** What a viewer pays for a month of each tier, before tax and fees. */
  priceMinor: z.object({
    '1000': z.int().min(0).max(100_000),
    '2000': z.int().min(0).max(100_000),
    '3000': z.int().min(0).max(100_000),
  }),
  /** The channel's share in hundredths of a percent, 5000 is half. */
  shareBasisPoints: z.int().min(0).max(10_000),
  /** Fixed, whatever the share. */
  primeMinor: z.int().min(0).max(100_000),
  /** For a hundred bits. */
  hundredBitsMinor: z.int().min(0).max(100_000),
});
export type ModelValues = z.infer<typeof modelValues>;

const model = z.object({
  version: z.int(),
  /** Events from this moment on are valued by it. */
  validFrom: z.iso.datetime(),
  values: modelValues,
  madeAt: z.iso.datetime(),
  madeBy: z.string().nullable(),
});
export type RevenueModel = z.infer<typeof model>;

const streamMoney = z.object({
  broadcast,
  seconds: z.int(),
  estimated: z.array(amount),
  /** Estimated, for each hour live. */
  perHour: z.array(amount),
  income: z.array(amount),
  expense: z.array(amount),
});
export type StreamMoney = z.infer<typeof streamMoney>;

export const finance = {
  settings: endpoint({
    method: 'GET',
    path: '/finance/settings',
    access: 'finance.read',
    summary: 'How the books are kept: the time zone that makes days of moments.',
    input: z.object({}),
    output: financeSettings,
  }),
  saveSettings: endpoint({
    method: 'PUT',
    path: '/finance/settings',
    access: 'finance.write',
    summary: 'Changes how the books are kept. Sealed entries keep their day.',
    input: z.object({ zone: z.string().max(64).refine(isZone, 'unknown time zone') }),
    output: financeSettings,
  }),
  overview: endpoint({
    method: 'GET',
    path: '/finance/overview',
    access: 'finance.read',
    summary: 'What came in: today, this stream, this month and 90 days; by source, by day, by stream.',
    input: z.object({ zone }),
    output: z.object({
      today: sums,
      /** The running stream, else the last one. */
      stream: sums.extend({ broadcast, isLive: z.boolean() }).nullable(),
      month: sums.extend({ from: day }),
      ninetyDays: sums.extend({ from: day }),
      monthSources: z.array(bySource),
      ninetyDaysSources: z.array(bySource),
      /** Days without any are left out. */
      days: z.array(
        z.object({
          day,
          estimated: z.array(z.object({ source: z.enum(REVENUE_SOURCES), amount })),
          income: z.array(amount),
          expense: z.array(amount),
        }),
      ),
      streams: z.array(streamMoney),
      /** What waits for a hand. */
      drafts: z.int(),
      withoutReceipt: z.int(),
      modelVersion: z.int(),
    }),
  }),
  accruals: endpoint({
    method: 'GET',
    path: '/finance/accruals',
    access: 'finance.read',
    summary: 'The events behind an estimated figure, newest first.',
    input: z.object({
      source: z.enum(REVENUE_SOURCES).optional(),
      broadcastId: z.coerce.number().int().positive().optional(),
      from: z.iso.datetime().optional(),
      to: z.iso.datetime().optional(),
      before: z.coerce.number().int().positive().optional(),
      limit,
    }),
    output: z.object({
      accruals: z.array(accrual),
      hasOlder: z.boolean(),
      count: z.int(),
      total: z.array(amount),
    }),
  }),
  rebuildAccruals: endpoint({
    method: 'POST',
    path: '/finance/accruals/rebuild',
    access: 'finance.write',
    summary: 'Computes every estimate again from the event log; with an unchanged model nothing changes.',
    input: z.object({}),
    output: z.object({ rows: z.int(), changed: z.int() }),
  }),
  model: endpoint({
    method: 'GET',
    path: '/finance/model',
    access: 'finance.read',
    summary: 'What subs, gifts and bits are worth, version by version, newest first.',
    input: z.object({}),
    output: z.object({ models: z.array(model) }),
  }),
  changeModel: endpoint({
    method: 'POST',
    path: '/finance/model',
    access: 'finance.write',
    summary: 'Adds a version of the model; estimates from its first day on are computed again.',
    input: z.object({ validFrom: z.iso.datetime(), values: modelValues }),
    output: z.object({ model, changed: z.int() }),
  }),
  streams: endpoint({
    method: 'GET',
    path: '/finance/streams',
    access: 'finance.read',
    summary: 'Money for each stream, newest first.',
    input: z.object({ before: z.coerce.number().int().positive().optional(), limit }),
    output: z.object({ streams: z.array(streamMoney), hasOlder: z.boolean() }),
  }),
  streamReport: endpoint({
    method: 'GET',
    path: '/finance/streams/{broadcastId}',
    access: 'finance.read',
    summary: 'The evening report: what one stream brought in, minute by minute, and what was booked to it.',
    input: z.object({ broadcastId: z.coerce.number().int().positive() }),
    output: streamMoney.extend({
      report: broadcastReport,
      sources: z.array(bySource),
      points: z.array(z.object({ seq: z.int(), at: z.iso.datetime(), source: z.enum(REVENUE_SOURCES), amount })),
      /** From what viewers paid to what the channel gets; one list per currency, steps add up to the last. */
      waterfall: z.array(
        z.object({
          step: z.enum(['viewers-pay', 'prime', 'platform', 'channel-gets']),
          amount,
          isTotal: z.boolean(),
        }),
      ),
      entries: z.array(entry),
      /** Mean of the eight streams before; `null` with fewer than three. */
      usual: z.object({ estimated: z.array(amount), followers: z.number(), streams: z.int() }).nullable(),
      /** One computed remark: how much came within half an hour after a raid or hype train. */
      insight: z
        .object({
          kind: z.enum(['after-raid', 'after-hype-train']),
          at: z.iso.datetime(),
          amount,
          /** Percent of the stream's money, and of its time. */
          moneyPercent: z.number(),
          timePercent: z.number(),
        })
        .nullable(),
      /** The sealed entries of the management book that hold these estimates. */
      managementEntries: z.array(entry),
    }),
  }),
  entries: endpoint({
    method: 'GET',
    path: '/finance/entries',
    access: 'finance.read',
    summary: 'The ledger: drafts on top, then newest first; totals are of everything the filter finds.',
    input: z.object({ ...entryFilter, before: cursor, limit }),
    output: z.object({
      entries: z.array(entry),
      /** To ask for the next page with; `null` at the end. */
      next: z.string().nullable(),
      count: z.int(),
      /** Both positive: what came in, what was spent; the result is the one less the other. */
      income: z.array(amount),
      expense: z.array(amount),
      result: z.array(amount),
      /** Expenses with neither a receipt nor a reason for having none. */
      withoutReceipt: z.int(),
    }),
  }),
  entry: endpoint({
    method: 'GET',
    path: '/finance/entries/{entryId}',
    access: 'finance.read',
    summary: 'One entry with its lines and receipts.',
    input: z.object({ entryId: z.string().max(64) }),
    output: entry,
  }),
  addEntry: endpoint({
    method: 'POST',
    path: '/finance/entries',
    access: 'finance.write',
    summary: 'Writes a draft into the tax book. The same key with the same content gives the same entry.',
    input: z.object({ idempotencyKey: z.string().min(8).max(80), ...booking }),
    output: entry,
  }),
  changeEntry: endpoint({
    method: 'PUT',
    path: '/finance/entries/{entryId}',
    access: 'finance.write',
    summary: 'Changes a draft. Sealed entries do not change.',
    input: z.object({ entryId: z.string().max(64), version: z.int(), ...booking }),
    output: entry,
  }),
  removeEntry: endpoint({
    method: 'DELETE',
    path: '/finance/entries/{entryId}',
    access: 'finance.write',
    summary: 'Throws a draft away. Sealed entries are reversed instead.',
    input: z.object({ entryId: z.string().max(64) }),
    output: z.object({}),
  }),
  seal: endpoint({
    method: 'POST',
    path: '/finance/seals',
    access: 'finance.write',
    summary: 'Seals drafts for good, in order of day: each gets its number and its place in the chain.',
    input: z.object({ entryIds: z.array(z.string().max(64)).min(1).max(500) }),
    output: z.object({ entries: z.array(entry) }),
  }),
  reverse: endpoint({
    method: 'POST',
    path: '/finance/entries/{entryId}/reverse',
    access: 'finance.write',
    summary: 'Storno: a sealed entry is taken back by its mirror image; both stay.',
    input: z.object({ entryId: z.string().max(64), day, reason: z.string().trim().min(1).max(200) }),
    output: entry,
  }),
  attach: endpoint({
    method: 'POST',
    path: '/finance/entries/{entryId}/documents',
    access: 'finance.write',
    summary: 'Adds a receipt to an entry, also a sealed one; from a sealed one none is ever taken away.',
    input: z.object({ entryId: z.string().max(64), sha256: z.string().regex(/^[0-9a-f]{64}$/) }),
    output: entry,
  }),
  addDocument: endpoint({
    method: 'POST',
    path: '/finance/documents',
    access: 'finance.write',
    summary:
      'Keeps a receipt (PDF, PNG, JPEG, WebP, at most 10 MB) under the hash of its bytes; the same bytes are kept once.',
    input: z.object({ name: z.string().trim().min(1).max(200), contentBase64: z.string().max(14_000_000) }),
    output: document,
    bodyBytes: 14_100_000,
  }),
  chain: endpoint({
    method: 'GET',
    path: '/finance/chain',
    access: 'finance.read',
    summary: 'Checks the sealed books: numbers without a gap, sums of zero, each hash over the one before.',
    input: z.object({}),
    output: z.object({
      books: z.array(
        z.object({
          book: z.enum(BOOKS),
          entries: z.int(),
          lastHash: z.string().nullable(),
          /** What is wrong first, and where; `null` when all is whole. */
          fault: z.object({ number: z.int().nullable(), code: z.enum(LEDGER_FAULTS) }).nullable(),
        }),
      ),
      checkedAt: z.iso.datetime(),
    }),
  }),
};

/** Query of `/api/finance/entries.csv` and `.pdf`: the same filter, the whole list, in a language. */
export const entriesFile = z.object({ ...entryFilter, language: z.enum(['de', 'en']).default('de') });
