import { connect, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'kysely';
import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { cleanUpLater, temporaryFolder } from '../../testing/clean-up.ts';
import { freshTarget } from '../../testing/test-database.ts';
import { platformMigrations } from '../migrations.ts';
import { type Migration, migrate } from './migrate.ts';
import { openDatabase } from './open-database.ts';
import { connectionSettings, openPostgres } from './open-postgres.ts';
import { exportPostgres } from './postgres-export.ts';
import { createPostgresLocks } from './postgres-locks.ts';

describe('PostgreSQL', () => {
  async function target(): Promise<{ url: string; schema: string }> {
    const fresh = await freshTarget();
    if (!('url' in fresh) || fresh.schema === undefined) throw new Error('not PostgreSQL');
    return { url: fresh.url, schema: fresh.schema };
  }

  it('refuses a second server on the same schema, and lets it in when the first has left', async () => {
    const { url, schema } = await target();
    const first = await openPostgres(url, schema);
    cleanUpLater(() => first.close());
    await expect(openPostgres(url, schema)).rejects.toThrow(
      expect.objectContaining({ code: 'database-in-use', params: { schema } }),
    );
    const other = await target();
    await (await openPostgres(other.url, other.schema)).close();
    await first.close();
    await (await openPostgres(url, schema)).close();
  });

  it('connects and locks again after its connections were cut', async () => {
    const { url, schema } = await target();
    const database = await openDatabase<{ platform_session: { id_hash: string } }>({ url, schema });
    cleanUpLater(() => database.close());
    await migrate(database, platformMigrations);
    const administrator = new pg.Client({ connectionString: url });
    await administrator.connect();
    const { rows } = await administrator.query(
      'select pg_terminate_backend(pid, 5000) as is_cut from pg_stat_activity where application_name = $1',
      [`livextrem ${schema}`],
    );
    expect(rows).toContainEqual({ is_cut: true });
    await administrator.end();
    const count = await database.transaction((db) => db.selectFrom('platform_session').select('id_hash').execute());
    expect(count).toEqual([]);
    await expect(openPostgres(url, schema)).rejects.toThrow(expect.objectContaining({ code: 'database-in-use' }));
  });

  it('keeps a name from other processes while it is held, and outlives a lock that is cut off', async () => {
    const { url, schema } = await target();
    const database = await openPostgres(url, schema);
    cleanUpLater(() => database.close());
    const other = createPostgresLocks(connectionSettings(url, schema), schema);
    cleanUpLater(() => other.end());
    const elsewhere = createPostgresLocks(connectionSettings(url, schema), 'another_schema');
    cleanUpLater(() => elsewhere.end());
    const begun = Promise.withResolvers<void>();
    const gate = Promise.withResolvers<void>();
    const order: string[] = [];
    const held = database.withLock('a', async () => {
      begun.resolve();
      await gate.promise;
      order.push('held');
    });
    await begun.promise;
    const waiting = other.hold('a', async () => void order.push('other process'));
    await elsewhere.hold('a', async () => void order.push('other schema'));
    await other.hold('b', async () => void order.push('other name'));
    gate.resolve();
    await Promise.all([held, waiting]);
    expect(order).toEqual(['other schema', 'other name', 'held', 'other process']);

    const cut = database.withLock('a', async () => {
      const administrator = new pg.Client({ connectionString: url });
      await administrator.connect();
      await administrator.query(
        `select pg_terminate_backend(pid, 5000) from pg_locks where locktype = 'advisory'
          and classid = (hashtext($1)::bigint & 4294967295)::oid`,
        [`livextrem ${schema}`],
      );
      await administrator.end();
      return 'done';
    });
    expect(await cut).toBe('done');
    expect(await other.hold('a', async () => 'free')).toBe('free');
    expect(await database.withLock('a', async () => 'on a new connection')).toBe('on a new connection');
  });

  it('lets who finds all locks taken wait for one, however long that takes', async () => {
    const { url, schema } = await target();
    const settings = { ...connectionSettings(url, schema), connectionTimeoutMillis: 200 };
    const locks = createPostgresLocks(settings, schema);
    cleanUpLater(() => locks.end());
    const gate = Promise.withResolvers<void>();
    const begun = Promise.withResolvers<void>();
    let count = 0;
    const holders = ['a', 'b', 'c', 'd'].map((name) =>
      locks.hold(name, async () => {
        count += 1;
        if (count === 4) begun.resolve();
        await gate.promise;
      }),
    );
    await begun.promise;
    const late = locks.hold('e', async () => 'held').catch(String);
    await wait(500);
    gate.resolve();
    await Promise.all(holders);
    expect(await late).toBe('held');
  });

  it('does not migrate behind the back of somebody who holds a table, and says so', async () => {
    const { url, schema } = await target();
    const database = await openPostgres(url, schema, { queryMs: 1_000 });
    cleanUpLater(() => database.close());
    await migrate(database, platformMigrations);
    const next: Migration = {
      id: 'test-0001-more',
      up: async (db) => void (await sql`alter table platform_session add column more text`.execute(db)),
    };
    const console = new pg.Client(connectionSettings(url, schema));
    await console.connect();
    cleanUpLater(() => console.end());
    await console.query('begin; select * from platform_session');
    await expect(migrate(database, [...platformMigrations, next])).rejects.toThrow(
      expect.objectContaining({ code: 'database-locked', params: { migration: next.id } }),
    );
    await console.query('rollback');
    expect(await migrate(database, [...platformMigrations, next])).toEqual([next.id]);
  });

  it('says which database is newer', async () => {
    const { url, schema } = await target();
    const database = await openPostgres(url, schema);
    cleanUpLater(() => database.close());
    await migrate(database, platformMigrations);
    await expect(migrate(database, platformMigrations.slice(1))).rejects.toThrow(
      expect.objectContaining({
        code: 'database-newer',
        params: expect.objectContaining({ path: `PostgreSQL (${schema})` }),
      }),
    );
  });

  it('gives up a backup of a server that does not answer any more', async () => {
    const { url, schema } = await target();
    const gate = await openGate(url);
    const database = await openPostgres(url, schema);
    cleanUpLater(() => database.close());
    const file = join(temporaryFolder(), 'export.ndjson.gz');
    const many: Migration = {
      id: 'test-0001-many',
      up: async (db) => void (await sql`create table test_many as select generate_series(1, 5000) as id`.execute(db)),
    };
    await migrate(database, [...platformMigrations, many]);
    gate.stallAfter(30_000);
    const exporting = exportPostgres({ url: gate.url, schema, file, tablesLeftOut: [], queryMs: 500 });
    await expect(exporting).rejects.toThrow(/timeout/);
  });

  it('fails while PostgreSQL is away and writes again when it is back', async () => {
    const { url, schema } = await target();
    const gate = await openGate(url);
    const database = await openPostgres<{ platform_session: { id_hash: string } }>(gate.url, schema);
    cleanUpLater(() => database.close());
    await migrate(database, platformMigrations);
    const write = () => database.transaction((db) => db.deleteFrom('platform_session').execute());
    gate.shut();
    await expect(write()).rejects.toThrow();
    await expect(write()).rejects.toThrow();
    gate.open();
    await expect.poll(() => write().then(() => 'written', String), { timeout: 10_000 }).toBe('written');
  });

  it('gives up a server that does not answer, and writes and reads again when it is back', async () => {
    const { url, schema } = await target();
    const gate = await openGate(url);
    const database = await openPostgres<{ platform_session: { id_hash: string } }>(gate.url, schema, {
      queryMs: 1_000,
    });
    cleanUpLater(() => database.close());
    await migrate(database, platformMigrations);
    const write = () => database.transaction((db) => db.deleteFrom('platform_session').execute());
    const read = () => database.read.selectFrom('platform_session').select('id_hash').execute();
    const lock = () => database.withLock('a', async () => {});
    await write();
    await read();
    await lock();
    gate.stall();
    await expect(lock()).rejects.toThrow();
    await expect(database.transaction((db) => db.deleteFrom('platform_session').execute())).rejects.toThrow();
    await expect(read()).rejects.toThrow();
    gate.open();
    await expect.poll(() => write().then(() => 'written', String), { timeout: 20_000 }).toBe('written');
    await expect.poll(() => read().then(() => 'read', String), { timeout: 20_000 }).toBe('read');
    await expect.poll(() => lock().then(() => 'held', String), { timeout: 20_000 }).toBe('held');
  }, 40_000);

  it('lets nothing run on whose answer nobody waits for any more', async () => {
    const { url, schema } = await target();
    const database = await openPostgres(url, schema, { queryMs: 500 });
    cleanUpLater(() => database.close());
    await expect(sql`select pg_sleep(30)`.execute(database.read)).rejects.toThrow();
    const running = async () => {
      const { rows } = await sql<{ count: number }>`select count(*) as count from pg_stat_activity
        where application_name = ${`livextrem ${schema}`} and state = 'active' and query like '%pg_sleep%'
        and pid <> pg_backend_pid()`.execute(database.read);
      return rows[0]?.count;
    };
    await expect.poll(running, { timeout: 5_000 }).toBe(0);
  });

  it('says so when it cannot be reached', async () => {
    await expect(openPostgres('postgres://nobody@127.0.0.1:1/none', 'livextrem')).rejects.toThrow(
      expect.objectContaining({ code: 'database-unreachable' }),
    );
  });

  it('takes only plain names for schemas', async () => {
    await expect(openPostgres('postgres://nobody@127.0.0.1:1/none', 'x; drop')).rejects.toThrow(RangeError);
  });
});

/** Stands before PostgreSQL: shut, it refuses everybody and cuts who is inside. */
async function openGate(target: string) {
  const behind = new URL(target);
  const inside = new Set<Socket>();
  let isOpen = true;
  let isStalled = false;
  let bytesLeft = Number.POSITIVE_INFINITY;
  const gate = createServer((socket) => {
    if (!isOpen) {
      socket.destroy();
      return;
    }
    if (isStalled) {
      inside.add(socket);
      socket.on('error', () => {});
      return;
    }
    const through = connect(Number(behind.port), behind.hostname);
    for (const [from, to] of [
      [socket, through],
      [through, socket],
    ] as const) {
      inside.add(from);
      from.on('error', () => {});
      from.on('close', () => to.destroy());
      from.pipe(to);
    }
    through.on('data', (chunk: Buffer) => {
      bytesLeft -= chunk.length;
      if (bytesLeft < 0) stall();
    });
  });
  await new Promise<void>((resolve) => gate.listen(0, '127.0.0.1', resolve));
  const shut = (): void => {
    isOpen = false;
    for (const socket of inside) socket.destroy();
    inside.clear();
  };
  cleanUpLater(() => {
    shut();
    gate.close();
  });
  const stall = (): void => {
    isStalled = true;
    for (const socket of inside) socket.unpipe().pause();
  };
  const url = new URL(target);
  url.port = String((gate.address() as { port: number }).port);
  return {
    url: url.href,
    shut,
    /** Nobody is cut, and nothing gets through any more; who comes later waits for ever. */
    stall,
    /** The same in the middle of an answer. */
    stallAfter(bytes: number): void {
      bytesLeft = bytes;
    },
    open(): void {
      isStalled = false;
      isOpen = true;
    },
  };
}
