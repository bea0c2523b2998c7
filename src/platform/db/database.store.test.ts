import { sql } from 'kysely';
import { describe, expect, it, vi } from 'vitest';
import { cleanUpLater } from '../../testing/clean-up.ts';
import { freshTarget, openTestDatabase } from '../../testing/test-database.ts';
import { columnTypes } from './column-types.ts';
import { insertRows, runForEach } from './many-rows.ts';
import { type Migration, migrate } from './migrate.ts';
import { openDatabase } from './open-database.ts';

interface Tables {
  test_row: { id: number; name: string | null };
}

const rowsMigration: Migration = {
  id: 'test-0001-rows',
  async up(db, dialect) {
    const { integer, strict } = columnTypes(dialect);
    await sql`create table test_row (id ${integer} primary key, name text unique) ${strict}`.execute(db);
  },
};
const migrations = [rowsMigration];

const allRows = (db: Awaited<ReturnType<typeof openTestDatabase<Tables>>>) =>
  db.read.selectFrom('test_row').selectAll().orderBy('id').execute();

describe('a database', () => {
  it('lets one transaction in at a time, in the order they asked', async () => {
    const database = await openTestDatabase<Tables>(migrations);
    const order: string[] = [];
    const one = (name: string) =>
      database.transaction(async (db) => {
        order.push(`${name} begins`);
        await db.insertInto('test_row').values({ id: order.length, name }).execute();
        await new Promise((resolve) => setTimeout(resolve, 5));
        order.push(`${name} ends`);
      });
    await Promise.all(['a', 'b', 'c'].map(one));
    expect(order).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
  });

  it('shows readers only what is committed, and lets them read during a transaction', async () => {
    const database = await openTestDatabase<Tables>(migrations);
    await database.transaction(async (db) => {
      await db.insertInto('test_row').values({ id: 1, name: 'a' }).execute();
      expect(await allRows(database)).toEqual([]);
    });
    expect(await allRows(database)).toEqual([{ id: 1, name: 'a' }]);
  });

  it('keeps nothing of a transaction that throws, and goes on with the next', async () => {
    const database = await openTestDatabase<Tables>(migrations);
    const failing = database.transaction(async (db) => {
      await db.insertInto('test_row').values({ id: 1, name: 'a' }).execute();
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    const breaking = database.transaction(async (db) => {
      await db.insertInto('test_row').values({ id: 2, name: 'b' }).execute();
      await db.insertInto('test_row').values({ id: 2, name: 'c' }).execute();
    });
    await expect(breaking).rejects.toThrow(/unique|duplicate/i);
    await database.transaction((db) => db.insertInto('test_row').values({ id: 3, name: 'd' }).execute());
    expect(await allRows(database)).toEqual([{ id: 3, name: 'd' }]);
  });

  it('does not write through the reading connection', async () => {
    const database = await openTestDatabase<Tables>(migrations);
    await expect(database.read.insertInto('test_row').values({ id: 1, name: 'a' }).execute()).rejects.toThrow(
      /read-?only/i,
    );
  });

  it('finishes what runs before it closes, and can be closed twice', async () => {
    const target = await freshTarget();
    const database = await openDatabase<Tables>(target);
    await migrate(database, migrations);
    const writing = database.transaction(async (db) => {
      await new Promise((resolve) => setTimeout(resolve, 10));
      await db.insertInto('test_row').values({ id: 1, name: 'a' }).execute();
    });
    await Promise.all([writing, database.close()]);
    await database.close();
    const again = await openDatabase<Tables>(target);
    cleanUpLater(() => again.close());
    expect(await allRows(again)).toEqual([{ id: 1, name: 'a' }]);
  });

  it('lets one at a time work under a name, in the order they asked, and others under other names', async () => {
    const database = await openTestDatabase<Tables>(migrations);
    const order: string[] = [];
    const begun = Promise.withResolvers<void>();
    const gate = Promise.withResolvers<void>();
    const first = database.withLock('a', async () => {
      order.push('a1 begins');
      begun.resolve();
      await gate.promise;
      order.push('a1 ends');
    });
    await begun.promise;
    const second = database.withLock('a', async () => void order.push('a2'));
    await database.withLock('b', async () => void order.push('b'));
    gate.resolve();
    await Promise.all([first, second]);
    expect(order).toEqual(['a1 begins', 'b', 'a1 ends', 'a2']);
  });

  it('gives the name on when the work under it fails, and many names at once are no trouble', async () => {
    const database = await openTestDatabase<Tables>(migrations);
    await expect(database.withLock('a', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    const names = Array.from({ length: 30 }, (_, index) => `name ${index % 15}`);
    const done = await Promise.all(names.map((name) => database.withLock(name, async () => name)));
    expect(done).toEqual(names);
  });

  it('closes only when the work under a name has written', async () => {
    const target = await freshTarget();
    const database = await openDatabase<Tables>(target);
    await migrate(database, migrations);
    const gate = Promise.withResolvers<void>();
    const working = database.withLock('a', async () => {
      await gate.promise;
      await database.transaction((db) => db.insertInto('test_row').values({ id: 1, name: 'a' }).execute());
    });
    const closing = database.close();
    gate.resolve();
    await Promise.all([working, closing]);
    const again = await openDatabase<Tables>(target);
    cleanUpLater(() => again.close());
    expect(await allRows(again)).toEqual([{ id: 1, name: 'a' }]);
  });

  it('inserts many rows at once, skipping known ones when asked, all or none', async () => {
    const database = await openTestDatabase<Tables>(migrations);
    const rows = Array.from({ length: 40_000 }, (_, index) => ({ id: index, name: index % 2 ? `n${index}` : null }));
    expect(await database.transaction((db) => insertRows(db, 'test_row', rows.slice(0, 10)))).toBe(10);
    expect(await database.transaction((db) => insertRows(db, 'test_row', rows, 'ignore'))).toBe(39_990);
    const doubled = database.transaction((db) =>
      insertRows(db, 'test_row', [
        { id: 50_000, name: null },
        { id: 7, name: null },
      ]),
    );
    await expect(doubled).rejects.toThrow(/unique|duplicate/i);
    expect(await allRows(database)).toEqual(rows);
    expect(await database.transaction((db) => insertRows(db, 'test_row', []))).toBe(0);
  });

  it('runs one statement for many lists of parameters, in order', async () => {
    const database = await openTestDatabase<Tables>(migrations);
    const { rows, touched } = await database.transaction(async (db) => {
      const query = db.insertInto('test_row').values({ id: 0, name: '' }).returning('name').compile();
      return runForEach<{ name: string | null }>(db, query, [
        [1, 'a'],
        [2, null],
        [3, 'c'],
      ]);
    });
    expect(rows).toEqual([{ name: 'a' }, { name: null }, { name: 'c' }]);
    expect(touched).toBe(3);
    const change = await database.transaction(async (db) =>
      runForEach(db, db.updateTable('test_row').set({ name: '' }).where('id', '=', 0).compile(), [
        ['x', 1],
        ['y', 9],
      ]),
    );
    expect(change.touched).toBe(1);
    expect((await allRows(database)).map((row) => row.name)).toEqual(['x', null, 'c']);
  });
});

describe('migrations', () => {
  const second: Migration = {
    id: 'test-0002-more',
    async up(db) {
      await sql`insert into test_row (id, name) values (1, 'by migration')`.execute(db);
    },
  };
  const breaking: Migration = {
    id: 'test-0002-more',
    async up(db) {
      await sql`insert into test_row (id, name) values (1, 'half')`.execute(db);
      await sql`create table test_half (id integer)`.execute(db);
      throw new Error('power cut');
    },
  };

  it('run once, in order, and only those that are missing', async () => {
    const database = await openTestDatabase<Tables>([]);
    expect(await migrate(database, [rowsMigration])).toEqual(['test-0001-rows']);
    expect(await migrate(database, [rowsMigration, second])).toEqual(['test-0002-more']);
    expect(await migrate(database, [rowsMigration, second])).toEqual([]);
    expect(await allRows(database)).toEqual([{ id: 1, name: 'by migration' }]);
  });

  it('leave the state before when one breaks in the middle, and can be taken up again', async () => {
    const database = await openTestDatabase<Tables>([rowsMigration]);
    await expect(migrate(database, [rowsMigration, breaking])).rejects.toThrow('power cut');
    expect(await allRows(database)).toEqual([]);
    await expect(sql`select * from test_half`.execute(database.read)).rejects.toThrow(/test_half/);
    expect(await migrate(database, [rowsMigration, second])).toEqual(['test-0002-more']);
  });

  it('keep the whole steps of a first start that broke', async () => {
    const database = await openTestDatabase<Tables>([]);
    await expect(migrate(database, [rowsMigration, breaking])).rejects.toThrow('power cut');
    expect(await migrate(database, [rowsMigration, second])).toEqual(['test-0002-more']);
  });

  it('are preceded by a backup only when there is something to lose and something to do', async () => {
    const database = await openTestDatabase<Tables>([]);
    const beforeMigrating = vi.fn(async () => {});
    await migrate(database, [rowsMigration], { beforeMigrating });
    await migrate(database, [rowsMigration], { beforeMigrating });
    expect(beforeMigrating).not.toHaveBeenCalled();
    await migrate(database, [rowsMigration, second], { beforeMigrating });
    expect(beforeMigrating).toHaveBeenCalledExactlyOnceWith(['test-0002-more']);
  });

  it('do not run when that backup fails', async () => {
    const database = await openTestDatabase<Tables>([rowsMigration]);
    const beforeMigrating = () => Promise.reject(new Error('disk full'));
    await expect(migrate(database, [rowsMigration, second], { beforeMigrating })).rejects.toThrow('disk full');
    expect(await allRows(database)).toEqual([]);
  });

  it('refuse a database of a newer version and change nothing', async () => {
    const database = await openTestDatabase<Tables>([rowsMigration, second]);
    const other: Migration = { ...second, id: 'test-0003-other' };
    await expect(migrate(database, [rowsMigration, other])).rejects.toThrow(
      expect.objectContaining({
        code: 'database-newer',
        params: { migration: 'test-0002-more', path: expect.any(String) },
      }),
    );
    expect(await allRows(database)).toEqual([{ id: 1, name: 'by migration' }]);
  });

  it('must have different names', async () => {
    const database = await openTestDatabase<Tables>([]);
    await expect(migrate(database, [rowsMigration, rowsMigration])).rejects.toThrow(/two migrations/);
  });
});
