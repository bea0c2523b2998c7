import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { openTestDatabase } from '../../testing/test-database.ts';

it('puts letters of every language into lower case, and leaves what is no text', async () => {
  const db = await openTestDatabase([]);
  const { rows } = await sql<
    Record<string, unknown>
  >`SELECT lower('ÄRGER ÜBER ЖУК') AS text, lower(NULL) AS missing`.execute(db.read);
  expect(rows).toEqual([{ text: 'ärger über жук', missing: null }]);
});

it('reads the columns that a migration added, also after it had looked at the tables', async () => {
  const db = await openTestDatabase<{ thing: { id: number; color?: string } }>([]);
  await db.transaction((trx) => sql`create table thing (id integer) strict`.execute(trx as never));
  expect(await db.read.selectFrom('thing').select('id').execute()).toEqual([]);
  await db.transaction(async (trx) => {
    await sql`alter table thing add column color text not null default 'red'`.execute(trx as never);
    await trx.insertInto('thing').values({ id: 1 }).execute();
  });
  expect(await db.read.selectFrom('thing').selectAll().execute()).toEqual([{ id: 1, color: 'red' }]);
});
