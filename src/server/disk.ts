import { statfs } from 'node:fs/promises';

/** Below this the record may soon have to stop. */
export const LOW_DISK_BYTES = 2_000_000_000;

/** Free bytes for us where a folder lies; `null` where the system does not tell. */
export async function freeBytes(folder: string): Promise<number | null> {
  try {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  } catch {
    return null;
  }
}
