// `npm test`: units, the store tests on both databases, then whole flows in a browser. Ends with one
// line that counts them; a part that ran nothing, or a skipped test, is a failure.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const reports = mkdtempSync(join(tmpdir(), 'livextrem-test-'));

function run(script, args, env = {}) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(root, script), ...args], {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, ...env },
    });
    child.on('close', (code) => resolve(code ?? 1));
  });
}

function readReport(name) {
  const file = join(reports, name);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}

/** One vitest project; counts what passed, and everything that did not. */
async function vitest(project) {
  process.stdout.write(`\n${project} tests\n`);
  const file = `${project}.json`;
  const code = await run('node_modules/vitest/vitest.mjs', [
    'run',
    `--project=${project}`,
    '--reporter=dot',
    '--reporter=json',
    `--outputFile.json=${join(reports, file)}`,
  ]);
  const report = readReport(file);
  return {
    passed: report?.numPassedTests ?? 0,
    skipped: (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0),
    isGood: code === 0 && report?.success === true,
  };
}

async function browser() {
  process.stdout.write('\nbrowser tests\n');
  const code = await run('node_modules/@playwright/test/cli.js', ['test', '--reporter=dot,json'], {
    PLAYWRIGHT_JSON_OUTPUT_NAME: join(reports, 'browser.json'),
  });
  const stats = readReport('browser.json')?.stats;
  return {
    passed: (stats?.expected ?? 0) + (stats?.flaky ?? 0),
    skipped: stats?.skipped ?? 0,
    isGood: code === 0 && stats?.unexpected === 0,
  };
}

const unit = await vitest('unit');
const sqlite = await vitest('sqlite');
const postgres = await vitest('postgres');
const inBrowser = await browser();
rmSync(reports, { recursive: true, force: true });

const parts = [unit, sqlite, postgres, inBrowser];
const skipped = parts.reduce((sum, part) => sum + part.skipped, 0);
const isGood = skipped === 0 && parts.every((part) => part.isGood && part.passed > 0);
process.stdout.write(
  `\ntests: ${unit.passed} unit, ${sqlite.passed} sqlite, ${postgres.passed} postgres, ${inBrowser.passed} browser, ${skipped} skipped\n`,
);
process.exit(isGood ? 0 : 1);
