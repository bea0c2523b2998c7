import { expect, type Page, test } from '@playwright/test';
import { team } from '../../src/contract/team.ts';
import { expectAccessible } from './accessible.ts';
import { buildHouse, t } from './house.ts';

const house = buildHouse();

const signInButton = (page: Page) => page.getByRole('button', { name: t('team.signIn.withTwitch') });
const againButton = (page: Page) => page.getByRole('button', { name: t('team.signIn.again') });
const isHome = (url: URL) => url.origin === house.app.origin && url.pathname === '/';
const isTwitch = (url: URL) => url.port === String(house.app.twitch.httpPort);

/** Presses the button of one of the four people at Twitch's page. */
async function consentAs(page: Page, login: string): Promise<void> {
  await page.waitForURL(isTwitch);
  await page.locator(`button[value="${login}"]`).click();
}

test.describe.configure({ mode: 'serial' });

test('before the first person came, the page says where the link is', async ({ page }) => {
  await page.goto(house.app.origin);
  await expect(page).toHaveURL(/\/sign-in/);
  await expect(page.getByRole('heading', { name: t('team.signIn.firstTitle') })).toBeVisible();
  await expect(page.getByText(`${house.app.origin}/api/sign-in/link/`)).toBeVisible();
});

test('the one-time link makes the first person owner, once', async ({ page, browser }) => {
  const link = await house.app.firstVisitLink();
  await page.goto(link);
  await page.waitForURL(isHome);
  await expect(page.getByRole('navigation', { name: t('common.rooms.navigation') })).toBeVisible();
  expect(house.app.read('SELECT role, is_owner FROM team_member')).toMatchObject([{ role: 'streamer', is_owner: 1 }]);

  await page.reload();
  await expect(page.getByRole('navigation', { name: t('common.rooms.navigation') })).toBeVisible();

  const stranger = await browser.newPage();
  await stranger.goto(link);
  await expect(stranger.getByText(t('refusals.team.link-used'))).toBeVisible();
  await expect(stranger.getByRole('navigation')).toHaveCount(0);
  await stranger.close();

  // The house's own owner for the tests that follow signs in by Twitch: the link is spent.
  const owner = house.app.person();
  await owner.signInAs('derflaavius');
  for (const [login, role] of [
    ['nordlicht_mod', 'moderator'],
    ['mara_manager', 'manager'],
  ] as const) {
    await owner.call(team.addMember, { login, role });
  }
});

test('a member signs in with Twitch and comes back to the page she wanted', async ({ page }) => {
  await page.goto(`${house.app.origin}/team`);
  await expect(page.getByText(t('team.signIn.sandboxHint'))).toBeVisible();
  await signInButton(page).click();
  await consentAs(page, 'nordlicht_mod');
  await page.waitForURL(`${house.app.origin}/team`);
  await expect(page.getByRole('heading', { name: t('team.title'), level: 1 })).toBeVisible();
  await expect(page.getByText(t('team.readOnly'))).toBeVisible();
  const [row] = house.app.read("SELECT state, access_token FROM twitch_account WHERE login = 'nordlicht_mod'");
  expect(row).toMatchObject({ state: 'ok' });
});

test('a stranger is refused, told so, and leaves nothing behind', async ({ page }) => {
  const tokens = (await house.app.twitch.state()).liveTokens;
  await page.goto(`${house.app.origin}/sign-in`);
  await signInButton(page).click();
  await consentAs(page, 'fremder_gast');
  await expect(page.getByText(t('refusals.team.not-a-member'))).toBeVisible();
  await expect(againButton(page)).toBeVisible();
  expect((await house.app.twitch.state()).liveTokens).toBe(tokens);
  expect(house.app.read("SELECT 1 FROM twitch_account WHERE login = 'fremder_gast'")).toEqual([]);
  expect(house.app.read("SELECT 1 FROM team_member WHERE login = 'fremder_gast'")).toEqual([]);
});

test('who refuses at Twitch is told that nothing was stored, and may begin again', async ({ page }) => {
  await page.goto(`${house.app.origin}/sign-in`);
  await signInButton(page).click();
  await page.waitForURL(isTwitch);
  await page.locator('button[name="refuse"]').click();
  await expect(page.getByText(t('refusals.team.sign-in-refused'))).toBeVisible();
  await againButton(page).click();
  await consentAs(page, 'mara_manager');
  await page.waitForURL(isHome);
  await expect(page.getByText('mara_manager').first()).toBeVisible();
});

test('an answer that belongs to another browser is refused', async ({ page, browser }) => {
  await page.goto(`${house.app.origin}/sign-in`);
  await signInButton(page).click();
  await page.waitForURL(isTwitch);
  const cameBack = await house.app.twitch.consent(page.url(), 'nordlicht_mod');

  const other = await browser.newPage();
  await other.goto(cameBack.href);
  await expect(other.getByText(t('refusals.team.sign-in-state-mismatch'))).toBeVisible();
  await other.close();

  await page.goto(cameBack.href.replace(/state=[^&]+/, 'state=forged'));
  await expect(page.getByText(t('refusals.team.sign-in-state-mismatch'))).toBeVisible();
  expect(await page.context().cookies()).not.toContainEqual(
    expect.objectContaining({ name: `livextrem_${house.app.port}` }),
  );
});

test('an answer that comes too late is refused as expired', async ({ page }) => {
  await house.app.twitch.control('oauth', { authorizationCodeSeconds: 0 });
  await page.goto(`${house.app.origin}/sign-in`);
  await signInButton(page).click();
  await consentAs(page, 'nordlicht_mod');
  await expect(page.getByText(t('refusals.team.sign-in-expired'))).toBeVisible();
  await house.app.twitch.control('oauth', { authorizationCodeSeconds: 600 });
  await againButton(page).click();
  await consentAs(page, 'nordlicht_mod');
  await page.waitForURL(isHome);
});

test('who comes back without an answer may cancel; the answer that comes afterwards is worth nothing', async ({
  page,
}) => {
  await page.goto(`${house.app.origin}/sign-in`);
  await signInButton(page).click();
  await page.waitForURL(isTwitch);
  const cameBack = await house.app.twitch.consent(page.url(), 'nordlicht_mod');
  await page.goto(`${house.app.origin}/sign-in`);
  await expect(page.getByText(t('team.signIn.waiting'))).toBeVisible();
  await page.getByRole('button', { name: t('team.signIn.cancel') }).click();
  await expect(page.getByText(t('team.signIn.cancelled'))).toBeVisible();

  await page.goto(cameBack.href);
  await expect(page.getByText(t('refusals.team.sign-in-expired'))).toBeVisible();
});

test('a second attempt replaces the first: only its answer counts', async ({ page }) => {
  await page.goto(`${house.app.origin}/sign-in`);
  await signInButton(page).click();
  await page.waitForURL(isTwitch);
  const first = await house.app.twitch.consent(page.url(), 'nordlicht_mod');
  await page.goto(`${house.app.origin}/sign-in`);
  await signInButton(page).click();
  await page.waitForURL(isTwitch);
  const second = page.url();
  await page.goto(first.href);
  await expect(page.getByText(t('refusals.team.sign-in-expired'))).toBeVisible();
  await page.goto(second);
  await consentAs(page, 'nordlicht_mod');
  await page.waitForURL(isHome);
});

test('a code is the second way in: from another device, also with a button at hand', async ({ page }) => {
  await house.app.twitch.control('oauth', { deviceIntervalSeconds: 1 });
  await page.goto(`${house.app.origin}/sign-in?returnTo=/team`);
  await page.getByRole('button', { name: t('team.signIn.withCode') }).click();
  const link = page.getByRole('link', { name: t('connect.device.open') });
  await house.app.twitch.activate((await link.getAttribute('href')) ?? '', 'mara_manager');
  await page.waitForURL(`${house.app.origin}/team`, { timeout: 20_000 });
  await expect(page.getByText('mara_manager').first()).toBeVisible();
});

test('a browser that came in by a code is asked about in the other ones, and can be thrown out', async ({
  page,
  browser,
}) => {
  await page.goto(`${house.app.origin}/sign-in?returnTo=/live`);
  await signInButton(page).click();
  await consentAs(page, 'mara_manager');
  await page.waitForURL(`${house.app.origin}/live`);

  const stranger = await (await browser.newContext({ locale: 'de-DE' })).newPage();
  await stranger.goto(`${house.app.origin}/sign-in`);
  await stranger.getByRole('button', { name: t('team.signIn.withCode') }).click();
  const link = stranger.getByRole('link', { name: t('connect.device.open') });
  await house.app.twitch.activate((await link.getAttribute('href')) ?? '', 'mara_manager');
  await stranger.waitForURL(isHome, { timeout: 20_000 });

  // Other sign-ins by code of tests before are asked about as well.
  await page.goto(house.app.origin);
  await page
    .getByRole('link', { name: t('system.action.open-team') })
    .first()
    .click();
  const card = page.getByRole('region', { name: t('team.signIns.title') });
  await expect(card.getByText(t('team.signIns.question')).first()).toBeVisible();
  await expect(card.getByText(t('team.signIns.way.code')).first()).toBeVisible();
  await expectAccessible(page);
  const asking = card.getByRole('listitem').filter({ hasText: t('team.signIns.question') });
  const count = await asking.count();
  await asking
    .first()
    .getByRole('button', { name: t('team.signIns.end') })
    .click();
  await expect(asking).toHaveCount(count - 1);
  await stranger.goto(`${house.app.origin}/team`);
  await expect(stranger).toHaveURL(/\/sign-in/);
  await stranger.context().close();

  for (let left = count - 1; left > 0; left -= 1) {
    await asking
      .first()
      .getByRole('button', { name: t('team.signIns.mine') })
      .click();
    await expect(asking).toHaveCount(left - 1);
  }
  await page.goto(house.app.origin);
  await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
  await expect(page.getByRole('link', { name: t('system.action.open-team') })).toHaveCount(0);
});

test('signing out ends the session for good', async ({ page }) => {
  const person = house.app.person();
  await person.signInAs('nordlicht_mod');
  const cookies = [...person.cookies].map(([name, value]) => ({ name, value, url: house.app.origin }));
  await page.context().addCookies(cookies);
  await page.goto(house.app.origin);
  await page.getByRole('button', { name: t('common.shell.me') }).click();
  await page.getByRole('menuitem', { name: t('common.shell.signOut') }).click();
  await page.waitForURL(/\/sign-in/);
  expect((await person.request('/api/me')).status).toBe(401);
});
