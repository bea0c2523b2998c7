import type { FinanceContext } from '../context.ts';
import { type CheckDepth, type LedgerFault, verifyLedger } from './verify-ledger.ts';

/** Remembers what the last check of the books found. */
export interface LedgerWatch {
  /** Checks both books. @returns the first fault. */
  check(depth: CheckDepth): Promise<LedgerFault | undefined>;
  /** What was found last; where that is a day ago, or never, a new check begins and tells browsers when it finds another. */
  fault(): LedgerFault | undefined;
}

const DAY_MS = 24 * 60 * 60_000;

export function createLedgerWatch(context: Pick<FinanceContext, 'db' | 'clock' | 'log' | 'feed'>): LedgerWatch {
  let fault: LedgerFault | undefined;
  let checkedAtMs = Number.NEGATIVE_INFINITY;

  async function check(depth: CheckDepth): Promise<LedgerFault | undefined> {
    checkedAtMs = context.clock.nowMs();
    const wasBroken = fault !== undefined;
    const books = await verifyLedger(context.db.read, depth);
    fault = books.find((book) => book.fault !== null)?.fault ?? undefined;
    if (fault) context.log.error('books-broken', { ...fault });
    if (wasBroken !== (fault !== undefined)) context.feed.changed('problems');
    return fault;
  }

  return {
    check,
    fault() {
      if (context.clock.nowMs() - checkedAtMs >= DAY_MS) {
        check('entries').catch((error: unknown) => context.log.warn('books-unchecked', { error }));
      }
      return fault;
    },
  };
}
