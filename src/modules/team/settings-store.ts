import { DEFAULT_SETTINGS, type PersonalSettings, personalSettings } from '../../contract/settings.ts';
import type { Db } from '../../platform/db/database.ts';
import type { TeamTables } from './tables.ts';

type TeamDb = Db<TeamTables>;

/** What is stored may be older than today's settings: what is missing or no longer valid is the default. */
export async function readSettings(db: TeamDb, memberId: string): Promise<PersonalSettings> {
  const row = await db
    .selectFrom('team_settings')
    .select('settings_json')
    .where('member_id', '=', memberId)
    .executeTakeFirst();
  return withDefaults(row?.settings_json);
}

export async function writeSettings(db: TeamDb, memberId: string, settings: PersonalSettings): Promise<void> {
  await db
    .insertInto('team_settings')
    .values({ member_id: memberId, settings_json: settings })
    .onConflict((conflict) => conflict.column('member_id').doUpdateSet({ settings_json: settings }))
    .execute();
}

/** Each setting on its own: one that cannot be read must not take the others with it. */
function withDefaults(stored: unknown): PersonalSettings {
  const whole = personalSettings.safeParse({ ...DEFAULT_SETTINGS, ...(stored as object | null) });
  if (whole.success) return whole.data;
  const broken = new Set(whole.error.issues.map((issue) => issue.path[0]));
  const good = Object.entries(stored as object).filter(([name]) => !broken.has(name));
  return personalSettings.parse({ ...DEFAULT_SETTINGS, ...Object.fromEntries(good) });
}
