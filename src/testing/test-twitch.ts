import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CountProgress } from '../simulator/control-count.ts';
import type { JournalEntry } from '../simulator/journal.ts';
import type { MoneyBook } from '../simulator/money-book.ts';
import type { Line, NetMode } from '../simulator/net.ts';
import { startProgram } from './child-program.ts';
import { playActivation, playConsent } from './consent-player.ts';

/** The simulated Twitch as its own process, as the sandbox runs it. */
export interface TestTwitch {
  readonly httpPort: number;
  readonly ircPort: number;
  /** Makes something happen: the part of the address after `/sim/`. @throws when the simulator refuses. */
  control<Reply = unknown>(what: string, input?: Readonly<Record<string, unknown>>): Promise<Reply>;
  /** Trouble on a line; see `Net.set`. */
  net(line: Line | 'all', mode: NetMode, seconds?: number): Promise<void>;
  /** What the simulator holds to be true. */
  state(): Promise<TwitchState>;
  /** What it said, oldest first. */
  journal(after?: number): Promise<JournalEntry[]>;
  /** Plays a person at the consent page; gives the address the browser is sent back to. */
  consent(authorizeUrl: string, login: string | 'refuse'): Promise<URL>;
  /** Plays a person at the page whose address a device shows. */
  activate(verificationUri: string, login: string | 'refuse'): Promise<void>;
  /** The simulator's own book of the money it sent. */
  book(): Promise<MoneyBook>;
  /** The file its world is kept in, written at once. */
  saveWorld(): Promise<string>;
  stop(): Promise<void>;
}

/** The part of `/sim/state` that tests read. */
export interface TwitchState {
  /** Number of the newest entry of the journal. */
  readonly journalNumber: number;
  readonly ircConnections: number;
  readonly eventSubSessions: number;
  readonly liveTokens: number;
  readonly flood: { readonly sent: number; readonly planned: number; readonly isRunning: boolean };
  readonly counts: readonly CountProgress[];
  readonly moderators: readonly string[];
  readonly bans: readonly {
    readonly login: string;
    readonly moderator: string;
    readonly reason: string;
    readonly isTimeout: boolean;
    readonly endsAtMs: number | null;
  }[];
  readonly messages: number;
  readonly recentMessages: readonly {
    readonly id: string;
    readonly login: string;
    readonly text: string;
    readonly sentAtMs: number;
    readonly deletedBy: string | null;
  }[];
}

interface TestTwitchOptions {
  /** Nobody says anything by themselves, unless asked for. */
  readonly hasStory?: boolean;
  readonly speed?: number;
  /** Nothing has happened before, unless asked for. */
  readonly past?: boolean;
}

const PROGRAM = fileURLToPath(new URL('../simulator/main.ts', import.meta.url));

export async function startTestTwitch(options: TestTwitchOptions = {}): Promise<TestTwitch> {
  const folder = mkdtempSync(join(tmpdir(), 'livextrem-twitch-'));
  const story = options.hasStory ? ['--speed', String(options.speed ?? 1)] : ['--no-story'];
  const past = options.past ? [] : ['--no-past'];
  const program = startProgram({ script: PROGRAM, args: ['--folder', folder, ...story, ...past] });
  const [line] = await program.said(/^\{.*\}$/m);
  const { httpPort, ircPort } = JSON.parse(line) as { httpPort: number; ircPort: number };
  // Another name than the product's: a cut of its connections is none of ours.
  const base = `http://127.0.0.1:${httpPort}`;

  async function control<Reply>(what: string, input: Readonly<Record<string, unknown>> = {}): Promise<Reply> {
    const response = await fetch(`${base}/sim/${what}`, { method: 'POST', body: JSON.stringify(input) });
    const reply = (await response.json()) as Reply;
    if (!response.ok) throw new Error(`/sim/${what}: ${JSON.stringify(reply)}`);
    return reply;
  }

  return {
    httpPort,
    ircPort,
    control,
    net: async (line, mode, seconds) => void (await control('net', { line, mode, ...(seconds && { seconds }) })),
    state: async () => (await (await fetch(`${base}/sim/state`)).json()) as TwitchState,
    book: async () => (await (await fetch(`${base}/sim/book`)).json()) as MoneyBook,
    async journal(after = 0) {
      const response = await fetch(`${base}/sim/journal?after=${after}&limit=200000`);
      return ((await response.json()) as { entries: JournalEntry[] }).entries;
    },
    consent: playConsent,
    activate: playActivation,
    async saveWorld() {
      await control('save');
      return join(folder, 'world.json');
    },
    async stop() {
      await program.stop();
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
