import { expect, test } from '@playwright/test';
import { finance } from '../../src/contract/finance.ts';
import { planning } from '../../src/contract/planning.ts';
import { Temporal } from '../../src/kernel/temporal.ts';
import { expectAccessible, expectNoSidewaysScroll, graveFindings } from './accessible.ts';
import { buildHouse, chatLine, chatLog, t } from './house.ts';
import { PAGES } from './pages.ts';

const house = buildHouse();

let filled: { readonly origin: string; readonly done: Promise<void> } | undefined;

/** A channel with something of everything on it, so that the pages are not judged empty. */
function fill(): Promise<void> {
  const { origin } = house.app;
  if (filled?.origin !== origin) filled = { origin, done: fillOnce() };
  return filled.done;
}

async function fillOnce(): Promise<void> {
  const { control } = house.app.twitch;
  const question = await house.say('brezel_bube', 'Was gibt es heute? https://example.org/rezept');
  await house.say('mondkatze_', 'Zimtschnecken!', question);
  await house.say('gratis_vbux_2026', 'KAUFT JETZT ALLE MEINE SACHEN UND ZWAR SOFORT');
  await control('event', { kind: 'resub', login: 'lotta_liest', tier: '1000', text: 'gern dabei' });
  await control('event', { kind: 'raid', login: 'frau_holle_tv', viewers: 23 });
  await control('event', { kind: 'follow', login: 'der_ole' });
  await control('event', { kind: 'gift', login: 'lotta_liest', tier: '1000', count: 2 });
  await control('event', { kind: 'bits', login: 'gummistiefel_', bits: 500, text: 'Cheer500' });
  await control('ban', { login: 'xx_bohne_xx', seconds: 600, reason: 'Beleidigung' });

  const streamer = await house.as('streamer');
  const soon = Temporal.Now.plainDateTimeISO('Europe/Berlin').add({ days: 1 }).toString({ smallestUnit: 'minute' });
  await streamer.call(planning.planStream, {
    title: 'Backabend mit Zimtschnecken',
    category: null,
    local: soon,
    zone: 'Europe/Berlin',
    durationMinutes: 60,
    status: 'planned',
    notes: 'Mehl kaufen',
    checklist: [{ id: 'hefe', text: 'Hefe ansetzen', isDone: false }],
    color: 3,
    isPublished: true,
    repeat: null,
  });
  const today = Temporal.Now.plainDateISO('Europe/Berlin').toString();
  await streamer.call(planning.addTask, { title: 'Clips schneiden', due: { day: today, time: '18:00' } });
  for (const [text, category, minor] of [
    ['Trinkgeld von Lotta', 'tips', '1500'],
    ['Backblech', 'gear', '2390'],
  ] as const) {
    await streamer.call(finance.addEntry, {
      idempotencyKey: crypto.randomUUID(),
      day: today,
      category,
      text,
      amount: { minor, currency: 'EUR' },
      place: 'bank',
      broadcastId: 1,
    });
  }
}

test.beforeEach(async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
});

test('axe would find what is planted', async ({ page }) => {
  await page.goto(`${house.app.origin}/sign-in`);
  await expect(page.getByRole('heading').first()).toBeVisible();
  await page.evaluate(
    "document.querySelector('main').insertAdjacentHTML('beforeend', '<button></button><img src=\"/mark.svg\">')",
  );
  expect((await graveFindings(page)).map((told) => told.split(':')[0]).sort()).toEqual(['button-name', 'image-alt']);
});

test('axe finds nothing serious on the sign-in page, light and dark', async ({ page }) => {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.goto(`${house.app.origin}/sign-in`);
    await expect(page.getByRole('heading').first()).toBeVisible();
    await expectAccessible(page);
  }
});

for (const { path, anchor, isAlone } of PAGES) {
  test(`${path}: axe finds nothing serious, light and dark, and 380 px are wide enough`, async ({ page }) => {
    await fill();
    await house.enter(page, 'streamer');
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await page.goto(house.app.origin + path);
      await expect(anchor(page)).toBeVisible();
      await page.waitForLoadState('networkidle');
      await expectAccessible(page);
    }
    await page.setViewportSize({ width: 380, height: 740 });
    await page.reload();
    await expect(anchor(page)).toBeVisible();
    await page.waitForLoadState('networkidle');
    await expectNoSidewaysScroll(page);
    if (!isAlone) {
      await expect(page.getByRole('navigation', { name: t('common.rooms.navigation') })).toBeInViewport();
    }
  });
}

test('axe finds nothing serious in what opens over the pages', async ({ page }) => {
  await fill();
  await house.open(page, 'moderator', '/live');
  await expect(chatLine(page, 'Zimtschnecken!').last()).toBeVisible();
  await page.getByRole('button', { name: t('moderation.typed.title') }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await chatLine(page, 'Zimtschnecken!').last().getByRole('button', { name: 'mondkatze_' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.waitForLoadState('networkidle');
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox', { name: t('common.palette.placeholder') })).toBeVisible();
  await expectAccessible(page);
});

test('at 380 px a line is touched and its sheet offers what can be done', async ({ page }) => {
  await page.setViewportSize({ width: 380, height: 740 });
  await house.open(page, 'moderator', '/live');
  await house.say('pommes_pirat', 'mich anfassen');
  await chatLine(page, 'mich anfassen').click();
  const sheet = page.getByRole('dialog', { name: t('moderation.bar', { name: 'Pommes_Pirat' }) });
  await expect(sheet).toBeVisible();
  await expectNoSidewaysScroll(page);
  await sheet.getByRole('button', { name: t('moderation.actions.delete') }).click();
  await expect(chatLine(page, 'mich anfassen')).toContainText(t('live.line.removedDelete'));
});

test('the house is walked by keyboard alone: G and a letter, the palette, the way past the navigation', async ({
  page,
}) => {
  await house.open(page, 'streamer', '/');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.keyboard.press('g');
  await page.keyboard.press('l');
  await expect(page).toHaveURL(/\/live$/);
  await page.keyboard.press('g');
  await page.keyboard.press('t');
  await expect(page.getByRole('heading', { name: t('team.title'), level: 1 })).toBeVisible();
  await page.keyboard.press('Control+k');
  const field = page.getByRole('combobox', { name: t('common.palette.placeholder') });
  await expect(field).toBeFocused();
  await field.fill('einstell');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/settings$/);
  await expect(field).toHaveCount(0);

  await page.goto(`${house.app.origin}/team`);
  await expect(page.getByRole('heading', { name: t('team.title'), level: 1 })).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: t('common.skipToContent') })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: t('common.keys.title') })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

for (const { path, name } of [
  { path: '/finance/ledger?book=management', name: t('finance.zone.change') },
  { path: '/finance/ledger', name: t('finance.ledger.add') },
  { path: '/finance/estimates', name: t('finance.estimates.change') },
  { path: '/planning', name: t('planning.plan') },
  { path: '/system', name: t('connect.accounts.connectBot') },
  { path: '/team', name: t('team.add') },
]) {
  test(`a dialog that is closed gives the focus back: ${name}`, async ({ page }) => {
    await house.open(page, 'streamer', path);
    const button = page.getByRole('button', { name }).first();
    await button.press('Enter');
    const dialog = page.getByRole('dialog').first();
    await expect(dialog).toBeVisible();
    await expect(dialog.locator(':focus')).toHaveCount(1);
    await page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
    await expect(button).toBeFocused();
  });
}

test('a member is added by keyboard alone', async ({ page }) => {
  await house.open(page, 'streamer', '/team');
  const button = page.getByRole('button', { name: t('team.add') });
  await expect(button).toBeVisible();
  await button.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByLabel(t('team.login'))).toBeFocused();
  await page.keyboard.type('igelchen_');
  await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(
    page.getByText(t('team.memberAdded', { name: 'Igelchen_', role: t('common.roles.accountant') })),
  ).toBeVisible();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(button).toBeFocused();
});

test('letters stay letters while somebody writes, and when single keys are switched off', async ({ page }) => {
  await house.open(page, 'moderator', '/live');
  const field = page.getByRole('textbox', { name: t('live.composer.placeholder', { login: 'nordlicht_mod' }) });
  await field.fill('');
  await page.keyboard.type('gl gt d');
  await expect(field).toHaveValue('gl gt d');
  await expect(page).toHaveURL(/\/live$/);
  await page.goto(`${house.app.origin}/settings`);
  await page.getByRole('switch', { name: t('settings.singleKeys') }).press('Space');
  await expect(page.getByText(t('common.saved'), { exact: true })).toBeVisible();
  await house.say('waldkauz77', 'kein Buchstabe tut mir was');
  await page.goto(`${house.app.origin}/live`);
  await expect(chatLine(page, 'kein Buchstabe')).toBeVisible();
  const log = chatLog(page);
  await log.focus();
  await log.press('ArrowUp');
  await page.keyboard.press('d');
  await page.keyboard.press('g');
  await page.keyboard.press('t');
  await expect(page).toHaveURL(/\/live$/);
  await expect(chatLine(page, 'kein Buchstabe')).not.toContainText(t('live.line.removedDelete'));
});

for (const { path, anchor } of PAGES.filter((each) => ['/', '/live', '/moderation', '/team'].includes(each.path))) {
  test(`${path} also stands alone, for a window of its own or a dock`, async ({ page }) => {
    await page.setViewportSize({ width: 420, height: 800 });
    await house.open(page, 'moderator', `${path}?dock=1`);
    await expect(anchor(page)).toBeVisible();
    await expect(page.getByRole('navigation', { name: t('common.rooms.navigation') })).toHaveCount(0);
    await expect(page.getByText(t('common.shell.sandbox'))).toBeVisible();
    await expectNoSidewaysScroll(page);
  });
}
