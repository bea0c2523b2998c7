import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** The stand-in for Twitch, running as a child of ours. */
export interface Sandbox {
  readonly httpPort: number;
  readonly ircPort: number;
  stop(): Promise<void>;
}

/** The stand-in did not start; the message is what it said last. */
export class SandboxFailed extends Error {}

const PROGRAM = fileURLToPath(new URL('../simulator/main.ts', import.meta.url));
/** The first start makes ninety days up, on a slow machine for a while. */
const START_MS = 60_000;
const STOP_MS = 2000;

/**
 * Starts the sandbox's Twitch as its own process. It also ends by itself when we disappear: its
 * standard input closes then.
 * @throws SandboxFailed
 */
export async function startSandbox(folder: string): Promise<Sandbox> {
  const child = spawn(process.execPath, [PROGRAM, '--folder', folder, '--port', '0', '--irc-port', '0'], {
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (chunk) => {
    said = `${said}${chunk}`.slice(-2000);
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const ports = await new Promise<{ httpPort: number; ircPort: number }>((resolve, reject) => {
    const timer = setTimeout(() => reject(new SandboxFailed('no answer within a minute')), START_MS);
    const giveUp = () => reject(new SandboxFailed(said.trim().split('\n').at(-1) || 'it ended at once'));
    child.once('exit', giveUp);
    child.once('error', reject);
    createInterface({ input: child.stdout }).once('line', (line) => {
      clearTimeout(timer);
      child.off('exit', giveUp);
      resolve(JSON.parse(line) as { httpPort: number; ircPort: number });
    });
  }).catch((error: unknown) => {
    child.kill('SIGKILL');
    throw error;
  });
  child.stdout.resume();
  return {
    ...ports,
    async stop() {
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
      await ended;
      clearTimeout(timer);
    },
  };
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
