import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { live } from '../../src/contract/live.ts';
import { moderation } from '../../src/contract/moderation.ts';
import { team } from '../../src/contract/team.ts';
import type { DialectName } from '../../src/platform/db/database.ts';
import { seededRandom } from '../../src/simulator/random.ts';
import { addAndSignIn, startTestApp, type TestApp } from '../../src/testing/start-test-app.ts';
import { Refused, type TestPerson } from '../../src/testing/test-person.ts';
import { startTestTwitch, type TestTwitch } from '../../src/testing/test-twitch.ts';
import { type Evidence, readEvidence } from './evidence.ts';
import { FeedFollower } from './feed-follower.ts';
import { type KilledStore, openKilledStore } from './killed-store.ts';

export interface OrdealOptions {
  /** Of the server; SQLite when left out. */
  readonly dialect?: DialectName;
  /** How often the server is killed. */
  readonly times: number;
  readonly linesPerSecond: number;
  readonly seed: string;
  /** Told after each restart. */
  onRound?(round: { readonly number: number; readonly aliveMs: number; readonly downMs: number }): void;
}

/** When the server was gone, from the kill until it said it was ready again. */
export interface Outage {
  readonly fromMs: number;
  readonly untilMs: number;
}

/** What the server promised to people outside, by having answered them. */
export interface Promises {
  /** Lines that the feed brought, by number. */
  readonly lines: ReadonlyMap<number, string>;
  /** Faults seen in the feed itself: a number that came twice or was left out. */
  readonly feedFaults: readonly string[];
  /** Message ids of what was sent to chat and answered with 2xx. */
  readonly sent: readonly string[];
  /** Ids of timeouts answered with 2xx. */
  readonly timeouts: readonly string[];
  /** Logins of members whose adding was answered with 2xx. */
  readonly members: readonly string[];
}

export interface OrdealResult {
  readonly promises: Promises;
  readonly outages: readonly Outage[];
  readonly evidence: Evidence;
}

const LINE = /\bkill-(\d+)$/;
/** Alive at least and at most so long between two kills. */
const ALIVE_MS = { least: 200, most: 2_600 };

/**
 * Kills the server at random moments while chat runs, people write and moderate, and a browser follows;
 * afterwards lets it come to rest and gathers what was promised and what there is.
 */
export async function runOrdeal(options: OrdealOptions): Promise<OrdealResult> {
  const random = seededRandom(options.seed);
  const dataFolder = mkdtempSync(join(tmpdir(), 'livextrem-kill-'));
  const store = await openKilledStore(options.dialect ?? 'sqlite');
  const twitch = await startTestTwitch();
  const { env } = store;
  let app: TestApp | undefined;
  try {
    app = await startTestApp({ twitch, dataFolder, env });
    const { port } = app;
    const owner = await app.owner();
    const moderator = await addAndSignIn(app, owner, 'nordlicht_mod', 'moderator');
    const follower = new FeedFollower(moderator);
    follower.start();
    const writers = startWriters(owner, moderator, twitch);
    await flood(twitch, options.linesPerSecond);

    const outages: Outage[] = [];
    for (let round = 1; round <= options.times; round += 1) {
      const aliveMs = random.between(ALIVE_MS.least, ALIVE_MS.most);
      await wait(aliveMs / 2);
      await store.cut();
      await wait(aliveMs / 2);
      const fromMs = Date.now();
      await app.program.kill();
      app = await startTestApp({ twitch, dataFolder, port, env });
      outages.push({ fromMs, untilMs: Date.now() });
      options.onRound?.({ number: round, aliveMs, downMs: Date.now() - fromMs });
    }

    await wait(ALIVE_MS.most);
    await twitch.control('flood/stop');
    const given = await writers.stop();
    await comeToRest({ app, store, twitch, follower });
    const received = await follower.stop();
    const code = await app.program.stop();
    const evidence = await readEvidence({ app, store, twitch, exitCode: code, lineNumber: numberOf });
    return { promises: { ...given, ...received }, outages, evidence };
  } finally {
    await app?.program.stop();
    await twitch.stop();
    await store.stop();
    rmSync(dataFolder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** The running number of a line of the flood; `undefined` for any other line. */
function numberOf(text: string): number | undefined {
  const match = LINE.exec(text);
  return match ? Number(match[1]) : undefined;
}

async function flood(twitch: TestTwitch, linesPerSecond: number): Promise<void> {
  await twitch.control('flood', { linesPerSecond, seconds: 3_600, text: 'kill-{n}' });
}

/** People who go on writing, moderating and adding members whatever happens; only what was answered counts. */
function startWriters(owner: TestPerson, moderator: TestPerson, twitch: TestTwitch) {
  const sent: string[] = [];
  const timeouts: string[] = [];
  const members: string[] = [];
  let isRunning = true;

  const again = async (pauseMs: number, work: (number: number) => Promise<void>): Promise<void> => {
    for (let number = 1; isRunning; number += 1) {
      await work(number).catch((error: unknown) => {
        // While it is down nobody answers; what Twitch refuses is no promise either.
        if (!(error instanceof TypeError || error instanceof Refused || error instanceof SyntaxError)) throw error;
      });
      await wait(pauseMs);
    }
  };

  const all = Promise.all([
    again(600, async (number) => {
      const { messageId } = await moderator.call(live.send, { text: `geschrieben ${number}` });
      sent.push(messageId);
    }),
    again(250, async (number) => {
      const login = `ziel_${number}`;
      await twitch.control('say', { login, text: 'etwas Freches' });
      const done = await moderator.call(moderation.timeout, { login, seconds: 600, reason: `kill ${number}` });
      timeouts.push(done.id);
    }),
    again(500, async (number) => {
      const login = `neu_${number}`;
      await twitch.control('say', { login, text: 'darf ich helfen?' });
      await owner.call(team.addMember, { login, role: 'moderator' });
      members.push(login);
    }),
  ]);
  return {
    async stop(): Promise<Pick<Promises, 'sent' | 'timeouts' | 'members'>> {
      isRunning = false;
      await all;
      return { sent, timeouts, members };
    },
  };
}

/** Everything Twitch said last is stored and has reached the browser. */
async function comeToRest(all: {
  readonly app: TestApp;
  readonly store: KilledStore;
  readonly twitch: TestTwitch;
  readonly follower: FeedFollower;
}): Promise<void> {
  const { app, store, twitch, follower } = all;
  const mark = `letzte Zeile ${Date.now()}`;
  await twitch.control('say', { login: 'lotta_liest', text: mark });
  for (let tries = 0; tries < 200; tries += 1) {
    const [stored] = await store.read<{ seq: number }>(app, 'SELECT seq FROM live_chat_line WHERE text = ?', mark);
    if (stored && follower.lastSeq >= stored.seq) return;
    await wait(50);
  }
  throw new Error('the last line was not stored and shown within ten seconds');
}
