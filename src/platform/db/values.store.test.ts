import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { openTestDatabase } from '../../testing/test-database.ts';
import { columnTypes } from './column-types.ts';
import type { Migration } from './migrate.ts';

interface ValueTable {
  platform_value: {
    id: number;
    amount_minor: bigint | null;
    count: number | null;
    share: number | null;
    is_open: boolean | null;
    detail_json: unknown;
    bytes: Uint8Array | null;
    text: string | null;
  };
}

const migrations: readonly Migration[] = [
  {
    id: 'test-0001-values',
    async up(db, dialect) {
      const { integer, flag, real, text, bytes, json, strict } = columnTypes(dialect);
      await sql`create table platform_value (
        id ${integer} primary key, amount_minor ${integer}, count ${integer}, share ${real},
        is_open ${flag}, detail_json ${json}, bytes ${bytes}, text ${text}
      ) ${strict}`.execute(db);
    },
  },
];

type Column = Exclude<keyof ValueTable['platform_value'], 'id'>;

/** One table of cases for both databases: what is written comes back as `read` (the same when not given). */
const CASES: readonly { readonly column: Column; readonly write: unknown; readonly read?: unknown }[] = [
  { column: 'amount_minor', write: 0n },
  { column: 'amount_minor', write: -1n },
  { column: 'amount_minor', write: 9_007_199_254_740_993n },
  { column: 'amount_minor', write: 9_223_372_036_854_775_807n },
  { column: 'amount_minor', write: -9_223_372_036_854_775_808n },
  { column: 'amount_minor', write: 12, read: 12n },
  { column: 'amount_minor', write: null },
  { column: 'count', write: 0 },
  { column: 'count', write: Number.MAX_SAFE_INTEGER },
  { column: 'count', write: Number.MIN_SAFE_INTEGER },
  { column: 'count', write: 1_795_300_000_000 },
  { column: 'count', write: 7n, read: 7 },
  { column: 'count', write: null },
  { column: 'share', write: 0.1 },
  { column: 'share', write: 3 },
  { column: 'share', write: -2.5e-300 },
  { column: 'is_open', write: true },
  { column: 'is_open', write: false },
  { column: 'is_open', write: null },
  { column: 'detail_json', write: { a: [1, 'ü', null, { b: true }] } },
  { column: 'detail_json', write: [] },
  { column: 'detail_json', write: [{ nul: '\u0000' }] },
  { column: 'detail_json', write: '{"as":"text"}', read: { as: 'text' } },
  { column: 'detail_json', write: null },
  { column: 'bytes', write: new Uint8Array([0, 1, 255, 0]) },
  { column: 'bytes', write: new Uint8Array([9, 1, 2, 9]).subarray(1, 3), read: new Uint8Array([1, 2]) },
  { column: 'bytes', write: new Uint8Array(0) },
  { column: 'text', write: '' },
  { column: 'text', write: 'O\'Brien; drop table "x" -- ? $1 \\' },
  { column: 'text', write: 'Grüße 👩‍👩‍👧‍👦 🇩🇪 \u{1F600} 中文 \r\n\t' },
  { column: 'text', write: 'a\u0000b', read: 'a\uFFFDb' },
  { column: 'text', write: 'half \uD83D', read: 'half \uFFFD' },
  { column: 'text', write: '2026-11-22' },
];

const REFUSED: readonly { readonly column: Column; readonly write: unknown; readonly because: RegExp }[] = [
  { column: 'count', write: 2 ** 53, because: /2\^53/ },
  { column: 'count', write: Number.NaN, because: /NaN/ },
  { column: 'share', write: Number.POSITIVE_INFINITY, because: /Infinity/ },
  { column: 'count', write: 1.5, because: /./ },
  { column: 'count', write: 'many', because: /./ },
  { column: 'amount_minor', write: 2n ** 63n, because: /./ },
  { column: 'count', write: new Date(0), because: /epoch milliseconds/ },
  { column: 'text', write: Symbol('x'), because: /symbol/ },
];

describe('values of the database', () => {
  it('come back as they were written, the same on both databases', async () => {
    const database = await openTestDatabase<ValueTable>(migrations);
    for (const [index, { column, write, ...rest }] of CASES.entries()) {
      await database.transaction((db) =>
        db
          .insertInto('platform_value')
          .values({ id: index, [column]: write } as never)
          .execute(),
      );
      const row = await database.read
        .selectFrom('platform_value')
        .select(column)
        .where('id', '=', index)
        .executeTakeFirstOrThrow();
      expect({ column, write, value: row[column] }).toStrictEqual({
        column,
        write,
        value: 'read' in rest ? rest.read : write,
      });
    }
  });

  it.each(REFUSED)('refuse what cannot be kept exactly: $write in $column', async ({ column, write, because }) => {
    const database = await openTestDatabase<ValueTable>(migrations);
    const writing = database.transaction((db) =>
      db
        .insertInto('platform_value')
        .values({ id: 1, [column]: write } as never)
        .execute(),
    );
    await expect(writing).rejects.toThrow(because);
    expect(await database.read.selectFrom('platform_value').selectAll().execute()).toEqual([]);
  });

  it('refuses to read an integer beyond 2^53 as a number', async () => {
    const database = await openTestDatabase<ValueTable>(migrations);
    await database.transaction((db) =>
      db
        .insertInto('platform_value')
        .values({ id: 1, count: 9_007_199_254_740_993n } as never)
        .execute(),
    );
    await expect(database.read.selectFrom('platform_value').select('count').execute()).rejects.toThrow(RangeError);
    await expect(database.read.selectFrom('platform_value').selectAll().execute()).rejects.toThrow(RangeError);
  });

  it('counts and sums in the type the name of the result asks for', async () => {
    const database = await openTestDatabase<ValueTable>(migrations);
    await database.transaction((db) =>
      db
        .insertInto('platform_value')
        .values([
          {
            id: 1,
            amount_minor: 9_007_199_254_740_993n,
            count: 2,
            share: null,
            is_open: true,
            detail_json: null,
            bytes: null,
            text: 'a',
          },
          { id: 2, amount_minor: 1n, count: 3, share: null, is_open: false, detail_json: null, bytes: null, text: 'b' },
        ])
        .execute(),
    );
    const row = await database.read
      .selectFrom('platform_value')
      .select(({ fn, val }) => [
        fn.countAll<number>().as('rows'),
        fn.sum<bigint>('amount_minor').as('total_minor'),
        fn.sum<number>('count').as('counted'),
        sql<number>`61000 / ${60_000}`.as('whole'),
        fn.max('id').as('newest'),
        val('x').as('text'),
      ])
      .executeTakeFirstOrThrow();
    expect(row).toStrictEqual({
      rows: 2,
      total_minor: 9_007_199_254_740_994n,
      counted: 5,
      whole: 1,
      newest: 2,
      text: 'x',
    });
    const open = await database.read.selectFrom('platform_value').select('id').where('is_open', '=', true).execute();
    expect(open).toEqual([{ id: 1 }]);
  });
});
