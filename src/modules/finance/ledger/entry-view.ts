import type { DocumentView, EntryView } from '../../../contract/finance.ts';
import { instantFromMs } from '../../../kernel/instant.ts';
import type { Line, LinkedDocument } from './canonical-entry.ts';
import { type LedgerDb, readLinks, readPostings } from './entry-store.ts';
import { keepUntil } from './keep-until.ts';
import { readAbsorbed } from './linked-streams.ts';
import type { DocumentRow, EntryRow } from './tables.ts';

/** Rows as the contract shows them, in the order given. */
export async function readEntryViews(db: LedgerDb, rows: readonly EntryRow[]): Promise<EntryView[]> {
  const ids = rows.map(({ id }) => id);
  const [postings, links, reversals] = [
    await readPostings(db, ids),
    await readLinks(db, ids),
    await readReversals(db, ids),
  ];
  const numbers = new Set(rows.map(({ broadcast_id }) => broadcast_id).filter((number) => number !== null));
  const absorbed = await readAbsorbed(db, { numbers: [...numbers] });
  return rows.map((row) =>
    viewOf(row, {
      broadcastId: row.broadcast_id === null ? null : (absorbed.get(row.broadcast_id) ?? row.broadcast_id),
      postings: postings.get(row.id) ?? [],
      links: links.get(row.id) ?? [],
      reversedBy: reversals.get(row.id) ?? null,
    }),
  );
}

/** One row as the contract shows it. */
export async function readEntryView(db: LedgerDb, row: EntryRow): Promise<EntryView> {
  const [view] = await readEntryViews(db, [row]);
  if (!view) throw new Error('a row without a view');
  return view;
}

async function readReversals(db: LedgerDb, ids: readonly string[]): Promise<ReadonlyMap<string | null, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db.selectFrom('finance_entry').select(['id', 'reverses']).where('reverses', 'in', ids).execute();
  return new Map(rows.map(({ id, reverses }) => [reverses, id]));
}

function viewOf(
  row: EntryRow,
  about: {
    readonly broadcastId: number | null;
    readonly postings: readonly Line[];
    readonly links: readonly LinkedDocument[];
    readonly reversedBy: string | null;
  },
): EntryView {
  return {
    id: row.id,
    book: row.book,
    state: row.state,
    number: row.number,
    day: row.day,
    category: row.category,
    source: row.source,
    text: row.text,
    amount: { minor: String(row.amount_minor), currency: row.currency },
    isEstimated: row.is_estimated,
    place: row.place,
    broadcastId: about.broadcastId,
    documents: about.links.map((link) => documentView({ ...link, sha256: link.document })),
    noReceiptReason: row.no_receipt_reason,
    reverses: row.reverses,
    reversedBy: about.reversedBy,
    createdAt: instantFromMs(row.created_at),
    createdBy: row.created_by,
    sealedAt: row.sealed_at === null ? null : instantFromMs(row.sealed_at),
    hash: row.hash,
    version: row.version,
    postings: about.postings.map(({ account, amount_minor, currency }) => ({
      account,
      amount: { minor: String(amount_minor), currency },
    })),
  };
}

export function documentView(row: Omit<DocumentRow, 'bytes'>): DocumentView {
  return {
    sha256: row.sha256,
    name: row.name,
    type: row.type as DocumentView['type'],
    sizeBytes: row.size_bytes,
    receivedAt: instantFromMs(row.received_at),
    keepUntil: keepUntil(row.received_at),
  };
}
