import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { startTestApp } from '../../src/testing/start-test-app.ts';
import { startTestTwitch } from '../../src/testing/test-twitch.ts';
import { buildHouse, t } from './house.ts';
import { PAGES } from './pages.ts';

const house = buildHouse();

/** What a page says when there is nothing yet. */
const EMPTY: Readonly<Record<string, readonly string[]>> = {
  '/': [t('common.shell.noProblems'), t('live.emptyEvents'), t('planning.tasks.empty')],
  '/live': [t('live.emptyChat'), t('live.emptyEvents'), t('moderation.log.empty')],
  '/moderation': [t('moderation.log.empty')],
  '/planning/tasks': [t('planning.tasks.empty')],
  '/planning/sync': [t('planning.links.none')],
  '/finance': [t('finance.overview.chartEmpty'), t('finance.overview.sourceEmpty')],
  '/finance/ledger': [t('finance.ledger.chainEmpty')],
  '/finance/streams/1': [t('finance.report.entriesEmpty'), t('finance.report.managementRunning')],
  '/finance/rows': [t('finance.rows.emptyAll')],
  '/team': [t('team.alone')],
  '/system': [t('health.repairs.none'), t('health.row.backup.none-needed.note')],
};

// The set-up stands alone: it begins without asking the server, and has tests of its own.
for (const { path, anchor } of PAGES.filter(({ isAlone }) => !isAlone)) {
  test(`${path} with nothing in the database says what will be there, and recovers from a failing server`, async ({
    page,
  }) => {
    await house.open(page, 'streamer', path);
    await expect(anchor(page)).toBeVisible();
    for (const text of EMPTY[path] ?? []) await expect(page.getByText(text).first()).toBeVisible();
    await expect(page.getByRole('alert')).toHaveCount(0);

    const isAboutMe = (url: URL) => /^\/api\/(me|feed)$/.test(url.pathname);
    const isOther = (url: URL) => url.pathname.startsWith('/api/') && !isAboutMe(url);
    await page.route(isOther, (route) => route.fulfill({ status: 500, json: { code: 'http.internal', params: {} } }));
    await page.goto(house.app.origin + path);
    await expect(
      page
        .getByRole('alert')
        .filter({ hasText: t('refusals.http.internal') })
        .first(),
    ).toBeVisible();
    await expect(page.getByRole('navigation', { name: t('common.rooms.navigation') })).toBeVisible();
    await page.unroute(isOther);
    const retry = page.getByRole('main').getByRole('button', { name: t('common.retry') });
    while ((await retry.count()) > 0) {
      const before = await retry.count();
      await retry.first().click();
      await expect.poll(() => retry.count()).toBeLessThan(before);
    }
    await expect(anchor(page)).toBeVisible();
    await expect(page.getByRole('alert')).toHaveCount(0);
  });
}

test('a page nobody can show yet says that the server fails, and goes on by itself', async ({ page }) => {
  await house.enter(page, 'streamer');
  await page.route('**/api/**', (route) => route.fulfill({ status: 500, json: { code: 'http.internal', params: {} } }));
  await page.goto(`${house.app.origin}/team`);
  await expect(page.getByText(t('refusals.http.internal'))).toBeVisible();
  await page.unroute('**/api/**');
  await expect(page.getByRole('heading', { name: t('team.title'), level: 1 })).toBeVisible();
});

test('the sign-in page says it when the server fails, too', async ({ page }) => {
  await page.route('**/api/**', (route) => route.fulfill({ status: 500, json: { code: 'http.internal', params: {} } }));
  await page.goto(`${house.app.origin}/sign-in`);
  await expect(page.getByText(t('refusals.http.internal'))).toBeVisible();
  await page.unroute('**/api/**');
  await page.getByRole('button', { name: t('common.retry') }).click();
  await expect(page.getByRole('button', { name: t('team.signIn.withTwitch') })).toBeVisible();
});

test('an address that leads nowhere says so', async ({ page }) => {
  await house.open(page, 'streamer', '/gibt/es/nicht');
  await expect(page.getByText(t('common.shell.notFound'))).toBeVisible();
  await page.getByRole('link', { name: t('common.shell.toHome') }).click();
  await expect(page).toHaveURL(`${house.app.origin}/`);
});

test('every page stays usable while Twitch is gone', async ({ page }) => {
  await house.enter(page, 'streamer');
  await house.app.twitch.control('offline', { seconds: 600 });
  for (const { path, anchor } of PAGES) {
    await page.goto(house.app.origin + path);
    await expect(anchor(page)).toBeVisible();
    await expect(page.getByRole('alert')).toHaveCount(0);
  }
  await page.goto(`${house.app.origin}/system`);
  const chat = page
    .getByRole('listitem')
    .filter({ has: page.getByText(t('health.check.line-chat.title'), { exact: true }) });
  await expect(chat.getByRole('button', { name: t('health.mend.reconnect-chat') })).toBeVisible();
  await page.goto(`${house.app.origin}/live`);
  await expect(page.getByRole('button', { name: t('live.connection.trouble') })).toBeVisible();
  const field = page.getByRole('textbox', { name: t('live.composer.placeholder', { login: 'derflaavius' }) });
  await field.fill('hört mich wer?');
  await field.press('Enter');
  await expect(page.getByRole('alert')).toContainText(t('refusals.twitch.unreachable'));
  await expect(field).toHaveValue('hört mich wer?');
  await page.goto(`${house.app.origin}/team`);
  await page.getByRole('button', { name: t('team.add') }).click();
  await page.getByLabel(t('team.login')).fill('lotta_liest');
  await page.keyboard.press('Enter');
  await expect(page.getByText(t('refusals.twitch.unreachable'))).toBeVisible();
  await house.app.twitch.control('online');
});

test('a server that is gone is told on open pages, which go on by themselves when it is back', async ({ context }) => {
  test.setTimeout(60_000);
  const twitch = await startTestTwitch();
  const dataFolder = mkdtempSync(join(tmpdir(), 'livextrem-gone-'));
  let app = await startTestApp({ twitch, dataFolder });
  try {
    const owner = await app.owner();
    await context.addCookies([...owner.cookies].map(([name, value]) => ({ name, value, url: app.origin })));
    const pages = [];
    for (const { path, anchor } of PAGES.filter((each) => ['/', '/live', '/team'].includes(each.path))) {
      const page = await context.newPage();
      await page.goto(app.origin + path);
      await expect(anchor(page)).toBeVisible();
      pages.push({ page, anchor });
    }
    await app.program.kill();
    const [words = ''] = t('common.shell.offline', { time: '|' }).split('|');
    for (const { page, anchor } of pages) {
      await expect(page.getByText(words)).toBeVisible({ timeout: 20_000 });
      await expect(anchor(page)).toBeVisible();
    }
    app = await startTestApp({ twitch, dataFolder, port: app.port });
    for (const { page } of pages) await expect(page.getByText(words)).toHaveCount(0, { timeout: 20_000 });
    await twitch.control('say', { login: 'waldkauz77', text: 'wieder da' });
    const chat = pages.find(({ page }) => page.url().endsWith('/live'));
    await expect.poll(() => chat?.page.getByText('wieder da').count()).toBe(1);
  } finally {
    await app.stop();
    await twitch.stop();
    rmSync(dataFolder, { recursive: true, force: true, maxRetries: 5 });
  }
});
