import { closeSync, createReadStream, openSync, type ReadStream, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { PastSummary, WorldState } from '../world-state.ts';
import { makePast } from './make-past.ts';

/** So much is collected before it is written. */
const PIECE_UNITS = 1024 * 1024;

function pathOf(folder: string): string {
  return join(folder, 'past.ndjson');
}

/** Makes a past, puts it beside the world's own file, and gives the world it led to. */
export function writePast(folder: string, input: { readonly seed: string; readonly nowMs: number }): WorldState {
  const draft = `${pathOf(folder)}.new`;
  const file = openSync(draft, 'w', 0o600);
  try {
    let piece = '';
    const { state } = makePast(input, (line) => {
      piece += `${line}\n`;
      if (piece.length < PIECE_UNITS) return;
      writeSync(file, piece);
      piece = '';
    });
    writeSync(file, piece);
    renameSync(draft, pathOf(folder));
    return state;
  } finally {
    closeSync(file);
  }
}

/** How much there is, as the first line of what is read over `/sim/past`. */
export function pastHeader(summary: PastSummary): string {
  return `${JSON.stringify({ wire: 'header', ...summary })}\n`;
}

export function readPast(folder: string): ReadStream {
  return createReadStream(pathOf(folder), { highWaterMark: 256 * 1024 });
}
