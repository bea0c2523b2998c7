import { DOCUMENT_TYPES } from '../../../contract/finance.ts';
import type { Page } from '../../../platform/module.ts';
import type { FinanceContext } from '../context.ts';
import { findDocument, readDocumentBytes } from './document-store.ts';

const SHA256 = /^[0-9a-f]{64}$/;

/** Receipts, shown in the browser's window; every other file type was refused when it came. */
export function documentPage(context: Pick<FinanceContext, 'db'>): Page {
  return {
    path: '/api/finance/documents/:sha256',
    access: 'finance.read',
    async handle({ params }) {
      const sha256 = params['sha256'] ?? '';
      const document = SHA256.test(sha256) ? await findDocument(context.db.read, sha256) : undefined;
      const type = DOCUMENT_TYPES.find((known) => known === document?.type);
      const bytes = document && type && (await readDocumentBytes(context.db.read, sha256));
      if (!bytes) return undefined;
      return { status: 200, contentType: type, body: bytes, file: { name: document.name, isShown: true } };
    },
  };
}
