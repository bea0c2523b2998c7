import { createHash } from 'node:crypto';
import type { LedgerDb } from './entry-store.ts';
import type { DocumentRow } from './tables.ts';

/** What is known of a receipt, without its bytes. */
export type DocumentFacts = Omit<DocumentRow, 'bytes'>;

export async function findDocument(db: LedgerDb, sha256: string): Promise<DocumentFacts | undefined> {
  return await db
    .selectFrom('finance_document')
    .select(['sha256', 'name', 'type', 'size_bytes', 'received_at'])
    .where('sha256', '=', sha256)
    .executeTakeFirst();
}

export async function readDocumentBytes(db: LedgerDb, sha256: string): Promise<Uint8Array | undefined> {
  const row = await db.selectFrom('finance_document').select('bytes').where('sha256', '=', sha256).executeTakeFirst();
  return row?.bytes;
}

export async function insertDocument(db: LedgerDb, document: DocumentRow): Promise<void> {
  await db.insertInto('finance_document').values(document).execute();
}

/** Its bytes are those it was named by. */
export async function isDocumentWhole(db: LedgerDb, sha256: string): Promise<boolean> {
  const bytes = await readDocumentBytes(db, sha256);
  return bytes !== undefined && createHash('sha256').update(bytes).digest('hex') === sha256;
}
