import { existsSync } from 'node:fs';
import { sql } from 'kysely';
import type { HealthReport } from '../../contract/health.ts';
import { instantToMs } from '../../kernel/instant.ts';
import { systemClock } from '../../platform/clock.ts';
import type { Db } from '../../platform/db/database.ts';
import { madeAtMs } from '../../platform/db/migrate.ts';
import { openReader } from '../../platform/db/open-reader.ts';
import { twitchAddresses } from '../../twitch/addresses.ts';
import { PUBLIC_PAIR_MS } from '../../twitch/token-vault.ts';
import type { Config } from '../config.ts';
import type { Tables } from '../database.ts';
import { freeBytes, LOW_DISK_BYTES } from '../disk.ts';
import { readStyle } from '../style-file.ts';
import { hasTwitchApp, readTwitchApp } from '../twitch-app-file.ts';
import { openUpkeep, type Upkeep } from '../upkeep.ts';
import { VERSION } from '../version.ts';
import { countMissed, databaseFacts } from './database-facts.ts';
import { findChecks } from './find-checks.ts';
import { folderState } from './folder-state.ts';
import type { AccountState, AppState, DatabaseState, DataState, HouseState } from './house-state.ts';
import { lookAtPlaces } from './look-at-places.ts';

/** What the database says of itself, read beside whoever has it in use. */
interface ReadFacts extends Pick<DataState, 'jobs' | 'missedProjections'> {
  readonly database: Omit<DatabaseState, 'trouble'>;
  readonly accounts: readonly AccountState[] | null;
  readonly entries: number;
}

/**
 * The report where no server answers: what can be looked at without one, changing nothing.
 * @param silence of one that is there and does not answer.
 */
export async function lookAlone(config: Config, silence: HouseState['silence']): Promise<HealthReport> {
  const upkeep = openUpkeep(config);
  const nowMs = systemClock.nowMs();
  const twitchApp = config.twitchApp ?? readTwitchApp(upkeep.root, config.key);
  const clientType = twitchApp?.clientSecret === null ? 'public' : 'confidential';
  const facts = upkeep.hasDatabase ? await readFacts(upkeep, clientType) : undefined;
  const house: HouseState = {
    nowMs,
    isSandbox: upkeep.isSandbox,
    app: {
      clientType,
      isSealed: twitchApp === undefined && hasTwitchApp(upkeep.root) && !config.wantsSandbox,
      refusal: null,
    },
    twitch: null,
    accounts: facts ? facts.accounts : upkeep.hasDatabase ? null : [],
    data: await lookAtData(upkeep, facts),
    server: null,
    silence,
    // The sandbox brings its own Twitch: with no server there is none to be reached.
    places: upkeep.isSandbox && config.mockApiPort === undefined ? [] : await lookAtPlaces(twitchAddresses(config)),
    style: (await readStyle(upkeep.root)).notices,
  };
  return {
    checks: findChecks(house),
    checkedAt: systemClock.now(),
    startedAt: null,
    version: VERSION,
    isSandbox: upkeep.isSandbox,
    sandboxUrl: null,
    memoryBytes: null,
    answerMs: [],
    memory: [],
    clockSkewMs: null,
    isOnNetwork: false,
  };
}

async function lookAtData(upkeep: Upkeep, facts: ReadFacts | undefined): Promise<DataState> {
  const { folder, hasDatabase, backups } = upkeep;
  const verified = hasDatabase ? await backups.verify() : undefined;
  const troubles = new Map(verified?.backups.map(({ fileName, trouble }) => [fileName, trouble]));
  return {
    folder: folderState(folder),
    database: hasDatabase
      ? {
          ...(facts?.database ?? { sizeBytes: 0, rows: 0, madeAtMs: systemClock.nowMs() }),
          trouble: verified?.database,
        }
      : null,
    books: hasDatabase ? await lookAtBooks(upkeep, facts?.entries ?? 0) : null,
    backups: (await backups.list()).map(({ fileName, at, sizeBytes }) => ({
      fileName,
      atMs: instantToMs(at),
      sizeBytes,
      trouble: troubles.get(fileName) ?? null,
    })),
    freeDiskBytes: await freeBytes(existsSync(folder) ? folder : '.'),
    lowDiskBytes: LOW_DISK_BYTES,
    jobs: facts?.jobs ?? null,
    missedProjections: facts?.missedProjections ?? null,
  };
}

async function lookAtBooks(upkeep: Upkeep, entries: number): Promise<NonNullable<DataState['books']>> {
  try {
    return { entries, fault: (await upkeep.verifyBooks()) ?? null, trouble: null };
  } catch (error) {
    return { entries, fault: null, trouble: error instanceof Error ? error.message : String(error) };
  }
}

/** Tables of an older version may be missing, pages of a damaged database unreadable: then less is known. */
async function readFacts({ target }: Upkeep, clientType: AppState['clientType']): Promise<ReadFacts | undefined> {
  const reader = await openReader<Tables>(target).catch(() => undefined);
  if (!reader) return undefined;
  const { read } = reader;
  try {
    return {
      database: {
        ...(await databaseFacts(target, read as unknown as Db<unknown>)),
        madeAtMs: await madeAtMs({ read }),
      },
      accounts: await readAccounts(read, clientType).catch(() => null),
      jobs: await readJobs(read).catch(() => null),
      missedProjections: await countMissed(read as unknown as Db<unknown>).catch(() => null),
      entries: (await count(read, sql`select count(*) as amount from finance_entry where number is not null`)) ?? 0,
    };
  } catch {
    return undefined;
  } finally {
    await reader.close();
  }
}

async function count(read: Db<Tables>, query: ReturnType<typeof sql>): Promise<number | null> {
  try {
    const { rows } = await query.execute(read);
    return Number((rows[0] as { amount: number }).amount);
  } catch {
    return null;
  }
}

async function readJobs(read: Db<Tables>): Promise<DataState['jobs']> {
  const waiting = await count(
    read,
    sql`select count(*) as amount from platform_job where state in ('waiting', 'running')`,
  );
  const dead = await count(read, sql`select count(*) as amount from platform_job where state = 'dead'`);
  const last = await read
    .selectFrom('platform_job')
    .select('last_error')
    .where('state', '=', 'dead')
    .orderBy('run_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return { waiting: waiting ?? 0, dead: dead ?? 0, reason: last?.last_error ?? null };
}

/** Tokens stay closed: nothing but their dates is read. */
async function readAccounts(read: Db<Tables>, clientType: AppState['clientType']): Promise<AccountState[]> {
  const rows = await read
    .selectFrom('twitch_account')
    .select(['user_id', 'login', 'state', 'scopes', 'issued_at', 'expires_at', 'validated_at', 'refresh_sent_at'])
    .execute();
  const channel = await read.selectFrom('team_channel').select('twitch_id').executeTakeFirst();
  const bot = await read.selectFrom('team_bot').select('twitch_id').executeTakeFirst();
  return rows.map((row) => {
    const uses = [
      ...(row.user_id === channel?.twitch_id ? ['channel' as const] : []),
      ...(row.user_id === bot?.twitch_id ? ['bot' as const] : []),
    ];
    return {
      twitchId: row.user_id,
      login: row.login,
      uses: uses.length > 0 ? uses : ['member'],
      state: row.state,
      isUnanswered: row.state === 'reconnect' && row.refresh_sent_at !== null,
      scopes: row.scopes.split(' ').filter(Boolean).length,
      missing: [],
      issuedAtMs: row.issued_at,
      expiresAtMs: row.expires_at,
      validatedAtMs: row.validated_at > 0 ? row.validated_at : null,
      refreshByMs: clientType === 'public' ? row.issued_at + PUBLIC_PAIR_MS : null,
    };
  });
}
