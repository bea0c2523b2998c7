import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { migrate } from '../../../platform/db/migrate.ts';
import { openDatabase } from '../../../platform/db/open-database.ts';
import { startProgram } from '../../../testing/child-program.ts';
import { freshTarget } from '../../../testing/test-database.ts';
import { ledger } from '../migrations/0001-ledger.ts';
import type { LedgerTables } from './tables.ts';
import { verifyLedger } from './verify-ledger.ts';

const SCRIPT = fileURLToPath(new URL('../../../../tests/kill/ledger-posters.ts', import.meta.url));
const ROUNDS = 3;

describe('posters that are killed in the middle', () => {
  it('leave numbers without a gap, a whole chain, and everything they were told is posted', async () => {
    const target = await freshTarget();
    const first = await openDatabase<LedgerTables>(target);
    await migrate(first, [ledger]);
    await first.close();
    const told = new Map<number, string>();
    for (let round = 1; round <= ROUNDS; round += 1) {
      const program = startProgram({ script: SCRIPT, args: [JSON.stringify(target), String(round)] });
      // Whatever it does when this was heard: three posters are never all between two posts.
      await program.said(new RegExp(`^posted ${told.size + round * 7} `, 'm'));
      await program.kill();
      // A line that was cut off was not said.
      for (const [, number, hash] of program.output().matchAll(/^posted (\d+) ([0-9a-f]{64})\n/gm)) {
        told.set(Number(number), hash ?? '');
      }

      const database = await openDatabase<LedgerTables>(target);
      const rows = await database.read
        .selectFrom('finance_entry')
        .select(['number', 'hash', 'state'])
        .orderBy('number')
        .execute();
      const [checked] = await verifyLedger(database.read, 'receipts');
      await database.close();
      expect(rows.map(({ number }) => number)).toEqual(rows.map((_, index) => index + 1));
      expect(rows.every(({ state }) => state === 'sealed')).toBe(true);
      expect(checked).toMatchObject({ entries: rows.length, fault: null });
      expect([...told].filter(([number, hash]) => rows[number - 1]?.hash !== hash)).toEqual([]);
    }
    expect(told.size).toBeGreaterThan(ROUNDS * 7);
  }, 60_000);
});
