import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { BROWSER_ARGS, provideBrowser } from '../scripts/browser.mjs';
import { moderation } from '../src/contract/moderation.ts';
import { team } from '../src/contract/team.ts';
import { addAndSignIn, startTestApp, type TestApp } from '../src/testing/start-test-app.ts';
import type { TestPerson } from '../src/testing/test-person.ts';
import { startTestTwitch } from '../src/testing/test-twitch.ts';

// `npm run screenshots`: every page of the sandbox, wide and narrow, dark and light, German and English,
// into .cache/screenshots. `-- --readme` makes the few that the README shows.

const ROOT = join(import.meta.dirname, '..');
const WIDTHS = { wide: { width: 1440, height: 900 }, narrow: { width: 390, height: 844 } } as const;
const SCHEMES = ['dark', 'light'] as const;
const LANGUAGES = ['de', 'en'] as const;
/** The evening runs so many times faster, so long, before the pictures are taken; the README's show a curve. */
const STORY = { quick: { speed: 24, seconds: 30 }, readme: { speed: 6, seconds: 260 } };

type Width = keyof typeof WIDTHS;
type Scheme = (typeof SCHEMES)[number];
type Language = (typeof LANGUAGES)[number];

interface Shot {
  readonly width: Width;
  readonly scheme: Scheme;
  readonly language: Language;
}

/** One picture: where it is taken, and what is done before. */
interface Scene {
  readonly path: string;
  readonly isSignedOut?: boolean;
  prepare?(page: Page): Promise<void>;
}

const SCENES: Readonly<Record<string, Scene>> = {
  home: { path: '/' },
  live: { path: '/live' },
  'live-card': {
    path: '/live',
    async prepare(page) {
      await page.getByRole('log').getByRole('button', { name: 'keksdose_m' }).last().click();
      await page.getByRole('heading', { name: 'keksdose_m' }).first().waitFor();
    },
  },
  'live-search': {
    path: '/live',
    async prepare(page) {
      await page.getByRole('log').waitFor();
      await page
        .getByRole('main')
        .getByRole('button', { name: /Log durchsuchen|Search the log/ })
        .click();
      await page.getByRole('main').getByRole('textbox').or(page.getByRole('searchbox')).first().fill('moin');
      await page.locator('mark').first().waitFor();
    },
  },
  moderation: { path: '/moderation' },
  team: { path: '/team' },
  settings: { path: '/settings' },
  system: { path: '/system' },
  connect: { path: '/connect' },
  'live-dock': { path: '/live?dock=1' },
  palette: {
    path: '/',
    async prepare(page) {
      await page.getByRole('main').getByRole('heading').first().waitFor();
      await page.keyboard.press('Control+k');
      await page.getByRole('dialog').waitFor();
    },
  },
  'sign-in': { path: '/sign-in', isSignedOut: true },
};

/** Shown in the README of the language. */
const README: readonly (readonly [scene: string, shot: Omit<Shot, 'language'>])[] = [
  ['home', { width: 'wide', scheme: 'dark' }],
  ['live', { width: 'wide', scheme: 'light' }],
  ['live-card', { width: 'wide', scheme: 'dark' }],
  ['live', { width: 'narrow', scheme: 'dark' }],
];

const { values } = parseArgs({
  options: {
    out: { type: 'string' },
    only: { type: 'string', multiple: true, default: [] },
    readme: { type: 'boolean', default: false },
  },
});
const out = values.out ?? join(ROOT, ...(values.readme ? ['docs', 'screenshots'] : ['.cache', 'screenshots']));
mkdirSync(out, { recursive: true });
const story = values.readme ? STORY.readme : STORY.quick;

const twitch = await startTestTwitch({ hasStory: true, speed: story.speed });
try {
  const app = await startTestApp({ twitch });
  try {
    const owner = await liveThrough(app);
    const { executablePath, env } = await provideBrowser();
    const browser = await chromium.launch({
      executablePath,
      args: BROWSER_ARGS,
      env: { ...process.env, ...env } as never,
    });
    try {
      await shootAll(browser, app, owner);
    } finally {
      await browser.close();
    }
  } finally {
    await app.stop();
  }
} finally {
  await twitch.stop();
}

/** An evening with a team, a few acts, and then silence, so that every picture shows the same. */
async function liveThrough(app: TestApp): Promise<TestPerson> {
  const owner = await app.owner();
  const nordlicht = await addAndSignIn(app, owner, 'nordlicht_mod', 'moderator');
  await owner.call(team.addMember, { login: 'pixelpaul', role: 'moderator' });
  await addAndSignIn(app, owner, 'mara_manager', 'manager');
  await wait(story.seconds * 1000);
  await app.twitch.control('story', { running: false });
  const { id } = await app.twitch.control<{ id: string }>('say', {
    login: 'fremder_gast',
    text: 'schaut mal bei mir rein: https://example.org/gratis',
  });
  await wait(500);
  await nordlicht.call(moderation.deleteMessage, { messageId: id });
  await nordlicht.call(moderation.timeout, { login: 'fremder_gast', seconds: 600, reason: 'Werbung' });
  await app.twitch.control('say', { login: 'keksdose_m', text: 'danke! flaavHerz' });
  await wait(1000);
  return owner;
}

async function shootAll(browser: Browser, app: TestApp, owner: TestPerson): Promise<void> {
  const wanted: { scene: string; shot: Shot; file: string }[] = [];
  for (const language of LANGUAGES) {
    if (values.readme) {
      for (const [scene, { width, scheme }] of README) {
        const file = `${scene}${width === 'wide' ? '' : '-narrow'}-${language}.png`;
        wanted.push({ scene, shot: { width, scheme, language }, file });
      }
      continue;
    }
    for (const width of Object.keys(WIDTHS) as Width[]) {
      for (const scheme of SCHEMES) {
        for (const scene of [...Object.keys(SCENES), 'consent']) {
          wanted.push({
            scene,
            shot: { width, scheme, language },
            file: `${scene}-${width}-${scheme}-${language}.png`,
          });
        }
      }
    }
  }
  let failed = 0;
  for (const { scene, shot, file } of wanted) {
    if (values.only.length > 0 && !values.only.includes(scene)) continue;
    try {
      await shoot(browser, { app, owner, scene, shot, file: join(out, file) });
      process.stdout.write(`${file}\n`);
    } catch (error) {
      failed += 1;
      process.stderr.write(`${file}: ${error instanceof Error ? error.message.split('\n')[0] : error}\n`);
    }
  }
  if (failed > 0) process.exitCode = 1;
}

async function shoot(
  browser: Browser,
  order: { app: TestApp; owner: TestPerson; scene: string; shot: Shot; file: string },
): Promise<void> {
  const { app, owner, shot } = order;
  const context = await browser.newContext({
    viewport: WIDTHS[shot.width],
    colorScheme: shot.scheme,
    locale: shot.language === 'de' ? 'de-DE' : 'en-GB',
    timezoneId: 'Europe/Berlin',
    reducedMotion: 'reduce',
    isMobile: shot.width === 'narrow',
    hasTouch: shot.width === 'narrow',
  });
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(8000);
    const scene = SCENES[order.scene];
    if (scene === undefined) await page.goto(await consentAddress(app));
    else {
      if (!scene.isSignedOut) await signIn(context, app, owner);
      await page.goto(`${app.origin}${scene.path}`);
      await page.getByRole('main').or(page.getByRole('heading')).first().waitFor();
      await scene.prepare?.(page);
    }
    await page.evaluate('document.fonts.ready');
    // Pictures and figures come one by one; nothing on the page says when the last one is there.
    await page.waitForTimeout(900);
    await page.screenshot({ path: order.file, animations: 'disabled' });
  } finally {
    await context.close();
  }
}

async function signIn(context: BrowserContext, app: TestApp, owner: TestPerson): Promise<void> {
  await context.addCookies([...owner.cookies].map(([name, value]) => ({ name, value, url: app.origin })));
}

async function consentAddress(app: TestApp): Promise<string> {
  return (await app.person().call(team.beginSignIn, {})).authorizeUrl;
}
