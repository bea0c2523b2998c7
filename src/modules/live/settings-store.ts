import { sql } from 'kysely';
import type { LiveSettings } from '../../contract/live.ts';
import type { Db } from '../../platform/db/database.ts';
import type { LiveTables } from './tables.ts';

const RECENT_MESSAGES = 'recent-messages-url';

/** Gaps are filled from nowhere until somebody names a service. */
export async function readSettings(db: Db<LiveTables>): Promise<LiveSettings> {
  const row = await db
    .selectFrom('live_setting')
    .select('value')
    .where('name', '=', RECENT_MESSAGES)
    .executeTakeFirst();
  return { recentMessagesUrl: row?.value ?? null };
}

export async function saveSettings(db: Db<LiveTables>, { recentMessagesUrl }: LiveSettings): Promise<void> {
  if (recentMessagesUrl === null) {
    await db.deleteFrom('live_setting').where('name', '=', RECENT_MESSAGES).execute();
    return;
  }
  await sql`
    INSERT INTO live_setting (name, value) VALUES (${RECENT_MESSAGES}, ${recentMessagesUrl})
    ON CONFLICT (name) DO UPDATE SET value = excluded.value`.execute(db);
}
