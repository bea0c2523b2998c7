import { existsSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';
import { findLedgerFault, type LedgerFault } from '../modules/finance/index.ts';
import { systemClock } from '../platform/clock.ts';
import { type Backups, createBackups } from '../platform/db/backup.ts';
import { type DataFolder, dataFolderAt } from '../platform/db/data-folder.ts';
import { appliedMigrations, migrate } from '../platform/db/migrate.ts';
import { type DatabaseTarget, openDatabase } from '../platform/db/open-database.ts';
import { openReader } from '../platform/db/open-reader.ts';
import { type Restored, restoreBackup } from '../platform/db/restore.ts';
import { createLog, type Log } from '../platform/log.ts';
import type { Config } from './config.ts';
import type { Tables } from './database.ts';
import { type Installation, isSandboxOf, targetOf } from './installation.ts';
import { migrations } from './migrations.ts';
import { tablesWithSecrets } from './tables-with-secrets.ts';

const BOOKS_SINCE = 'finance-0001-ledger';

/** What can be done for an installation without serving it, also while another process does. */
export interface Upkeep {
  /** The folder given by `--data`. */
  readonly root: string;
  /** Where this installation's database is. */
  readonly folder: string;
  readonly hasDatabase: boolean;
  readonly isSandbox: boolean;
  readonly target: DatabaseTarget;
  readonly backups: Backups;
  /** Checks the sealed books, also while a server writes into them. @returns the first fault. */
  verifyBooks(): Promise<LedgerFault | undefined>;
  /** @throws StartProblem while somebody serves it. */
  restore(backup: string, nowMs: number): Promise<Restored>;
}

export function openUpkeep(config: Config): Upkeep {
  const root = dataFolderAt(config.dataFolder);
  const isSandbox = isSandboxOf(config, root.path);
  const folder: DataFolder = isSandbox ? dataFolderAt(root.sandboxFolder) : root;
  const target = targetOf(config, folder, isSandbox);
  return {
    root: root.path,
    folder: folder.path,
    hasDatabase: 'url' in target || existsSync(folder.databaseFile),
    isSandbox,
    target,
    backups: backupsOf(target, folder, quietLog()),
    verifyBooks: () => verifyBooks(target),
    restore(backup, nowMs) {
      const isOfSandbox = isSandbox && (config.wantsSandbox || liesIn(folder, backup));
      const into = isOfSandbox ? folder : root;
      return restoreBackup({
        folder: into,
        target: targetOf(config, into, isOfSandbox),
        backup,
        migrations,
        nowMs,
      });
    },
  };
}

/** A database that an older version wrote may have no books yet. */
async function verifyBooks(target: DatabaseTarget): Promise<LedgerFault | undefined> {
  const reader = await openReader<Tables>(target);
  try {
    const applied = await appliedMigrations(reader.read, 'file' in target ? 'sqlite' : 'postgres');
    return applied.includes(BOOKS_SINCE) ? await findLedgerFault(reader.read) : undefined;
  } finally {
    await reader.close();
  }
}

/**
 * On a new machine, where no Twitch app is set up yet, a backup is of the real channel: only what was
 * made in the sandbox goes back there.
 */
function liesIn(folder: DataFolder, backup: string): boolean {
  return resolve(backup).startsWith(folder.path + sep) || existsSync(join(folder.backupsFolder, backup));
}

/** Takes pending steps, with a backup before. @returns their ids. */
export async function bringUpToDate(installation: Installation): Promise<readonly string[]> {
  const database = await openDatabase<Tables>(installation.target);
  try {
    const backups = backupsOf(installation.target, installation.folder, quietLog());
    return await migrate(database, migrations, {
      beforeMigrating: async () => void (await backups.make('before-migration')),
    });
  } finally {
    await database.close();
  }
}

export function backupsOf(target: DatabaseTarget, folder: DataFolder, log: Log): Backups {
  return createBackups({ target, folder: folder.backupsFolder, tablesWithSecrets, clock: systemClock, log });
}

/** A command says on stdout what it did; its log would only be in the way. */
function quietLog(): Log {
  return createLog({ level: 'silent', to: 'stderr' });
}
