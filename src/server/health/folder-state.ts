import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { DataState } from './house-state.ts';

const OTHERS = 0o077;
const OTHERS_ENTER = 0o011;

/** May we work in the folder, and nobody else read the key in it? */
export function folderState(path: string): DataState['folder'] {
  if (!existsSync(path)) return { path, state: 'missing' };
  try {
    accessSync(path, constants.R_OK | constants.W_OK);
  } catch {
    return { path, state: 'read-only' };
  }
  return { path, state: isKeyExposed(path) ? 'exposed' : 'good' };
}

/** Windows has no such bits: there the folder of a person is hers alone. */
function isKeyExposed(path: string): boolean {
  if (process.platform === 'win32') return false;
  const key = join(path, 'key');
  return existsSync(key) && hasBits(key, OTHERS) && hasBits(path, OTHERS_ENTER);
}

const hasBits = (path: string, bits: number): boolean => (statSync(path).mode & bits) !== 0;
