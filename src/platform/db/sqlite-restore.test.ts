import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../testing/clean-up.ts';
import { platformMigrations } from '../migrations.ts';
import { migrate } from './migrate.ts';
import { openDatabase } from './open-database.ts';
import { finishRestore, putSqliteInPlace } from './sqlite-restore.ts';

const MOMENT = '2026-11-22T19-00-00-000Z';

/** A folder with these files, each holding its own name. */
function folderWith(...names: readonly string[]): { folder: string; database: string } {
  const folder = temporaryFolder();
  for (const name of names) writeFileSync(join(folder, name), name);
  return { folder, database: join(folder, 'livextrem.db') };
}

describe('a restore that was cut off', () => {
  it('before its swap leaves the old database in use', () => {
    const { folder, database } = folderWith('livextrem.db', 'livextrem.db-wal', `livextrem.db.restored-${MOMENT}`);
    finishRestore(database);
    expect(readFileSync(database, 'utf8')).toBe('livextrem.db');
    expect(existsSync(join(folder, 'livextrem.db-wal'))).toBe(true);
  });

  it('in the middle of its swap is finished by the next start, and the new database never reads the old journal', () => {
    const { folder, database } = folderWith(
      'livextrem.db-wal',
      'livextrem.db-shm',
      `livextrem.db.before-${MOMENT}`,
      `livextrem.db.restored-${MOMENT}`,
    );
    finishRestore(database);
    expect(readFileSync(database, 'utf8')).toBe(`livextrem.db.restored-${MOMENT}`);
    expect(readFileSync(join(folder, `livextrem.db.before-${MOMENT}-wal`), 'utf8')).toBe('livextrem.db-wal');
    expect(readdirSync(folder).sort()).toEqual([
      'livextrem.db',
      `livextrem.db.before-${MOMENT}`,
      `livextrem.db.before-${MOMENT}-wal`,
    ]);
  });

  it('is finished before another one begins: the newest wins, and all of them are kept', async () => {
    const { folder, database } = folderWith(`livextrem.db.before-${MOMENT}`, `livextrem.db.restored-${MOMENT}`);
    const source = join(folder, 'backup.db');
    const backup = await openDatabase({ file: source });
    await migrate(backup, platformMigrations);
    await backup.close();
    const later = '2026-11-22T20-00-00-000Z';
    expect(await putSqliteInPlace(source, database, later)).toBe(`${database}.before-${later}`);
    expect(readFileSync(database)).toEqual(readFileSync(source));
    expect(readFileSync(`${database}.before-${later}`, 'utf8')).toBe(`livextrem.db.restored-${MOMENT}`);
    expect(readFileSync(`${database}.before-${MOMENT}`, 'utf8')).toBe(`livextrem.db.before-${MOMENT}`);
  });

  it('while it copied is no restore', () => {
    const { folder, database } = folderWith(`livextrem.db.restoring-${MOMENT}`);
    finishRestore(database);
    expect(readdirSync(folder)).toEqual([`livextrem.db.restoring-${MOMENT}`]);
  });
});
