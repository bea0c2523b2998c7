import type { Handlers } from '../../../contract/endpoint.ts';
import type { finance } from '../../../contract/finance.ts';
import { Refusal } from '../../../kernel/refusal.ts';
import type { Caller, Visitor } from '../../../platform/module.ts';
import type { FinanceContext } from '../context.ts';
import { addDocument } from './add-document.ts';
import { addEntry } from './add-entry.ts';
import { attachDocument } from './attach-document.ts';
import { changeEntry } from './change-entry.ts';
import { findEntry } from './entry-store.ts';
import { readEntryView } from './entry-view.ts';
import { listEntries } from './list-entries.ts';
import { removeEntry } from './remove-entry.ts';
import { reverseByHand } from './reverse-by-hand.ts';
import { sealEntries } from './seal-entries.ts';
import { verifyLedger } from './verify-ledger.ts';

type LedgerCalls = Pick<
  typeof finance,
  | 'entries'
  | 'entry'
  | 'addEntry'
  | 'changeEntry'
  | 'removeEntry'
  | 'seal'
  | 'reverse'
  | 'attach'
  | 'addDocument'
  | 'chain'
>;

export function ledgerHandlers(context: FinanceContext): Handlers<LedgerCalls, Caller, Visitor> {
  const { read } = context.db;
  return {
    entries: (input) => listEntries(context, input),
    async entry({ entryId }) {
      const entry = await findEntry(read, entryId);
      if (!entry) throw new Refusal('finance.unknown-entry');
      return await readEntryView(read, entry);
    },
    addEntry: (input, caller) => addEntry(context, input, caller.memberId),
    changeEntry: (input, caller) => changeEntry(context, input, caller.memberId),
    async removeEntry({ entryId }) {
      await removeEntry(context, entryId);
      return {};
    },
    async seal({ entryIds }, caller) {
      return { entries: await sealEntries(context, entryIds, caller.memberId) };
    },
    reverse: (input, caller) => reverseByHand(context, input, caller.memberId),
    attach: (input, caller) => attachDocument(context, input, caller.memberId),
    addDocument: (input) => addDocument(context, input),
    async chain() {
      const books = await verifyLedger(read, 'entries');
      return {
        books: books.map(({ fault, ...book }) => ({
          ...book,
          fault: fault && { number: fault.number, code: fault.code },
        })),
        checkedAt: context.clock.now(),
      };
    },
  };
}
