import type { SimReply } from '../http.ts';
import { dataReply, type HelixCall, HelixRefusal, repeated } from './endpoint.ts';
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

interface ShownPage<T> extends PageOptions<T> {
  /** An item as Twitch writes it. */
  readonly show: (item: T) => unknown;
  /** Further fields beside `data`. */
  readonly more?: Readonly<Record<string, unknown>>;
}

/** The page as a whole reply. */
export function pageReply<T>(call: HelixCall, items: readonly T[], { show, more, ...options }: ShownPage<T>): SimReply {
  const page = pageOf(call, items, options);
  return dataReply(page.items.map(show), { ...more, pagination: page.pagination });
}

interface ById {
  readonly max: number;
  /** What 404 says when none of the named is there; left out: that is no fault. */
  readonly notFound?: string;
}

/** Those that `id` names, all when it names none. */
export function pickById<T extends { readonly id: string }>(
  call: HelixCall,
  items: readonly T[],
  { max, notFound }: ById,
): readonly T[] {
  const ids = repeated(call, 'id', max);
  if (ids.length === 0) return items;
  const found = items.filter((one) => ids.includes(one.id));
  if (found.length === 0 && notFound !== undefined) throw new HelixRefusal(404, notFound);
  return found;
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
