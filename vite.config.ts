import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const outDir = new URL('./dist/web', import.meta.url).pathname;

/** Writes `.br` and `.gz` beside every text file, so that the server only picks and never compresses. */
function precompress(): Plugin {
  return {
    name: 'livextrem-precompress',
    apply: 'build',
    async writeBundle() {
      for (const entry of await readdir(outDir, { recursive: true, withFileTypes: true })) {
        if (!entry.isFile() || !/\.(?:js|css|html|svg|json)$/.test(entry.name)) continue;
        const path = join(entry.parentPath, entry.name);
        const content = await readFile(path);
        if (content.length < 1024) continue;
        await writeFile(`${path}.gz`, await promisify(gzip)(content, { level: 9 }));
        const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: content.length };
        await writeFile(`${path}.br`, await promisify(brotliCompress)(content, { params }));
      }
    },
  };
}

const EARLY = [
  // The two fonts of the first paint, which otherwise are found only after the CSS.
  [/inter-latin-opsz-normal.*\.woff2$/, { rel: 'preload', as: 'font', type: 'font/woff2' }],
  [/jetbrains-mono-latin-wght-normal.*\.woff2$/, { rel: 'preload', as: 'font', type: 'font/woff2' }],
  // Fetched at once, run when `main.tsx` asks for it.
  [/first-page-.*\.js$/, { rel: 'modulepreload' }],
] as const;

/** Names in the page itself what it will ask for, so that a browser need not find out bit by bit. */
function preloadFirstPage(): Plugin {
  return {
    name: 'livextrem-preload-first-page',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: (_html, context) =>
        Object.keys(context.bundle ?? {}).flatMap((name) =>
          EARLY.filter(([pattern]) => pattern.test(name)).map(([, attrs]) => ({
            tag: 'link',
            attrs: { ...attrs, href: `/${name}`, crossorigin: true },
            injectTo: 'head' as const,
          })),
        ),
    },
  };
}

/** What is loaded by itself before anybody sees a page; the rest follows from its imports. */
const FIRST_PAGE = ['app/start.tsx', 'app/home-room.tsx'].map(
  (path) => new URL(`./src/web/${path}`, import.meta.url).pathname,
);

interface ModuleGraph {
  getModuleInfo(id: string): { readonly importedIds: readonly string[]; readonly code: string | null } | null;
}

/** The door of the icons leads to all of them: only those a module names belong to its page. */
const ICONS = /icons-react\/dist\/esm\/tabler-icons-react\.m?js/;
const ICON = /\/(Icon\w+)\.m?js/;

/**
 * The first page in one file: cut into what each of its parts shares with other pages it would be a hundred
 * small ones, and a browser asks for six at a time.
 */
function firstPageModules(): (id: string, graph: ModuleGraph) => boolean {
  let modules: Set<string> | undefined;
  const icons = new Set<string>();
  return (id, graph) => {
    if (!modules) {
      modules = new Set(FIRST_PAGE);
      for (const module of modules) {
        const { importedIds = [], code } = graph.getModuleInfo(module) ?? {};
        for (const next of importedIds) {
          if (!ICONS.test(module) || !ICON.test(next)) modules.add(next);
        }
        if (importedIds.some((next) => ICONS.test(next)))
          for (const [name] of code?.matchAll(/\bIcon[A-Z]\w*/g) ?? []) icons.add(name);
      }
    }
    const icon = ICON.exec(id)?.[1];
    return icon === undefined ? modules.has(id) : icons.has(icon);
  };
}
const isOfFirstPage = firstPageModules();

export default defineConfig({
  root: 'src/web',
  plugins: [react(), preloadFirstPage(), precompress()],
  resolve: { alias: { zod: new URL('./src/web/api/no-zod.ts', import.meta.url).pathname } },
  build: {
    outDir,
    emptyOutDir: true,
    target: 'es2023',
    // Fonts and pictures stay files: the policy allows none of them inline but images.
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            // What loads the polyfill, which must come before all the rest.
            { name: 'preload', test: /vite\/preload-helper/, priority: 1 },
            { debugName: 'first-page', name: (id, graph) => (isOfFirstPage(id, graph) ? 'first-page' : null) },
            // The icons of all other pages: together smaller than the requests for each.
            { name: 'icons', test: ICON },
          ],
        },
      },
    },
  },
  server: { proxy: { '/api': { target: 'http://localhost:8080', ws: true } } },
});
