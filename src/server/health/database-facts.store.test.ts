import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { liveMigrations } from '../../modules/live/index.ts';
import type { Db } from '../../platform/db/database.ts';
import { migrate } from '../../platform/db/migrate.ts';
import { openDatabase } from '../../platform/db/open-database.ts';
import { platformMigrations } from '../../platform/migrations.ts';
import { cleanUpLater } from '../../testing/clean-up.ts';
import { freshTarget } from '../../testing/test-database.ts';
import { databaseFacts } from './database-facts.ts';

describe('databaseFacts', () => {
  it('tells size and rows without counting them, also of a database that has no record yet', async () => {
    const target = await freshTarget();
    const database = await openDatabase<object>(target);
    cleanUpLater(() => database.close());
    const facts = () => databaseFacts(target, database.read as unknown as Db<unknown>);
    await migrate(database, platformMigrations);
    const before = await facts();
    expect([before.rows, before.sizeBytes > 0]).toEqual([0, true]);

    await migrate(database, [...platformMigrations, ...liveMigrations]);
    await database.transaction(async (trx) => {
      await sql`insert into live_channel (id, twitch_id, login, display_name) values (1, '1', 'a', 'A')`.execute(trx);
      for (const seq of [1, 2, 3]) {
        await sql`insert into live_event (seq, message_id, type, channel, at, received_at, payload, params)
          values (${seq}, ${String(seq)}, 'channel.follow', 1, 0, 0, ${'x'.repeat(50_000)}, '{}')`.execute(trx);
      }
    });
    const after = await facts();
    expect(after.rows).toBe(3);
    expect(after.sizeBytes).toBeGreaterThan(before.sizeBytes);
  });
});
