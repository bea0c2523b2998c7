import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type BackOffTimes, backOffMs } from '../kernel/back-off.ts';

interface SandboxPorts {
  readonly httpPort: number;
  readonly ircPort: number;
}

/** The stand-in for Twitch, running as a child of ours. */
export interface Sandbox extends SandboxPorts {
  /** Of the process that runs now. */
  readonly pid: number;
  stop(): Promise<void>;
}

/** The stand-in did not start; the message is what it said last. */
export class SandboxFailed extends Error {}

const PROGRAM = fileURLToPath(new URL('../simulator/main.ts', import.meta.url));
/** The first start makes ninety days up, on a slow machine for a while. */
const START_MS = 60_000;
const STOP_MS = 2000;
const BACK_OFF: BackOffTimes = { firstMs: 500, mostMs: 60_000 };
/** One that ran so long had come back: its next end is a new one. */
const STEADY_MS = 60_000;

/**
 * Starts the sandbox's Twitch as its own process. It also ends by itself when we disappear: its
 * standard input closes then. When it ends before, it is started again on the same ports.
 *
 * @param onLost told of its end with what it said last, once until it is back for good.
 * @throws SandboxFailed when the first start fails.
 */
export async function startSandbox(folder: string, onLost: (reason: string) => void = () => {}): Promise<Sandbox> {
  let child = launch(folder, { httpPort: 0, ircPort: 0 });
  const ports = await child.ready;
  const stopping = new AbortController();
  const { signal } = stopping;

  const keepRunning = async (): Promise<void> => {
    for (let failures = 0; ; failures += 1) {
      const sinceMs = performance.now();
      const reason = await child.ended;
      if (signal.aborted) return;
      if (performance.now() - sinceMs > STEADY_MS) failures = 0;
      if (failures === 0) onLost(reason);
      await wait(backOffMs(failures + 1, BACK_OFF), undefined, { signal }).catch(() => {});
      if (signal.aborted) return;
      child = launch(folder, ports);
      // That it did not start is seen by its end.
      await child.ready.catch(() => {});
    }
  };
  const running = keepRunning();

  return {
    ...ports,
    get pid() {
      return child.process.pid ?? 0;
    },
    async stop() {
      stopping.abort();
      child.process.kill('SIGTERM');
      const timer = setTimeout(() => child.process.kill('SIGKILL'), STOP_MS);
      await running;
      clearTimeout(timer);
    },
  };
}

interface Child {
  readonly process: ChildProcess;
  /** @throws SandboxFailed */
  readonly ready: Promise<SandboxPorts>;
  /** What it said last. */
  readonly ended: Promise<string>;
}

function launch(folder: string, ports: SandboxPorts): Child {
  const args = ['--folder', folder, '--port', String(ports.httpPort), '--irc-port', String(ports.ircPort)];
  const child = spawn(process.execPath, [PROGRAM, ...args], { stdio: ['pipe', 'pipe', 'pipe'] });
  let said = '';
  child.stderr.on('data', (chunk) => {
    said = `${said}${chunk}`.slice(-2000);
  });
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(signal ?? (said.trim().split('\n').at(-1) || `exit ${code}`)));
  });
  const ready = new Promise<SandboxPorts>((resolve, reject) => {
    const timer = setTimeout(() => reject(new SandboxFailed('no answer within a minute')), START_MS);
    void ended.then((reason) => {
      clearTimeout(timer);
      reject(new SandboxFailed(reason));
    });
    createInterface({ input: child.stdout }).once('line', (line) => {
      clearTimeout(timer);
      resolve(JSON.parse(line) as SandboxPorts);
      child.stdout.resume();
    });
  }).catch((error: unknown) => {
    child.kill('SIGKILL');
    throw error;
  });
  return { process: child, ready, ended };
}

/** Plays a person at the sandbox's consent page: presses the button and gives where it leads. */
export async function consentAs(authorizeUrl: string, login: string): Promise<URL> {
  const page = new URL(authorizeUrl);
  const form = new URLSearchParams(page.searchParams);
  form.set('login', login);
  const answer = await fetch(new URL(page.pathname, page), { method: 'POST', body: form, redirect: 'manual' });
  const location = answer.headers.get('location');
  if (location === null) throw new Error(`the consent page answered ${answer.status}`);
  return new URL(location);
}
