import { type ChildProcess, spawn } from 'node:child_process';

/** A program of ours started by a test, with everything it said. */
export interface ChildProgram {
  readonly pid: number;
  /** Standard output and error so far, in order. */
  output(): string;
  /** Standard output alone. */
  answer(): string;
  /** The first match in what it says, at once or later. @throws when it ends before or takes too long. */
  said(pattern: RegExp): Promise<RegExpMatchArray>;
  /** Its exit code, once it has ended. */
  readonly ended: Promise<number | null>;
  /** Asks it to stop, and ends it when it does not within six seconds. @returns its exit code. */
  stop(): Promise<number | null>;
  /** `kill -9`: no chance to tidy up. */
  kill(): Promise<void>;
}

interface ProgramOptions {
  readonly script: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

const SAY_MS = 30_000;
const STOP_MS = 6_000;

/** Runs a script of this project by the Node that runs the test. It gets only the environment a test decides on. */
export function startProgram({ script, args, env = {} }: ProgramOptions): ChildProgram {
  const child: ChildProcess = spawn(process.execPath, [script, ...args], {
    // A pipe on standard input: who watches it sees that the test is gone.
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...inherited(), ...env },
  });
  let output = '';
  let answer = '';
  let hasEnded = false;
  const listeners = new Set<() => void>();
  const tell = (): void => {
    for (const listener of listeners) listener();
  };
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (chunk: string) => {
      output += chunk;
      tell();
    });
  }
  child.stdout?.on('data', (chunk: string) => {
    answer += chunk;
  });
  const ended = new Promise<number | null>((resolve) => {
    child.once('close', (code) => {
      hasEnded = true;
      resolve(code);
      tell();
    });
  });

  async function stop(): Promise<number | null> {
    if (hasEnded) return ended;
    child.kill('SIGTERM');
    const timer = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
    const code = await ended;
    clearTimeout(timer);
    return code;
  }

  return {
    pid: child.pid ?? 0,
    output: () => output,
    answer: () => answer,
    ended,
    said: (pattern) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => finish(() => reject(new Error(`never said ${pattern}:\n${output}`))), SAY_MS);
        const finish = (settle: () => void): void => {
          clearTimeout(timer);
          listeners.delete(look);
          settle();
        };
        const look = (): void => {
          const match = pattern.exec(output);
          if (match) finish(() => resolve(match));
          else if (hasEnded) finish(() => reject(new Error(`ended without saying ${pattern}:\n${output}`)));
        };
        listeners.add(look);
        look();
      }),
    stop,
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/** Settings of the person who runs the tests must not reach what is tested. */
function inherited(): Record<string, string> {
  const kept = Object.entries(process.env).filter(
    ([name]) =>
      !/^(LIVEXTREM_|TWURPLE_|DATABASE_URL|LC_|LANG$|NODE_OPTIONS$|NODE_V8_COVERAGE$|VITEST|TEST_|npm_)/.test(name),
  );
  return Object.fromEntries(kept) as Record<string, string>;
}
