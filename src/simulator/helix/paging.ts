import { type HelixCall, HelixRefusal } from './endpoint.ts';
import { MESSAGES } from './messages.ts';

export interface Page<T> {
  readonly items: T[];
  /** `{}` on the last page. */
  readonly pagination: { readonly cursor?: string };
}

export interface PageOptions<T> {
  /** Names an item for good: the cursor holds it. */
  readonly keyOf: (item: T) => string;
  readonly max: number;
  /** Page size without `first`; 20 when left out. */
  readonly fallback?: number;
  /** Whether the endpoint can also turn back. */
  readonly takesBefore?: boolean;
}

/**
 * Cuts the page that `first` and `after` ask for. The cursor names the last item that was given, so
 * that something new at the top of the list does not repeat an item on the next page. `before` takes
 * the same cursor and gives the page that came before the one it was handed out with.
 */
export function pageOf<T>(call: HelixCall, items: readonly T[], options: PageOptions<T>): Page<T> {
  const size = pageSize(call, options.max, options.fallback ?? 20);
  const after = call.query.get('after') ?? '';
  const before = options.takesBefore ? (call.query.get('before') ?? '') : '';
  if (after !== '' && before !== '') throw new HelixRefusal(400, MESSAGES.eitherNotBoth('after', 'before'));
  let start = 0;
  if (after !== '') start = positionOf(after, items, options.keyOf);
  if (before !== '') start = Math.max(0, positionOf(before, items, options.keyOf) - 2 * size);
  const page = items.slice(start, start + size);
  const last = page.at(-1);
  const isEnd = last === undefined || start + size >= items.length;
  return {
    items: page,
    pagination: isEnd ? {} : { cursor: writeCursor(options.keyOf(last), start + page.length) },
  };
}

function pageSize(call: HelixCall, max: number, fallback: number): number {
  const text = call.query.get('first');
  if (text === null || text === '') return fallback;
  if (!/^\d+$/.test(text) || Number(text) < 1 || Number(text) > max) {
    throw new HelixRefusal(400, MESSAGES.parameterRange('first', 1, max));
  }
  return Number(text);
}

function writeCursor(key: string, position: number): string {
  return Buffer.from(JSON.stringify({ b: null, a: { Cursor: key, Offset: position } })).toString('base64');
}

/** Where the page after the cursor begins; by number when its item is gone. */
function positionOf<T>(cursor: string, items: readonly T[], keyOf: (item: T) => string): number {
  const read = readCursor(cursor);
  if (!read) throw new HelixRefusal(400, MESSAGES.invalidCursor);
  const at = items.findIndex((item) => keyOf(item) === read.key);
  return at >= 0 ? at + 1 : Math.min(read.position, items.length);
}

function readCursor(cursor: string): { key: string; position: number } | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64').toString('utf8'));
    if (typeof value !== 'object' || value === null || !('a' in value)) return undefined;
    const { a } = value;
    if (typeof a !== 'object' || a === null || !('Cursor' in a) || !('Offset' in a)) return undefined;
    if (typeof a.Cursor !== 'string' || typeof a.Offset !== 'number') return undefined;
    return { key: a.Cursor, position: a.Offset };
  } catch {
    return undefined;
  }
}
