import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative, sep } from 'node:path';
import { parseSync, Visitor } from 'vite';
import { describe, expect, it } from 'vitest';
import { PERMISSIONS } from './contract/permissions.ts';

/** The walls of the house (ARCHITECTURE.md, section 4) as data: who may import whom. */
const MODULES = ['team', 'live', 'finance', 'planning', 'moderation'] as const;
const LOWER_MODULES = ['modules/team', 'modules/live'];
const ROOM_IMPORTS: Record<string, readonly string[]> = {
  kernel: [],
  i18n: ['kernel'],
  contract: ['kernel'],
  platform: ['kernel', 'contract', 'i18n'],
  'twitch/wire': ['kernel'],
  twitch: ['kernel', 'platform', 'twitch/wire'],
  'modules/team': ['kernel', 'contract', 'i18n', 'platform', 'twitch', 'twitch/wire'],
  'modules/live': ['kernel', 'contract', 'i18n', 'platform', 'twitch', 'twitch/wire'],
  'modules/finance': ['kernel', 'contract', 'i18n', 'platform', 'twitch', 'twitch/wire', ...LOWER_MODULES],
  'modules/planning': ['kernel', 'contract', 'i18n', 'platform', 'twitch', 'twitch/wire', ...LOWER_MODULES],
  'modules/moderation': ['kernel', 'contract', 'i18n', 'platform', 'twitch', 'twitch/wire', ...LOWER_MODULES],
  server: [
    'kernel',
    'contract',
    'i18n',
    'platform',
    'twitch',
    'twitch/wire',
    ...MODULES.map((name) => `modules/${name}`),
  ],
  web: ['kernel', 'contract', 'i18n'],
  simulator: ['kernel', 'twitch/wire'],
  cli: ['kernel', 'contract', 'i18n', 'platform', 'server', 'simulator'],
  testing: [
    'kernel',
    'contract',
    'i18n',
    'platform',
    'twitch',
    'twitch/wire',
    'server',
    'simulator',
    'cli',
    'modules/*',
  ],
};

/** Libraries a room may not touch, whatever else it may. */
const FOREIGN_LIBRARIES: Record<string, RegExp> = {
  kernel: /^(?!ulid$)/,
  contract: /^(?!zod$)/,
  i18n: /^(?!i18next$)/,
  'twitch/wire': /./,
  web: /^(node:|fastify|@fastify|kysely|pg$|pino|@twurple)/,
};

const TABLE_PREFIXES: Record<string, readonly string[]> = {
  platform: ['platform'],
  twitch: ['twitch'],
  'modules/team': ['team', 'twitch', 'platform'],
  'modules/live': ['live', 'twitch', 'platform'],
  'modules/finance': ['finance', 'live', 'team', 'twitch', 'platform'],
  'modules/planning': ['planning', 'live', 'team', 'twitch', 'platform'],
  'modules/moderation': ['moderation', 'live', 'team', 'twitch', 'platform'],
};

const DRAWERS = /(^|\/)(lib|utils?|helpers?|shared|core|misc)(\/|\.tsx?$)/;
/** Text that a person reads; names of keys, units and the product are the same in every language. */
const TEXT_ATTRIBUTES = new Set([
  'aria-label',
  'title',
  'placeholder',
  'label',
  'alt',
  'description',
  'aria-description',
]);
/** Punctuation, figures, and the letter of a key. */
const NO_WORDS = /^(?:[^\p{L}]*|[A-Z])$/u;
const UNTRANSLATED_NAMES = new Set(['liveXtrem', 'live', 'Xtrem', 'LIVE', 'Twitch', 'Enter', 'Esc', 'End', 'ID']);

interface Source {
  /** Path below `src/`, with `/`. */
  readonly path: string;
  readonly text: string;
}

function readSources(): Source[] {
  const root = import.meta.dirname;
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => {
      const full = join(entry.parentPath, entry.name);
      return { path: relative(root, full).split(sep).join('/'), text: readFileSync(full, 'utf8') };
    });
}

/** `modules/live/chat-log.ts` lies in the room `modules/live`; `undefined` for files of `src/` itself. */
function roomOf(path: string): string | undefined {
  const [first, second] = path.split('/');
  if (first === undefined || second === undefined) return undefined;
  if (first === 'modules') return `modules/${second}`;
  if (first === 'twitch' && second === 'wire') return 'twitch/wire';
  return first;
}

const isTest = (path: string) => /\.test\.tsx?$/.test(path);

interface Parsed {
  readonly imports: readonly string[];
  readonly untranslated: readonly string[];
  readonly strings: readonly string[];
  readonly hasDefaultExport: boolean;
}

/** What the rules below look at, from one pass over the syntax tree. */
function parse(source: Source): Parsed {
  const imports: string[] = [];
  const untranslated: string[] = [];
  const strings: string[] = [];
  let hasDefaultExport = false;
  const text = (value: string) => {
    const words = value.trim();
    if (words !== '' && !NO_WORDS.test(words) && !UNTRANSLATED_NAMES.has(words)) untranslated.push(words);
  };
  const { program, errors } = parseSync(source.path, source.text);
  if (errors.length > 0) throw new Error(`${source.path} cannot be parsed`);
  new Visitor({
    ImportDeclaration: (node) => void imports.push(node.source.value),
    ExportAllDeclaration: (node) => void imports.push(node.source.value),
    ExportNamedDeclaration: (node) => {
      if (node.source) imports.push(node.source.value);
    },
    ExportDefaultDeclaration: () => {
      hasDefaultExport = true;
    },
    ImportExpression: (node) => {
      if (node.source.type === 'Literal' && typeof node.source.value === 'string') imports.push(node.source.value);
    },
    TSImportType: (node) => void imports.push(node.source.value),
    JSXText: (node) => text(node.value),
    JSXExpressionContainer: (node) => {
      if (node.expression.type === 'Literal' && typeof node.expression.value === 'string') text(node.expression.value);
    },
    JSXAttribute: (node) => {
      const name = node.name.type === 'JSXIdentifier' ? node.name.name : '';
      if (!TEXT_ATTRIBUTES.has(name) || !node.value) return;
      if (node.value.type === 'Literal' && typeof node.value.value === 'string') text(node.value.value);
    },
    Literal: (node) => {
      if (typeof node.value === 'string') strings.push(node.value);
    },
    TemplateElement: (node) => void strings.push(node.value.cooked ?? node.value.raw),
  }).visit(program);
  return { imports, untranslated, strings, hasDefaultExport };
}

function mayImport(from: string, to: string): boolean {
  if (from === to) return true;
  const allowed = ROOM_IMPORTS[from] ?? [];
  return allowed.includes(to) || (allowed.includes('modules/*') && to.startsWith('modules/'));
}

/** A test belongs to its room and may also use what lies below, and the testing room. */
function mayTestImport(from: string, to: string): boolean {
  return mayImport(from, to) || to === 'testing' || to === 'simulator' || (from === 'server' && to === 'cli');
}

function findImportFaults(source: Source, imports: readonly string[]): string[] {
  const from = roomOf(source.path);
  if (from === undefined) return [];
  const faults: string[] = [];
  for (const name of imports) {
    if (!name.startsWith('.')) {
      if (!isTest(source.path) && FOREIGN_LIBRARIES[from]?.test(name))
        faults.push(`${from} may not use the library ${name}`);
      continue;
    }
    const target = normalize(join(dirname(source.path), name))
      .split(sep)
      .join('/');
    const to = roomOf(target);
    if (to === undefined || to === '..') continue;
    if (!(isTest(source.path) ? mayTestImport(from, to) : mayImport(from, to))) {
      faults.push(`${source.path}: ${from} may not import ${to} (${name})`);
    } else if (to !== from && to.startsWith('modules/') && target !== `${to}/index.ts` && !isTest(source.path)) {
      faults.push(`${source.path}: ${to} is entered only through its index.ts`);
    }
  }
  return faults;
}

/** Logins of people who live in the simulator; anywhere else they would be demo data. */
function demoNames(sources: readonly Source[]): Set<string> {
  const cast = sources.find((source) => source.path === 'simulator/people-cast.ts');
  return new Set([...(cast?.text.matchAll(/login: '(\w+)'/g) ?? [])].map((match) => match[1] ?? ''));
}

function findTextFaults(source: Source, parsed: Parsed, demo: ReadonlySet<string>): string[] {
  const room = roomOf(source.path);
  const faults: string[] = [];
  const fault = (what: string) => faults.push(`${source.path}: ${what}`);
  if (room === 'web' && !isTest(source.path)) {
    for (const words of parsed.untranslated) fault(`untranslated text "${words}"`);
  }
  if (room !== 'simulator' && !isTest(source.path) && room !== 'testing') {
    if (/\bMath\.random\b/.test(source.text)) fault('Math.random is only for the simulator');
    for (const value of parsed.strings) if (demo.has(value.toLowerCase())) fault(`demo data: '${value}'`);
  }
  const reads = /\bprocess\.env\b/.test(source.text) && !isTest(source.path);
  if (reads && !['server/config.ts'].includes(source.path) && room !== 'testing' && room !== 'simulator') {
    fault('process.env is read only by server/config.ts');
  }
  if (
    /\bDate\.now\(/.test(source.text) &&
    room !== 'web' &&
    room !== 'simulator' &&
    room !== 'testing' &&
    !isTest(source.path)
  ) {
    if (source.path !== 'platform/clock.ts') fault('the current time comes from the clock');
  }
  if (DRAWERS.test(source.path)) fault('a drawer: name it after what is in it');
  if (parsed.hasDefaultExport) fault('default export');
  return faults;
}

function findTableFaults(source: Source, parsed: Parsed, tables: readonly string[]): string[] {
  const room = roomOf(source.path);
  const own = room === undefined ? undefined : TABLE_PREFIXES[room];
  if (own === undefined || isTest(source.path)) return [];
  return parsed.strings.flatMap((value) =>
    tables
      .filter((table) => new RegExp(`\\b${table}\\b`).test(value) && !own.includes(table.split('_')[0] ?? ''))
      .map((table) => `${source.path}: ${room} names the table ${table}`),
  );
}

/** Files that import each other in a ring; every ring once, from its first file. */
function findCircles(imports: ReadonlyMap<string, readonly string[]>): string[] {
  const circles: string[] = [];
  const done = new Set<string>();
  const walk = (path: string, trail: readonly string[]) => {
    const at = trail.indexOf(path);
    if (at >= 0) {
      circles.push([...trail.slice(at), path].join(' → '));
      return;
    }
    if (done.has(path)) return;
    for (const next of imports.get(path) ?? []) walk(next, [...trail, path]);
    done.add(path);
  };
  for (const path of imports.keys()) walk(path, []);
  return circles;
}

const sources = readSources();
const parsedSources = sources.map((source) => ({ source, parsed: parse(source) }));

/** Every table that a migration makes: `create table live_chat_line`, `createTable('live_chat_line')`. */
const tables = [
  ...new Set(
    sources
      .filter((source) => !isTest(source.path) && /migration/.test(source.path))
      .flatMap((source) => [
        ...source.text.matchAll(
          /(?:create (?:virtual )?table (?:if not exists )?|createTable\(['"])([a-z]+_[a-z_]+)/gi,
        ),
      ])
      .map((match) => match[1] ?? ''),
  ),
];

describe('the house', () => {
  it('has been looked at: every room that stands has files', () => {
    const rooms = new Set(sources.map((source) => roomOf(source.path)));
    for (const room of [
      'kernel',
      'contract',
      'i18n',
      'platform',
      'twitch',
      'twitch/wire',
      'server',
      'cli',
      'web',
      'simulator',
    ]) {
      expect(rooms).toContain(room);
    }
    expect(sources.length).toBeGreaterThan(150);
    expect(tables.length).toBeGreaterThan(10);
  });

  it('has only rooms that the plan knows', () => {
    const unknown = sources
      .map((source) => roomOf(source.path))
      .filter((room) => room !== undefined && !(room in ROOM_IMPORTS));
    expect([...new Set(unknown)]).toEqual([]);
  });

  it('imports only along the arrows, other modules only through their door', () => {
    expect(parsedSources.flatMap(({ source, parsed }) => findImportFaults(source, parsed.imports))).toEqual([]);
  });

  it('has no circle of imports', () => {
    const graph = new Map(
      parsedSources
        .filter(({ source }) => !isTest(source.path))
        .map(({ source, parsed }) => [
          source.path,
          parsed.imports
            .filter((name) => name.startsWith('.'))
            .map((name) =>
              normalize(join(dirname(source.path), name))
                .split(sep)
                .join('/'),
            ),
        ]),
    );
    expect(findCircles(graph)).toEqual([]);
  });

  it('names in each room only the tables that room may touch', () => {
    expect(parsedSources.flatMap(({ source, parsed }) => findTableFaults(source, parsed, tables))).toEqual([]);
  });

  it('has no untranslated text, demo data, drawer, default export, foreign clock or foreign environment', () => {
    const demo = demoNames(sources);
    expect(demo.size).toBeGreaterThan(20);
    expect(parsedSources.flatMap(({ source, parsed }) => findTextFaults(source, parsed, demo))).toEqual([]);
  });

  it('names every table and permission in the README of the room that owns it', () => {
    const readme = (room: string) => readFileSync(join(import.meta.dirname, room, 'README.md'), 'utf8');
    const missing = tables.filter((table) => {
      const prefix = table.split('_')[0] ?? '';
      const room = (MODULES as readonly string[]).includes(prefix) ? `modules/${prefix}` : prefix;
      return !readme(room).includes(table);
    });
    const everywhere = ['server', 'platform', ...MODULES.map((name) => `modules/${name}`)].map(readme).join('\n');
    expect([...missing, ...PERMISSIONS.filter((permission) => !everywhere.includes(permission))]).toEqual([]);
  });
});

describe('the rules of the house', () => {
  const planted = (path: string, text: string): Source => ({ path, text });
  const faultsOf = (source: Source) => {
    const parsed = parse(source);
    return [
      ...findImportFaults(source, parsed.imports),
      ...findTextFaults(source, parsed, new Set(['kuchenkrieger'])),
      ...findTableFaults(source, parsed, ['team_member', 'live_event', 'moderation_action']),
    ];
  };

  it.each([
    ['kernel/planted.ts', "import { systemClock } from '../platform/clock.ts';"],
    ['modules/live/planted.ts', "import type { TeamTables } from '../team/index.ts';"],
    ['modules/moderation/planted.ts', "import { members } from '../team/members.ts';"],
    ['web/planted.ts', "import { createApp } from '../server/app.ts';"],
    ['twitch/planted.ts', "export { team } from '../contract/team.ts';"],
    ['simulator/planted.ts', "const app = await import('../server/app.ts');"],
    ['contract/planted.ts', "import Fastify from 'fastify';"],
    ['modules/live/planted.ts', "const sql = 'select reason from moderation_action';"],
    ['web/ui/planted.tsx', 'export const Planted = () => <p>Hello there</p>;'],
    ['web/ui/planted.tsx', "export const Planted = () => <p>{'Hello there'}</p>;"],
    ['web/ui/planted.tsx', 'export const Planted = () => <input aria-label="Your name" />;'],
    ['web/ui/planted.tsx', 'export const Planted = () => <input title="Your name" />;'],
    ['web/ui/planted.tsx', 'export const Planted = () => <input placeholder="Your name" />;'],
    ['platform/planted.ts', 'export const luck = Math.random();'],
    ['modules/live/planted.ts', "export const people = ['Kuchenkrieger'];"],
    ['platform/planted.ts', "export const home = process.env['HOME'];"],
    ['modules/live/planted.ts', 'export const now = Date.now();'],
    ['platform/utils/planted.ts', 'export const planted = 1;'],
    ['kernel/planted.ts', 'export default 1;'],
  ])('refuse a fault planted in %s', (path, text) => {
    expect(faultsOf(planted(path, text))).not.toEqual([]);
  });

  it('find a ring of imports', () => {
    const ring = new Map([
      ['a.ts', ['b.ts']],
      ['b.ts', ['c.ts']],
      ['c.ts', ['a.ts']],
    ]);
    expect(findCircles(ring)).toEqual(['a.ts → b.ts → c.ts → a.ts']);
  });

  it('let pass what is allowed', () => {
    expect(
      faultsOf(
        planted(
          'modules/moderation/planted.ts',
          "import { createTeam } from '../team/index.ts';\nconst sql = 'select 1 from team_member';",
        ),
      ),
    ).toEqual([]);
    expect(faultsOf(planted('web/ui/planted.tsx', 'export const Planted = () => <b title={t("x")}>·</b>;'))).toEqual(
      [],
    );
  });
});
