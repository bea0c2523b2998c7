import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { type Insertable, sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { cleanUpLater, temporaryFolder } from '../../testing/clean-up.ts';
import { createTestClock } from '../../testing/test-clock.ts';
import { freshTarget } from '../../testing/test-database.ts';
import { createTestLog } from '../../testing/test-log.ts';
import { platformMigrations } from '../migrations.ts';
import type { PlatformTables } from '../tables.ts';
import { createBackups } from './backup.ts';
import { columnTypes } from './column-types.ts';
import { type DataFolder, dataFolderAt, lockDataFolder } from './data-folder.ts';
import type { Database } from './database.ts';
import { insertRows } from './many-rows.ts';
import { type Migration, migrate } from './migrate.ts';
import { type DatabaseTarget, openDatabase } from './open-database.ts';
import { restoreBackup } from './restore.ts';

interface Tables extends PlatformTables {
  twitch_account: { user_id: string; access_token: string };
  test_book: {
    id: number;
    total_minor: bigint;
    share: number;
    is_open: boolean;
    note: string | null;
    bytes: Uint8Array;
    detail_json: object;
  };
  test_page: { id: number; book: number; before: number | null };
}

/** Every kind of column, links between tables and inside one, and something computed by the database. */
const migrations: readonly Migration[] = [
  ...platformMigrations,
  {
    id: 'test-0001-book',
    async up(db, dialect) {
      const { integer, flag, real, bytes, json, strict } = columnTypes(dialect);
      await sql`create table twitch_account (user_id text primary key, access_token text not null) ${strict}`.execute(
        db,
      );
      await sql`create table test_page (
        id ${integer} primary key, book ${integer} not null, before ${integer} references test_page (id)
      ) ${strict}`.execute(db);
      await sql`create table test_book (
        id ${integer} primary key, total_minor ${integer} not null, share ${real} not null, is_open ${flag} not null,
        note text, bytes ${bytes} not null, detail_json ${json} not null,
        id_doubled ${integer} generated always as (id * 2) stored
      ) ${strict}`.execute(db);
      if (dialect === 'postgres') {
        await sql`alter table test_page add foreign key (book) references test_book (id)`.execute(db);
      }
      await sql`insert into test_book (id, total_minor, share, is_open, note, bytes, detail_json)
        values (0, 0, 0, ${true}, 'written by the migration', ${new Uint8Array(1)}, '{}')`.execute(db);
    },
  },
];

const SECRET = 'c2VjcmV0-session-hash-4711';
const TOKEN = 's1.sealed-token-0815';

async function setUp() {
  const outer = temporaryFolder();
  const target = await freshTarget();
  const folder = dataFolderAt('file' in target ? join(target.file, '..') : outer);
  const clock = createTestClock();
  const log = createTestLog();
  const backups = createBackups({
    target,
    folder: folder.backupsFolder,
    tablesWithSecrets: ['platform_session', 'twitch_account'],
    clock,
    log,
  });
  const database = await openDatabase<Tables>(target);
  cleanUpLater(() => database.close());
  await migrate(database, migrations);
  await database.transaction(async (db) => {
    await insertRows(db, 'test_book', BOOKS);
    await insertRows(db, 'test_page', PAGES);
    await insertRows(db, 'platform_session', [
      { id_hash: SECRET, member_id: 'mem_1', csrf: SECRET, created_at: 1, last_seen_at: 1, expires_at: 2 },
    ]);
    await insertRows(db, 'twitch_account', [{ user_id: '1', access_token: TOKEN }]);
  });
  return { target, folder, clock, log, backups, database };
}

const BOOKS: readonly Insertable<Tables['test_book']>[] = Array.from({ length: 2_500 }, (_, index) => ({
  id: index + 1,
  total_minor: 9_223_372_036_854_775_000n + BigInt(index % 800),
  share: (index + 1) / 3,
  is_open: index % 2 === 0,
  note: index % 3 === 0 ? null : `Zeile ${index} 👩‍👩‍👧‍👦 "quoted" \\ back\u2028slash \r\n\t`,
  bytes: new Uint8Array([index & 0xff, 0, 255]),
  detail_json: { index, list: ['ü', null] },
}));
const PAGES: readonly Insertable<Tables['test_page']>[] = Array.from({ length: 1_500 }, (_, index) => ({
  id: 1_500 - index,
  book: index + 1,
  before: null,
}));

async function contentOf(database: Database<Tables>) {
  return {
    books: await database.read.selectFrom('test_book').selectAll().orderBy('id').execute(),
    pages: await database.read.selectFrom('test_page').selectAll().orderBy('id').execute(),
    sessions: await database.read.selectFrom('platform_session').selectAll().execute(),
    accounts: await database.read.selectFrom('twitch_account').selectAll().execute(),
  };
}

async function reopen(target: DatabaseTarget): Promise<Database<Tables>> {
  const database = await openDatabase<Tables>(target);
  cleanUpLater(() => database.close());
  await migrate(database, migrations);
  return database;
}

const restore = (folder: DataFolder, target: DatabaseTarget, backup: string) =>
  restoreBackup({ folder, target, backup, migrations, nowMs: Date.UTC(2026, 10, 22, 19) });

describe('a backup', () => {
  it('holds everything but sign-ins, and brings it back exactly', async () => {
    const { target, folder, backups, database } = await setUp();
    const before = await contentOf(database);
    const backup = await backups.make('by-hand');
    expect(backup).toMatchObject({ reason: 'by-hand', isVerified: true, at: '2026-11-22T18:00:00.000Z' });
    await database.transaction((db) => db.updateTable('test_book').set({ note: 'changed' }).execute());
    await database.close();

    const { kept } = await restore(folder, target, backup.fileName);
    const restored = await reopen(target);
    expect(await contentOf(restored)).toEqual({ ...before, sessions: [], accounts: [] });
    expect(kept).toMatch(/before[-_]2026-11-22t19|before_2026_11_22t19/i);
    const doubled = await sql<{
      wrong: number;
    }>`select count(*) as wrong from test_book where id_doubled <> id * 2`.execute(restored.read);
    expect(doubled.rows).toEqual([{ wrong: 0 }]);
    const orphan = restored.transaction((db) => insertRows(db, 'test_page', [{ id: 9_999, book: 1, before: 8_888 }]));
    await expect(orphan).rejects.toThrow(/foreign key/i);
  });

  it('has no byte of a session or a token in it, nor anything else in its folder', async () => {
    const { folder, backups } = await setUp();
    await backups.make('by-hand');
    const files = readdirSync(folder.backupsFolder);
    expect(files).toHaveLength(2);
    for (const name of files) {
      const bytes = readFileSync(join(folder.backupsFolder, name));
      const plain = name.endsWith('.gz') ? gunzipSync(bytes) : bytes;
      expect(plain.includes(SECRET)).toBe(false);
      expect(plain.includes(TOKEN)).toBe(false);
      if (!name.endsWith('.json')) expect(plain.includes('written by the migration')).toBe(true);
    }
  });

  it('is of one moment and good, also while the database is written to', async () => {
    const { target, folder, backups, database } = await setUp();
    let isWriting = true;
    let pairs = 0;
    // Always two rows in one transaction: a backup that holds an odd number would be torn.
    const writing = (async () => {
      while (isWriting) {
        pairs += 1;
        const first = 10_000 + pairs * 2;
        await database.transaction((db) =>
          insertRows(db, 'test_page', [
            { id: first, book: 1, before: null },
            { id: first + 1, book: 1, before: first },
          ]),
        );
        await new Promise((resolve) => setImmediate(resolve));
      }
    })();
    const backup = await backups.make('by-hand');
    const pairsAtTheEnd = pairs;
    isWriting = false;
    await writing;
    expect(pairsAtTheEnd).toBeGreaterThan(1);
    await database.close();
    await restore(folder, target, backup.fileName);
    const restored = await reopen(target);
    const rows = await restored.read.selectFrom('test_page').select('id').where('id', '>', 10_000).execute();
    expect(rows.length % 2).toBe(0);
    expect(rows.length).toBeLessThanOrEqual(pairsAtTheEnd * 2);
  });

  it('is counted and rotated only when it is whole: ten by hand, five before migrations', async () => {
    const { folder, backups, clock } = await setUp();
    const made: string[] = [];
    for (let index = 0; index < 12; index++) {
      clock.advance(1_000);
      made.push((await backups.make('by-hand')).fileName);
      // The oldest but one loses its bytes: it must not push a good one out.
      if (index === 1) writeFileSync(join(folder.backupsFolder, made[1] as string), '');
    }
    const beforeMigration = [];
    for (let index = 0; index < 6; index++) {
      clock.advance(1_000);
      beforeMigration.push((await backups.make('before-migration')).fileName);
    }
    const list = await backups.list();
    const good = list.filter((backup) => backup.isVerified).map((backup) => backup.fileName);
    expect(good).toEqual([...beforeMigration.slice(1).reverse(), ...made.slice(2).reverse()]);
    expect(list.filter((backup) => !backup.isVerified).map((backup) => backup.fileName)).toEqual([made[1]]);
    expect(readdirSync(folder.backupsFolder)).toHaveLength(2 * 16);
  });

  it('that fails leaves nothing behind and says so', async () => {
    const { folder, backups, log, target } = await setUp();
    writeFileSync(folder.backupsFolder, 'a file where the folder should be');
    await expect(backups.make('by-hand')).rejects.toThrow(expect.objectContaining({ code: 'system.backup-failed' }));
    await expect(backups.make('before-migration')).rejects.toThrow(expect.objectContaining({ code: 'backup-failed' }));
    expect(log.text()).toContain('backup-failed');
    rmSync(folder.backupsFolder);
    const nowhere = createBackups({
      target: 'file' in target ? { file: join(folder.path, 'none.db') } : { ...target, schema: 'nowhere' },
      folder: folder.backupsFolder,
      tablesWithSecrets: [],
      clock: createTestClock(),
      log,
    });
    await expect(nowhere.make('by-hand')).rejects.toThrow(expect.objectContaining({ code: 'system.backup-failed' }));
    expect(readdirSync(folder.backupsFolder)).toEqual([]);
    expect((await backups.make('by-hand')).isVerified).toBe(true);
  });

  it('is read whole by verify, which names what is damaged', async () => {
    const { folder, backups } = await setUp();
    const good = await backups.make('by-hand');
    const bad = await backups.make('by-hand');
    const file = join(folder.backupsFolder, bad.fileName);
    const bytes = readFileSync(file);
    bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
    writeFileSync(file, bytes);
    const found = await backups.verify();
    expect(found.database).toBeNull();
    expect(found.backups.find((backup) => backup.fileName === good.fileName)?.trouble).toBeNull();
    expect(found.backups.find((backup) => backup.fileName === bad.fileName)?.trouble).toMatch(/bytes/);
  });

  it('that is damaged can be set aside, a good one or one elsewhere cannot', async () => {
    const { folder, backups } = await setUp();
    const good = await backups.make('by-hand');
    const bad = await backups.make('by-hand');
    writeFileSync(join(folder.backupsFolder, bad.fileName), 'half');
    for (const name of [good.fileName, '../key', 'nowhere.db']) expect(await backups.setAside(name)).toBe(false);
    expect(await backups.setAside(bad.fileName)).toBe(true);
    expect((await backups.list()).map(({ fileName }) => fileName)).toEqual([good.fileName]);
    const aside = [bad.fileName, `${bad.fileName}.json`];
    expect(readdirSync(join(folder.backupsFolder, 'damaged'))).toEqual(aside);
    // A file that is gone altogether is only a manifest.
    rmSync(join(folder.backupsFolder, good.fileName));
    expect(await backups.setAside(good.fileName)).toBe(true);
    expect((await backups.make('by-hand')).isVerified).toBe(true);
  });
});

describe('a restore', () => {
  it('is refused while the installation runs', async () => {
    const { target, folder, backups, database } = await setUp();
    const backup = await backups.make('by-hand');
    if (database.dialect === 'sqlite') {
      const lock = lockDataFolder(folder);
      cleanUpLater(() => lock.release());
    }
    const code = database.dialect === 'sqlite' ? 'folder-in-use' : 'database-in-use';
    await expect(restore(folder, target, backup.fileName)).rejects.toThrow(expect.objectContaining({ code }));
  });

  it('refuses what is missing, damaged, newer or of the other database, and changes nothing', async () => {
    const { target, folder, backups, database } = await setUp();
    const backup = await backups.make('by-hand');
    const before = await contentOf(database);
    await database.close();
    const file = join(folder.backupsFolder, backup.fileName);
    const refused = (name: string, code: string, known = migrations) =>
      expect(restoreBackup({ folder, target, backup: name, migrations: known, nowMs: 0 }), code).rejects.toThrow(
        expect.objectContaining({ code }),
      );
    await refused('no-such-file.db', 'backup-missing');
    await refused(file, 'backup-newer', platformMigrations);
    const bytes = readFileSync(file);
    const halved = join(folder.path, `halved-${basename(file)}`);
    writeFileSync(halved, bytes.subarray(0, bytes.length >> 1));
    await refused(halved, 'backup-damaged');
    const other = join(folder.path, 'file' in target ? 'other.ndjson.gz' : 'other.db');
    writeFileSync(other, bytes);
    await refused(other, 'backup-other-database');
    bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
    writeFileSync(file, bytes);
    await refused(file, 'backup-damaged');
    expect(await contentOf(await reopen(target))).toEqual(before);
  });

  it('works from a file alone, and into an installation that has no database yet', async () => {
    const { target, folder, backups, database } = await setUp();
    const backup = await backups.make('by-hand');
    const before = await contentOf(database);
    await database.close();
    const moved = join(temporaryFolder(), backup.fileName);
    writeFileSync(moved, readFileSync(join(folder.backupsFolder, backup.fileName)));
    const empty = await freshTarget();
    const emptyFolder = dataFolderAt('file' in empty ? join(empty.file, '..') : temporaryFolder());
    expect(await restore(emptyFolder, empty, moved)).toEqual({ file: moved, kept: null });
    expect(await contentOf(await reopen(empty))).toEqual({ ...before, sessions: [], accounts: [] });
    expect(await contentOf(await reopen(target))).toEqual(before);
  });
});
