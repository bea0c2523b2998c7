import { setTimeout as wait } from 'node:timers/promises';
import { type Browser, chromium } from 'playwright-core';
import { BROWSER_ARGS, provideBrowser } from '../scripts/browser.mjs';
import { addAndSignIn, startTestApp } from '../src/testing/start-test-app.ts';
import type { TestTwitch } from '../src/testing/test-twitch.ts';
import { quantile } from './measure.ts';

const LINES_PER_SECOND = 500;
const SECONDS = 15;
/** Compiling and filling the log count for nobody. */
const WARM_UP_LINES = LINES_PER_SECOND * 5;
const LINE = 'painted-{n}';

export interface SendToPaintedFigures {
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly lines: number;
}

/**
 * From Twitch's sending a chat line until it stands painted on the open Live page, with a busy chat.
 * A line counts as painted with the first frame that shows it or a later one: at this pace the list
 * moves on by whole screens.
 */
export async function benchSendToPainted(): Promise<SendToPaintedFigures> {
  const app = await startTestApp();
  try {
    const moderator = await addAndSignIn(app, await app.owner(), 'nordlicht_mod', 'moderator');
    const { executablePath, env } = await provideBrowser();
    const browser = await chromium.launch({
      executablePath,
      args: BROWSER_ARGS,
      env: { ...process.env, ...env } as never,
    });
    try {
      const painted = await watchFlood(browser, app.origin, moderator.cookies, app.twitch);
      return figuresOf(await sentTimes(app.twitch), painted);
    } finally {
      await browser.close();
    }
  } finally {
    await app.stop();
  }
}

/** When the newest number on the page was painted, frame by frame. */
type Painted = readonly (readonly [atMs: number, newest: number])[];

/**
 * Runs in the page. The callback of a frame comes before its painting, a message posted from there
 * is handled after it.
 */
const OBSERVE = `
  window.painted = [];
  let newest = 0, isWaiting = false;
  const channel = new MessageChannel();
  channel.port1.onmessage = () => {
    isWaiting = false;
    window.painted.push([performance.timeOrigin + performance.now(), newest]);
  };
  const look = (node) => {
    for (const [, number] of (node.textContent ?? '').matchAll(/painted-(\\d+)/g)) {
      if (Number(number) <= newest) continue;
      newest = Number(number);
      if (isWaiting) continue;
      isWaiting = true;
      requestAnimationFrame(() => channel.port2.postMessage(0));
    }
  };
  new MutationObserver((changes) => {
    for (const change of changes) {
      if (change.type === 'characterData') look(change.target);
      for (const node of change.addedNodes) look(node);
    }
  }).observe(document.querySelector('[role=log]'), { childList: true, subtree: true, characterData: true });
`;

async function watchFlood(
  browser: Browser,
  origin: string,
  cookies: ReadonlyMap<string, string>,
  twitch: TestTwitch,
): Promise<Painted> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  await context.addCookies([...cookies].map(([name, value]) => ({ name, value, url: origin })));
  const page = await context.newPage();
  await twitch.control('say', { login: 'lotta_liest', text: 'gleich geht es los' });
  await page.goto(`${origin}/live`);
  await page.getByRole('log').getByText('gleich geht es los').waitFor();
  await page.evaluate(OBSERVE);
  await twitch.control('flood', { linesPerSecond: LINES_PER_SECOND, seconds: SECONDS, text: LINE });
  await wait(SECONDS * 1000);
  const last = `painted-${LINES_PER_SECOND * SECONDS}`;
  await page.getByRole('log').getByText(last, { exact: true }).waitFor({ timeout: 20_000 });
  return (await page.evaluate('window.painted')) as Painted;
}

async function sentTimes(twitch: TestTwitch): Promise<ReadonlyMap<number, number>> {
  const sent = new Map<number, number>();
  for (const { wire, raw, atMs } of await twitch.journal()) {
    const number = wire === 'irc' ? /painted-(\d+)\s*$/.exec(raw)?.[1] : undefined;
    if (number !== undefined) sent.set(Number(number), atMs);
  }
  return sent;
}

function figuresOf(sent: ReadonlyMap<number, number>, painted: Painted): SendToPaintedFigures {
  const delays: number[] = [];
  let frame = 0;
  for (const [number, sentAtMs] of [...sent].sort((a, b) => a[0] - b[0])) {
    while (frame < painted.length && (painted[frame]?.[1] ?? 0) < number) frame += 1;
    const paintedAtMs = painted[frame]?.[0];
    if (number > WARM_UP_LINES && paintedAtMs !== undefined) delays.push(paintedAtMs - sentAtMs);
  }
  return { p50Ms: quantile(delays, 0.5), p99Ms: quantile(delays, 0.99), lines: delays.length };
}
