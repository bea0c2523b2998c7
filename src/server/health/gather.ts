import type { AccountView } from '../../contract/accounts.ts';
import { instantToMs } from '../../kernel/instant.ts';
import type { Finance } from '../../modules/finance/index.ts';
import type { Planning } from '../../modules/planning/index.ts';
import type { Team } from '../../modules/team/index.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Backups } from '../../platform/db/backup.ts';
import type { Db } from '../../platform/db/database.ts';
import type { DatabaseTarget } from '../../platform/db/open-database.ts';
import type { Jobs } from '../../platform/jobs/jobs.ts';
import type { TwitchAddresses } from '../../twitch/addresses.ts';
import { freeBytes } from '../disk.ts';
import { readStyle } from '../style-file.ts';
import type { TwitchLines } from '../twitch-lines.ts';
import { countMissed, databaseFacts } from './database-facts.ts';
import type { DeepLook } from './deep-look.ts';
import { folderState } from './folder-state.ts';
import type { AccountState, AppState, DataState, HouseState, TwitchState } from './house-state.ts';
import type { Vitals } from './vitals.ts';

export interface GatherParts {
  readonly clock: Clock;
  readonly isSandbox: boolean;
  app(): AppState;
  /** The folder with `style.json`. */
  readonly root: string;
  /** The folder with the database. */
  readonly folder: string;
  readonly target: DatabaseTarget;
  readonly read: Db<unknown>;
  readonly madeAtMs: number;
  readonly lowDiskBytes: number;
  readonly addresses: TwitchAddresses;
  readonly backups: Pick<Backups, 'list'>;
  readonly jobs: Pick<Jobs, 'list' | 'countDead'>;
  readonly team: Pick<Team, 'listAccounts' | 'listRights'>;
  readonly lines: Pick<TwitchLines, 'channel' | 'health' | 'topics' | 'clockSkewMs'>;
  readonly planning: Pick<Planning, 'problems'>;
  readonly finance: Pick<Finance, 'problems'>;
  readonly deepLook: DeepLook;
  readonly vitals: Vitals;
}

/** The house as it is now, of what the running server knows anyway. */
export async function gatherHouse(parts: GatherParts): Promise<HouseState> {
  const [accounts, twitch, data, style] = await Promise.all([
    parts.team.listAccounts(),
    twitchState(parts),
    dataState(parts),
    readStyle(parts.root),
  ]);
  const { vitals } = parts;
  return {
    nowMs: parts.clock.nowMs(),
    isSandbox: parts.isSandbox,
    app: parts.app(),
    twitch,
    accounts: accounts.map(accountState),
    data,
    server: {
      startedAtMs: vitals.startedAtMs,
      usedBytes: vitals.usedBytes(),
      growingSinceMs: vitals.growingSinceMs(),
    },
    silence: null,
    places: [],
    style: style.notices,
  };
}

/** What the channel's grant lacks is said right by right. */
function accountState(account: AccountView): AccountState {
  const { twitchId, login, state, lostBy, uses, scopes, validatedAt, refreshBy } = account;
  return {
    twitchId,
    login,
    uses,
    state,
    isUnanswered: lostBy === 'unanswered',
    scopes: scopes.length,
    missing: uses.includes('channel') ? [] : account.missingScopes,
    issuedAtMs: Date.parse(account.issuedAt),
    expiresAtMs: Date.parse(account.expiresAt),
    validatedAtMs: validatedAt === null ? null : Date.parse(validatedAt),
    refreshByMs: refreshBy === null ? null : Date.parse(refreshBy),
  };
}

async function twitchState({ lines, team, planning, addresses }: GatherParts): Promise<TwitchState> {
  const { signIn, api, chat, events } = lines.health();
  const rights = (await team.listRights()).filter(({ isOn }) => isOn);
  return {
    channelId: lines.channel()?.twitchId ?? null,
    rights: rights.map(({ right, scopes, missing }) => ({ right, needed: scopes.length, missing })),
    lines: {
      'sign-in': { ...signIn, host: hostOf(addresses.oauth) },
      api: { ...api, host: hostOf(addresses.helix) },
      chat: { ...chat, host: hostOf(addresses.chat) },
      events: { ...events, host: hostOf(addresses.eventSubSocket) },
    },
    topics: lines.topics(),
    clockSkewMs: lines.clockSkewMs(),
    plan: await planning.problems(),
  };
}

function hostOf(address: string): string {
  return new URL(address).host;
}

async function dataState(parts: GatherParts): Promise<DataState> {
  const { deepLook, target, jobs } = parts;
  const deep = deepLook.last();
  const [facts, books, kept, listed, dead, missed, freeDiskBytes] = await Promise.all([
    databaseFacts(target, parts.read),
    parts.finance.problems(),
    parts.backups.list(),
    jobs.list(),
    jobs.countDead(),
    countMissed(parts.read),
    freeBytes(parts.folder),
  ]);
  const waiting = listed.filter(({ state }) => state !== 'dead').length;
  return {
    folder: folderState(parts.folder),
    database: { ...facts, madeAtMs: parts.madeAtMs, trouble: deep?.database },
    books: { entries: books.sealed, fault: books.fault, trouble: deep?.books.trouble ?? null },
    backups: kept.map(({ fileName, at, sizeBytes, isVerified }) => ({
      fileName,
      atMs: instantToMs(at),
      sizeBytes,
      // A length that is wrong is seen at once; the bytes only when all are read.
      trouble: isVerified ? (deep?.backups.get(fileName) ?? null) : 'it is not as long as it was written',
    })),
    freeDiskBytes,
    lowDiskBytes: parts.lowDiskBytes,
    jobs: { waiting, dead, reason: listed.find(({ state }) => state === 'dead')?.lastError ?? null },
    missedProjections: missed,
  };
}
