import { instantToMs } from '../../kernel/instant.ts';
import type { Finance } from '../../modules/finance/index.ts';
import type { Live } from '../../modules/live/index.ts';
import type { Planning } from '../../modules/planning/index.ts';
import type { ConnectedChannel } from '../../modules/team/index.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Backups } from '../../platform/db/backup.ts';
import type { Db } from '../../platform/db/database.ts';
import type { DatabaseTarget } from '../../platform/db/open-database.ts';
import type { Jobs } from '../../platform/jobs/jobs.ts';
import type { TwitchAddresses } from '../../twitch/addresses.ts';
import { featuresOfRight, lacking, scopesFor, scopesOfFeatures } from '../../twitch/scopes.ts';
import type { TokenVault, TwitchAccount } from '../../twitch/token-vault.ts';
import { freeBytes } from '../disk.ts';
import { readStyle } from '../style-file.ts';
import type { TwitchLines } from '../twitch-lines.ts';
import { databaseFacts } from './database-facts.ts';
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
  readonly vault: Pick<TokenVault, 'accounts'>;
  readonly lines: Pick<TwitchLines, 'channel' | 'health' | 'topics' | 'clockSkewMs'>;
  readonly planning: Pick<Planning, 'problems'>;
  readonly finance: Pick<Finance, 'problems'>;
  readonly live: Pick<Live, 'missedProjections'>;
  readonly deepLook: DeepLook;
  readonly vitals: Vitals;
  /** Twitch id of the account that writes under a name of its own. */
  findBotId(): Promise<string | undefined>;
}

/** The house as it is now, of what the running server knows anyway. */
export async function gatherHouse(parts: GatherParts): Promise<HouseState> {
  const [accounts, twitch, data, style] = await Promise.all([
    accountStates(parts),
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
    accounts,
    data,
    server: {
      startedAtMs: vitals.startedAtMs,
      usedBytes: vitals.usedBytes(),
      growingSinceMs: vitals.growingSinceMs(),
    },
    isHanging: false,
    places: [],
    style: style.notices,
  };
}

async function accountStates({ vault, lines, findBotId }: GatherParts): Promise<AccountState[]> {
  const channelId = lines.channel()?.twitchId;
  const botId = await findBotId();
  return (await vault.accounts()).map((account) => {
    const isChannel = account.userId === channelId;
    const isBot = account.userId === botId;
    const uses = [...(isChannel ? ['channel' as const] : []), ...(isBot ? ['bot' as const] : [])];
    return accountState(account, uses.length > 0 ? uses : ['member']);
  });
}

/** What the channel's grant lacks is said right by right. */
function accountState(account: TwitchAccount, uses: AccountState['uses']): AccountState {
  const { userId, login, state, scopes } = account;
  const needed = uses.includes('bot')
    ? scopesFor('bot')
    : uses.includes('member')
      ? scopesFor('sign-in').slice(0, 1)
      : [];
  return {
    twitchId: userId,
    login,
    uses,
    state,
    scopes: scopes.length,
    missing: lacking(scopes, needed),
    issuedAtMs: account.issuedAt,
    expiresAtMs: account.expiresAt,
    validatedAtMs: account.validatedAt > 0 ? account.validatedAt : null,
    refreshByMs: account.refreshBy,
  };
}

async function twitchState({ lines, vault, planning, addresses }: GatherParts): Promise<TwitchState> {
  const channel = lines.channel();
  const { signIn, api, chat, events } = lines.health();
  const grant = (await vault.accounts()).find(({ userId }) => userId === channel?.twitchId);
  return {
    channelId: channel?.twitchId ?? null,
    rights: channel && grant ? rightStates(channel, grant.scopes) : [],
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

function rightStates({ rights }: ConnectedChannel, granted: readonly string[]): TwitchState['rights'] {
  return rights.map((right) => {
    const scopes = scopesOfFeatures(featuresOfRight(right));
    return { right, needed: scopes.length, missing: lacking(granted, scopes) };
  });
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
    parts.live.missedProjections(),
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
    missedProjections: missed.length,
  };
}
