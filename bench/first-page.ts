import { gzipSync } from 'node:zlib';
import { type Browser, chromium } from 'playwright-core';
import { BROWSER_ARGS, provideBrowser } from '../scripts/browser.mjs';
import { startTestApp } from '../src/testing/start-test-app.ts';
import { median } from './measure.ts';

const RUNS = 5;

export interface FirstPageFigures {
  /** Script that a browser with an empty cache loads until the home page stands, gzipped. */
  readonly scriptBytes: number;
  /** From asking for the page to a home page with its heading; median. */
  readonly usableMs: number;
}

/** The home page of a signed-in person, as a browser that was never here loads it. */
export async function benchFirstPage(): Promise<FirstPageFigures> {
  const app = await startTestApp();
  try {
    const owner = await app.owner();
    const { executablePath, env } = await provideBrowser();
    const browser = await chromium.launch({
      executablePath,
      args: BROWSER_ARGS,
      env: { ...process.env, ...env } as never,
    });
    try {
      const visits: { scriptBytes: number; tookMs: number }[] = [];
      for (let run = 0; run < RUNS; run++) visits.push(await visit(browser, app.origin, owner.cookies));
      return {
        scriptBytes: Math.max(...visits.map(({ scriptBytes }) => scriptBytes)),
        usableMs: median(visits.map(({ tookMs }) => tookMs)),
      };
    } finally {
      await browser.close();
    }
  } finally {
    await app.stop();
  }
}

/** When the page stood, by its own clock: whoever watches it hears of it later, the later the busier the machine. */
const NOTE_STANDING = `
  new MutationObserver((_, observer) => {
    if (!document.querySelector('main h1, main h2, main h3, main [role=heading]')) return;
    window.stoodAt = performance.now();
    observer.disconnect();
  }).observe(document, { childList: true, subtree: true });
`;
const ASKED_BEFORE_STANDING = `
  performance.getEntriesByType('resource')
    .filter(({ name, startTime }) => /\\.js$/.test(new URL(name).pathname) && startTime <= window.stoodAt)
    .map(({ name }) => name)
`;

async function visit(browser: Browser, origin: string, cookies: ReadonlyMap<string, string>) {
  const context = await browser.newContext();
  try {
    await context.addCookies([...cookies].map(([name, value]) => ({ name, value, url: origin })));
    const page = await context.newPage();
    await page.addInitScript(NOTE_STANDING);
    const scripts = new Map<string, Promise<number>>();
    page.on('response', (response) => {
      if (response.request().resourceType() !== 'script') return;
      scripts.set(
        response.url(),
        response.body().then(
          (body) => gzipSync(body, { level: 9 }).length,
          // Asked for after the page stood, and cut off with it.
          () => 0,
        ),
      );
    });
    const startedAt = performance.now();
    await page.goto(origin, { waitUntil: 'commit' });
    await page.getByRole('main').getByRole('heading').first().waitFor();
    const tookMs = performance.now() - startedAt;
    const asked = (await page.evaluate(ASKED_BEFORE_STANDING)) as string[];
    if (asked.length === 0) throw new Error('the page stood without a script, or its clock missed it');
    const sizes = await Promise.all(asked.map((url) => scripts.get(url) ?? 0));
    return { scriptBytes: sizes.reduce((sum, size) => sum + size, 0), tookMs };
  } finally {
    await context.close();
  }
}
