import { type ChildProcess, spawn } from 'node:child_process';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Figure } from './measure.ts';
import { MEASURES } from './measures.ts';
import { printTable } from './table.ts';

// `npm run bench`: every bar of the product in one table. Each measure runs alone in a process of its
// own; one that takes too long is ended with everything it started.

const { values } = parseArgs({
  options: {
    only: { type: 'string', multiple: true, default: [] },
    rows: { type: 'string', default: '1000000' },
    /** How this script calls itself for one measure: figures as JSON on the last line. */
    json: { type: 'boolean', default: false },
  },
});
const chosen = MEASURES.filter(({ name }) => values.only.length === 0 || values.only.includes(name));
const rows = Number(values.rows);
if (chosen.length === 0 || !Number.isInteger(rows) || rows < 1000) {
  console.error(
    `npm run bench -- [--only NAME] [--rows N]; names: ${MEASURES.map(({ name }) => name).join(', ')}; N from 1000 on`,
  );
  process.exit(2);
}

if (values.json) {
  const figures = await Promise.all(chosen.map((measure) => measure.run({ rows })));
  process.stdout.write(`\n${JSON.stringify(figures.flat())}\n`);
  process.exit(0);
}

const running = new Set<ChildProcess>();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    for (const child of running) end(child);
    process.exit(1);
  });
}

const figures: Figure[] = [];
for (const { name, limitSeconds } of chosen) {
  process.stderr.write(`${name} …\n`);
  figures.push(...(await measureApart(name, limitSeconds)));
}
console.log(`Node ${process.version}, ${process.platform}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}\n`);
printTable(figures);
process.exit(figures.every((figure) => figure.isMet !== false) ? 0 : 1);

async function measureApart(name: string, limitSeconds: number): Promise<Figure[]> {
  const child = spawn(
    process.execPath,
    [fileURLToPath(import.meta.url), '--json', '--only', name, '--rows', String(rows)],
    // A group of its own: whatever it started can be ended with it.
    { stdio: ['ignore', 'pipe', 'inherit'], detached: process.platform !== 'win32' },
  );
  running.add(child);
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    said += chunk;
  });
  const timer = setTimeout(() => end(child), limitSeconds * 1000);
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  clearTimeout(timer);
  running.delete(child);
  if (code === 0) return JSON.parse(said.trimEnd().split('\n').at(-1) ?? '[]') as Figure[];
  const reason = code === null ? `took longer than ${limitSeconds} s` : `failed (exit code ${code})`;
  return [{ what: name, bar: '', measured: reason, ratio: '', isMet: false }];
}

function end(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    if (process.platform === 'win32') child.kill('SIGKILL');
    else process.kill(-child.pid, 'SIGKILL');
  } catch {
    // It was quicker.
  }
}
