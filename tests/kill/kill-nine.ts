// node tests/kill/kill-nine.ts [--times 20] [--rate 200] [--seed text] [--database postgres]: the server is
// killed again and again under load, and on PostgreSQL loses its connections in between; ends with 1 when
// anything that was promised is missing or doubled.
import { parseArgs } from 'node:util';
import { runOrdeal } from './ordeal.ts';
import { judgeOrdeal } from './verdict.ts';

const { values } = parseArgs({
  options: {
    times: { type: 'string', default: '20' },
    rate: { type: 'string', default: '200' },
    seed: { type: 'string', default: 'nine' },
    database: { type: 'string', default: 'sqlite' },
  },
});
const times = Number(values.times);
const result = await runOrdeal({
  dialect: values.database === 'postgres' ? 'postgres' : 'sqlite',
  times,
  linesPerSecond: Number(values.rate),
  seed: values.seed,
  onRound: ({ number, aliveMs, downMs }) =>
    process.stdout.write(`kill ${number}/${times}: after ${aliveMs} ms, ready again after ${downMs} ms\n`),
});
const { table, faults } = judgeOrdeal(result);
const width = Math.max(...table.map(([what]) => what.length));
for (const [what, count] of table) process.stdout.write(`${what.padEnd(width)}  ${count}\n`);
for (const fault of faults.slice(0, 100)) process.stdout.write(`FAULT  ${fault}\n`);
process.stdout.write(faults.length === 0 ? 'nothing promised is missing or doubled\n' : `${faults.length} faults\n`);
process.exit(faults.length === 0 ? 0 : 1);
