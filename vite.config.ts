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

/** Names the two fonts of the first paint in the page, which otherwise are found only after the CSS. */
function preloadFonts(): Plugin {
  return {
    name: 'livextrem-preload-fonts',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: (_html, context) =>
        Object.keys(context.bundle ?? {})
          .filter((name) => /inter-latin-opsz-normal.*\.woff2$|jetbrains-mono-latin-wght-normal.*\.woff2$/.test(name))
          .map((name) => ({
            tag: 'link',
            attrs: { rel: 'preload', as: 'font', type: 'font/woff2', href: `/${name}`, crossorigin: true },
            injectTo: 'head' as const,
          })),
    },
  };
}

export default defineConfig({
  root: 'src/web',
  plugins: [react(), preloadFonts(), precompress()],
  resolve: { alias: { zod: new URL('./src/web/api/no-zod.ts', import.meta.url).pathname } },
  build: {
    outDir,
    emptyOutDir: true,
    target: 'es2023',
    // Fonts and pictures stay files: the policy allows none of them inline but images.
    assetsInlineLimit: 0,
    reportCompressedSize: false,
  },
  server: { proxy: { '/api': { target: 'http://localhost:8080', ws: true } } },
});
