import {
  closeSync,
  existsSync,
  fstatSync,
  mkdirSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';

export interface LogFileLimits {
  /** A line that would make the file longer goes into a new one. */
  readonly maxBytes: number;
  /** Older files kept beside it: `NAME.1` is the newest of them. */
  readonly kept: number;
}

/** Together at most 50 MB: months of an ordinary channel, and a loop of errors cannot fill the disk. */
const LIMITS: LogFileLimits = { maxBytes: 10_000_000, kept: 4 };

/**
 * Appends lines to a file at once, and begins a new one when it is full. When that fails (a reader holds
 * the file on Windows, the folder is gone), the old one goes on: a line is worth more than the limit.
 */
export function openLogFile(file: string, limits: LogFileLimits = LIMITS): { write(line: string): void } {
  mkdirSync(dirname(file), { recursive: true });
  /** `undefined` while the file cannot be opened: the number of a closed one soon is another file's. */
  let handle: number | undefined = openAtLine(file);
  let bytes = fstatSync(handle).size;

  function rotate(current: number): void {
    handle = undefined;
    closeSync(current);
    try {
      for (let number = limits.kept; number > 0; number -= 1) {
        const from = number === 1 ? file : `${file}.${number - 1}`;
        if (existsSync(from)) renameSync(from, `${file}.${number}`);
      }
      if (limits.kept === 0) rmSync(file, { force: true });
    } catch {
      // Tried again when as much has come once more.
    }
    bytes = 0;
  }

  return {
    write(line) {
      const size = Buffer.byteLength(line);
      if (handle !== undefined && bytes > 0 && bytes + size > limits.maxBytes) rotate(handle);
      handle ??= openAtLine(file);
      const written = writeSync(handle, line);
      bytes += written;
      if (written === size) return;
      // A full disk took a part: opened anew, so that the next line begins as one.
      const torn = handle;
      handle = undefined;
      closeSync(torn);
    },
  };
}

const LINE_END = 10;

/** Opens for appending. What ends in the middle of a line, where the disk was full or the process killed, ends it. */
function openAtLine(file: string): number {
  const handle = openSync(file, 'a+', 0o600);
  try {
    const { size } = fstatSync(handle);
    const last = Buffer.alloc(1, LINE_END);
    if (size > 0) readSync(handle, last, { position: size - 1 });
    if (last[0] !== LINE_END) writeSync(handle, '\n');
    return handle;
  } catch (error) {
    closeSync(handle);
    throw error;
  }
}
