import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync, type SQLOutputValue } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import type { Role } from '../contract/permissions.ts';
import { team } from '../contract/team.ts';
import { type ChildProgram, startProgram } from './child-program.ts';
import { createTestPerson, type TestPerson } from './test-person.ts';
import { startTestTwitch, type TestTwitch } from './test-twitch.ts';

export interface TestAppOptions {
  /** One that is stopped by the test; otherwise the app brings its own, with nobody speaking by themselves. */
  readonly twitch?: TestTwitch;
  /** The Twitch it brings has ninety days behind it. */
  readonly past?: boolean;
  /** Kept by the test; otherwise a temporary one. */
  readonly dataFolder?: string;
  readonly port?: number;
  /** Added to what names the simulator. */
  readonly env?: Readonly<Record<string, string>>;
}

/** The whole product as a person runs it: `serve` as its own process, on a folder of its own. */
export interface TestApp {
  readonly twitch: TestTwitch;
  readonly dataFolder: string;
  /** Of the sandbox's database, key, log and backups. */
  readonly sandboxFolder: string;
  readonly port: number;
  readonly origin: string;
  /** The one-time link, as printed. @throws when somebody owns the installation already. */
  firstVisitLink(): Promise<string>;
  readonly program: ChildProgram;
  /** A fresh browser without pages. */
  person(): TestPerson;
  /** The owner, signed in by the one-time link. Can be had once. */
  owner(): Promise<TestPerson>;
  /** Reads the database by a connection of its own. */
  read<Row = Record<string, SQLOutputValue>>(sql: string, ...values: readonly (string | number)[]): Row[];
  /** Runs another command of the CLI on the same folder. */
  run(command: string, ...args: readonly string[]): Promise<{ code: number | null; output: string }>;
  /** Ends the server, its simulator if it brought one, and its folder if it is a temporary one. */
  stop(): Promise<void>;
}

const PROGRAM = fileURLToPath(new URL('../cli/main.ts', import.meta.url));

export async function startTestApp(options: TestAppOptions = {}): Promise<TestApp> {
  const twitch = options.twitch ?? (await startTestTwitch({ past: options.past === true }));
  const dataFolder = options.dataFolder ?? mkdtempSync(join(tmpdir(), 'livextrem-app-'));
  const env = {
    TWURPLE_MOCK_API_PORT: String(twitch.httpPort),
    LIVEXTREM_CHAT_URL: `irc://localhost:${twitch.ircPort}`,
    // As under npm: a server whose test is gone goes as well.
    npm_lifecycle_event: 'test',
    ...options.env,
  };
  const tidyUp = async (): Promise<void> => {
    if (options.twitch === undefined) await twitch.stop();
    if (options.dataFolder === undefined) rmSync(dataFolder, { recursive: true, force: true, maxRetries: 5 });
  };

  const args = ['serve', '--no-open', '--port', String(options.port ?? 0), '--data', dataFolder];
  const program = startProgram({ script: PROGRAM, args, env });
  let port: number;
  try {
    port = Number((await program.said(/ready on http:\/\/localhost:(\d+)/))[1]);
  } catch (error) {
    await program.stop();
    await tidyUp();
    throw error;
  }
  const origin = `http://localhost:${port}`;
  const sandboxFolder = join(dataFolder, 'sandbox');
  const person = (): TestPerson => createTestPerson(origin, twitch);
  const firstVisitLink = async () => (await program.said(/http:\S+\/api\/sign-in\/link\/[\w-]{43}/))[0];

  return {
    twitch,
    dataFolder,
    sandboxFolder,
    port,
    origin,
    firstVisitLink,
    program,
    person,
    async owner() {
      const owner = person();
      await owner.signInByLink(await firstVisitLink());
      return owner;
    },
    read(sql, ...values) {
      const database = new DatabaseSync(join(sandboxFolder, 'livextrem.db'), { readOnly: true });
      try {
        return database.prepare(sql).all(...values) as never;
      } finally {
        database.close();
      }
    },
    async run(command, ...more) {
      const child = startProgram({ script: PROGRAM, args: [command, '--data', dataFolder, ...more], env });
      return { code: await child.ended, output: child.output() };
    },
    async stop() {
      await program.stop();
      await tidyUp();
    },
  };
}

/** Adds somebody to the team and signs her in through the consent page. */
export async function addAndSignIn(app: TestApp, owner: TestPerson, login: string, role: Role): Promise<TestPerson> {
  await owner.call(team.addMember, { login, role });
  const person = app.person();
  await person.signInAs(login);
  return person;
}
