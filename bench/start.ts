import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { median } from './measure.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const PROGRAM = join(ROOT, 'src', 'cli', 'main.ts');
const RUNS = 5;
/** npm needs a second of its own each time. */
const NPM_RUNS = 3;
/** At rest: the first minute's work is done, nobody is connected, the story of the sandbox goes on. */
const SETTLE_MS = 10_000;

export interface StartFigures {
  /** On an empty folder: the sandbox makes its past up, and the record takes it in. Once. */
  readonly firstMs: number;
  readonly directMs: number;
  /** `null` when this was not started by npm, which says where it lies. */
  readonly npmMs: number | null;
  readonly restMegabytes: number | null;
}

/** From spawning the server to its line "ready", with the sandbox and a database that exist; medians. */
export async function benchStart(): Promise<StartFigures> {
  const data = await mkdtemp(join(tmpdir(), 'livextrem-bench-'));
  const args = ['--no-open', '--port', '0', '--data', data];
  try {
    const first = await start(process.execPath, [PROGRAM, 'serve', ...args]);
    await stop(first.child);
    // Once more: makes the compile cache.
    await stop((await start(process.execPath, [PROGRAM, 'serve', ...args])).child);
    const direct = await times(RUNS, [PROGRAM, 'serve', ...args]);
    const npm = process.env['npm_execpath'];
    const throughNpm = npm ? await times(NPM_RUNS, [npm, 'start', '--silent', '--', ...args]) : null;

    const { child } = await start(process.execPath, [PROGRAM, 'serve', ...args]);
    await wait(SETTLE_MS);
    const restMegabytes = residentMegabytes(child.pid ?? 0);
    await stop(child);
    return { firstMs: first.tookMs, directMs: median(direct), npmMs: throughNpm && median(throughNpm), restMegabytes };
  } finally {
    await rm(data, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  }
}

async function times(runs: number, args: readonly string[]): Promise<number[]> {
  const found: number[] = [];
  for (let run = 0; run < runs; run++) {
    const { child, tookMs } = await start(process.execPath, args);
    found.push(tookMs);
    await stop(child);
  }
  return found;
}

function start(command: string, args: readonly string[]): Promise<{ child: ChildProcess; tookMs: number }> {
  const startedAt = performance.now();
  const child = spawn(command, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
  return new Promise((resolve, reject) => {
    let said = '';
    const listen = (chunk: Buffer): void => {
      said += chunk;
      if (said.includes('liveXtrem ready on')) resolve({ child, tookMs: performance.now() - startedAt });
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`ended with ${code} instead of serving:\n${said}`)));
  });
}

async function stop(child: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => child.once('close', resolve));
  child.kill('SIGTERM');
  await ended;
}

/** `null` where the system has no `ps`. */
function residentMegabytes(pid: number): number | null {
  try {
    return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) / 1024;
  } catch {
    return null;
  }
}
