import { createHash, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { createBackups } from '../../../platform/db/backup.ts';
import { dataFolderAt } from '../../../platform/db/data-folder.ts';
import { migrate } from '../../../platform/db/migrate.ts';
import { openDatabase } from '../../../platform/db/open-database.ts';
import { restoreBackup } from '../../../platform/db/restore.ts';
import { platformMigrations } from '../../../platform/migrations.ts';
import { cleanUpLater, temporaryFolder } from '../../../testing/clean-up.ts';
import { expense } from '../../../testing/entries.ts';
import { createTestClock } from '../../../testing/test-clock.ts';
import { freshTarget } from '../../../testing/test-database.ts';
import { createTestLog } from '../../../testing/test-log.ts';
import { ledger } from '../migrations/0001-ledger.ts';
import { insertDocument } from './document-store.ts';
import { postSealedEntry } from './post-entry.ts';
import type { LedgerTables } from './tables.ts';
import { verifyLedger } from './verify-ledger.ts';

const migrations = [...platformMigrations, ledger];

describe('books in a backup', () => {
  it('come back whole, with large receipts, and guarded as before', async () => {
    const target = await freshTarget();
    const folder = dataFolderAt('file' in target ? join(target.file, '..') : temporaryFolder());
    const [clock, log] = [createTestClock(), createTestLog()];
    const backups = createBackups({ target, folder: folder.backupsFolder, tablesWithSecrets: [], clock, log });
    const database = await openDatabase<LedgerTables>(target);
    cleanUpLater(() => database.close());
    await migrate(database, migrations);
    const receipts = Array.from({ length: 4 }, () => new Uint8Array(randomBytes(3_000_000)));
    await database.transaction(async (db) => {
      for (const [index, bytes] of receipts.entries()) {
        const sha256 = createHash('sha256').update(bytes).digest('hex');
        const facts = { sha256, name: `Beleg ${index}.pdf`, type: 'application/pdf', received_at: clock.nowMs() };
        await insertDocument(db, { ...facts, size_bytes: bytes.length, bytes });
        await postSealedEntry({ clock }, db, expense(`k${index}`, BigInt(index + 1), { documents: [sha256] }));
      }
    });
    const before = await verifyLedger(database.read, 'receipts');
    const backup = await backups.make('by-hand');
    await database.transaction((db) => postSealedEntry({ clock }, db, expense('later', 5n)));
    await database.close();

    await restoreBackup({ folder, target, backup: backup.fileName, migrations, nowMs: clock.nowMs() });
    const restored = await openDatabase<LedgerTables>(target);
    cleanUpLater(() => restored.close());
    expect(before).toMatchObject([{ book: 'tax', entries: 4, fault: null }, { fault: null }]);
    expect(await verifyLedger(restored.read, 'receipts')).toEqual(before);
    for (const statement of [
      `update finance_entry set text = 'anders'`,
      'delete from finance_entry',
      'update finance_posting set amount_minor = amount_minor * 2',
      'delete from finance_entry_document',
      `update finance_document set name = 'x'`,
    ]) {
      await expect(restored.transaction((db) => sql.raw(statement).execute(db))).rejects.toThrow(/not change|stay/);
    }
    const next = await restored.transaction((db) => postSealedEntry({ clock }, db, expense('next', 5n)));
    expect(next.number).toBe(5);
  });
});
