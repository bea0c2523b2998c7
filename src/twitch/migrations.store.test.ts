import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { migrate } from '../platform/db/migrate.ts';
import { openTestDatabase } from '../testing/test-database.ts';
import { twitchMigrations } from './migrations.ts';
import type { TwitchTables } from './tables.ts';

describe('accounts of the version before', () => {
  it('get the likeliest moments of their consent and their pair', async () => {
    const database = await openTestDatabase<TwitchTables>(twitchMigrations.slice(0, 1));
    const updatedAt = 1_790_000_000_000;
    await database.transaction((db) =>
      sql`insert into twitch_account values
        ('1', 'app', 'a', 'A', 's1.x', 's1.y', '', 'ok', ${updatedAt + 14_000_000}, ${updatedAt}, ${updatedAt}),
        ('2', 'app', 'b', 'B', 's1.x', 's1.y', '', 'ok', ${updatedAt + 60 * 86_400_000}, ${updatedAt}, ${updatedAt})
      `.execute(db),
    );
    await migrate(database, twitchMigrations);
    const query = database.read.selectFrom('twitch_account').orderBy('user_id');
    expect(await query.select(['connected_at', 'issued_at', 'refresh_sent_at']).execute()).toEqual([
      { connected_at: updatedAt, issued_at: updatedAt - 400_000, refresh_sent_at: null },
      { connected_at: updatedAt, issued_at: updatedAt, refresh_sent_at: null },
    ]);
  });
});
