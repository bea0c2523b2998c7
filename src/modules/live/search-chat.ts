import { type RawBuilder, sql } from 'kysely';
import type { Db, DialectName } from '../../platform/db/database.ts';
import type { StoredLine } from './chat-line.ts';
import { readLines } from './chat-pages-store.ts';
import { postgresSearch } from './chat-search.postgres.ts';
import { sqliteSearch } from './chat-search.sqlite.ts';
import { FLAGS, KIND_CODES } from './line-codes.ts';
import { ofChannel } from './own-channel.ts';
import type { SearchQuery } from './search-query.ts';
import type { LiveTables } from './tables.ts';

export interface ChatSearch {
  readonly channel: number;
  readonly search: SearchQuery;
  readonly before?: number | undefined;
  readonly limit: number;
  /** Lines that were taken down are found only by who may read them: a hit alone would tell their words. */
  readonly mayReadRemoved: boolean;
  /** Only what this person wrote. */
  readonly person?: number | undefined;
}

/** Newest first: a search by rank would have to read every match. */
export async function searchChat(
  db: Db<LiveTables>,
  dialect: DialectName,
  query: ChatSearch,
): Promise<{ readonly lines: readonly StoredLine[]; readonly hasOlder: boolean }> {
  const { search, limit } = query;
  const text = dialect === 'sqlite' ? sqliteSearch : postgresSearch;
  const where: RawBuilder<unknown>[] = [...text.where(search), ...filters(search)];
  where.push(ofChannel('line', query.channel));
  if (query.before !== undefined) where.push(sql`${text.position(search)} < ${query.before}`);
  if (!query.mayReadRemoved) where.push(sql`line.removed_at IS NULL`);
  if (query.person !== undefined) where.push(sql`line.person = ${query.person}`);
  where.push(sql`line.kind IN (${KIND_CODES.message}, ${KIND_CODES['user-notice']}, ${KIND_CODES.notice})`);
  const lines = await readLines(db, {
    from: text.from(search),
    where,
    order: 'newest-first',
    orderBy: text.position(search),
    limit: limit + 1,
  });
  return { lines: lines.slice(0, limit), hasOlder: lines.length > limit };
}

function filters(search: SearchQuery): RawBuilder<unknown>[] {
  const where: RawBuilder<unknown>[] = [];
  if (search.from.length > 0) where.push(sql`line.person IN (${personsCalled(search.from)})`);
  if (search.notFrom.length > 0) {
    where.push(sql`(line.person IS NULL OR line.person NOT IN (${personsCalled(search.notFrom)}))`);
  }
  if (search.beforeMs !== null) where.push(sql`line.sent_at < ${search.beforeMs}`);
  if (search.afterMs !== null) where.push(sql`line.sent_at >= ${search.afterMs}`);
  if (search.hasLink !== null) where.push(hasFlag(FLAGS.link, search.hasLink));
  if (search.isFirst !== null) where.push(hasFlag(FLAGS.first, search.isFirst));
  if (search.isDeleted !== null) {
    where.push(search.isDeleted ? sql`line.removed_at IS NOT NULL` : sql`line.removed_at IS NULL`);
  }
  return where;
}

/** People who have a login now or had it once. */
function personsCalled(logins: readonly string[]): RawBuilder<unknown> {
  return sql`SELECT id FROM live_person WHERE login IN (${sql.join([...logins])})
    UNION SELECT person FROM live_person_name WHERE login IN (${sql.join([...logins])})`;
}

function hasFlag(flag: number, isSet: boolean): RawBuilder<unknown> {
  return isSet ? sql`(line.flags & ${sql.lit(flag)}) <> 0` : sql`(line.flags & ${sql.lit(flag)}) = 0`;
}
