import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { createSay } from '../../i18n/console.ts';
import { start } from '../../i18n/en/start.ts';
import { cleanUpLater, temporaryFolder } from '../../testing/clean-up.ts';
import { platformMigrations } from '../migrations.ts';
import { isDataFolderHeld, openDataFolder, problemOfFileError } from './data-folder.ts';
import { type Migration, migrate } from './migrate.ts';
import { openDatabase } from './open-database.ts';
import { StartProblem } from './start-problem.ts';

/** A folder with a database as a first start leaves it. */
async function livedInFolder(migrations: readonly Migration[] = platformMigrations): Promise<string> {
  const path = join(temporaryFolder(), 'data');
  const folder = openDataFolder(path, migrations);
  const database = await openDatabase({ file: folder.databaseFile });
  await migrate(database, migrations);
  await database.close();
  folder.release();
  return path;
}

/** Every file with its bytes; not the side file in which SQLite notes who reads. */
function contentOf(path: string): Record<string, string> {
  const files = readdirSync(path, { recursive: true, withFileTypes: true }).filter(
    (entry) => entry.isFile() && !entry.name.endsWith('-shm'),
  );
  return Object.fromEntries(
    files.map((entry) => {
      const file = join(entry.parentPath, entry.name);
      return [file, createHash('sha256').update(readFileSync(file)).digest('hex')];
    }),
  );
}

function problemOf(path: string, migrations: readonly Migration[] = platformMigrations): StartProblem {
  try {
    openDataFolder(path, migrations).release();
  } catch (error) {
    if (error instanceof StartProblem) return error;
    throw error;
  }
  throw new Error('the folder was opened');
}

async function startOther(path: string, user?: number) {
  const script = fileURLToPath(new URL('../../testing/locked-folder-process.ts', import.meta.url));
  const parameters = user === undefined ? [script, path] : [script, path, String(user)];
  const child = spawn(process.execPath, parameters, { stdio: ['ignore', 'pipe', 'inherit'] });
  cleanUpLater(() => void child.kill('SIGKILL'));
  return { child, said: String((await once(child.stdout, 'data'))[0]).trim() };
}

const extraMigration: Migration = { id: 'platform-9999-from-the-future', up: async () => {} };

describe('the data folder', () => {
  it('is made with the folders above it, and is free again after its release', () => {
    const path = join(temporaryFolder(), 'a', 'b');
    openDataFolder(path, platformMigrations).release();
    openDataFolder(path, platformMigrations).release();
    expect(readdirSync(path)).toEqual(['lock']);
  });

  it('opens again with what is in it', async () => {
    const path = await livedInFolder();
    const before = contentOf(path);
    openDataFolder(path, platformMigrations).release();
    expect({ ...contentOf(path), [join(path, 'lock')]: '' }).toEqual({ ...before, [join(path, 'lock')]: '' });
  });

  it('is refused to a second server, which says who has it, and given when that one was killed', async () => {
    const path = await livedInFolder();
    const { child, said } = await startOther(path);
    expect(said).toBe('open');
    expect(problemOf(path)).toMatchObject({ code: 'folder-in-use', params: { path, pid: child.pid } });
    expect(isDataFolderHeld({ path })).toBe(true);
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(isDataFolderHeld({ path })).toBe(false);
    openDataFolder(path, platformMigrations).release();
  });

  it('is refused to the same process a second time', async () => {
    const path = await livedInFolder();
    const folder = openDataFolder(path, platformMigrations);
    expect(problemOf(path)).toMatchObject({ code: 'folder-in-use', params: { pid: process.pid } });
    folder.release();
    folder.release();
    openDataFolder(path, platformMigrations).release();
  });

  it('is not held by a lock file that is none', () => {
    const path = temporaryFolder();
    writeFileSync(join(path, 'lock'), '4711\n'.repeat(1_000));
    openDataFolder(path, platformMigrations).release();
  });

  it.each([
    ['half of it is missing', (file: string) => truncateSync(file, Math.floor(statSync(file).size / 8192) * 4096)],
    ['it is something else', (file: string) => writeFileSync(file, 'no database at all\n'.repeat(500))],
    ['its head is overwritten', (file: string) => writeFileSync(file, Buffer.alloc(200, 0xff), { flag: 'r+' })],
    [
      'a page of it is overwritten',
      (file: string) => {
        const bytes = readFileSync(file);
        bytes.fill(0xa5, 4096, 8192);
        writeFileSync(file, bytes);
      },
    ],
  ])('is refused when the database is damaged (%s), and nothing in it is touched', async (_how, damage) => {
    const path = await livedInFolder();
    damage(join(path, 'livextrem.db'));
    const before = contentOf(path);
    expect(problemOf(path)).toMatchObject({ code: 'database-damaged', params: { path: join(path, 'livextrem.db') } });
    expect(readdirSync(path).sort()).toEqual(['livextrem.db', 'lock']);
    expect(contentOf(path)[join(path, 'livextrem.db')]).toBe(before[join(path, 'livextrem.db')]);
  });

  it('is refused when a newer version wrote the database, and nothing in it is touched', async () => {
    const path = await livedInFolder([...platformMigrations, extraMigration]);
    const before = contentOf(path);
    expect(problemOf(path)).toMatchObject({ code: 'database-newer', params: { migration: extraMigration.id } });
    expect(contentOf(path)[join(path, 'livextrem.db')]).toBe(before[join(path, 'livextrem.db')]);
    expect(readdirSync(path).sort()).toEqual(['livextrem.db', 'lock']);
    openDataFolder(path, [...platformMigrations, extraMigration]).release();
  });

  it('is looked at without changing it also after a server was killed, with what lies in its journal', async () => {
    const path = join(temporaryFolder(), 'data');
    const { child } = await startOther(path);
    child.kill('SIGKILL');
    await once(child, 'exit');
    const database = contentOf(path);
    delete database[join(path, 'lock')];
    expect(Object.keys(database)).toContain(join(path, 'livextrem.db-wal'));
    expect(problemOf(path, [])).toMatchObject({ code: 'database-newer' });
    expect(contentOf(path)).toMatchObject(database);
    openDataFolder(path, platformMigrations).release();
  });

  it('is refused when its database belongs to another program', () => {
    const path = temporaryFolder();
    const file = join(path, 'livextrem.db');
    const foreign = new DatabaseSync(file);
    foreign.exec('create table customer (name text)');
    foreign.close();
    const before = readFileSync(file);
    expect(problemOf(path)).toMatchObject({ code: 'database-foreign' });
    expect(readFileSync(file)).toEqual(before);
  });

  it('is refused when its path is a file', () => {
    const path = join(temporaryFolder(), 'file');
    writeFileSync(path, 'mine');
    expect(problemOf(path)).toMatchObject({ code: 'folder-unusable' });
    expect(problemOf(join(path, 'below'))).toMatchObject({ code: 'folder-unusable' });
    expect(readFileSync(path, 'utf8')).toBe('mine');
  });

  it('is refused when it is read-only', async () => {
    const outer = temporaryFolder();
    const path = join(outer, 'data');
    mkdirSync(path);
    const root = process.getuid?.() === 0;
    if (process.platform === 'win32') {
      // Windows folders have no such right to take away; the answer of its file system is asked below.
      expect(problemOfFileError(Object.assign(new Error(), { code: 'EPERM' }), path)).toBeInstanceOf(StartProblem);
      return;
    }
    chmodSync(outer, 0o755);
    chmodSync(path, 0o555);
    const { said } = await startOther(path, root ? 65_534 : undefined);
    expect(said).toBe('folder-read-only');
    expect(readdirSync(path)).toEqual([]);
    chmodSync(path, 0o755);
  });

  it.each(['EACCES', 'EPERM', 'EROFS'])('calls %s read-only', (code) => {
    const problem = problemOfFileError(Object.assign(new Error(code), { code }), '/data');
    expect(problem).toMatchObject({ code: 'folder-read-only', params: { path: '/data' } });
  });

  it('calls what is no answer of the file system what it is', () => {
    const fault = new TypeError('a bug');
    expect(problemOfFileError(fault, '/data')).toBe(fault);
    expect(problemOfFileError(Object.assign(new Error(), { code: 'ENOSPC' }), '/data')).toMatchObject({
      code: 'folder-unusable',
      params: { reason: 'ENOSPC' },
    });
  });

  it.each(['en', 'de'] as const)('has one sentence with the way out for each problem (%s)', (language) => {
    const say = createSay(language);
    const params = { path: 'P', folder: 'F', pid: 1, reason: 'R', migration: 'M', schema: 'S', where: 'W' };
    for (const code of Object.keys(start) as (keyof typeof start)[]) {
      const problem = new StartProblem(code, params);
      const sentence = say(`start.${problem.code}`, problem.params);
      expect(sentence).toMatch(/^[^\n]{40,}\.$/);
      expect(sentence).not.toContain('{{');
    }
  });
});
