import { sql } from 'kysely';
import type { z } from 'zod';
import type { entriesFile } from '../../../contract/finance.ts';
import { CURRENCIES, type Currency, parseMoneyPlain } from '../../../kernel/money.ts';
import { CATEGORIES_BY_DIRECTION } from './categories.ts';
import type { LedgerDb } from './entry-store.ts';
import { isLinkedTo } from './linked-streams.ts';

/** What of a book is wanted: see the contract. */
export type EntryFilter = Omit<z.output<typeof entriesFile>, 'language'>;

/** Entries that pass the filter; the caller adds what to select and in which order. */
export function filterEntries(db: LedgerDb, filter: EntryFilter) {
  let select = db.selectFrom('finance_entry').where('book', '=', filter.book);
  if (filter.from !== undefined) select = select.where('day', '>=', filter.from);
  if (filter.to !== undefined) select = select.where('day', '<=', filter.to);
  if (filter.category !== undefined) select = select.where('category', '=', filter.category);
  if (filter.direction !== undefined) {
    select = select.where('category', 'in', CATEGORIES_BY_DIRECTION[filter.direction]);
  }
  if (filter.state !== undefined) select = select.where('state', '=', filter.state);
  if (filter.broadcastId !== undefined) select = select.where(isLinkedTo(filter.broadcastId));
  if (filter.withoutReceipt) select = select.where(isWithoutReceipt);
  const wanted = filter.text?.trim();
  if (wanted) select = select.where(sayingOf(wanted));
  return select;
}

/** An expense with neither a receipt nor a reason for having none; a reversal speaks of the receipt of another. */
export const isWithoutReceipt = sql<boolean>`category in (${sql.join(CATEGORIES_BY_DIRECTION.expense)})
  and no_receipt_reason is null and reverses is null
  and not exists (select 1 from finance_entry_document as link where link.entry = finance_entry.id)`;

/** Part of the text in any case, or the amount or the number it stands for. */
function sayingOf(wanted: string) {
  const part = `%${wanted.toLowerCase().replaceAll(/[\\%_]/g, '\\$&')}%`;
  const conditions = [sql<boolean>`lower(text) like ${part} escape '\\'`];
  const number = /^#?(\d{1,15})$/.exec(wanted)?.[1];
  if (number !== undefined) conditions.push(sql<boolean>`number = ${Number(number)}`);
  for (const { minor, currencies } of amountsOf(wanted)) {
    conditions.push(sql<boolean>`(amount_minor in (${minor}, ${-minor}) and currency in (${sql.join(currencies)}))`);
  }
  return sql<boolean>`(${sql.join(conditions, sql` or `)})`;
}

/** `12,50` and `1.234,50 €` as well as `12.50` and `1,234.50`: what an amount written either way may mean. */
function amountsOf(text: string): readonly { readonly minor: bigint; readonly currencies: readonly Currency[] }[] {
  const written = text.replaceAll(/[\s €$£]|EUR|USD/gi, '').replace(/^[-−+]/, '');
  if (!/^\d{1,12}(?:[.,]\d{1,3})*$/.test(written)) return [];
  const decimal = Math.max(written.lastIndexOf('.'), written.lastIndexOf(','));
  const digits = (part: string): string => part.replaceAll(/\D/g, '');
  const readings = new Set([
    digits(written),
    ...(decimal < 0 ? [] : [`${digits(written.slice(0, decimal))}.${digits(written.slice(decimal))}`]),
  ]);
  const found = new Map<bigint, Currency[]>();
  for (const reading of readings) {
    // `12.5` alone cannot mean 125: only groups of three are left out.
    if (!reading.includes('.') && decimal >= 0 && written.length - decimal !== 4) continue;
    for (const currency of CURRENCIES) {
      const amount = parseMoneyPlain(reading, currency);
      if (amount) found.set(amount.minor, [...(found.get(amount.minor) ?? []), currency]);
    }
  }
  return [...found].map(([minor, currencies]) => ({ minor, currencies }));
}
