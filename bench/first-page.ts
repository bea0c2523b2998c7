import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const WEB = fileURLToPath(new URL('../dist/web/', import.meta.url));

/**
 * Bytes of script, gzipped, that a browser loads before it shows the home page: what `index.html`
 * names, everything those files import, and the chunk of the page with what it imports.
 */
export function benchFirstPage(): number {
  const page = readFileSync(join(WEB, 'index.html'), 'utf8');
  const seen = new Set<string>();
  const visit = (file: string): void => {
    if (seen.has(file)) return;
    seen.add(file);
    const script = readFileSync(join(WEB, file), 'utf8');
    // What stands at the beginning of a statement is needed at once; `import(…)` is not.
    for (const [, path] of script.matchAll(/(?:\bfrom|\bimport)\s*["'](\.{1,2}\/[^"']+\.js)["']/g)) {
      visit(join(dirname(file), path ?? ''));
    }
  };
  const named = [...page.matchAll(/(?:src|href)="\/([^"]+\.js)"/g)].map(([, file]) => file ?? '');
  if (named.length === 0) throw new Error('the pages are not built: npx vite build');
  for (const file of named) visit(file);
  const home = /["'](?:\.\/|assets\/)(home-page-[\w-]+\.js)["']/;
  for (const file of [...seen]) {
    const chunk = home.exec(readFileSync(join(WEB, file), 'utf8'))?.[1];
    if (chunk !== undefined) visit(join(dirname(file), chunk));
  }
  return [...seen].reduce((sum, file) => sum + gzipSync(readFileSync(join(WEB, file)), { level: 9 }).length, 0);
}
