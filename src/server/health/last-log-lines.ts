import { open } from 'node:fs/promises';

const LINES = 50;
/** Lines of the log are short; this is more than enough of them. */
const TAIL_BYTES = 64 * 1024;

/** The last lines of a log, newest last; none where there is no log. */
export async function lastLogLines(file: string): Promise<string[]> {
  const handle = await open(file, 'r').catch(() => undefined);
  if (!handle) return [];
  try {
    const { size } = await handle.stat();
    const from = Math.max(0, size - TAIL_BYTES);
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(size - from), 0, size - from, from);
    const lines = buffer.toString('utf8', 0, bytesRead).split('\n').filter(Boolean);
    // The first is cut off when there is more before it.
    return lines.slice(from > 0 ? 1 : 0).slice(-LINES);
  } finally {
    await handle.close();
  }
}
