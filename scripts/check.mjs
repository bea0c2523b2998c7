// `npm run check`: every gate, then every test. Each gate is also shown a planted fault it must refuse.
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { GATES } from './gates.mjs';
import { refusesPlantedFaults } from './planted-faults.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

function passes(name, [script, ...args]) {
  const startedAt = Date.now();
  const result = spawnSync(process.execPath, [join(root, script), ...args], { cwd: root, encoding: 'utf8' });
  const isGood = result.status === 0;
  process.stdout.write(`${isGood ? 'ok  ' : 'FAIL'} ${name} (${((Date.now() - startedAt) / 1000).toFixed(1)} s)\n`);
  if (!isGood) process.stdout.write(`${result.stdout}${result.stderr}\n`);
  return isGood;
}

let isGood = true;
for (const [name, command] of Object.entries(GATES)) isGood = passes(name, command) && isGood;
isGood = (await refusesPlantedFaults(root)) && isGood;
if (!isGood) process.exit(1);

const tests = spawnSync(process.execPath, [join(root, 'scripts', 'test.mjs')], { cwd: root, stdio: 'inherit' });
process.exit(tests.status ?? 1);
