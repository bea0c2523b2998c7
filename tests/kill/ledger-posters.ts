// Started by a test as a process of its own: posts entry after entry, several at a time, and says each
// number and hash as soon as it is committed, until it is killed.
import { writeSync } from 'node:fs';
import { postSealedEntry } from '../../src/modules/finance/ledger/post-entry.ts';
import { reverseSealedEntry } from '../../src/modules/finance/ledger/reverse-entry.ts';
import type { LedgerTables } from '../../src/modules/finance/ledger/tables.ts';
import { systemClock } from '../../src/platform/clock.ts';
import { type DatabaseTarget, openDatabase } from '../../src/platform/db/open-database.ts';
import { expense } from '../../src/testing/entries.ts';

const [targetText = '', round = ''] = process.argv.slice(2);
const context = { clock: systemClock };
const database = await openDatabase<LedgerTables>(JSON.parse(targetText) as DatabaseTarget);

async function postAgainAndAgain(poster: number): Promise<never> {
  for (let count = 1; ; count += 1) {
    const key = `${round}-${poster}-${count}`;
    const entry = await database.transaction((db) => postSealedEntry(context, db, expense(key, BigInt(count))));
    writeSync(1, `posted ${entry.number} ${entry.hash}\n`);
    if (count % 3 !== 0) continue;
    const order = { entryId: entry.id, day: '2026-11-22', reason: 'doppelt', createdBy: null };
    const reversal = await database.transaction((db) =>
      reverseSealedEntry(context, db, { ...order, idempotencyKey: `reverse-${key}` }),
    );
    writeSync(1, `posted ${reversal.number} ${reversal.hash}\n`);
  }
}

await Promise.all([1, 2, 3].map(postAgainAndAgain));
