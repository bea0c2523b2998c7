// node tests/soak/night.ts [--hours 24] [--speed 72] [--every 10] [--seed text] [--verbose]: a night on a
// channel, told `speed` times faster than it would take, with another trouble every `every` of its minutes.
// Ends with 1 when a line is missing without a gap, anything is doubled, or memory grows.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { seededRandom } from '../../src/simulator/random.ts';
import { startProgram } from '../../src/testing/child-program.ts';
import { startTestTwitch } from '../../src/testing/test-twitch.ts';
import { judgeNight } from './judge-night.ts';
import { SentBook } from './sent-book.ts';
import { TROUBLES } from './troubles.ts';

const { values } = parseArgs({
  options: {
    hours: { type: 'string', default: '24' },
    speed: { type: 'string', default: '72' },
    every: { type: 'string', default: '10' },
    seed: { type: 'string', default: 'night' },
    verbose: { type: 'boolean', default: false },
  },
});
const speed = Number(values.speed);
const nightMs = (Number(values.hours) * 3_600_000) / speed;
const pauseMs = (Number(values.every) * 60_000) / speed;
const random = seededRandom(values.seed);
const LINES_PER_SECOND = 20;

const folder = mkdtempSync(join(tmpdir(), 'livextrem-night-'));
const twitch = await startTestTwitch({ hasStory: true, speed });
// All night our clock is ten minutes behind Twitch's.
await twitch.control('clock', { offsetSeconds: 600 });
const house = startProgram({
  script: new URL('soaked-house.ts', import.meta.url).pathname,
  args: ['--data', folder, '--http-port', String(twitch.httpPort), '--irc-port', String(twitch.ircPort)],
  env: { NODE_OPTIONS: '--expose-gc' },
});
let faults: readonly string[] = ['the night was not judged'];
try {
  await house.said(/^port \d+/m);
  const book = new SentBook(twitch);
  await book.begin();
  const startedMs = Date.now();
  await twitch.control('count', {
    prefix: 'nacht',
    lines: Math.ceil((nightMs / 1000) * LINES_PER_SECOND),
    perSecond: LINES_PER_SECOND,
  });
  let troubles = 0;
  while (Date.now() - startedMs < nightMs) {
    await wait(pauseMs * (0.5 + random.next()));
    const trouble = TROUBLES[troubles % TROUBLES.length];
    if (trouble === undefined) break;
    if (values.verbose) process.stdout.write(`${new Date().toISOString()} ${trouble.name}\n`);
    await trouble.begin(twitch);
    await wait(trouble.lastsMs);
    await trouble.end?.(twitch);
    await book.read();
    troubles += 1;
    if (troubles % 20 === 0) {
      const hours = ((Date.now() - startedMs) * speed) / 3_600_000;
      process.stdout.write(`${hours.toFixed(1)} h: ${troubles} troubles, ${book.lines.size} numbered lines\n`);
    }
  }
  await twitch.control('story', { running: false });
  await book.comeToRest();
  const code = await house.stop();
  const verdict = judgeNight({ folder, book, exitCode: code, said: house.output(), troubles });
  for (const [what, count] of verdict.table) process.stdout.write(`${what.padEnd(44)} ${count}\n`);
  faults = verdict.faults;
} finally {
  await house.stop();
  await twitch.stop();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
for (const fault of faults.slice(0, 60)) process.stdout.write(`FAULT  ${fault}\n`);
process.stdout.write(
  faults.length === 0 ? 'nothing lost, nothing doubled, memory flat\n' : `${faults.length} faults\n`,
);
process.exit(faults.length === 0 ? 0 : 1);
