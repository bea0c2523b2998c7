import { type RawBuilder, sql } from 'kysely';
import type { SearchTerm, TextSearch } from './chat-search.ts';

/** Words are quoted lexemes, so none is ever an operator of `to_tsquery`. */
export const postgresSearch: TextSearch = {
  from() {
    return sql`live_chat_line AS line`;
  },

  where({ wanted, unwanted }) {
    const parts = [...wanted.map(lexemes), ...unwanted.map((term) => `!(${lexemes(term)})`)];
    if (parts.length === 0) return [];
    const query: RawBuilder<unknown> = sql`line.words @@ to_tsquery('simple', ${parts.join(' & ')})`;
    return [query];
  },

  position() {
    return sql`line.seq`;
  },
};

function lexemes(term: SearchTerm): string {
  const quoted = term.words.map((word) => `'${word.replaceAll('\\', '').replaceAll("'", "''")}'`);
  return `(${quoted.join(' <-> ')}${term.isPrefix ? ':*' : ''})`;
}
