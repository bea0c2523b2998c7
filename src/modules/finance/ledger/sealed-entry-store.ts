import { sql } from 'kysely';
import type { Book } from '../../../contract/finance.ts';
import type { Line, LinkedDocument, SealedRow } from './canonical-entry.ts';
import { type LedgerDb, readLinks } from './entry-store.ts';

/** A sealed entry with everything its hash is made of. */
export interface SealedEntry {
  readonly entry: SealedRow;
  /** `undefined` when they cannot have been written by us. */
  readonly lines: readonly Line[] | undefined;
  readonly links: readonly LinkedDocument[];
}

/** All but the amount, which comes as text. */
const COLUMNS = [
  'id',
  'book',
  'state',
  'number',
  'prev_hash',
  'hash',
  'sealed_at',
  'sealed_by',
  'idempotency_key',
  'request_hash',
  'day',
  'category',
  'source',
  'text',
  'currency',
  'place',
  'broadcast_id',
  'is_estimated',
  'no_receipt_reason',
  'reverses',
  'chart',
  'created_at',
  'created_by',
  'version',
] as const satisfies readonly (keyof SealedRow)[];

/**
 * Sealed entries of a book after one number and through another, in order of it; their lines in any order.
 * Made for reading all of them: a third of the rows (lines are gathered by the database), and amounts as
 * text, because one bigint in a row makes SQLite's driver give every number of it as one.
 */
export async function readSealed(
  db: LedgerDb,
  query: {
    readonly book: Book;
    readonly after: number;
    readonly through: number;
    readonly limit: number;
    /** Receipts are looked for on these only: most entries have none. */
    readonly withLinks: ReadonlySet<string>;
  },
): Promise<SealedEntry[]> {
  const rows = await db
    .selectFrom('finance_entry')
    .select(COLUMNS)
    .select([
      sql<string>`cast(amount_minor as text)`.as('amount'),
      sql<
        string | null
      >`(select string_agg(line || ':' || account || ':' || posting.currency || ':' || posting.amount_minor, ' ')
        from finance_posting as posting where posting.entry = finance_entry.id)`.as('lines'),
      sql<number>`(select count(*) from finance_posting as posting where posting.entry = finance_entry.id)`.as('count'),
    ])
    .where('book', '=', query.book)
    .where('number', '>', query.after)
    .where('number', '<=', query.through)
    .orderBy('number')
    .limit(query.limit)
    .execute();
  const links = await readLinks(
    db,
    rows.map(({ id }) => id).filter((id) => query.withLinks.has(id)),
  );
  return rows.map((row) => ({
    // Written into the row itself: a copy of 25 columns would take as long as reading them.
    entry: Object.assign(row, { amount_minor: BigInt(row.amount) }) as SealedRow,
    lines: readLines(row.lines ?? '', row.count),
    links: links.get(row.id) ?? [],
  }));
}

/** A separator inside of an account or a currency would give more parts than there are rows or columns. */
function readLines(text: string, count: number): Line[] | undefined {
  const lines: Line[] = [];
  if (text === '') return count === 0 ? lines : undefined;
  for (const part of text.split(' ')) {
    const [line, account, currency, minor, ...more] = part.split(':');
    if (minor === undefined || more.length > 0) return undefined;
    lines.push({ line: Number(line), account, currency, amount_minor: BigInt(minor) } as Line);
  }
  return lines.length === count ? lines : undefined;
}
