import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { newId } from '../../kernel/id.ts';
import type { Instant } from '../../kernel/instant.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import { redactText } from '../redact.ts';
import {
  type BackupManifest,
  type BackupReason,
  isThere,
  keepBackup,
  makeBackupsFolder,
  partOf,
  readManifests,
  rotateBackups,
  setBackupAside,
  verifyBackupBytes,
} from './backup-folder.ts';
import { type DatabaseTarget, DEFAULT_SCHEMA } from './open-database.ts';
import { type CheckedFile, hashFile } from './sqlite-copy.ts';
import { workOnSqlite } from './sqlite-copy-thread.ts';
import { StartProblem } from './start-problem.ts';

/** A backup as people see it. */
interface Backup {
  readonly id: string;
  readonly at: Instant;
  readonly sizeBytes: number;
  /** It was opened and read whole after it was made, and still has its length. */
  readonly isVerified: boolean;
  readonly reason: BackupReason;
  readonly fileName: string;
}

interface Verification {
  /** What is wrong with the database; `null` when it is whole. */
  readonly database: string | null;
  readonly backups: readonly { readonly fileName: string; readonly trouble: string | null }[];
}

/** Backups of one installation. They hold everything but sign-ins, and are made while it runs. */
export interface Backups {
  readonly folder: string;
  /**
   * Copies the database as it is at one moment, verifies the copy, then keeps it.
   * @throws Refusal `system.backup-failed` (by hand), StartProblem `backup-failed` (before a migration)
   */
  make(reason: BackupReason): Promise<Backup>;
  /** Newest first. */
  list(): Promise<readonly Backup[]>;
  /** Reads the whole database and every backup. */
  verify(): Promise<Verification>;
  /** Moves a damaged backup out of the way, into `damaged`. @returns whether there was one of this name. */
  setAside(fileName: string): Promise<boolean>;
}

export interface BackupsContext {
  readonly target: DatabaseTarget;
  readonly folder: string;
  /** Whose rows stay out of backups: `platform_session`, the vault of Twitch tokens. */
  readonly tablesWithSecrets: readonly string[];
  readonly clock: Clock;
  readonly log: Log;
}

export function createBackups(context: BackupsContext): Backups {
  const { folder } = context;
  /** One at a time: two would only slow each other down. */
  let last: Promise<unknown> = Promise.resolve();
  return {
    folder,
    make(reason) {
      const making = last.then(() => makeBackup(context, reason));
      last = making.catch(() => {});
      return making;
    },
    list: async () => readManifests(folder).map((backup) => viewOf(folder, backup)),
    async verify() {
      const backups = [];
      for (const backup of readManifests(folder)) {
        backups.push({ fileName: backup.fileName, trouble: await troubleOf(() => verifyBackup(folder, backup)) });
      }
      return { database: await troubleOf(() => verifyDatabase(context.target)), backups };
    },
    async setAside(fileName) {
      const backup = readManifests(folder).find((each) => each.fileName === fileName);
      // Read again: what is whole is kept, whatever was said of it before.
      if (!backup || (await troubleOf(() => verifyBackup(folder, backup))) === null) return false;
      setBackupAside(folder, backup);
      context.log.info('backup-set-aside', { fileName });
      return true;
    },
  };
}

/** Reads a backup whole and compares it with its manifest. @throws Error that says what is wrong */
async function verifyBackup(folder: string, backup: BackupManifest): Promise<void> {
  const file = join(folder, backup.fileName);
  await verifyBackupBytes(folder, backup);
  if (backup.dialect === 'sqlite') await workOnSqlite({ what: 'check', file });
  else await (await postgresExport()).readExport(file);
}

async function makeBackup(context: BackupsContext, reason: BackupReason): Promise<Backup> {
  const { folder, clock, log } = context;
  const id = newId('bak', clock.nowMs());
  const at = clock.now();
  const dialect = 'file' in context.target ? 'sqlite' : 'postgres';
  const moment = at.replace(/\.\d+Z$/, 'Z').replaceAll(':', '-');
  const ending = dialect === 'sqlite' ? 'db' : 'ndjson.gz';
  const fileName = `livextrem-${moment}-${reason}-${id.slice(-6).toLowerCase()}.${ending}`;
  const part = partOf(folder, fileName);
  try {
    makeBackupsFolder(folder);
    const checked = await copyTo(part, context);
    const backup: BackupManifest = {
      format: 1,
      id,
      at,
      reason,
      dialect,
      fileName,
      ...checked,
      migrations: [...checked.migrations],
    };
    keepBackup(folder, backup);
    const removed = rotateBackups(folder, clock.nowMs());
    log.info('backup-made', { backupId: id, reason, fileName, sizeBytes: checked.sizeBytes, removed: removed.length });
    return viewOf(folder, backup);
  } catch (error) {
    removePart(part);
    log.error('backup-failed', { reason, error });
    const why = redactText(error instanceof Error ? error.message : String(error));
    if (reason === 'before-migration') throw new StartProblem('backup-failed', { reason: why, path: folder }, error);
    throw new Refusal('system.backup-failed', { reason: why });
  }
}

function removePart(part: string): void {
  try {
    rmSync(part, { force: true });
  } catch {
    // The folder itself is unusable: the first error says so, and rotation removes forgotten parts.
  }
}

async function copyTo(part: string, { target, tablesWithSecrets }: BackupsContext): Promise<CheckedFile> {
  if ('file' in target) {
    return workOnSqlite({ what: 'copy', source: target.file, copy: part, tablesLeftOut: tablesWithSecrets });
  }
  const { url, schema = DEFAULT_SCHEMA } = target;
  const { exportPostgres, readExport } = await postgresExport();
  await exportPostgres({ url, schema, file: part, tablesLeftOut: tablesWithSecrets });
  const { migrations } = await readExport(part);
  return { migrations, sizeBytes: statSync(part).size, sha256: hashFile(part) };
}

async function verifyDatabase(target: DatabaseTarget): Promise<void> {
  if ('file' in target) return await workOnSqlite({ what: 'check-live', file: target.file });
  return await (await postgresExport()).readWholePostgres(target.url, target.schema ?? DEFAULT_SCHEMA);
}

async function troubleOf(check: () => Promise<void>): Promise<string | null> {
  try {
    await check();
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Brings the driver, which only an installation on PostgreSQL should load. */
const postgresExport = () => import('./postgres-export.ts');

function viewOf(folder: string, backup: BackupManifest): Backup {
  const { id, at, sizeBytes, reason, fileName } = backup;
  return { id, at: at as Instant, sizeBytes, isVerified: isThere(folder, backup), reason, fileName };
}
