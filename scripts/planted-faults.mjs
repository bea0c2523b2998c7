// A gate that cannot fail guards nothing. Each fault is planted in a copy of the sources, one at a
// time, and the gate named beside it must refuse it with the words named last.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GATES } from './gates.mjs';

const COPIED = [
  'src',
  'scripts',
  'tests',
  'bench',
  'docs',
  'package.json',
  'tsconfig.json',
  'tsconfig.web.json',
  'biome.jsonc',
  'knip.json',
  'vite.config.ts',
  'vitest.config.ts',
  'playwright.config.ts',
];

const FAULTS = [
  {
    what: 'a forbidden import',
    gate: 'architecture',
    file: 'src/kernel/planted.ts',
    source: "import { systemClock } from '../platform/clock.ts';\nexport const planted = systemClock;\n",
    says: /kernel.*may not import.*platform/,
  },
  {
    what: 'a foreign table, typed',
    gate: 'types, server',
    file: 'src/modules/live/planted.ts',
    source:
      "import type { Db } from '../../platform/db/database.ts';\nimport type { LiveTables } from './tables.ts';\nexport const planted = (db: Db<LiveTables>) => db.selectFrom('moderation_action').selectAll().execute();\n",
    says: /moderation_action/,
  },
  {
    what: 'a foreign table in raw SQL',
    gate: 'architecture',
    file: 'src/modules/live/planted.ts',
    source: "export const planted = 'select reason from moderation_action';\n",
    says: /live names the table moderation_action/,
  },
  {
    what: 'a text without German',
    gate: 'types, server',
    file: 'src/i18n/de/common.ts',
    change: (source) => source.replace(/^\s+retry:.*\n/m, ''),
    says: /retry/,
  },
  {
    what: 'a text in JSX',
    gate: 'architecture',
    file: 'src/web/ui/planted.tsx',
    source: 'export function Planted() {\n  return <p>Hello there</p>;\n}\n',
    says: /untranslated text .*Hello there/,
  },
  ...['aria-label', 'title', 'placeholder'].map((attribute) => ({
    what: `a text in ${attribute}`,
    gate: 'architecture',
    file: 'src/web/ui/planted.tsx',
    source: `export function Planted() {\n  return <input ${attribute}="Your name" />;\n}\n`,
    says: /untranslated text .*Your name/,
  })),
  {
    what: 'Math.random',
    gate: 'architecture',
    file: 'src/platform/planted.ts',
    source: 'export const planted = Math.random();\n',
    says: /Math\.random/,
  },
  {
    what: 'demo data',
    gate: 'architecture',
    file: 'src/modules/live/planted.ts',
    source: "export const planted = ['kuchenkrieger'];\n",
    says: /demo data/,
  },
  {
    what: 'a lint error',
    gate: 'format and lint',
    file: 'src/kernel/planted.ts',
    source: 'export function planted(value: string) {\n  return value == "1";\n}\n',
    says: /noDoubleEquals|planted/,
  },
  {
    what: 'a wrong type in the web',
    gate: 'types, web',
    file: 'src/web/ui/planted.tsx',
    source: 'export const planted: number = document.title;\n',
    says: /planted/,
  },
  {
    what: 'dead code',
    gate: 'dead code',
    file: 'src/kernel/planted.ts',
    source: 'export const planted = 1;\n',
    says: /planted/,
  },
];

function copyOf(root) {
  const copy = mkdtempSync(join(tmpdir(), 'livextrem-planted-'));
  for (const path of COPIED) cpSync(join(root, path), join(copy, path), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'), 'junction');
  spawnSync('git', ['init', '-q'], { cwd: copy });
  return copy;
}

/** @returns whether every gate refused its fault */
export async function refusesPlantedFaults(root) {
  const copy = copyOf(root);
  let isGood = true;
  try {
    for (const fault of FAULTS) {
      const file = join(copy, fault.file);
      const before = fault.change ? readFileSync(file, 'utf8') : undefined;
      writeFileSync(file, fault.change ? fault.change(before) : fault.source);
      const [script, ...args] = GATES[fault.gate];
      const result = spawnSync(process.execPath, [join(copy, script), ...args], { cwd: copy, encoding: 'utf8' });
      const isRefused = result.status !== 0 && fault.says.test(`${result.stdout}${result.stderr}`);
      process.stdout.write(`${isRefused ? 'ok  ' : 'FAIL'} planted: ${fault.what}\n`);
      if (!isRefused) process.stdout.write(`${result.stdout}${result.stderr}\n`);
      isGood &&= isRefused;
      if (before === undefined) rmSync(file);
      else writeFileSync(file, before);
    }
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
  return isGood;
}
