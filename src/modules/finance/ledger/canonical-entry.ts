import { hash } from 'node:crypto';
import type { DocumentRow, EntryDocumentRow, EntryRow, PostingRow } from './tables.ts';

/*
 * The canonical bytes of a sealed entry, so that any other program can check the chain:
 *
 * - A list of values, each written as a netstring: the number of its bytes in decimal, `:`, the bytes, `,`.
 *   Text is UTF-8 as stored, not normalised; integers are decimal with `-` when negative and no leading
 *   zeros; flags are `1` or `0`; a value that is not there is `~` without length, colon and comma.
 * - First the text `livextrem-entry-1`, then of the entry, in this order: book, number, prev_hash (empty
 *   for number 1), id, idempotency_key, request_hash, day, category, source, text, amount_minor, currency,
 *   place, broadcast_id, is_estimated, no_receipt_reason, reverses, chart, created_at, created_by, version,
 *   sealed_at, sealed_by.
 * - Then the number of its postings, and for each in order of line: line, account, currency, amount_minor.
 * - Then the number of the receipts it was sealed with (`seal` not there), and for each in order of sha256
 *   (bytewise): sha256, name, type, size_bytes, received_at, attached_at, attached_by.
 *
 * The entry's hash is the SHA-256 of these bytes, as 64 small hexadecimal digits; prev_hash is the hash of
 * the entry with the number before, in the same book.
 *
 * A receipt that was added after the sealing has a hash of its own (`seal`): SHA-256 over the list
 * `livextrem-receipt-1`, hash of the entry, sha256, name, type, size_bytes, received_at, attached_at, attached_by.
 */

export type SealedRow = EntryRow & {
  readonly number: number;
  readonly prev_hash: string;
  readonly hash: string;
  readonly sealed_at: number;
};
export type LinkedDocument = EntryDocumentRow & Pick<DocumentRow, 'name' | 'type' | 'size_bytes' | 'received_at'>;
export type Line = Omit<PostingRow, 'entry'>;

type Value = string | number | bigint | boolean | null;

export function hashEntry(
  entry: Omit<SealedRow, 'hash' | 'state'>,
  postings: readonly Line[],
  documents: readonly LinkedDocument[],
): string {
  const sealedWith = documents.filter(({ seal }) => seal === null);
  return hashValues([
    'livextrem-entry-1',
    entry.book,
    entry.number,
    entry.prev_hash,
    entry.id,
    entry.idempotency_key,
    entry.request_hash,
    entry.day,
    entry.category,
    entry.source,
    entry.text,
    entry.amount_minor,
    entry.currency,
    entry.place,
    entry.broadcast_id,
    entry.is_estimated,
    entry.no_receipt_reason,
    entry.reverses,
    entry.chart,
    entry.created_at,
    entry.created_by,
    entry.version,
    entry.sealed_at,
    entry.sealed_by,
    postings.length,
    ...inOrder(postings, (posting) => posting.line).flatMap((posting) => [
      posting.line,
      posting.account,
      posting.currency,
      posting.amount_minor,
    ]),
    sealedWith.length,
    ...inOrder(sealedWith, ({ document }) => document).flatMap(documentValues),
  ]);
}

/** The hash of a receipt that came to an entry after its sealing. */
export function hashLink(entryHash: string, link: LinkedDocument): string {
  return hashValues(['livextrem-receipt-1', entryHash, ...documentValues(link)]);
}

export function hashValues(values: readonly Value[]): string {
  return hash('sha256', canonicalText(values), 'hex');
}

function canonicalText(values: readonly Value[]): string {
  let text = '';
  for (const value of values) {
    if (value === null) {
      text += '~';
      continue;
    }
    const written = typeof value === 'boolean' ? (value ? '1' : '0') : String(value);
    text += `${Buffer.byteLength(written)}:${written},`;
  }
  return text;
}

const documentValues = (link: LinkedDocument): readonly Value[] => [
  link.document,
  link.name,
  link.type,
  link.size_bytes,
  link.received_at,
  link.attached_at,
  link.attached_by,
];

function inOrder<T>(items: readonly T[], key: (item: T) => string | number): readonly T[] {
  const isInOrder = items.every((item, index) => index === 0 || key(items[index - 1] as T) < key(item));
  return isInOrder ? items : [...items].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}
