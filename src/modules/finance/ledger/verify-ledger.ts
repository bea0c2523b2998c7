import { setImmediate } from 'node:timers/promises';
import { BOOKS, type Book, type LedgerFaultCode } from '../../../contract/finance.ts';
import { money } from '../../../kernel/money.ts';
import { faultOfMonths, type MonthSums, noteMonths } from './balance-store.ts';
import { hashEntry, hashLink, type Line, type LinkedDocument, type SealedRow } from './canonical-entry.ts';
import { isDocumentWhole } from './document-store.ts';
import { amountOf } from './entry.ts';
import { type LedgerDb, lastNumber, readLinkedIds, readPostings } from './entry-store.ts';
import { readSealed } from './sealed-entry-store.ts';

/** What is wrong first, and where: `number` is that of an entry, `null` for what belongs to no single one. */
export interface LedgerFault {
  readonly book: Book;
  readonly number: number | null;
  readonly code: LedgerFaultCode;
}

export interface CheckedBook {
  readonly book: Book;
  readonly entries: number;
  readonly lastHash: string | null;
  readonly fault: LedgerFault | null;
}

/** `receipts` also reads the bytes of every receipt, which may be many. */
export type CheckDepth = 'entries' | 'receipts';

/** Checks both books. */
export async function verifyLedger(db: LedgerDb, depth: CheckDepth): Promise<CheckedBook[]> {
  const checked = [];
  for (const book of BOOKS) checked.push(await verifyBook(db, book, depth));
  return checked;
}

const ENTRIES_AT_ONCE = 500;

/**
 * Reads sealed entries in order of their numbers and computes everything again: sequence, chain, content,
 * sums, reversals, receipts, months. Stops at the first fault.
 */
async function verifyBook(db: LedgerDb, book: Book, depth: CheckDepth): Promise<CheckedBook> {
  const months: MonthSums = new Map();
  const wholeDocuments = new Set<string>();
  let number = 0;
  let hash = '';
  const answer = (code: LedgerFaultCode | undefined, at: number | null): CheckedBook => ({
    book,
    entries: number,
    lastHash: hash === '' ? null : hash,
    fault: code === undefined ? null : { book, number: at, code },
  });
  for (;;) {
    // What is sealed while this reads is looked at in another round: everything about an older entry is there.
    const through = await lastNumber(db, book);
    const withLinks = await readLinkedIds(db);
    while (number < through) {
      const chunk = await readSealed(db, { book, after: number, through, limit: ENTRIES_AT_ONCE, withLinks });
      for (const { entry, lines, links } of chunk) {
        if (lines === undefined) return answer('content-changed', number + 1);
        const code =
          faultOfPlace(entry, { number, hash }) ??
          faultOfContent(entry, lines, links) ??
          (entry.reverses === null ? undefined : await faultOfReversal(db, entry, lines)) ??
          (depth === 'entries' ? undefined : await faultOfReceipts(db, links, wholeDocuments));
        if (code !== undefined) return answer(code, number + 1);
        noteMonths(months, entry, lines);
        number = entry.number;
        hash = entry.hash;
      }
      // The chat goes on between two pieces.
      await setImmediate();
    }
    const code = await faultOfMonths(db, book, months);
    if (code === undefined || (await lastNumber(db, book)) === through) return answer(code, null);
  }
}

function faultOfPlace(
  entry: SealedRow,
  before: { readonly number: number; readonly hash: string },
): LedgerFaultCode | undefined {
  if (entry.number !== before.number + 1) return 'number-gap';
  return entry.prev_hash === before.hash ? undefined : 'chain-broken';
}

function faultOfContent(
  entry: SealedRow,
  lines: readonly Line[],
  links: readonly LinkedDocument[],
): LedgerFaultCode | undefined {
  if (entry.hash !== hashEntry(entry, lines, links)) return 'content-changed';
  if (links.some((link) => link.seal !== null && link.seal !== hashLink(entry.hash, link))) return 'receipt-changed';
  if (lines.length < 2) return 'too-few-lines';
  const sums = new Map<string, bigint>();
  for (const { currency, amount_minor } of lines) sums.set(currency, (sums.get(currency) ?? 0n) + amount_minor);
  for (const sum of sums.values()) if (sum !== 0n) return 'unbalanced';
  return hasItsAmount(entry, lines) ? undefined : 'amount-wrong';
}

function hasItsAmount(entry: SealedRow, lines: readonly Line[]): boolean {
  try {
    const amount = amountOf(
      lines.map(({ account, amount_minor, currency }) => ({ account, money: money(amount_minor, currency) })),
    );
    return amount.minor === entry.amount_minor && amount.currency === entry.currency;
  } catch {
    // Lines that could never have been posted have no amount.
    return false;
  }
}

async function faultOfReversal(
  db: LedgerDb,
  { reverses, book }: SealedRow,
  lines: readonly Line[],
): Promise<LedgerFaultCode | undefined> {
  const original = await db
    .selectFrom('finance_entry')
    .select(['id', 'reverses'])
    .where('id', '=', reverses)
    .where('book', '=', book)
    .where('state', '=', 'sealed')
    .executeTakeFirst();
  const taken = original && original.reverses === null ? (await readPostings(db, [original.id])).get(original.id) : [];
  const isMirror =
    taken?.length === lines.length &&
    taken.every((line) =>
      lines.some(
        (mirror) =>
          mirror.line === line.line &&
          mirror.account === line.account &&
          mirror.currency === line.currency &&
          mirror.amount_minor === -line.amount_minor,
      ),
    );
  return isMirror ? undefined : 'reversal-wrong';
}

async function faultOfReceipts(
  db: LedgerDb,
  links: readonly LinkedDocument[],
  whole: Set<string>,
): Promise<LedgerFaultCode | undefined> {
  for (const { document } of links) {
    if (whole.has(document)) continue;
    if (!(await isDocumentWhole(db, document))) return 'receipt-changed';
    whole.add(document);
  }
  return undefined;
}
