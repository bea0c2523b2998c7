import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { instantFromMs } from '../kernel/instant.ts';
import { createFinance } from '../modules/finance/index.ts';
import { createLive } from '../modules/live/index.ts';
import { createModeration } from '../modules/moderation/index.ts';
import { createPlanning } from '../modules/planning/index.ts';
import { createTeam, newOwnerToken, ownerLink, type Team } from '../modules/team/index.ts';
import { type Clock, systemClock } from '../platform/clock.ts';
import type { Backups } from '../platform/db/backup.ts';
import type { Database, Db } from '../platform/db/database.ts';
import { madeAtMs, migrate } from '../platform/db/migrate.ts';
import { openDatabase } from '../platform/db/open-database.ts';
import { createFeed } from '../platform/feed/feed.ts';
import { createHttpServer, type HttpServerOptions } from '../platform/http/server.ts';
import { createSessions } from '../platform/http/sessions.ts';
import { createJobs } from '../platform/jobs/jobs.ts';
import { createLog } from '../platform/log.ts';
import type { FeedOut, FeedSource, Module } from '../platform/module.ts';
import { createSeal, loadSealKey } from '../platform/seal.ts';
import { type AddressChoices, type TwitchAddresses, twitchAddresses } from '../twitch/addresses.ts';
import { keepCallLine } from '../twitch/call-line.ts';
import { createCategorySearch } from '../twitch/categories.ts';
import { createChannelReads } from '../twitch/channel.ts';
import { createChannelLists } from '../twitch/channel-lists.ts';
import { createHelix } from '../twitch/helix.ts';
import { createTwitchImages } from '../twitch/images.ts';
import { createOAuth } from '../twitch/oauth.ts';
import { createSchedule } from '../twitch/schedule.ts';
import type { VaultTimes } from '../twitch/token-keeper.ts';
import { createTokenVault } from '../twitch/token-vault.ts';
import { tryApp } from '../twitch/try-app.ts';
import { createTwitchClock } from '../twitch/twitch-clock.ts';
import type { Config, TwitchApp } from './config.ts';
import type { Tables } from './database.ts';
import { LOW_DISK_BYTES } from './disk.ts';
import { openControl } from './health/control-socket.ts';
import { createDeepLook } from './health/deep-look.ts';
import { createHealthDesk } from './health/health-desk.ts';
import { healthRoutes } from './health/health-routes.ts';
import { createRepairs } from './health/repairs.ts';
import { createVitals } from './health/vitals.ts';
import { createHousekeeping } from './housekeeping.ts';
import { type Installation, logFileIn } from './installation.ts';
import { createIntake } from './intake.ts';
import { migrations } from './migrations.ts';
import { hasPast, type PastProgress, replay } from './replay.ts';
import { createSystemRoom } from './system-room.ts';
import { writeTwitchApp } from './twitch-app-file.ts';
import { createTwitchLines, type LineTimes } from './twitch-lines.ts';
import { backupsOf } from './upkeep.ts';
import { VERSION } from './version.ts';

const WEB_ROOT = fileURLToPath(new URL('../../dist/web/', import.meta.url));

export interface AppParts {
  readonly config: Config;
  readonly installation: Installation;
  /** Of the installation, or the sandbox's own. */
  readonly twitchApp: TwitchApp;
  /** Where this installation's Twitch is: the real one, or a stand-in. */
  readonly twitch: AddressChoices;
  /** Where the sandbox's Twitch is controlled. */
  readonly sandboxUrl?: string | undefined;
  /** Part of a one-time link that was given out before a restart. */
  readonly ownerToken?: string | undefined;
  /** Other limits than the usual ones, for tests that ask much. */
  readonly limits?: HttpServerOptions['limits'];
  /** Another clock than this machine's, for tests of one that is wrong. */
  readonly clock?: Clock;
  /** Shorter waits, for tests. */
  readonly times?: LineTimes & { readonly vault?: Partial<VaultTimes> };
  /** Less free disk than this is a problem. */
  readonly lowDiskBytes?: number;
  /** Called after a Twitch app was saved: stop this app and start the real channel on the same port. */
  onRestart(next: { readonly ownerToken: string }): void;
}

export interface App {
  readonly modules: readonly Module[];
  /** The team, for the command line. */
  readonly team: Pick<Team, 'desk'>;
  readonly backups: Backups;
  /**
   * @param options.holdsLinesBack the lines to Twitch stay closed until `openLines`.
   * @returns the port. @throws the system's error when it cannot be had.
   */
  listen(port: number, options?: { readonly holdsLinesBack: boolean }): Promise<number>;
  /** Whether nothing is missing of the past whose first line this is. */
  hasPast(header: string): Promise<boolean>;
  /** Puts on record what happened before; see `replay`. Only while the lines are held back. */
  replayPast(lines: AsyncIterable<string>, onProgress: (progress: PastProgress) => void): Promise<boolean>;
  openLines(): void;
  /** The one-time link while nobody owns the installation. */
  firstVisitLink(): Promise<string | undefined>;
  hasChannel(): boolean;
  /** Connects the channel without a browser; see `Team.connectChannelWith`. */
  connectChannelWith(consent: (authorizeUrl: string) => Promise<URL>): Promise<void>;
  close(): Promise<void>;
  /** The last word in the log before the process ends by a fault. */
  noteCrash(error: unknown): void;
}

/** @throws StartProblem; what was opened is closed then. */
export async function createApp(parts: AppParts): Promise<App> {
  const database = await openDatabase<Tables>(parts.installation.target);
  try {
    return await buildRooms(parts, database);
  } catch (error) {
    await database.close();
    throw error;
  }
}

/**
 * The plan of the house: what stands on what, top to bottom. Every room is built once; afterwards
 * the server is a list of rooms.
 */
async function buildRooms(parts: AppParts, database: Database<Tables>): Promise<App> {
  const { config, installation, twitchApp } = parts;
  const addresses = twitchAddresses(parts.twitch);
  const clock = parts.clock ?? systemClock;
  const log = createLog({ level: config.logLevel, to: { file: logFileIn(installation.folder.path) } });
  let origin = '';
  let restartToken: string | undefined;

  // The store: its backups, its migrations.
  const backups = backupsOf(installation.target, installation.folder, log.room('backups'));
  await migrate(database, migrations, { beforeMigrating: async () => void (await backups.make('before-migration')) });
  const key = loadSealKey(installation.folder.keyFile, config.key);
  const jobs = createJobs({
    database: database as never,
    clock,
    log: log.room('jobs'),
    onRecovered: ({ kind, attempts, tookMs }) =>
      repairs.note({ code: 'job-succeeded', params: { kind, attempts }, tookMs }),
  });

  // Towards browsers. The feed learns its sources when the rooms stand.
  const sources: FeedSource[] = [];
  const feed = createFeed({ sources, clock, log: log.room('feed') });
  const sessions = createSessions(database, clock);
  const feedOut: FeedOut = {
    rows: feed.rows,
    changed(what) {
      feed.changed(what);
      // Who is connected, and with what grant, is the team's to say and the lines' to follow.
      if (what === 'me' || what === 'team') housekeeping.follow();
    },
  };
  sessions.onChanged(() => feedOut.changed('sign-ins'));

  const repairs = createRepairs({ db: database, clock, log: log.room('health'), feed: feedOut });

  // Towards Twitch.
  const twitchClock = createTwitchClock(clock, () => performance.now());
  const tellLines = (): void => feedOut.changed('connections');
  const callLines = { signIn: keepCallLine(clock, tellLines), api: keepCallLine(clock, tellLines) };
  const oauth = createOAuth({
    addresses,
    app: twitchApp,
    clock,
    onContact({ failure, twitchMs }) {
      callLines.signIn.heard(failure);
      if (twitchMs !== null) twitchClock.heardStamp(twitchMs, clock.nowMs());
    },
  });
  const vault = createTokenVault({
    db: database,
    seal: createSeal(key, 'twitch-token'),
    oauth,
    clock,
    log: log.room('vault'),
    times: parts.times?.vault,
  });
  const helix = createHelix({
    vault,
    addresses,
    clientId: twitchApp.clientId,
    clock,
    watch: { line: callLines.api, twitchClock },
  });
  const reads = createChannelReads(helix);
  const images = createTwitchImages({
    addresses,
    folder: join(installation.folder.path, 'pictures'),
    clock,
    acceptsSvg: installation.isSandbox,
  });

  // The rooms.
  const team = createTeam({
    db: database,
    clock,
    log: log.room('team'),
    vault,
    oauth,
    channelReads: reads,
    feed: feedOut,
    presence: feed,
    sessions,
    site: {
      version: VERSION,
      isSandbox: installation.isSandbox,
      hasTwitchApp: true,
      redirectUri: () => `${origin}/callback`,
    },
    twitchApp: {
      clientId: installation.twitchApp?.clientId ?? null,
      isFixed: installation.isAppFixed,
      check: (app) => tryApp(realAddresses(config), app),
      async save(app) {
        writeTwitchApp(installation.root, config.key, app);
        // The answer must be out before the house goes down. A second click gets the same link: one restart follows.
        restartToken ??= newOwnerToken();
        const ownerToken = restartToken;
        setTimeout(() => parts.onRestart({ ownerToken }), 250);
        // The same data are served again, so who is signed in stays it; from the sandbox one comes as a stranger.
        return { continueUrl: installation.isSandbox ? ownerLink(origin, ownerToken) : `${origin}/connect` };
      },
    },
  });
  const live = createLive({
    db: database,
    clock,
    twitchNowMs: () => twitchClock.nowMs(),
    log: log.room('live'),
    feed: feedOut,
    helix,
    reads,
    images,
    lists: createChannelLists(helix),
    channel: () => lines.channel(),
    findBot: () => team.findBot(),
    connections: () => lines.health(),
    hintsOf: (seqs) => moderation.hintsOf(seqs),
  });
  const moderation = createModeration({
    db: database,
    // Acts of ours are compared with what Twitch tells of them.
    clock: { nowMs: twitchClock.nowMs, now: () => instantFromMs(twitchClock.nowMs()) },
    log: log.room('moderation'),
    feed: feedOut,
    helix,
    reads,
    vault,
    live,
    channel: () => lines.channel(),
  });
  const finance = createFinance({
    db: database,
    clock,
    log: log.room('finance'),
    feed: feedOut,
    live,
    isSandbox: installation.isSandbox,
    channel: () => lines.channel(),
  });
  const planning = createPlanning({
    db: database,
    clock,
    log: log.room('planning'),
    feed: feedOut,
    jobs,
    schedule: createSchedule(helix),
    categories: createCategorySearch(helix, clock),
    live,
    channel: () => lines.channel(),
  });
  const intake = createIntake({
    db: database,
    clock,
    twitchClock,
    log: log.room('intake'),
    feed: feedOut,
    live,
    moderation,
    finance,
    gapFilled: ({ lines: filled, tookMs }) => repairs.note({ code: 'gap-filled', params: { lines: filled }, tookMs }),
  });
  const lines = createTwitchLines({
    clock,
    log: log.room('lines'),
    feed: feedOut,
    addresses,
    vault,
    helix,
    live,
    intake,
    twitchClock,
    callLines,
    times: parts.times,
    repaired: (repair) => repairs.note(repair),
    onEventsBack() {
      if (!lines.channel()?.rights.includes('planning')) return;
      planning.compareNow().catch((error: unknown) => log.warn('schedule-look-failed', { error }));
    },
    findChannel: () => team.findChannel(),
  });
  const vitals = createVitals(clock);
  const deepLook = createDeepLook({
    clock,
    log: log.room('health'),
    backups,
    verifyBooks: () => finance.verify(),
    onLooked: () => feed.changed('health'),
  });
  const desk = createHealthDesk({
    clock,
    log: log.room('health'),
    feed: feedOut,
    isSandbox: installation.isSandbox,
    app: { clientType: oauth.clientType, isSealed: installation.isAppSealed },
    tryApp: () => tryApp(addresses, twitchApp),
    root: installation.root,
    folder: installation.folder.path,
    target: installation.target,
    dialect: database.dialect,
    read: database.read as unknown as Db<unknown>,
    madeAtMs: await madeAtMs(database),
    lowDiskBytes: parts.lowDiskBytes ?? LOW_DISK_BYTES,
    addresses,
    logFile: logFileIn(installation.folder.path),
    isOnNetwork: isOnNetwork(config.host),
    sandboxUrl: parts.sandboxUrl ?? null,
    backups,
    jobs,
    vault,
    lines,
    planning,
    finance,
    live,
    intake,
    deepLook,
    vitals,
    team,
  });
  const system = createSystemRoom({
    clock,
    feed: feedOut,
    backups,
    jobs,
    root: installation.root,
    desk,
    healthRoutes: healthRoutes({ clock, desk, repairs, live }),
    work: async (caller) => ({
      books: await finance.problems(),
      signInsByCode: await team.countUnconfirmed(caller),
    }),
  });
  const modules: readonly Module[] = [system, team, live, moderation, planning, finance];
  sources.push(...modules.flatMap((module) => module.feeds));

  const http = await createHttpServer({
    modules,
    feed,
    sessions,
    resolveMember: (memberId) => team.resolveMember(memberId),
    webRoot: WEB_ROOT,
    log: log.room('http'),
    version: VERSION,
    onAnswered: (tookMs) => vitals.answered(tookMs),
    allowedHosts: config.allowedHosts,
    frameAncestors: config.frameAncestors,
    ...(parts.limits && { limits: parts.limits }),
  });

  const housekeeping = createHousekeeping({
    log,
    vault,
    team,
    moderation,
    planning,
    finance,
    intake,
    lines,
    repairs,
    vitals,
    deepLook,
  });
  let control: Awaited<ReturnType<typeof openControl>> | undefined;

  return {
    modules,
    team,
    backups,
    async listen(port, options) {
      const given = await http.listen({ host: config.host ?? 'localhost', port });
      origin = `http://localhost:${given}`;
      control = await openControl({
        dataFolder: installation.folder.path,
        desk,
        log: log.room('health'),
        origin: () => origin,
      });
      await lines.start();
      await live.restore();
      await jobs.start(modules.flatMap((module) => module.jobs));
      housekeeping.start();
      if (!options?.holdsLinesBack) housekeeping.openLines();
      log.info('ready', { port: given, version: VERSION, isSandbox: installation.isSandbox });
      return given;
    },
    hasPast: (header) => hasPast(header, live),
    async replayPast(past, onProgress) {
      const wasMissing = await replay(past, { db: database, live, intake, onProgress });
      if (wasMissing) await finance.closeBroadcasts();
      return wasMissing;
    },
    openLines: housekeeping.openLines,
    async firstVisitLink() {
      return (await team.isOwned()) ? undefined : team.createOwnerLink(origin, parts.ownerToken);
    },
    hasChannel: () => lines.channel() !== null,
    async connectChannelWith(consent) {
      await team.connectChannelWith(consent);
      await lines.follow();
    },
    async close() {
      housekeeping.halt();
      lines.stop();
      await Promise.all([http.close(), control?.close()]);
      await team.stop();
      // Whatever one of them meets, the others end and the database is closed.
      await Promise.allSettled([housekeeping.settled(), jobs.stop(), intake.stop(), repairs.settled()]);
      await database.close();
    },
    noteCrash: (error) => log.error('crashed', { error }),
  };
}

/** Listening on anything but this machine alone. */
function isOnNetwork(host: string | undefined): boolean {
  return host !== undefined && !/^(localhost|127\.|::1$)/.test(host);
}

/** Twitch itself, or the stand-in that the environment names; never the sandbox's own. */
function realAddresses(config: Config): TwitchAddresses {
  return twitchAddresses({
    mockApiPort: config.mockApiPort,
    authorizeUrl: config.authorizeUrl,
    chatUrl: config.chatUrl,
  });
}
