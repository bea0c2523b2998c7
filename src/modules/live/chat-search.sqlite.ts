import { sql } from 'kysely';
import type { SearchTerm, TextSearch } from './chat-search.ts';

/**
 * FTS5 gives its matches in order of rowid, which is `seq`: newest first costs nothing as long as the
 * index stands first (CROSS JOIN keeps it there). Every word is quoted, so it is never an operator.
 */
export const sqliteSearch: TextSearch = {
  from(search) {
    return search.wanted.length > 0
      ? sql`live_chat_text CROSS JOIN live_chat_line AS line ON line.seq = live_chat_text.rowid`
      : sql`live_chat_line AS line`;
  },

  where({ wanted, unwanted }) {
    if (wanted.length > 0) {
      const without = unwanted.map((term) => ` NOT ${quote(term)}`).join('');
      return [sql`live_chat_text MATCH ${`(${wanted.map(quote).join(' AND ')})${without}`}`];
    }
    if (unwanted.length === 0) return [];
    const any = unwanted.map(quote).join(' OR ');
    return [sql`line.seq NOT IN (SELECT rowid FROM live_chat_text WHERE live_chat_text MATCH ${any})`];
  },

  position(search) {
    return search.wanted.length > 0 ? sql`live_chat_text.rowid` : sql`line.seq`;
  },
};

function quote(term: SearchTerm): string {
  return `"${term.words.join(' ').replaceAll('"', '""')}"${term.isPrefix ? ' *' : ''}`;
}
