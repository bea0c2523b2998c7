import type { ChatLineView } from '../../../contract/live.ts';
import { isShown } from './shown-lines.ts';

/** What a line of one row takes, px. */
export const ROW_HEIGHT = 27;
const LOWEST_ROW = 20;
/** Rows above the ones in sight, so that a turn of the wheel finds something. */
const ROWS_ABOVE = 10;
/** The height that stands for all lines grows by so many of them at once: each growth costs a layout. */
const STEP = 50;

/** How many rows surely fill a list of this height. */
export function rowsFor(height: number): number {
  return Math.ceil(height / LOWEST_ROW) + ROWS_ABOVE;
}

/** The newest lines worth a row, without looking at all the others. */
export function newestLines(lines: readonly ChatLineView[], rows: number): readonly ChatLineView[] {
  const found: ChatLineView[] = [];
  for (let index = lines.length - 1; index >= 0 && found.length < rows; index--) {
    const line = lines[index];
    if (line && isShown(line)) found.push(line);
  }
  return found.reverse();
}

/** The height of a box with the newest rows at its lower edge; `null` while it is as high as they are. */
export function tailHeight(lines: number, rows: number): number | null {
  return lines <= rows ? null : Math.max(rows, Math.floor(lines / STEP) * STEP) * ROW_HEIGHT;
}
