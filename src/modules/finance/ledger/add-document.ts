import { createHash } from 'node:crypto';
import { DOCUMENT_BYTES_MAX, type DocumentView } from '../../../contract/finance.ts';
import { Refusal } from '../../../kernel/refusal.ts';
import type { FinanceContext } from '../context.ts';
import { findDocument, insertDocument } from './document-store.ts';
import { documentTypeOf } from './document-type.ts';
import { storableText } from './entry.ts';
import { documentView } from './entry-view.ts';

/**
 * Keeps a receipt under the hash of its bytes; bytes that are kept already stay under their first name.
 * @throws Refusal finance.document-too-large, finance.document-type, http.bad-input
 */
export async function addDocument(
  context: FinanceContext,
  { name, contentBase64 }: { readonly name: string; readonly contentBase64: string },
): Promise<DocumentView> {
  const bytes = Buffer.from(contentBase64, 'base64');
  // Written again and compared: an expression over ten megabytes would hold up the chat five times as long.
  if (bytes.toString('base64') !== contentBase64) throw new Refusal('http.bad-input');
  if (bytes.length > DOCUMENT_BYTES_MAX) {
    throw new Refusal('finance.document-too-large', { megabytes: DOCUMENT_BYTES_MAX / 1024 / 1024 });
  }
  const type = documentTypeOf(bytes);
  if (type === undefined) throw new Refusal('finance.document-type');
  const facts = {
    sha256: createHash('sha256').update(bytes).digest('hex'),
    name: storableText(name),
    type,
    size_bytes: bytes.length,
    received_at: context.clock.nowMs(),
  };
  return await context.db.transaction(async (db) => {
    const known = await findDocument(db, facts.sha256);
    if (!known) await insertDocument(db, { ...facts, bytes });
    return documentView(known ?? facts);
  });
}
