import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { SECOND_APP } from '../../src/simulator/oauth-apps.ts';
import { buildHouse, t } from './house.ts';

const house = buildHouse();

test('the page is nothing for a moderator', async ({ page }) => {
  await house.open(page, 'moderator', '/connect');
  await expect(page.getByText(t('system.connect.onlyOwner'))).toBeVisible();
});

test('from the sandbox to the real channel: wrong keys are named, right ones restart the house', async ({ page }) => {
  test.setTimeout(60_000);
  await house.say('waldkauz77', 'nur in der Sandbox');
  await house.open(page, 'streamer', '/connect');
  await expect(page.getByText(`${house.app.origin}/callback`)).toBeVisible();
  const id = page.getByRole('textbox', { name: t('system.connect.clientId') });
  const secret = page.getByLabel(t('system.connect.clientSecret'), { exact: true });
  const button = page.getByRole('button', { name: t('system.connect.try') });

  await button.click();
  await expect(page.getByText(t('system.connect.clientIdWrong'))).toBeVisible();
  await id.fill('unbekannt123');
  await secret.fill('falsch');
  await button.click();
  await expect(page.getByText(t('refusals.team.client-id-wrong'))).toBeVisible();
  await id.fill(SECOND_APP.clientId);
  await button.click();
  await expect(page.getByText(t('refusals.team.client-secret-wrong'))).toBeVisible();
  await expect(id).toHaveValue(SECOND_APP.clientId);
  expect(existsSync(join(house.app.dataFolder, 'twitch-app.json'))).toBe(false);

  await secret.fill(SECOND_APP.clientSecret);
  await button.click();
  await expect(page.getByText(t('system.connect.restarting'))).toBeVisible();

  // The real installation: its own data, nobody's chat yet, the same person its owner.
  await expect(page.getByText(t('common.shell.connectChannel'))).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText(t('common.shell.sandbox'))).toHaveCount(0);
  expect(new URL(page.url()).origin).toBe(house.app.origin);
  expect(readFileSync(join(house.app.dataFolder, 'twitch-app.json'), 'utf8')).not.toContain(SECOND_APP.clientSecret);
  await page.goto(`${house.app.origin}/live`);
  await expect(page.getByText(t('live.emptyChat'))).toBeVisible();
  await expect(page.getByText('nur in der Sandbox')).toHaveCount(0);

  // The owner connects the channel; from then on its chat is recorded.
  await page.goto(house.app.origin);
  await page.getByRole('button', { name: t('common.shell.connectChannelAction') }).click();
  await page.locator('button[value="derflaavius"]').click();
  await page.waitForURL((url) => url.origin === house.app.origin);
  await expect(page.getByText(t('common.shell.connectChannel'))).toHaveCount(0);
  await page.goto(`${house.app.origin}/live`);
  await expect(page.getByRole('button', { name: t('live.connection.good') })).toBeVisible({ timeout: 15_000 });
  await house.say('waldkauz77', 'jetzt ist es echt');
  await expect(page.getByText('jetzt ist es echt')).toBeVisible();
});
