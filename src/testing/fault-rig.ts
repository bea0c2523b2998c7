import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { accounts } from '../contract/accounts.ts';
import { health } from '../contract/health.ts';
import { type ChatLineView, live } from '../contract/live.ts';
import { type ModActionView, moderation } from '../contract/moderation.ts';
import { team } from '../contract/team.ts';
import { instantFromMs } from '../kernel/instant.ts';
import { type App, type AppParts, createApp } from '../server/app.ts';
import { readConfig } from '../server/config.ts';
import { type Installation, openInstallation } from '../server/installation.ts';
import { writeTwitchApp } from '../server/twitch-app-file.ts';
import { SANDBOX_APP, SANDBOX_STREAMER } from '../simulator/sandbox-app.ts';
import { createTestPerson, type TestPerson } from './test-person.ts';
import { startTestTwitch, type TestTwitch } from './test-twitch.ts';

/** A stored event, as far as it is compared. */
export interface StoredEvent {
  readonly messageId: string;
  readonly type: string;
}

export interface StoredAccrual {
  readonly messageId: string;
  readonly source: string;
  readonly tier: string | null;
  readonly quantity: number;
}

export interface Gap {
  readonly fromMs: number;
  readonly untilMs: number;
}

type Connections = Awaited<ReturnType<typeof readConnections>>;

interface House {
  readonly app: App;
  readonly installation: Installation;
  readonly port: number;
}

/** The whole product in this process, on a simulated Twitch of its own in another, with all waits shortened. */
export interface FaultRig {
  readonly twitch: TestTwitch;
  /** The owner, who is the streamer. */
  readonly owner: TestPerson;
  /** How often the app was built anew: only a new Twitch app may do that. */
  readonly restarts: number;
  connections(): Promise<Connections>;
  /** What health names as wrong, `line-chat.waiting`. */
  named(): Promise<string[]>;
  /** Every stored line behind a position, gaps among them. */
  chatAfter(seq: number): Promise<ChatLineView[]>;
  lastChatSeq(): Promise<number>;
  lastEventSeq(): number;
  eventsAfter(seq: number): StoredEvent[];
  accrualsAfter(eventSeq: number): StoredAccrual[];
  eventGaps(): Promise<Gap[]>;
  repairs(): Promise<readonly { readonly id: number; readonly code: string }[]>;
  modLog(): Promise<ModActionView[]>;
  /** Plays the consent of the streamer for the channel; @param without scopes that Twitch does not give. */
  consent(without?: readonly string[]): Promise<void>;
  /** Our own clock is wrong by so much from now on. */
  setClock(offsetMs: number): void;
  /** Enters another secret of the Twitch app, which builds the app anew. */
  enterSecret(clientSecret: string): Promise<void>;
  close(): Promise<void>;
}

/** Longer than the matrix makes anything wait on its way. */
const LONGEST_WAY_MS = 4_000;
/** What the simulator makes of an order is no wilder. */
const LONGEST_DISORDER_MS = 700;
/** Short, but long enough for a machine that is busy with other things. */
const TIMES: NonNullable<AppParts['times']> = {
  chat: {
    silenceMs: 800,
    pongMs: 1_200,
    loginMs: 1_500,
    joinMs: 1_500,
    credentialsMs: 1_000,
    joinWindowMs: 500,
    provenMs: 500,
    wayMs: LONGEST_WAY_MS,
    backOff: { firstMs: 100, mostMs: 400 },
  },
  // Twitch promises a word every ten seconds at best: a silent death takes that long to be seen.
  events: {
    welcomeMs: 1_500,
    patienceMs: 300,
    leaveMs: 500,
    wayMs: LONGEST_WAY_MS,
    disorderMs: LONGEST_DISORDER_MS,
    provenMs: 500,
    orderAgainMs: 300,
    crowdedMs: 500,
    backOff: { firstMs: 100, mostMs: 400 },
  },
  vault: { tickMs: 250, validateAfterMs: 700, validationsPerMinute: 600, pauseMs: 200, longestPauseMs: 500 },
  refreshMs: 700,
  lookAgainMs: 1_000,
};

export async function openFaultRig(): Promise<FaultRig> {
  const root = mkdtempSync(join(tmpdir(), 'livextrem-faults-'));
  const twitch = await startTestTwitch();
  await twitch.control('limits', { pointsPerMinute: 20_000 });
  writeTwitchApp(root, undefined, SANDBOX_APP);
  const config = readConfig(
    { data: root, port: '0' },
    {
      LIVEXTREM_LOG_LEVEL: 'info',
      TWURPLE_MOCK_API_PORT: String(twitch.httpPort),
      LIVEXTREM_CHAT_URL: `irc://localhost:${twitch.ircPort}`,
    },
  );
  let offsetMs = 0;
  const nowMs = (): number => Date.now() + offsetMs;
  let restarts = 0;
  let asked = Promise.withResolvers<void>();

  async function open(port: number): Promise<House> {
    const installation = openInstallation(config);
    const app = await createApp({
      config,
      installation,
      twitchApp: installation.twitchApp ?? SANDBOX_APP,
      twitch: { mockApiPort: config.mockApiPort, chatUrl: config.chatUrl },
      clock: { nowMs, now: () => instantFromMs(nowMs()) },
      times: TIMES,
      limits: { requestsPerMinute: 1_000_000, signInsPerMinute: 10_000 },
      lowDiskBytes: 0,
      onRestart: () => asked.resolve(),
    });
    return { app, installation, port: await app.listen(port) };
  }

  async function shut(): Promise<void> {
    await house.app.close();
    house.installation.close();
  }

  let house = await open(0);
  const owner = createTestPerson(`http://localhost:${house.port}`, twitch);
  await owner.signInByLink((await house.app.firstVisitLink()) ?? '');

  function read<Row>(sql: string, ...values: readonly (string | number)[]): Row[] {
    const { target } = house.installation;
    if (!('file' in target)) throw new Error('the matrix reads a file');
    const database = new DatabaseSync(target.file, { readOnly: true });
    try {
      return database.prepare(sql).all(...values) as never;
    } finally {
      database.close();
    }
  }

  const rig: FaultRig = {
    twitch,
    owner,
    get restarts() {
      return restarts;
    },
    connections: () => readConnections(owner),
    async named() {
      const { checks } = await owner.call(health.report, {});
      return checks
        .filter(({ state }) => state === 'bad' || state === 'warn')
        .map(({ code, text }) => `${code}.${text}`);
    },
    async chatAfter(seq) {
      const found: ChatLineView[] = [];
      for (;;) {
        const after = found.at(-1)?.seq ?? seq;
        const { lines, hasNewer } = await owner.call(live.chat, { after, limit: 200 });
        found.push(...lines);
        if (!hasNewer || lines.length === 0) return found;
      }
    },
    async lastChatSeq() {
      const { lines } = await owner.call(live.chat, { limit: 1 });
      return lines.at(-1)?.seq ?? 0;
    },
    lastEventSeq: () => read<{ seq: number }>('SELECT coalesce(max(seq), 0) AS seq FROM live_event')[0]?.seq ?? 0,
    eventsAfter: (seq) =>
      read<StoredEvent>('SELECT message_id AS "messageId", type FROM live_event WHERE seq > ? ORDER BY seq', seq),
    accrualsAfter: (seq) =>
      read<StoredAccrual>(
        'SELECT message_id AS "messageId", source, tier, quantity FROM finance_accrual WHERE seq > ? ORDER BY seq',
        seq,
      ),
    async eventGaps() {
      const { lines } = await owner.call(health.coverage, { days: 1 });
      const gaps = lines.find(({ line }) => line === 'events')?.gaps ?? [];
      return gaps.map(({ from, until }) => ({ fromMs: Date.parse(from), untilMs: Date.parse(until) }));
    },
    repairs: async () => (await owner.call(health.repairs, {})).repairs,
    modLog: async () => (await owner.call(moderation.log, { limit: 100 })).actions,
    async consent(without = []) {
      const { authorizeUrl } = await owner.call(accounts.begin, { purpose: 'channel' });
      const url = new URL(authorizeUrl);
      const scopes = (url.searchParams.get('scope') ?? '').split(' ');
      url.searchParams.set('scope', scopes.filter((scope) => !without.includes(scope)).join(' '));
      const back = await twitch.consent(url.href, SANDBOX_STREAMER);
      const answer = await owner.request(back.pathname + back.search);
      const location = answer.headers.get('location') ?? '';
      if (location.includes('problem=')) throw new Error(`the consent came to nothing: ${location}`);
    },
    setClock(offset) {
      offsetMs = offset;
    },
    async enterSecret(clientSecret) {
      asked = Promise.withResolvers<void>();
      await owner.call(team.saveTwitchApp, { clientId: SANDBOX_APP.clientId, clientSecret });
      await asked.promise;
      await shut();
      house = await open(house.port);
      restarts += 1;
    },
    async close() {
      await shut();
      await twitch.stop();
      rmSync(root, { recursive: true, force: true, maxRetries: 5 });
    },
  };
  await rig.consent();
  await untilWell(rig);
  return rig;
}

function readConnections(owner: TestPerson) {
  return owner.call(live.connections, {});
}

/** Polls until it is so. @throws with what it was instead. */
export async function until<T>(
  what: string,
  look: () => Promise<T> | T,
  isSo: (found: T) => boolean,
  timeoutMs = 30_000,
): Promise<T> {
  const endMs = performance.now() + timeoutMs;
  for (;;) {
    const found = await look();
    if (isSo(found)) return found;
    if (performance.now() > endMs) throw new Error(`never: ${what}; but ${JSON.stringify(found)}`);
    await sleep(40);
  }
}

/** Every line stands, nothing is wrong. */
export async function untilWell(rig: FaultRig): Promise<void> {
  await until(
    'all lines connected and nothing wrong',
    async () => {
      const lines = Object.entries(await rig.connections());
      const off = lines.filter(([, { state, problem }]) => state !== 'connected' || problem !== null);
      return [...off.map(([name, { state, problem }]) => `${name} ${state} ${problem}`), ...(await rig.named())];
    },
    (wrong) => wrong.length === 0,
  );
}
