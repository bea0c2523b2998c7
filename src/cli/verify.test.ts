import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { dataFolderAt, openDataFolder } from '../platform/db/data-folder.ts';
import type { Database } from '../platform/db/database.ts';
import { migrate } from '../platform/db/migrate.ts';
import { openDatabase } from '../platform/db/open-database.ts';
import type { Tables } from '../server/database.ts';
import { migrations } from '../server/migrations.ts';
import { type BookTables, openTestBooks } from '../testing/books.ts';
import { startProgram } from '../testing/child-program.ts';
import { cleanUpLater, temporaryFolder } from '../testing/clean-up.ts';

const PROGRAM = fileURLToPath(new URL('./main.ts', import.meta.url));

async function run(
  dataFolder: string,
  { command = 'verify', lang = 'en_US.UTF-8' } = {},
): Promise<{ code: number | null; output: string }> {
  const child = startProgram({ script: PROGRAM, args: [command, '--data', dataFolder], env: { LANG: lang } });
  return { code: await child.ended, output: child.output() };
}

async function sealBookings(db: Database<BookTables>, count: number): Promise<void> {
  const books = await openTestBooks({ db });
  const entryIds: string[] = [];
  for (let index = 1; index <= count; index++) {
    const amount = { minor: String(index), currency: 'EUR' };
    const what = { day: '2026-11-20', category: 'gear', text: 'Kabel', place: 'cash', noReceiptReason: 'verloren' };
    const entry = await books.call('addEntry', { idempotencyKey: `booking-${index}`, amount, ...what });
    entryIds.push((entry as { id: string }).id);
  }
  await books.call('seal', { entryIds });
}

describe('verify', () => {
  it('checks the books beside a server that uses them, and names the first entry that was bent', async () => {
    const root = temporaryFolder();
    const folder = openDataFolder(dataFolderAt(root).sandboxFolder, migrations);
    cleanUpLater(() => folder.release());
    const database = await openDatabase<Tables>({ file: folder.databaseFile });
    cleanUpLater(() => database.close());
    await migrate(database, migrations);
    await sealBookings(database as unknown as Database<BookTables>, 5);
    expect(await run(root)).toEqual({ code: 0, output: expect.stringContaining('There is no backup yet.') });

    const plain = new DatabaseSync(folder.databaseFile);
    plain.exec(`drop trigger finance_posting_changes;
      update finance_posting set account = 'games' where line = 1 and entry in (
        select id from finance_entry where number in (3, 4));`);
    plain.close();
    const { code, output } = await run(root);
    expect([code, output]).toEqual([
      1,
      expect.stringContaining('tax book, entry 3: its content is not what was sealed'),
    ]);
  });

  it('says how many backups are whole as one says it', async () => {
    const root = temporaryFolder();
    const folder = openDataFolder(dataFolderAt(root).sandboxFolder, migrations);
    const database = await openDatabase<Tables>({ file: folder.databaseFile });
    await migrate(database, migrations);
    await database.close();
    folder.release();
    await run(root, { command: 'backup' });
    expect((await run(root)).output).toContain('the books and 1 backup are whole.');
    expect((await run(root, { lang: 'de_DE.UTF-8' })).output).toContain('die Bücher und 1 Sicherung sind unversehrt.');
  });

  it('has no books to check in a database that an older version wrote', async () => {
    const root = temporaryFolder();
    const folder = openDataFolder(dataFolderAt(root).sandboxFolder, migrations);
    const database = await openDatabase<Tables>({ file: folder.databaseFile });
    await migrate(
      database,
      migrations.filter(({ id }) => !id.startsWith('finance-')),
    );
    await database.close();
    folder.release();
    expect(await run(root)).toMatchObject({ code: 0 });
  });
});
