import { createHash } from 'node:crypto';
import {
  createReadStream,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { syncFile } from './sqlite-copy.ts';

export type BackupReason = 'by-hand' | 'before-migration';

/** Lies as `NAME.json` beside a backup, written last: a backup without it was never finished. */
const manifest = z.object({
  format: z.literal(1),
  id: z.string(),
  at: z.iso.datetime(),
  reason: z.enum(['by-hand', 'before-migration']),
  dialect: z.enum(['sqlite', 'postgres']),
  fileName: z.string().regex(/^[\w.-]+$/),
  sizeBytes: z.int().nonnegative(),
  sha256: z.string().length(64),
  migrations: z.array(z.string()),
});
export type BackupManifest = Readonly<z.infer<typeof manifest>>;

/** How many of each kind stay; the oldest go first. */
const KEPT: Readonly<Record<BackupReason, number>> = { 'by-hand': 10, 'before-migration': 5 };
const PART = '.part';
const FORGOTTEN_PART_MS = 24 * 3_600_000;

export function makeBackupsFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
}

/** Where a backup is built; it gets its name when it is good. */
export function partOf(folder: string, fileName: string): string {
  return join(folder, `.${fileName}${PART}`);
}

/** Gives a verified backup its name, then its manifest. */
export function keepBackup(folder: string, backup: BackupManifest): void {
  renameSync(partOf(folder, backup.fileName), join(folder, backup.fileName));
  const file = join(folder, `${backup.fileName}.json`);
  writeFileSync(`${file}${PART}`, `${JSON.stringify(backup, null, 2)}\n`, { mode: 0o600 });
  syncFile(`${file}${PART}`);
  renameSync(`${file}${PART}`, file);
}

/** All with a manifest, newest first. */
export function readManifests(folder: string): readonly BackupManifest[] {
  if (!existsSync(folder)) return [];
  const found = readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => readManifest(join(folder, name)))
    .filter((backup) => backup !== undefined);
  return found.sort((a, b) => (a.at === b.at ? b.id.localeCompare(a.id) : b.at.localeCompare(a.at)));
}

export function readManifest(file: string): BackupManifest | undefined {
  try {
    return manifest.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return undefined;
  }
}

/** Still there in full length; its bytes are compared by `verify`. */
export function isThere(folder: string, backup: BackupManifest): boolean {
  try {
    return statSync(join(folder, backup.fileName)).size === backup.sizeBytes;
  } catch {
    return false;
  }
}

/** @throws Error when a file is not byte for byte what was written */
export async function verifyBackupBytes(folder: string, backup: BackupManifest): Promise<void> {
  if ((await hashSlowly(join(folder, backup.fileName))) !== backup.sha256) {
    throw new Error('its bytes are not those that were written');
  }
}

/** Piece by piece: the chat goes on in between. */
async function hashSlowly(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 18 })) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

/** Moves a backup into a folder of its own, where nobody takes it for one that can be restored. */
export function setBackupAside(folder: string, backup: BackupManifest): void {
  const aside = join(folder, 'damaged');
  mkdirSync(aside, { recursive: true, mode: 0o700 });
  // The manifest first: without it the file is no backup any more.
  renameSync(join(folder, `${backup.fileName}.json`), join(aside, `${backup.fileName}.json`));
  if (existsSync(join(folder, backup.fileName)))
    renameSync(join(folder, backup.fileName), join(aside, backup.fileName));
}

/** Removes what is beyond the number kept, counting good ones only, and what a killed backup left behind. */
export function rotateBackups(folder: string, nowMs: number): readonly string[] {
  const good = readManifests(folder).filter((backup) => isThere(folder, backup));
  const surplus = (['by-hand', 'before-migration'] as const).flatMap((reason) =>
    good.filter((backup) => backup.reason === reason).slice(KEPT[reason]),
  );
  for (const { fileName } of surplus) {
    rmSync(join(folder, `${fileName}.json`), { force: true });
    rmSync(join(folder, fileName), { force: true });
  }
  for (const name of readdirSync(folder).filter((name) => name.endsWith(PART))) {
    const file = join(folder, name);
    if (nowMs - statSync(file).mtimeMs > FORGOTTEN_PART_MS) rmSync(file, { force: true });
  }
  return surplus.map((backup) => backup.fileName);
}
