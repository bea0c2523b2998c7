import { setImmediate } from 'node:timers/promises';
import { stringify } from 'csv-stringify/sync';
import type { EntryView } from '../../../contract/finance.ts';
import { formKeyOf } from './categories.ts';
import { type Account, type AccountKey, accountOf, isAccountKey } from './chart.ts';
import { type FileStyle, moneyOf } from './entries-file.ts';

/** What a spreadsheet would take for a formula when a text begins with it. */
const FORMULA = /^[=+\-@\t\r]/;

const BYTE_ORDER_MARK = '\uFEFF';
/** A pause after each piece lets the chat go on. */
const ROWS_AT_ONCE = 250;

/**
 * Entries as a table for spreadsheets: in German with semicolons and decimal commas, as Excel there
 * expects; UTF-8 with a byte order mark, without which it would guess another alphabet.
 */
export async function writeEntriesCsv(
  style: FileStyle,
  file: {
    readonly entries: readonly EntryView[];
    readonly numbers: ReadonlyMap<string, number>;
    readonly isGerman: boolean;
    readonly isSandbox: boolean;
  },
): Promise<string> {
  const { text } = style;
  const columns = columnsOf(style, file.numbers);
  const table = (rows: string[][]): string =>
    stringify(rows, { delimiter: file.isGerman ? ';' : ',', record_delimiter: '\r\n' });
  const parts = [table([...(file.isSandbox ? [[text('file.sandbox')]] : []), columns.map(({ head }) => head)])];
  for (let start = 0; start < file.entries.length; start += ROWS_AT_ONCE) {
    const entries = file.entries.slice(start, start + ROWS_AT_ONCE);
    parts.push(table(entries.map((entry) => columns.map(({ cell }) => cell(entry)))));
    await setImmediate();
  }
  return BYTE_ORDER_MARK + parts.join('');
}

interface Column {
  readonly head: string;
  cell(entry: EntryView): string;
}

function columnsOf(style: FileStyle, numbers: ReadonlyMap<string, number>): readonly Column[] {
  const { text } = style;
  const numberOf = (id: string | null): string => (id === null ? '' : String(numbers.get(id) ?? ''));
  return [
    { head: text('file.number'), cell: ({ number }) => (number === null ? '' : String(number)) },
    { head: text('file.state'), cell: ({ state }) => text(`file.${state}`) },
    { head: text('file.day'), cell: ({ day }) => style.day(day) },
    { head: text('file.category'), cell: (entry) => categoryText(style, entry) },
    { head: text('file.text'), cell: (entry) => harmless(entry.text) },
    { head: text('file.place'), cell: ({ place }) => (place === null ? '' : text(`places.${place}`)) },
    { head: text('file.amount'), cell: ({ amount }) => style.plain(moneyOf(amount)) },
    { head: text('file.currency'), cell: ({ amount }) => amount.currency },
    { head: text('file.debit'), cell: (entry) => sideOf(entry, 'debit', (key) => accountText(style, key)) },
    { head: text('file.credit'), cell: (entry) => sideOf(entry, 'credit', (key) => accountText(style, key)) },
    { head: text('file.debit03'), cell: (entry) => sideOf(entry, 'debit', numberIn('skr03', 'debit')) },
    { head: text('file.credit03'), cell: (entry) => sideOf(entry, 'credit', numberIn('skr03', 'credit')) },
    { head: text('file.debit04'), cell: (entry) => sideOf(entry, 'debit', numberIn('skr04', 'debit')) },
    { head: text('file.credit04'), cell: (entry) => sideOf(entry, 'credit', numberIn('skr04', 'credit')) },
    { head: text('file.formKey'), cell: (entry) => formKeyOf(entry) ?? '' },
    { head: text('file.receipts'), cell: ({ documents }) => harmless(documents.map(({ name }) => name).join(', ')) },
    { head: text('file.noReceipt'), cell: ({ noReceiptReason }) => harmless(noReceiptReason ?? '') },
    { head: text('file.stream'), cell: ({ broadcastId }) => (broadcastId === null ? '' : String(broadcastId)) },
    { head: text('file.estimated'), cell: ({ isEstimated }) => (isEstimated ? text('file.yes') : '') },
    { head: text('file.reverses'), cell: ({ reverses }) => numberOf(reverses) },
    { head: text('file.reversedBy'), cell: ({ reversedBy }) => numberOf(reversedBy) },
    { head: text('file.created'), cell: ({ createdAt }) => createdAt },
    { head: text('file.sealedAt'), cell: ({ sealedAt }) => sealedAt ?? '' },
    { head: text('file.hash'), cell: ({ hash }) => hash ?? '' },
    { head: text('file.id'), cell: ({ id }) => id },
  ];
}

/** `Stream-Einnahmen: Bits`, the category with its source. */
export function categoryText({ text }: FileStyle, { category, source }: EntryView): string {
  const name = text(`categories.${category}`);
  return source === null ? name : `${name}: ${text(`sources.${source}`)}`;
}

type Side = 'debit' | 'credit';

function sideOf({ postings }: EntryView, side: Side, say: (key: AccountKey) => string): string {
  const accounts = postings
    .filter(({ amount }) => amount.minor.startsWith('-') === (side === 'credit'))
    .map(({ account }) => account)
    .filter(isAccountKey);
  return accounts.map(say).join(' + ');
}

function accountText({ text }: FileStyle, key: AccountKey): string {
  switch (key) {
    case 'bank':
    case 'paypal':
    case 'cash':
    case 'private':
      return text(`places.${key}`);
    case 'lasting-gear':
    case 'receivable-twitch':
    case 'revenue-sub':
    case 'revenue-prime':
    case 'revenue-gift':
    case 'revenue-bits':
      return text(`accounts.${key}`);
    default:
      return text(`categories.${key}`);
  }
}

const numberIn =
  (set: 'skr03' | 'skr04', side: Side) =>
  (key: AccountKey): string => {
    const account: Account = accountOf(key);
    const numbers = side === 'debit' ? (account.debitNumbers ?? account.numbers) : account.numbers;
    return numbers?.[set] ?? '';
  };

/** Somebody else's words (a tip's text) must stay words when a spreadsheet opens them. */
function harmless(words: string): string {
  return FORMULA.test(words) ? `'${words}` : words;
}
