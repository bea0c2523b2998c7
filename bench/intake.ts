import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { twitchUserId } from '../src/kernel/id.ts';
import { createLive, type LiveTables, liveMigrations } from '../src/modules/live/index.ts';
import { createModeration, type ModerationTables, moderationMigrations } from '../src/modules/moderation/index.ts';
import { systemClock } from '../src/platform/clock.ts';
import type { Database } from '../src/platform/db/database.ts';
import { migrate } from '../src/platform/db/migrate.ts';
import { openDatabase } from '../src/platform/db/open-database.ts';
import { createIntake, type Intake } from '../src/server/intake.ts';
import { setup } from '../src/testing/postgres.ts';
import type { LineState } from '../src/twitch/line-state.ts';
import { createTwitchClock } from '../src/twitch/twitch-clock.ts';
import { parseIrcLine } from '../src/twitch/wire/irc.ts';
import { makeEveningLines } from './evening-lines.ts';

export type Tables = LiveTables & ModerationTables;

const LINES = 200_000;
/** As many lines wait as a burst would leave; more would measure the garbage collector. */
const AHEAD = 4_000;
export const CHANNEL = { twitchId: twitchUserId('71000001'), login: 'ann_example', displayName: 'Ann_Example' };

export interface IntakeFigures {
  readonly database: 'sqlite' | 'postgres';
  readonly messagesPerSecond: number;
  /** Of everything stored: lines, indexes, full text, people. `null` where the database cannot say. */
  readonly bytesPerMessage: number | null;
}

/**
 * Raw IRC line → typed → judged → committed and searchable, sustained.
 * @param postgresUrl a server to use; without it the one of the tests is started where it can be.
 */
export async function benchIntake(postgresUrl = process.env['DATABASE_URL']): Promise<IntakeFigures[]> {
  const lines = [...makeEveningLines(LINES)];
  const figures = [await benchSqlite(lines)];
  const server = postgresUrl ? { url: postgresUrl, stop: async () => {} } : await startPostgres();
  if (server === undefined) return figures;
  try {
    figures.push(await benchPostgres(lines, server.url));
  } finally {
    await server.stop();
  }
  return figures;
}

async function startPostgres(): Promise<{ url: string; stop: () => Promise<void> } | undefined> {
  let url: string | undefined;
  const project = {
    provide(_: string, target: { readonly url?: string }): void {
      url = target.url;
    },
  };
  try {
    const stop = await setup(project as never);
    return url === undefined ? undefined : { url, stop };
  } catch (error) {
    console.error('no PostgreSQL here:', error instanceof Error ? error.message.split('\n')[0] : error);
    return undefined;
  }
}

async function benchSqlite(lines: readonly string[]): Promise<IntakeFigures> {
  const folder = await mkdtemp(join(tmpdir(), 'livextrem-bench-'));
  const file = join(folder, 'livextrem.db');
  try {
    const database = await openDatabase<Tables>({ file });
    await migrate(database, [...liveMigrations, ...moderationMigrations]);
    const empty = (await stat(file)).size;
    const messagesPerSecond = await takeIn(database, lines);
    await database.close();
    const bytes = (await stat(file)).size - empty;
    return { database: 'sqlite', messagesPerSecond, bytesPerMessage: Math.round(bytes / lines.length) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function benchPostgres(lines: readonly string[], url: string): Promise<IntakeFigures> {
  const database = await openDatabase<Tables>({ url, schema: `bench_${Date.now()}` });
  try {
    await migrate(database, [...liveMigrations, ...moderationMigrations]);
    return { database: 'postgres', messagesPerSecond: await takeIn(database, lines), bytesPerMessage: null };
  } finally {
    await database.close();
  }
}

/** Takes all lines in. @returns lines per second, until the last one is committed. */
export async function takeIn(database: Database<Tables>, lines: Iterable<string>): Promise<number> {
  const intake = makeIntake(database);
  const startedAt = performance.now();
  let count = 0;
  for (const line of lines) {
    const message = parseIrcLine(line, systemClock.nowMs());
    if (message) intake.chatMessage(message);
    count += 1;
    if (count % AHEAD === 0) await intake.settled();
  }
  await intake.settled();
  const seconds = (performance.now() - startedAt) / 1000;
  await intake.stop();
  return Math.round(count / seconds);
}

/** The house from the line to the commit; nobody listens, and nothing of Twitch is asked. */
function makeIntake(database: Database<Tables>): Intake {
  const notAsked = new Proxy({} as never, {
    get: () => () => Promise.reject(new Error('the intake asks Twitch for nothing')),
  });
  const off: LineState = {
    state: 'off',
    sinceMs: 0,
    lastMessageAtMs: null,
    retries: 0,
    nextTryAtMs: null,
    problem: null,
    delayMs: null,
  };
  const feed = { rows: () => {}, changed: () => {} };
  const log = {
    info: () => {},
    warn: () => {},
    error: (event: string, fields?: unknown) => console.error(event, fields),
  };
  const parts = {
    db: database,
    clock: systemClock,
    feed,
    log,
    helix: notAsked,
    reads: notAsked,
    lists: notAsked,
    channel: () => CHANNEL,
  };
  const live = createLive({
    ...parts,
    twitchNowMs: () => systemClock.nowMs(),
    findBot: async () => undefined,
    images: notAsked,
    connections: () => ({ chat: off, events: off, token: off, signIn: off, api: off }),
    hintsOf: async () => new Map(),
  });
  const moderation = createModeration({ ...parts, live, vault: notAsked });
  return createIntake({
    db: database,
    clock: systemClock,
    twitchClock: createTwitchClock(systemClock, () => performance.now()),
    log,
    feed,
    live,
    moderation,
    finance: { accrue: async () => false },
  });
}

if (import.meta.main) {
  for (const { database, messagesPerSecond, bytesPerMessage } of await benchIntake()) {
    const size = bytesPerMessage === null ? '' : `, ${bytesPerMessage} bytes each`;
    console.log(`${database}: ${messagesPerSecond} messages/s${size}`);
  }
}
