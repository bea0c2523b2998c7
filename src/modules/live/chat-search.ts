import type { RawBuilder } from 'kysely';
import type { SearchQuery, SearchTerm } from './search-query.ts';

/** The full text part of a search, written once per database with identical members. */
export interface TextSearch {
  /** The tables to select from: the log as `line`, by way of the index where that decides the order. */
  from(search: SearchQuery): RawBuilder<unknown>;
  /** Conditions that the words ask for. */
  where(search: SearchQuery): RawBuilder<unknown>[];
  /** The position in the log, in the form the index can bound and order by. */
  position(search: SearchQuery): RawBuilder<unknown>;
}

export type { SearchQuery, SearchTerm };
