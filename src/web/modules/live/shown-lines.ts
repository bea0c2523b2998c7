import type { ChatLineView } from '../../../contract/live.ts';

/** Not every stored line is worth a row: joining tells all chat modes again, unknown lines are for the export. */
export function isShown(line: ChatLineView): boolean {
  if (line.kind === 'other') return false;
  if (line.kind !== 'room-state') return true;
  return Object.keys(line.notice?.params ?? {}).length < 5;
}
