import type { ModActionView } from '../../../contract/moderation.ts';

export interface ModLogFilter {
  readonly kind: ModActionView['kind'] | null;
  /** A login or id, as typed. */
  readonly person: string;
  readonly text: string;
}

export const NO_FILTER: ModLogFilter = { kind: null, person: '', text: '' };

/** A login as people type it: with or without `@`, in any case. */
export function loginOf(text: string): string {
  return text.trim().replace(/^@/, '').toLowerCase();
}

/**
 * Puts rows into the log. A row comes again when its state changes: the one with the higher `seq` wins,
 * wherever it came from (a page that was asked before may arrive after the feed's newer row).
 * @returns newest act first; a change of an old one does not move it.
 */
export function mergeActions(
  known: readonly ModActionView[],
  rows: readonly ModActionView[],
): readonly ModActionView[] {
  if (rows.length === 0) return known;
  const byId = new Map(known.map((action) => [action.id, action]));
  for (const row of rows) {
    const before = byId.get(row.id);
    if (before === undefined || before.seq <= row.seq) byId.set(row.id, row);
  }
  return [...byId.values()].sort((a, b) => compare(b.at, a.at) || compare(b.id, a.id));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Does a row of the feed belong into a filtered log? The same as the server asks. */
export function matchesFilter(action: ModActionView, filter: ModLogFilter): boolean {
  if (filter.kind !== null && action.kind !== filter.kind) return false;
  const person = loginOf(filter.person);
  if (person !== '' && action.target?.login !== person && action.target?.id !== person) return false;
  const text = filter.text.trim().toLowerCase();
  if (text === '') return true;
  return [
    action.reason,
    action.message?.text,
    action.target?.login,
    action.target?.displayName,
    action.by?.login,
    ...Object.values(action.details),
  ].some((value) => value?.toLowerCase().includes(text));
}

/** Can it be taken back now? A timeout that has run out meanwhile cannot. */
export function isUndoable(action: ModActionView, nowMs: number): boolean {
  return action.canUndo && action.undoneBy === null && (action.until === null || Date.parse(action.until) > nowMs);
}

/**
 * The log as it is shown: the pages that were asked for, with everything the feed told since. A row
 * that lies below the last page is left out: it comes with its page, or there would be a hole above it.
 */
export function logOf(
  asked: readonly ModActionView[],
  told: readonly ModActionView[],
  { filter, hasOlder }: { readonly filter: ModLogFilter; readonly hasOlder: boolean },
): readonly ModActionView[] {
  const known = new Set(asked.map(({ id }) => id));
  const oldest = asked.at(-1)?.at;
  const fits = (row: ModActionView): boolean =>
    known.has(row.id) || (matchesFilter(row, filter) && (!hasOlder || oldest === undefined || row.at >= oldest));
  return mergeActions(asked, told.filter(fits));
}
