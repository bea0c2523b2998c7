import type { Book } from '../../../contract/finance.ts';
import type { Db } from '../../../platform/db/database.ts';
import { insertRows } from '../../../platform/db/many-rows.ts';
import type { Line, LinkedDocument } from './canonical-entry.ts';
import type { Posting } from './entry.ts';
import type { EntryRow, LedgerTables } from './tables.ts';

export type LedgerDb = Db<LedgerTables>;

/** SQLite takes some 32,000 values in a statement, both plan short lists better. */
const IDS_AT_ONCE = 500;

export async function findEntry(db: LedgerDb, id: string): Promise<EntryRow | undefined> {
  return await db.selectFrom('finance_entry').selectAll().where('id', '=', id).executeTakeFirst();
}

/** Those that are there, in any order. */
export async function readEntries(db: LedgerDb, ids: readonly string[]): Promise<EntryRow[]> {
  const found = [];
  for (const part of inParts(ids)) {
    found.push(...(await db.selectFrom('finance_entry').selectAll().where('id', 'in', part).execute()));
  }
  return found;
}

export async function findByKey(db: LedgerDb, idempotencyKey: string): Promise<EntryRow | undefined> {
  return await db
    .selectFrom('finance_entry')
    .selectAll()
    .where('idempotency_key', '=', idempotencyKey)
    .executeTakeFirst();
}

export async function findReversalOf(db: LedgerDb, id: string): Promise<EntryRow | undefined> {
  return await db.selectFrom('finance_entry').selectAll().where('reverses', '=', id).executeTakeFirst();
}

export async function insertEntry(db: LedgerDb, entry: EntryRow): Promise<void> {
  await db.insertInto('finance_entry').values(entry).execute();
}

export async function insertPostings(db: LedgerDb, entry: string, postings: readonly Posting[]): Promise<void> {
  await insertRows(
    db,
    'finance_posting',
    postings.map(({ account, money }, index) => ({
      entry,
      line: index + 1,
      account,
      currency: money.currency,
      amount_minor: money.minor,
    })),
  );
}

export async function linkDocuments(
  db: LedgerDb,
  entry: string,
  documents: readonly string[],
  attached: { readonly atMs: number; readonly by: string | null },
): Promise<void> {
  await insertRows(
    db,
    'finance_entry_document',
    [...new Set(documents)].map((document) => ({
      entry,
      document,
      attached_at: attached.atMs,
      attached_by: attached.by,
      seal: null,
    })),
  );
}

/** Lines of entries, in order, by entry. */
export async function readPostings(db: LedgerDb, entries: readonly string[]): Promise<ReadonlyMap<string, Line[]>> {
  const found = new Map<string, Line[]>();
  for (const ids of inParts(entries)) {
    const rows = await db
      .selectFrom('finance_posting')
      .selectAll()
      .where('entry', 'in', ids)
      .orderBy('entry')
      .orderBy('line')
      .execute();
    for (const line of rows) append(found, line.entry, line);
  }
  return found;
}

/** Receipts of entries without their bytes, in order of attaching, by entry. */
export async function readLinks(
  db: LedgerDb,
  entries: readonly string[],
): Promise<ReadonlyMap<string, LinkedDocument[]>> {
  const found = new Map<string, LinkedDocument[]>();
  for (const ids of inParts(entries)) {
    const rows = await db
      .selectFrom('finance_entry_document as link')
      .innerJoin('finance_document as document', 'document.sha256', 'link.document')
      .selectAll('link')
      .select(['document.name', 'document.type', 'document.size_bytes', 'document.received_at'])
      .where('link.entry', 'in', ids)
      .orderBy('link.attached_at')
      .orderBy('link.document')
      .execute();
    for (const link of rows) append(found, link.entry, link);
  }
  return found;
}

/** The number given last in a book, 0 before the first. */
export async function lastNumber(db: LedgerDb, book: Book): Promise<number> {
  const row = await db
    .selectFrom('finance_entry')
    .select(({ fn }) => fn.max('number').as('number'))
    .where('book', '=', book)
    .executeTakeFirst();
  return row?.number ?? 0;
}

/** Entries that have receipts, drafts too. */
export async function readLinkedIds(db: LedgerDb): Promise<ReadonlySet<string>> {
  const rows = await db.selectFrom('finance_entry_document').select('entry').distinct().execute();
  return new Set(rows.map(({ entry }) => entry));
}

function inParts(ids: readonly string[]): readonly (readonly string[])[] {
  const parts = [];
  for (let start = 0; start < ids.length; start += IDS_AT_ONCE) parts.push(ids.slice(start, start + IDS_AT_ONCE));
  return parts;
}

function append<T>(lists: Map<string, T[]>, key: string, item: T): void {
  const list = lists.get(key);
  if (list) list.push(item);
  else lists.set(key, [item]);
}
