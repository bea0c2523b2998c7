import type { Category } from '../world-state.ts';
import { dataReply, type Endpoint, type HelixCall, HelixRefusal, repeated, required } from './endpoint.ts';
import { boxArtUrl } from './image-urls.ts';
import { MESSAGES } from './messages.ts';
import { pageReply } from './paging.ts';

/** GET /search/categories: those whose name holds every word of the query, best match first. */
export const searchCategories: Endpoint = {
  method: 'GET',
  path: '/search/categories',
  token: { kind: 'any' },
  handle(call) {
    const query = required(call, 'query').trim().toLowerCase();
    const words = query.split(/\s+/);
    const found = call.world.state.categories
      .filter(({ name }) => words.every((word) => name.toLowerCase().includes(word)))
      .sort((a, b) => rank(a, query) - rank(b, query) || a.name.localeCompare(b.name, 'en'));
    return pageReply(call, found, {
      keyOf: ({ id }) => id,
      max: 100,
      show: ({ id, name }) => ({ box_art_url: boxArtUrl(call.context.baseUrl, id), name, id }),
    });
  },
};

function rank({ name }: Category, query: string): number {
  const lower = name.toLowerCase();
  if (lower === query) return 0;
  return lower.startsWith(query) ? 1 : 2;
}

/** GET /games: by id and exact name, together at most 100. Unknown ones are missing. */
export const getGames: Endpoint = {
  method: 'GET',
  path: '/games',
  token: { kind: 'any' },
  handle(call) {
    const ids = repeated(call, 'id', 100);
    const names = repeated(call, 'name', 100 - ids.length);
    const foreignIds = repeated(call, 'igdb_id', 100 - ids.length - names.length);
    if (ids.length + names.length + foreignIds.length === 0) {
      throw new HelixRefusal(400, MESSAGES.parameterMissing('id'));
    }
    const found = call.world.state.categories.filter(({ id, name }) => ids.includes(id) || names.includes(name));
    return dataReply(found.map((category) => toGame(call, category)));
  },
};

/** GET /games/top: most viewers first, then by name. */
export const getTopGames: Endpoint = {
  method: 'GET',
  path: '/games/top',
  token: { kind: 'any' },
  handle(call) {
    const viewers = new Map<string, number>();
    for (const { categoryId, stream } of Object.values(call.world.state.channels)) {
      if (stream) viewers.set(categoryId, (viewers.get(categoryId) ?? 0) + stream.viewerCount);
    }
    const sorted = [...call.world.state.categories].sort(
      (a, b) => (viewers.get(b.id) ?? 0) - (viewers.get(a.id) ?? 0) || a.name.localeCompare(b.name, 'en'),
    );
    return pageReply(call, sorted, {
      keyOf: ({ id }) => id,
      max: 100,
      takesBefore: true,
      show: (category) => toGame(call, category),
    });
  },
};

function toGame(call: HelixCall, { id, name }: Category): Record<string, unknown> {
  return { id, name, box_art_url: boxArtUrl(call.context.baseUrl, id), igdb_id: '' };
}
