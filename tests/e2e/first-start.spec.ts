import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import { type ChildProgram, startProgram } from '../../src/testing/child-program.ts';

const PROGRAM = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));
const READY = /liveXtrem ready on http:\/\/localhost:\d+/;

/** What the sandbox's Twitch says its past holds, as its world remembers it. */
interface Past {
  readonly untilMs: number;
  readonly lines: number;
  readonly events: number;
}

function pastIn(folder: string): Past {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const world = files.find((path) => basename(path) === 'world.json') ?? 'world.json';
  return (JSON.parse(readFileSync(join(folder, world), 'utf8')) as { past: Past }).past;
}

test('a first start killed in the middle of its past goes on with it, and then has all of it once', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'livextrem-first-'));
  const running: ChildProgram[] = [];
  const serve = (): ChildProgram => {
    const program = startProgram({ script: PROGRAM, args: ['serve', '--no-open', '--port', '0', '--data', folder] });
    running.push(program);
    return program;
  };
  try {
    const killed = serve();
    await killed.said(/[1-8]\d %/);
    await killed.kill();
    expect(killed.answer()).toBe('');

    const program = serve();
    await program.said(READY);
    expect(program.output()).toMatch(/100 %/);
    expect(program.answer().split('\n')[0]).toMatch(READY);
    expect(await program.stop()).toBe(0);

    const past = pastIn(folder);
    const database = new DatabaseSync(join(folder, 'sandbox', 'livextrem.db'), { readOnly: true });
    const count = (table: string, time: string): unknown =>
      database.prepare(`SELECT count(*) AS rows FROM ${table} WHERE ${time} <= ?`).get(past.untilMs)?.['rows'];
    expect(count('live_chat_line', 'sent_at')).toBe(past.lines);
    expect(count('live_event', 'at')).toBe(past.events);
    expect(past.lines).toBeGreaterThanOrEqual(50_000);
    expect(past.events).toBeGreaterThanOrEqual(3_000);
    expect(count('live_broadcast', 'started_at')).toBeGreaterThanOrEqual(36);
    database.close();
  } finally {
    for (const program of running) await program.stop();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
});
