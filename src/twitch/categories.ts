import type { TwitchUserId } from '../kernel/id.ts';
import { ok, type Result } from '../kernel/result.ts';
import type { Clock } from '../platform/clock.ts';
import type { TwitchFailure } from './failure.ts';
import type { Helix } from './helix.ts';

export interface TwitchCategory {
  readonly id: string;
  readonly name: string;
}

/** Twitch's categories by what a person types. */
export interface CategorySearch {
  /** Best match first, at most 20. `as` is the account in whose name Twitch is asked. */
  search(as: TwitchUserId, query: string): Promise<Result<readonly TwitchCategory[], TwitchFailure>>;
}

const MOST = '20';
/** While somebody types and takes letters back the same words come again. */
const KEPT_MS = 5 * 60_000;
const MOST_KEPT = 200;

export function createCategorySearch(helix: Helix, clock: Clock): CategorySearch {
  const kept = new Map<string, { readonly categories: readonly TwitchCategory[]; readonly untilMs: number }>();
  return {
    async search(as, query) {
      const words = query.trim().toLowerCase();
      if (words === '') return ok([]);
      const known = kept.get(words);
      if (known && known.untilMs > clock.nowMs()) return ok(known.categories);
      const reply = await helix.call(as, { url: 'search/categories', query: { query: words, first: MOST } });
      if (!reply.ok) return reply;
      const categories = readCategories(reply.value);
      kept.delete(words);
      kept.set(words, { categories, untilMs: clock.nowMs() + KEPT_MS });
      for (const oldest of kept.keys()) {
        if (kept.size <= MOST_KEPT) break;
        kept.delete(oldest);
      }
      return ok(categories);
    },
  };
}

function readCategories(body: unknown): TwitchCategory[] {
  const data = typeof body === 'object' && body !== null && 'data' in body ? body.data : undefined;
  if (!Array.isArray(data)) return [];
  return data.flatMap((entry: unknown) => {
    if (typeof entry !== 'object' || entry === null || !('id' in entry) || !('name' in entry)) return [];
    return typeof entry.id === 'string' && typeof entry.name === 'string' ? [{ id: entry.id, name: entry.name }] : [];
  });
}
