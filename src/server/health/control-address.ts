import { createHash } from 'node:crypto';
import { lstatSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';

/** Systems take no longer path for a socket (104 bytes on macOS, with the zero at its end). */
const LONGEST = 100;

/** Where the server that holds a data folder listens for the commands of the same person. */
export interface ControlAddress {
  readonly path: string;
  /** A folder of ours that must be made first; `null` where the data folder itself holds the socket. */
  readonly folder: string | null;
}

export function controlAddress(dataFolder: string): ControlAddress {
  const hash = createHash('sha256').update(dataFolder).digest('hex').slice(0, 24);
  if (process.platform === 'win32') return { path: `\\\\.\\pipe\\livextrem-${hash}`, folder: null };
  const path = join(dataFolder, 'control.sock');
  if (Buffer.byteLength(path) <= LONGEST) return { path, folder: null };
  const folder = join(tmpdir(), `livextrem-${userInfo().uid}`);
  return { path: join(folder, `${hash}.sock`), folder };
}

/** Anybody may make folders in the temporary one: it must be ours alone, and no link to somewhere else. */
export function isPrivateFolder(folder: string): boolean {
  const found = lstatSync(folder, { throwIfNoEntry: false });
  return found?.isDirectory() === true && found.uid === userInfo().uid && (found.mode & 0o077) === 0;
}
