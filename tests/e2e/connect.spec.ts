import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Locator, type Page, test } from '@playwright/test';
import { PUBLIC_APP, SECOND_APP } from '../../src/simulator/oauth-apps.ts';
import { expectAccessible, expectNoSidewaysScroll } from './accessible.ts';
import { buildHouse, english, type House, t } from './house.ts';

/** A step's heading names the step, too. */
const step = (page: Page, title: string): Locator => page.getByRole('heading', { level: 1, name: title });
const nextButton = (page: Page) => page.getByRole('button', { name: t('connect.next') });
const tryButton = (page: Page) => page.getByRole('button', { name: t('connect.app.try') });
const idField = (page: Page) => page.getByRole('textbox', { name: t('connect.app.clientId') });
const secretField = (page: Page) => page.getByLabel(t('connect.app.clientSecret'), { exact: true });
const codeButton = (page: Page) => page.getByRole('button', { name: t('connect.rights.withCode') });
const right = (page: Page, name: 'moderation' | 'planning' | 'revenue') =>
  page.getByRole('switch', { name: t(`connect.rights.name.${name}`) });

/** Presses one of the people at Twitch's page. */
async function consentAs(page: Page, house: House, login: string): Promise<void> {
  await page.waitForURL((url) => url.port === String(house.app.twitch.httpPort));
  await page.locator(login === 'refuse' ? 'button[name="refuse"]' : `button[value="${login}"]`).click();
  await page.waitForURL((url) => url.origin === house.app.origin);
}

/** The code on the page. */
async function codeOn(page: Page): Promise<string> {
  const code = page.locator('code').filter({ hasText: t('connect.device.codeLabel') });
  return (await code.innerText()).replace(/^.*:\s*/s, '').trim();
}

/** Both schemes and the smallest width. */
async function expectSound(page: Page): Promise<void> {
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    await expectAccessible(page);
  }
  const size = page.viewportSize();
  await page.setViewportSize({ width: 380, height: 740 });
  await expectNoSidewaysScroll(page);
  if (size) await page.setViewportSize(size);
}

test.describe('in the sandbox', () => {
  const house = buildHouse();

  test('a moderator is told what the owner does, and has no way on but back', async ({ page }) => {
    await house.open(page, 'moderator', '/connect');
    await expect(step(page, t('connect.notOwner.title'))).toBeVisible();
    await expect(page.getByText(t('connect.notOwner.agree'))).toBeVisible();
    await expectSound(page);
    await page.goto(`${house.app.origin}/connect?step=app`);
    await expect(step(page, t('connect.notOwner.title'))).toBeVisible();
    await page.getByRole('button', { name: t('connect.toToday') }).click();
    await expect(page).toHaveURL(`${house.app.origin}/`);
  });

  test('Enter goes on, the heading of each step has the focus, the sandbox can always be gone back to', async ({
    page,
  }) => {
    await house.open(page, 'streamer', '/connect');
    const first = step(page, t('connect.you.title'));
    await expect(first).toBeFocused();
    await expect(page).toHaveTitle(new RegExp(t('connect.steps.you')));
    await expect(page.getByText(t('connect.you.whyText'))).toBeVisible();
    await page.getByRole('radio', { name: t('connect.you.helper') }).click();
    await expect(page.getByText(t('connect.you.helperAfter'))).toBeVisible();
    await expectSound(page);
    await first.focus();
    await page.keyboard.press('Enter');
    await expect(step(page, t('connect.app.title'))).toBeFocused();
    await expect(page.getByRole('listitem').filter({ hasText: t('connect.steps.app') })).toHaveAttribute(
      'aria-current',
      'step',
    );
    await page.getByRole('button', { name: t('connect.back') }).click();
    await expect(first).toBeFocused();
    // What is only about a real channel is not to be had here.
    await page.goto(`${house.app.origin}/connect?step=rights`);
    await expect(step(page, t('connect.app.title'))).toBeVisible();
    await page.getByRole('link', { name: t('connect.later') }).click();
    await expect(page).toHaveURL(`${house.app.origin}/`);
  });

  test('the form shows what goes where, and what to copy', async ({ page, context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await house.open(page, 'streamer', '/connect?step=app');
    const redirectUri = `${house.app.origin}/callback`;
    await expect(page.getByText(redirectUri, { exact: true }).first()).toBeVisible();
    await page.getByRole('button', { name: t('connect.app.copyRedirect') }).click();
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe(redirectUri);
    await expect(page.getByText(/^liveXtrem-\w+$/).first()).toBeVisible();
    await expect(page.getByRole('img', { name: t('connect.sketch.form') })).toBeVisible();
    await expect(page.getByRole('img', { name: t('connect.sketch.keys') })).toBeVisible();
    await expectSound(page);
    // A public app has no secret: nothing of it is asked, or drawn.
    await page.getByRole('radio', { name: t('connect.app.public') }).click();
    await expect(secretField(page)).toHaveCount(0);
    await expect(page.getByRole('img', { name: t('connect.sketch.keysPublic'), exact: true })).toBeVisible();
  });

  test('what Twitch says stands at the field it is about, which has the focus', async ({ page }) => {
    await house.open(page, 'streamer', '/connect?step=app');
    await tryButton(page).click();
    await expect(page.getByText(t('connect.app.clientIdMissing'))).toBeVisible();
    await expect(page.getByText(t('connect.app.clientSecretWrong'))).toBeVisible();
    await expect(idField(page)).toBeFocused();
    await idField(page).fill('nicht-so');
    await expect(page.getByText(t('connect.app.clientIdWrong'))).toBeVisible();

    await idField(page).fill('unbekannt123');
    await secretField(page).fill('falsch');
    await secretField(page).press('Enter');
    await expect(page.getByText(t('refusals.team.client-id-wrong'))).toBeVisible();
    await expect(idField(page)).toBeFocused();
    await expect(idField(page)).toHaveAccessibleDescription(t('refusals.team.client-id-wrong'));

    await idField(page).fill(SECOND_APP.clientId);
    await expect(page.getByText(t('refusals.team.client-id-wrong'))).toHaveCount(0);
    await tryButton(page).click();
    await expect(secretField(page)).toBeFocused();
    await expect(secretField(page)).toHaveAccessibleDescription(t('refusals.team.client-secret-wrong'));
    await expect(idField(page)).toHaveValue(SECOND_APP.clientId);
    await expectSound(page);

    // Public at Twitch, confidential here.
    await idField(page).fill(PUBLIC_APP.clientId);
    await tryButton(page).click();
    await expect(page.getByRole('alert').filter({ hasText: t('refusals.team.client-is-public') })).toBeVisible();
    await expect(page.getByRole('radiogroup', { name: t('connect.app.type') })).toHaveAccessibleDescription(
      t('refusals.team.client-is-public'),
    );
    await page.getByRole('radio', { name: t('connect.app.public') }).click();
    await expect(page.getByText(t('refusals.team.client-is-public'))).toHaveCount(0);

    // What is about no field stands above the button.
    await page.getByRole('radio', { name: t('connect.app.confidential') }).click();
    await house.app.twitch.control('offline', { seconds: 60 });
    await idField(page).fill(SECOND_APP.clientId);
    await tryButton(page).click();
    await expect(page.getByRole('alert').filter({ hasText: t('refusals.twitch.unreachable') })).toBeVisible();
    await house.app.twitch.control('online');
    expect(existsSync(join(house.app.dataFolder, 'twitch-app.json'))).toBe(false);
  });

  test('a confidential app posed as a public one is found out before anything is stored', async ({ page }) => {
    await house.open(page, 'streamer', '/connect?step=app');
    await page.getByRole('radio', { name: t('connect.app.public') }).click();
    await idField(page).fill(SECOND_APP.clientId);
    await idField(page).press('Enter');
    const type = page.getByRole('radiogroup', { name: t('connect.app.type') });
    await expect(type).toHaveAccessibleDescription(t('refusals.team.client-is-confidential'));
    await expect(page.getByRole('radio', { name: t('connect.app.public') })).toBeFocused();
    await expectSound(page);
    // By keyboard to the other one: what was said is gone, and the secret is asked for.
    await page.keyboard.press('ArrowUp');
    await expect(page.getByRole('radio', { name: t('connect.app.confidential') })).toBeChecked();
    await expect(page.getByText(t('refusals.team.client-is-confidential'))).toHaveCount(0);
    await expect(secretField(page)).toBeVisible();
    expect(existsSync(join(house.app.dataFolder, 'twitch-app.json'))).toBe(false);
  });

  test.describe('in English', () => {
    test.use({ locale: 'en-GB' });

    test('a confidential app posed as a public one is told so in English, too', async ({ page }) => {
      await house.open(page, 'streamer', '/connect?step=app');
      await page.getByRole('radio', { name: english('connect.app.public') }).click();
      await page.getByRole('textbox', { name: english('connect.app.clientId') }).fill(SECOND_APP.clientId);
      await page.getByRole('button', { name: english('connect.app.try') }).click();
      await expect(page.getByRole('radiogroup', { name: english('connect.app.type') })).toHaveAccessibleDescription(
        english('refusals.team.client-is-confidential'),
      );
      await expectSound(page);
    });

    test('the first two steps are told in English', async ({ page }) => {
      await house.open(page, 'streamer', '/connect');
      await expect(step(page, english('connect.you.title'))).toBeVisible();
      await expect(page.getByText(english('connect.you.needTwoFactor'))).toBeVisible();
      await page.getByRole('button', { name: english('connect.next') }).click();
      await expect(step(page, english('connect.app.title'))).toBeVisible();
      await expect(page.getByRole('img', { name: english('connect.sketch.form') })).toBeVisible();
      await expect(page.getByText(english('connect.app.confidentialText'))).toBeVisible();
      await page.getByRole('button', { name: english('connect.app.try') }).click();
      await expect(page.getByText(english('connect.app.clientIdMissing'))).toBeVisible();
    });
  });
});

test.describe('with a confidential app', () => {
  test.describe.configure({ mode: 'serial' });
  const house = buildHouse();
  let cookies: Awaited<ReturnType<ReturnType<Page['context']>['cookies']>> = [];

  test('from the sandbox to the real channel, whose first lines arrive before the eyes', async ({ page, context }) => {
    test.setTimeout(90_000);
    await house.say('waldkauz77', 'nur in der Sandbox');
    await house.open(page, 'streamer', '/connect');
    await nextButton(page).click();
    await idField(page).fill(SECOND_APP.clientId);
    await secretField(page).fill(SECOND_APP.clientSecret);
    await tryButton(page).click();
    await expect(step(page, t('connect.restart.title'))).toBeVisible();

    // The real installation: the same person its owner, at the step that comes next.
    await expect(step(page, t('connect.rights.title'))).toBeVisible({ timeout: 40_000 });
    expect(new URL(page.url()).origin).toBe(house.app.origin);
    expect(readFileSync(join(house.app.dataFolder, 'twitch-app.json'), 'utf8')).not.toContain(SECOND_APP.clientSecret);
    for (const name of ['moderation', 'planning', 'revenue'] as const) await expect(right(page, name)).toBeChecked();
    await expectSound(page);

    // Refused at Twitch: said here, nothing kept.
    await page.getByRole('button', { name: t('connect.rights.confirm') }).click();
    await consentAs(page, house, 'refuse');
    await expect(page.getByText(t('connect.problem.team.sign-in-refused'))).toBeVisible();
    expect(page.url()).toContain('/connect');

    // One right is left out, which the count says at once.
    const count = page.getByText(/^\d+ von \d+ Rechten\.$/);
    const all = await count.innerText();
    await right(page, 'planning').click({ force: true });
    await expect(right(page, 'planning')).not.toBeChecked();
    await expect(count).not.toHaveText(all);
    await page.getByRole('button', { name: t('connect.rights.confirm') }).click();
    await consentAs(page, house, 'derflaavius');

    await expect(step(page, t('connect.first.titleLive'))).toBeVisible({ timeout: 20_000 });
    await expect(page.getByText(t('connect.first.state.connected'))).toHaveCount(4);
    await expect(page.getByText(t('connect.first.chatEmpty'))).toBeVisible();
    await house.say('waldkauz77', 'jetzt ist es echt');
    await expect(page.getByText('jetzt ist es echt')).toBeVisible();
    // The drawn emotes of this Twitch are no pictures outside of the sandbox: their words stand there.
    await house.say('waldkauz77', 'schön hier flaavHerz');
    await expect(page.getByText('schön hier flaavHerz')).toBeVisible();
    await expect(page.getByRole('img', { name: 'flaavHerz' })).toHaveCount(0);
    await expect(page.getByText('nur in der Sandbox')).toHaveCount(0);
    await expectSound(page);
    await page.getByRole('button', { name: t('connect.toToday') }).click();
    await expect(page).toHaveURL(`${house.app.origin}/`);
    await expect(page.getByText(t('common.shell.connectChannel'))).toHaveCount(0);
    await expect(page.getByText(t('common.shell.sandbox'))).toHaveCount(0);
    cookies = await context.cookies();
  });

  test('a right that was left out is granted now, and the others stay', async ({ page, context }) => {
    await context.addCookies(cookies);
    await page.goto(`${house.app.origin}/system?grant=planning`);
    const dialog = page.getByRole('dialog', {
      name: t('connect.grant.title', { right: t('connect.rights.name.planning') }),
    });
    await expect(dialog.getByRole('switch', { name: t('connect.rights.name.planning') })).toBeChecked();
    await expect(dialog.getByRole('switch', { name: t('connect.rights.name.moderation') })).toBeChecked();
    await expectAccessible(page);
    await dialog.getByRole('button', { name: t('connect.rights.confirm') }).click();
    await consentAs(page, house, 'derflaavius');
    await expect(page).toHaveURL(`${house.app.origin}/system`);
    await page.goto(`${house.app.origin}/connect?step=rights`);
    await expect(page.getByText(t('connect.rights.connected', { name: 'derFlaavius' }))).toBeVisible();
    for (const name of ['moderation', 'planning', 'revenue'] as const) await expect(right(page, name)).toBeChecked();
    await page.getByRole('button', { name: t('connect.rights.keep') }).click();
    await expect(step(page, t('connect.first.titleLive'))).toBeVisible();
  });

  test('a refused consent on the page of the system is said there', async ({ page, context }) => {
    await context.addCookies(cookies);
    await page.goto(`${house.app.origin}/system?grant=revenue`);
    await page
      .getByRole('dialog')
      .getByRole('button', { name: t('connect.rights.confirm') })
      .click();
    await consentAs(page, house, 'refuse');
    await expect(page.getByText(t('connect.problem.team.sign-in-refused'))).toBeVisible();
  });

  test('somebody else’s account does not become the channel by mistake', async ({ page, context }) => {
    await context.addCookies(cookies);
    await page.goto(`${house.app.origin}/connect?step=rights`);
    await right(page, 'revenue').click({ force: true });
    await page.getByRole('button', { name: t('connect.rights.confirm') }).click();
    await consentAs(page, house, 'nordlicht_mod');
    const [before = ''] = t('refusals.team.wrong-account', { login: 'nordlicht_mod' }).split(',');
    await expect(page.getByText(before)).toBeVisible();
  });

  test('a bot is connected by a code, speaks under its own name, and is disconnected', async ({ page, context }) => {
    await house.app.twitch.control('oauth', { deviceIntervalSeconds: 1 });
    await context.addCookies(cookies);
    await page.goto(`${house.app.origin}/system`);
    await page.getByRole('button', { name: t('connect.accounts.connectBot') }).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: t('connect.rights.withCode') })
      .click();
    await expect(page.getByText(t('connect.device.textBot'))).toBeVisible();
    await expectAccessible(page);
    await house.app.twitch.control('device/approve', { userCode: await codeOn(page), login: 'fremder_gast' });
    await expect(page.getByRole('dialog')).toHaveCount(0, { timeout: 20_000 });
    const row = page
      .getByRole('region', { name: t('connect.accounts.title') })
      .getByRole('listitem')
      .filter({ hasText: 'fremder_gast' });
    await expect(row.getByText(t('connect.accounts.uses.bot'), { exact: true })).toBeVisible();

    await page.goto(`${house.app.origin}/live`);
    await page.getByRole('button', { name: t('live.composer.asLabel', { name: 'derFlaavius' }) }).click();
    await page.getByRole('menuitemradio', { name: /\(Bot\)/ }).click();
    const field = page.getByRole('textbox', { name: /fremder_gast/i });
    await field.fill('ich bin ein Bot');
    await field.press('Enter');
    await expect(field).toHaveValue('');
    const { recentMessages } = await house.app.twitch.state();
    expect(recentMessages.find(({ text }) => text === 'ich bin ein Bot')?.login).toBe('fremder_gast');

    await page.goto(`${house.app.origin}/system`);
    await row.getByRole('button', { name: /fremder_gast/i }).click();
    await page.getByRole('menuitem', { name: t('connect.accounts.disconnect') }).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: t('connect.accounts.disconnect') })
      .click();
    await expect(row).toHaveCount(0);
    await expect(page.getByRole('button', { name: t('connect.accounts.connectBot') })).toBeVisible();
  });

  test('a code that nobody looks at any more is good for nothing', async ({ page, context }) => {
    await context.addCookies(cookies);
    await page.goto(`${house.app.origin}/system`);
    await page.getByRole('button', { name: t('connect.accounts.connectBot') }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: t('connect.rights.withCode') }).click();
    const code = await codeOn(page);
    // Beside it nothing happens: somebody may be typing the code in elsewhere.
    await page.mouse.click(5, 5);
    await expect(dialog.getByText(t('connect.device.waiting'))).toBeVisible();
    const withdrawn = page.waitForResponse((response) => response.request().method() === 'DELETE');
    await page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
    await expect(page.getByText(t('connect.device.cancelled'))).toBeVisible();
    expect(await (await withdrawn).json()).toMatchObject({ state: 'cancelled' });
    const tokens = (await house.app.twitch.state()).liveTokens;
    await house.app.twitch.control('device/approve', { userCode: code, login: 'fremder_gast' });

    // The same when the whole page goes.
    await page.getByRole('button', { name: t('connect.accounts.connectBot') }).click();
    const begun = page.waitForResponse((response) => response.url().endsWith('/api/accounts/device'));
    await dialog.getByRole('button', { name: t('connect.rights.withCode') }).click();
    const second = await codeOn(page);
    const { attemptId } = (await (await begun).json()) as { attemptId: string };
    await page.goto(`${house.app.origin}/live`);
    const attempt = `${house.app.origin}/api/sign-in/attempts/${attemptId}`;
    await expect.poll(async () => (await (await page.request.get(attempt)).json()).state).toBe('cancelled');
    await house.app.twitch.control('device/approve', { userCode: second, login: 'fremder_gast' });
    await page.goto(`${house.app.origin}/system`);
    await expect(page.getByRole('button', { name: t('connect.accounts.connectBot') })).toBeVisible();
    expect((await house.app.twitch.state()).liveTokens).toBe(tokens);
  });

  test('who comes back from Twitch by the browser finds a button that can be pressed', async ({ page, context }) => {
    await context.addCookies(cookies);
    await page.goto(`${house.app.origin}/connect?step=rights`);
    await right(page, 'revenue').click({ force: true });
    // The way to Twitch leads nowhere: the page stays as the browser would keep it.
    const twitch = `http://localhost:${house.app.twitch.httpPort}/**`;
    await page.route(twitch, (route) => route.fulfill({ status: 204 }));
    const confirm = page.getByRole('button', { name: t('connect.rights.confirm') });
    await confirm.click();
    await expect(confirm).toBeDisabled();
    await page.evaluate("window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))");
    await expect(confirm).toBeEnabled();
    await page.unroute(twitch);
    await confirm.click();
    await page.waitForURL((url) => url.port === String(house.app.twitch.httpPort));
    // Twitch shows mistakes of the redirect on a page of its own, from which only the browser leads back.
    await page.goBack();
    await expect(
      page.getByText(t('connect.unanswered', { redirectUri: `${house.app.origin}/callback` })),
    ).toBeVisible();
    await expectSound(page);
    await page.getByRole('button', { name: t('connect.toConsole') }).click();
    await expect(step(page, t('connect.app.title'))).toBeVisible();
  });

  test.describe('in English', () => {
    test.use({ locale: 'en-GB' });

    test('after the password was changed at Twitch, the page says so and leads back', async ({ page, context }) => {
      test.setTimeout(90_000);
      await context.addCookies(cookies);
      await page.goto(`${house.app.origin}/system`);
      const row = page
        .getByRole('listitem')
        .filter({ hasText: english('connect.accounts.uses.channel') })
        .last();
      await expect(row.getByRole('button', { name: english('connect.accounts.connectAnew') })).toHaveCount(0);
      await house.app.twitch.control('tokens/password-changed', { login: 'derflaavius' });
      // Nobody does anything: the tokens are asked about by themselves.
      await expect(row.getByText(english('connect.accounts.lostBy.refused'))).toBeVisible({ timeout: 75_000 });
      await expectSound(page);
      await page.goto(`${house.app.origin}/connect?step=rights`);
      await expect(page.getByText(english('connect.rights.lost', { name: 'derFlaavius' }))).toBeVisible();
      await expect(page.getByText(english('connect.rights.connected', { name: 'derFlaavius' }))).toHaveCount(0);
      await page.goto(`${house.app.origin}/system`);
      await row.getByRole('button', { name: english('connect.accounts.connectAnew') }).click();
      const dialog = page.getByRole('dialog', { name: english('connect.accounts.anewTitle', { name: 'derFlaavius' }) });
      await dialog.getByRole('button', { name: english('connect.rights.confirm') }).click();
      await consentAs(page, house, 'derflaavius');
      await expect(row.getByText(english('connect.accounts.lostBy.refused'))).toHaveCount(0);
      await page.goto(`${house.app.origin}/live`);
      await expect(page.getByRole('button', { name: english('live.connection.good') })).toBeVisible({
        timeout: 20_000,
      });
    });
  });

  test('the channel is disconnected only after its consequences were said, and connected anew', async ({
    page,
    context,
  }) => {
    await context.addCookies(cookies);
    await page.goto(`${house.app.origin}/system`);
    const row = page
      .getByRole('listitem')
      .filter({ hasText: t('connect.accounts.uses.channel') })
      .last();
    await row.getByRole('button', { name: t('connect.accounts.actions', { name: 'derFlaavius' }) }).click();
    await page.getByRole('menuitem', { name: t('connect.accounts.disconnect') }).click();
    await expect(page.getByText(t('connect.accounts.disconnectChannel'))).toBeVisible();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: t('connect.accounts.disconnect') })
      .click();
    await expect(row.getByText(t('connect.accounts.lostBy.none'))).toBeVisible();
    await row.getByRole('button', { name: t('connect.accounts.connectAnew') }).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: t('connect.rights.confirm') })
      .click();
    await consentAs(page, house, 'derflaavius');
    await expect(row.getByText(t('connect.accounts.lostBy.none'))).toHaveCount(0);
    await page.goto(`${house.app.origin}/live`);
    await expect(page.getByRole('button', { name: t('live.connection.good') })).toBeVisible({ timeout: 20_000 });
  });
});

test.describe('with a public app', () => {
  test.describe.configure({ mode: 'serial' });
  const house = buildHouse();

  test('everything goes by codes: refused, expired, given up, and at last agreed to', async ({ page }) => {
    test.setTimeout(90_000);
    await house.app.twitch.control('oauth', { deviceIntervalSeconds: 1 });
    await house.open(page, 'streamer', '/connect?step=app');
    await page.getByRole('radio', { name: t('connect.app.public') }).click();
    await idField(page).fill(PUBLIC_APP.clientId);
    await tryButton(page).click();
    await expect(step(page, t('connect.rights.title'))).toBeVisible({ timeout: 40_000 });
    await expect(page.getByRole('button', { name: t('connect.rights.confirm') })).toHaveCount(0);

    await codeButton(page).click();
    await expect(page.getByRole('heading', { name: t('connect.device.title') })).toBeFocused();
    await expect(page.getByText(t('connect.device.waiting'))).toBeVisible();
    await expect(page.getByText(/noch 29:\d\d gültig/)).toBeVisible();
    const first = await codeOn(page);
    const link = page.getByRole('link', { name: t('connect.device.open') });
    await expect(link).toHaveAttribute('href', new RegExp(`device-code=${first}`));
    await expectSound(page);

    // Twitch tells nobody of a refusal: the code goes on waiting until somebody gives it up.
    await house.app.twitch.control('device/refuse', { userCode: first });
    await expect(page.getByText(t('connect.device.waiting'))).toBeVisible();
    await page.getByRole('button', { name: t('connect.device.cancel') }).click();

    await house.app.twitch.control('oauth', { deviceCodeSeconds: 2 });
    await codeButton(page).click();
    const again = page.getByRole('button', { name: t('connect.device.again') });
    await expect.poll(() => page.getByText(t('refusals.team.device-expired')).count(), { timeout: 20_000 }).toBe(1);
    await house.app.twitch.control('oauth', { deviceCodeSeconds: 1800 });
    await again.click();
    await expect(page.getByText(t('connect.device.waiting'))).toBeVisible();
    expect(await codeOn(page)).not.toBe(first);
    await page.getByRole('button', { name: t('connect.device.cancel') }).click();
    await expect(codeButton(page)).toBeVisible();

    await codeButton(page).click();
    await house.app.twitch.control('device/approve', { userCode: await codeOn(page), login: 'derflaavius' });
    await expect(step(page, t('connect.first.titleLive'))).toBeVisible({ timeout: 30_000 });
    await page.goto(`${house.app.origin}/system`);
    await expect(page.getByText(t('connect.accounts.clientType.public'))).toBeVisible();
    await page.goto(`${house.app.origin}/team`);
    await page.getByRole('button', { name: t('team.add') }).click();
    await page.getByLabel(t('team.login')).fill('nordlicht_mod');
    await page.keyboard.press('Enter');
    await expect(page.getByText('nordlicht_mod').first()).toBeVisible();
  });

  test('people of the team sign in by a code as well', async ({ page }) => {
    await page.goto(`${house.app.origin}/sign-in?returnTo=/live`);
    await expect(page.getByRole('button', { name: t('team.signIn.withTwitch') })).toHaveCount(0);
    const begin = page.getByRole('button', { name: t('team.signIn.withCode') });
    await begin.click();
    await house.app.twitch.control('device/approve', { userCode: await codeOn(page), login: 'fremder_gast' });
    await expect(page.getByText(t('refusals.team.not-a-member'))).toBeVisible({ timeout: 20_000 });
    await page.getByRole('button', { name: t('connect.device.again') }).click();
    await page.getByRole('button', { name: t('connect.device.cancel') }).click();
    await expect(page.getByText(t('team.signIn.cancelled'))).toBeVisible();
    await begin.click();
    await expectAccessible(page);
    await house.app.twitch.control('device/approve', { userCode: await codeOn(page), login: 'nordlicht_mod' });
    await page.waitForURL(`${house.app.origin}/live`, { timeout: 20_000 });
    await expect(page.getByRole('region', { name: t('live.chat'), exact: true })).toBeVisible();

    // And connect their own account anew where it stands.
    await page.goto(`${house.app.origin}/system`);
    await page.getByRole('button', { name: t('connect.accounts.connectAnew') }).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: t('connect.rights.withCode') })
      .click();
    await house.app.twitch.control('device/approve', { userCode: await codeOn(page), login: 'nordlicht_mod' });
    await expect(page.getByRole('dialog')).toHaveCount(0, { timeout: 20_000 });
    await expect(page.getByText(t('connect.accounts.connected'), { exact: true })).toBeVisible();
  });
});

test.describe('with an app set by the environment', () => {
  const house = buildHouse({
    env: { LIVEXTREM_TWITCH_CLIENT_ID: SECOND_APP.clientId, LIVEXTREM_TWITCH_CLIENT_SECRET: SECOND_APP.clientSecret },
  });

  test('the wizard shows it, asks nothing about it, and begins with the rights', async ({ page }) => {
    await page.goto(await house.app.firstVisitLink());
    await expect(step(page, t('connect.rights.title'))).toBeVisible();
    await page.getByRole('link', { name: t('connect.steps.app') }).click();
    await expect(page.getByText(t('connect.app.fixed'))).toBeVisible();
    await expect(page.getByText(SECOND_APP.clientId)).toBeVisible();
    await expect(idField(page)).toHaveCount(0);
    await expectSound(page);
    await nextButton(page).click();
    await expect(step(page, t('connect.rights.title'))).toBeVisible();
  });
});

test.describe('with an app that the environment calls public and Twitch confidential', () => {
  const house = buildHouse({
    env: { LIVEXTREM_TWITCH_CLIENT_ID: SECOND_APP.clientId, LIVEXTREM_TWITCH_CLIENT_TYPE: 'public' },
  });

  test('the first code finds it out, keeps nothing, and leads to the app', async ({ page }) => {
    await house.app.twitch.control('oauth', { deviceIntervalSeconds: 1 });
    const tokens = (await house.app.twitch.state()).liveTokens;
    await page.goto(await house.app.firstVisitLink());
    await expect(step(page, t('connect.rights.title'))).toBeVisible();
    await codeButton(page).click();
    await house.app.twitch.control('device/approve', { userCode: await codeOn(page), login: 'derflaavius' });
    await expect(page.getByText(t('refusals.team.client-is-confidential'))).toBeVisible({ timeout: 20_000 });
    await expect(page.getByRole('button', { name: t('connect.device.again') })).toHaveCount(0);
    expect((await house.app.twitch.state()).liveTokens).toBe(tokens);
    await expectSound(page);
    await page.getByRole('button', { name: t('connect.device.toApp') }).click();
    await expect(step(page, t('connect.app.fixedTitle'))).toBeVisible();
  });
});
