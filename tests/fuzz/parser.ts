// node tests/fuzz/parser.ts [--minutes 10] [--seed text]: throws at the chat's line splitter and parser
// what no server would send. Ends with 1 when either throws, when the quick way of reading and the general
// one differ, when a cut of the stream changes its lines, or when time grows faster than the line.
import { isDeepStrictEqual, parseArgs } from 'node:util';
import { type Random, seededRandom } from '../../src/simulator/random.ts';
import { parseIrcLine, parseUnusualLine, readTags } from '../../src/twitch/wire/irc.ts';
import { LONGEST_LINE } from '../../src/twitch/wire/irc-line.ts';
import { createLineSplitter } from '../../src/twitch/wire/line-splitter.ts';
import { longRuns } from './long-runs.ts';
import { anyBytes, anyText, mutate } from './mutate.ts';
import { realLines } from './real-lines.ts';

const { values } = parseArgs({
  options: { minutes: { type: 'string', default: '10' }, seed: { type: 'string', default: 'parser' } },
});
const NOW = 1_787_000_999_999;
/** The bound: a line takes no more than `FIXED_NS`, and `NS_PER_UNIT` for each of its units. */
const FIXED_NS = 500_000;
const NS_PER_UNIT = 500;
/** A line sixteen times as long takes sixteen times as long; the rest is memory and a busy machine. */
const SHORT_RUN = 8_192;
const MOST_GROWTH = 16 * 4;
/** Beyond it the time is taken again: mostly it was the machine. */
const USUAL_GROWTH = 24;
const ATTEMPTS = 6;

const startedAt = performance.now();
const untilMs = startedAt + Number(values.minutes) * 60_000;
const random = seededRandom(values.seed);
const real = realLines();
const runs = longRuns();
const faults: string[] = [];
const worst = { nsPerUnit: 0, longLine: '', ns: 0, shortLine: '', growth: 0, growingLine: '' };
let lines = 0;
let streams = 0;
let longLines = 0;

for (let round = 0; performance.now() < untilMs && faults.length === 0; round++) {
  for (let i = 0; i < 500; i++) tryLine(mutate(random.pick(real), random.pick(real), random));
  for (let i = 0; i < 100; i++) tryLine(anyText(random));
  for (let i = 0; i < 20; i++) tryStream(random);
  const run = runs[round % runs.length];
  if (run) tryLongRun(run.name, run.of);
}

const minutes = ((performance.now() - startedAt) / 60_000).toFixed(1);
process.stdout.write(
  `${minutes} min, seed "${values.seed}": ${lines} lines, ${streams} streams, ${longLines} long runs (${runs.length} kinds)
bound per line: ${FIXED_NS / 1000} µs + ${NS_PER_UNIT} ns a unit
worst line of up to ${SHORT_RUN} units: ${(worst.ns / 1000).toFixed(0)} µs (${worst.shortLine})
worst longer line: ${worst.nsPerUnit.toFixed(1)} ns a unit (${worst.longLine})
worst growth, sixteen times as long: ${worst.growth.toFixed(1)} times the time (${worst.growingLine})
${faults.length === 0 ? 'no fault' : faults.join('\n')}
`,
);
process.exitCode = faults.length === 0 ? 0 : 1;

/** Both ways of reading, the tags, and the time. */
function tryLine(line: string): void {
  lines++;
  try {
    const message = parseIrcLine(line, NOW);
    if (!isDeepStrictEqual(message, parseUnusualLine(line, NOW))) fault('read in two ways', line);
    JSON.stringify(message);
    readTags(line);
    const ns = timeOf(line, FIXED_NS + NS_PER_UNIT * line.length);
    if (ns > FIXED_NS + NS_PER_UNIT * line.length) fault(`took ${ns} ns`, line);
    if (line.length <= SHORT_RUN && ns > worst.ns) Object.assign(worst, { ns, shortLine: shown(line) });
  } catch (error) {
    fault(String(error), line);
  }
}

/** The same bytes whole and in pieces give the same lines, each of which can be read. */
function tryStream(random: Random): void {
  streams++;
  const parts: Buffer[] = [];
  for (let left = random.between(0, 20); left > 0; left--) {
    const line = Buffer.from(random.pick(real));
    parts.push(
      random.chance(0.3) ? anyBytes(random) : line,
      Buffer.from(random.pick(['\r\n', '\n', '', '\r', '\n\n'])),
    );
  }
  const bytes = Buffer.concat(parts);
  const whole = splitAt(bytes, []);
  const cuts = Array.from({ length: random.between(0, 40) }, () => random.between(0, bytes.length));
  if (
    !isDeepStrictEqual(
      splitAt(
        bytes,
        cuts.sort((a, b) => a - b),
      ),
      whole,
    )
  )
    fault('cut in pieces', bytes.toString('hex'));
  for (const line of whole) tryLine(line);
}

function splitAt(bytes: Buffer, cuts: readonly number[]): string[] {
  const splitter = createLineSplitter();
  const found: string[] = [];
  let from = 0;
  for (const to of [...cuts, bytes.length]) {
    found.push(...(splitter.push(bytes.subarray(from, to)) ?? []));
    from = to;
  }
  const rest = splitter.rest();
  return rest === undefined ? found : [...found, rest];
}

function tryLongRun(name: string, of: (units: number) => string): void {
  longLines++;
  const short = of(SHORT_RUN);
  const long = of(LONGEST_LINE);
  tryLine(short);
  tryLine(long);
  // What is too quick to be measured cannot grow either.
  let shortNs = Math.max(bestOf(short, 2), 20_000);
  let longNs = bestOf(long, 2);
  for (let attempt = 0; longNs > shortNs * USUAL_GROWTH && attempt < ATTEMPTS; attempt++) {
    shortNs = Math.max(bestOf(short, 2), 20_000);
    longNs = Math.min(longNs, bestOf(long, 3));
  }
  if (longNs > shortNs * MOST_GROWTH) faults.push(`grows ${longNs / shortNs} times: ${name}`);
  if (longNs / long.length > worst.nsPerUnit) Object.assign(worst, { nsPerUnit: longNs / long.length, longLine: name });
  if (longNs / shortNs > worst.growth) Object.assign(worst, { growth: longNs / shortNs, growingLine: name });
}

/** Once; again when it took too long, because then it may have been the machine. */
function timeOf(line: string, boundNs: number): number {
  let ns = bestOf(line, 1);
  for (let attempt = 0; ns > boundNs && attempt < ATTEMPTS; attempt++) ns = Math.min(ns, bestOf(line, 1));
  return ns;
}

function bestOf(line: string, times: number): number {
  let best = Number.POSITIVE_INFINITY;
  for (let time = 0; time < times; time++) {
    const beganAt = performance.now();
    parseIrcLine(line, NOW);
    parseUnusualLine(line, NOW);
    readTags(line);
    best = Math.min(best, (performance.now() - beganAt) * 1_000_000);
  }
  return Math.round(best);
}

function fault(what: string, line: string): void {
  faults.push(`${what}: ${JSON.stringify(line.length > 2_000 ? `${line.slice(0, 2_000)}…` : line)}`);
}

function shown(line: string): string {
  return JSON.stringify(line.length > 60 ? `${line.slice(0, 60)}…` : line);
}
