import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { BROWSER_ARGS, provideBrowser } from '../scripts/browser.mjs';
import { finance, type HandCategory } from '../src/contract/finance.ts';
import { moderation } from '../src/contract/moderation.ts';
import { planning } from '../src/contract/planning.ts';
import { team } from '../src/contract/team.ts';
import { Temporal } from '../src/kernel/temporal.ts';
import { addAndSignIn, startTestApp, type TestApp } from '../src/testing/start-test-app.ts';
import type { TestPerson } from '../src/testing/test-person.ts';
import { startTestTwitch } from '../src/testing/test-twitch.ts';

// `npm run screenshots`: every page of the sandbox with its ninety days, wide and narrow, dark and light,
// German and English, into .cache/screenshots. `-- --readme` makes the few that the README shows.

const ROOT = join(import.meta.dirname, '..');
const WIDTHS = { wide: { width: 1440, height: 900 }, narrow: { width: 390, height: 844 } } as const;
const ZONE = 'Europe/Berlin';
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
  /** `{report}` stands for the evening report that is shown. */
  readonly path: string;
  readonly isSignedOut?: boolean;
  /** The stream is over; taken after all others. */
  readonly isAfterStream?: boolean;
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
  planning: { path: '/planning' },
  'planning-stream': {
    path: '/planning',
    async prepare(page) {
      await page.locator('[data-stream][data-look="planned"]').first().click();
      await page.getByRole('complementary').or(page.getByRole('dialog')).getByRole('heading').first().waitFor();
    },
  },
  'planning-form': {
    path: '/planning',
    async prepare(page) {
      await page.locator('[data-stream]').first().waitFor();
      await page.keyboard.press('n');
      await page.getByRole('dialog').waitFor();
    },
  },
  tasks: { path: '/planning/tasks' },
  'schedule-sync': { path: '/planning/sync' },
  review: { path: '/planning/review' },
  finance: { path: '/finance' },
  ledger: { path: '/finance/ledger' },
  'ledger-entry': {
    path: '/finance/ledger',
    async prepare(page) {
      await page.locator('[data-entry]').last().click();
      await page.getByRole('complementary').or(page.getByRole('dialog')).getByRole('heading').first().waitFor();
    },
  },
  booking: {
    path: '/finance/ledger?new=1',
    async prepare(page) {
      await page.getByRole('dialog').waitFor();
    },
  },
  streams: { path: '/finance/streams' },
  'evening-report': { path: '/finance/streams/{report}' },
  rows: { path: '/finance/rows?stream={report}' },
  estimates: { path: '/finance/estimates' },
  team: { path: '/team' },
  settings: { path: '/settings' },
  system: { path: '/system' },
  connect: { path: '/connect' },
  'connect-app': { path: '/connect?step=app' },
  grant: {
    path: '/system?grant=planning',
    async prepare(page) {
      await page.getByRole('dialog').getByRole('switch').first().waitFor();
    },
  },
  'connect-code': {
    path: '/system?grant=planning',
    async prepare(page) {
      await page
        .getByRole('dialog')
        .getByRole('button', { name: /Mit Code|with a code/ })
        .click();
      await page.getByRole('dialog').getByRole('code').waitFor();
    },
  },
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
  today: { path: '/', isAfterStream: true },
};

/** Shown in the README of the language. */
const README: readonly (readonly [scene: string, shot: Omit<Shot, 'language'>])[] = [
  ['today', { width: 'wide', scheme: 'dark' }],
  ['evening-report', { width: 'wide', scheme: 'light' }],
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

const twitch = await startTestTwitch({ hasStory: true, speed: story.speed, past: true });
try {
  const app = await startTestApp({ twitch });
  try {
    const owner = await liveThrough(app);
    const report = await keepBooksAndPlan(owner);
    const { executablePath, env } = await provideBrowser();
    const browser = await chromium.launch({
      executablePath,
      args: BROWSER_ARGS,
      env: { ...process.env, ...env } as never,
    });
    try {
      await shootAll(browser, { app, owner, report });
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

/** What people of a team have written down by then. @returns the broadcast whose report is shown. */
async function keepBooksAndPlan(owner: TestPerson): Promise<number> {
  const { streams } = await owner.call(finance.streams, { limit: 16 });
  const ended = streams.filter(({ broadcast }) => broadcast.endedAt !== null);
  const best = ended.toSorted((a, b) => Number(b.estimated[0]?.minor ?? 0) - Number(a.estimated[0]?.minor ?? 0))[0];
  if (!best) throw new Error('the sandbox has no past');
  const report = best.broadcast.id;
  const today = Temporal.Now.plainDateISO(ZONE);
  const receipt = await owner.call(finance.addDocument, {
    name: 'rechnung-mikrofonarm.pdf',
    contentBase64: Buffer.from('%PDF-1.4\n').toString('base64'),
  });
  const book = async (entry: [daysAgo: number, category: HandCategory, text: string, minor: number, stream?: true]) => {
    const [daysAgo, category, text, minor, isOfStream] = entry;
    const { id } = await owner.call(finance.addEntry, {
      idempotencyKey: crypto.randomUUID(),
      day: today.subtract({ days: daysAgo }).toString(),
      category,
      text,
      amount: { minor: String(minor), currency: 'EUR' },
      place: category === 'tips' ? 'paypal' : 'bank',
      broadcastId: isOfStream ? report : null,
      documents: category === 'gear' ? [receipt.sha256] : [],
      noReceiptReason: category === 'payment-fees' ? 'steht im Kontoauszug' : null,
    });
    return id;
  };
  const sealed = [
    await book([16, 'twitch-payout', 'Auszahlung Oktober', 31_284]),
    await book([12, 'gear', 'Mikrofonarm', 12_990]),
    await book([9, 'sponsor', 'Brausehersteller: zwei Einblendungen', 25_000]),
    await book([5, 'tips', 'Trinkgeld von keksdose_m', 1500, true]),
    await book([5, 'payment-fees', 'PayPal-Gebühr', 87, true]),
  ];
  await owner.call(finance.seal, { entryIds: sealed });
  await book([14, 'software-hosting', 'Overlay-Werkzeug, Monat', 900]);
  await book([1, 'games', 'Spiel für Freitag', 2999]);
  await book([0, 'tips', 'Trinkgeld von lotta_liest', 2000]);

  const plan = { zone: ZONE, category: null, notes: '', isPublished: true, repeat: null, status: 'planned' } as const;
  await owner.call(planning.planStream, {
    ...plan,
    title: 'Nachtschicht: wir räumen die Bahnstrecke auf',
    local: `${today.add({ days: 1 })}T20:15`,
    durationMinutes: 180,
    checklist: [
      { id: 'licht', text: 'Licht aufbauen', isDone: true },
      { id: 'szene', text: 'Szene mit Karte vorbereiten', isDone: true },
      { id: 'mods', text: 'Mods Bescheid geben', isDone: false },
    ],
    color: 4,
  });
  for (const [title, days, time] of [
    ['Clips der Woche schneiden', 0, '18:00'],
    ['Sponsor-Rechnung schreiben', 1, null],
    ['Emotes für Weihnachten bestellen', 4, null],
    ['Overlay für den Spendenabend', 9, null],
  ] as const) {
    await owner.call(planning.addTask, { title, due: { day: today.add({ days }).toString(), time } });
  }
  return report;
}

interface Stage {
  readonly app: TestApp;
  readonly owner: TestPerson;
  readonly report: number;
}

async function shootAll(browser: Browser, stage: Stage): Promise<void> {
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
  const isLate = ({ scene }: { scene: string }): boolean => SCENES[scene]?.isAfterStream === true;
  let isLive = true;
  let failed = 0;
  for (const one of [...wanted.filter((each) => !isLate(each)), ...wanted.filter(isLate)]) {
    const { scene, shot, file } = one;
    if (values.only.length > 0 && !values.only.includes(scene)) continue;
    if (isLive && isLate(one)) {
      await stage.app.twitch.control('event', { kind: 'offline' });
      await wait(1000);
      isLive = false;
    }
    try {
      await shoot(browser, { ...stage, scene, shot, file: join(out, file) });
      process.stdout.write(`${file}\n`);
    } catch (error) {
      failed += 1;
      process.stderr.write(`${file}: ${error instanceof Error ? error.message.split('\n')[0] : error}\n`);
    }
  }
  if (failed > 0) process.exitCode = 1;
}

async function shoot(browser: Browser, order: Stage & { scene: string; shot: Shot; file: string }): Promise<void> {
  const { app, owner, shot } = order;
  const context = await browser.newContext({
    viewport: WIDTHS[shot.width],
    colorScheme: shot.scheme,
    locale: shot.language === 'de' ? 'de-DE' : 'en-GB',
    timezoneId: ZONE,
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
      await page.goto(app.origin + scene.path.replace('{report}', String(order.report)));
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
