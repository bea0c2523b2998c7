import { expect, type Page, test } from '@playwright/test';
import { buildHouse, eventually, t } from './house.ts';

const house = buildHouse();

const table = (page: Page) => page.getByRole('table', { name: t('team.title') });
const rowOf = (page: Page, login: string) => table(page).getByRole('row').filter({ hasText: login });
const memberRow = (login: string) =>
  house.app.read<{ role: string; twitch_id: string }>('SELECT role, twitch_id FROM team_member WHERE login = ?', login);

async function add(page: Page, login: string, role?: string): Promise<void> {
  await page
    .getByRole('main')
    .getByRole('button', { name: t('team.add') })
    .click();
  const dialog = page.getByRole('dialog', { name: t('team.addTitle') });
  await dialog.getByLabel(t('team.login')).fill(login);
  if (role) await dialog.getByRole('radio', { name: role }).check();
  await dialog.getByRole('button', { name: t('team.add') }).click();
}

test('the owner adds somebody by login; Twitch is asked who that is', async ({ page }) => {
  await house.open(page, 'streamer', '/team');
  await expect(rowOf(page, 'derflaavius').getByText(t('team.owner'))).toBeVisible();
  await expect(page.getByText(t('team.alone'))).toBeVisible();

  await add(page, '@Nordlicht_Mod');
  await expect(
    page.getByText(t('team.memberAdded', { name: 'nordlicht_mod', role: t('common.roles.moderator') })),
  ).toBeVisible();
  await expect(rowOf(page, 'nordlicht_mod')).toBeVisible();
  expect(memberRow('nordlicht_mod')).toMatchObject([{ role: 'moderator', twitch_id: '800711401' }]);

  await add(page, 'nordlicht_mod');
  await expect(page.getByText(t('refusals.team.already-member'))).toBeVisible();
  await page.getByLabel(t('team.login')).fill('den_gibt_es_nicht');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: t('team.add') })
    .click();
  await expect(page.getByText(t('refusals.team.unknown-login'))).toBeVisible();
  await page.getByLabel(t('team.login')).fill('mit leerzeichen');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: t('team.add') })
    .click();
  await expect(page.getByText(t('team.loginWrong'))).toBeVisible();
  await page.keyboard.press('Escape');
  expect(house.app.read('SELECT 1 FROM team_member')).toHaveLength(2);
});

test('a role that is changed holds at once, also in the open window of the person', async ({ page, browser }) => {
  await house.open(page, 'streamer', '/team');
  await house.as('manager');
  const hers = await (await browser.newContext({ locale: 'de-DE' })).newPage();
  await house.open(hers, 'manager', '/team');
  await expect(hers.getByText(t('team.readOnly'))).toBeVisible();

  await rowOf(page, 'mara_manager').getByRole('combobox').click();
  await page.getByRole('option', { name: t('common.roles.admin') }).click();
  await expect(
    page.getByText(t('team.roleChanged', { name: 'mara_manager', role: t('common.roles.admin') })),
  ).toBeVisible();
  expect(memberRow('mara_manager')).toMatchObject([{ role: 'admin' }]);
  await expect(hers.getByRole('button', { name: t('team.add') })).toBeVisible();

  await page.getByRole('button', { name: t('common.undo') }).click();
  await eventually(
    () => memberRow('mara_manager'),
    ([row]) => row?.role === 'manager',
  );
  await expect(hers.getByText(t('team.readOnly'))).toBeVisible();
  await hers.context().close();
});

test('who is removed is out at once: session, grant and open window', async ({ page, browser }) => {
  const person = await house.as('admin');
  const hers = await (await browser.newContext({ locale: 'de-DE' })).newPage();
  await house.open(hers, 'admin', '/team');
  await expect(table(hers)).toBeVisible();

  await house.open(page, 'streamer', '/team');
  await rowOf(page, 'keksdose_m')
    .getByRole('button', { name: t('team.actions', { name: 'keksdose_m' }) })
    .click();
  await page.getByRole('menuitem', { name: t('common.remove') }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText(t('team.removeQuestion', { name: 'keksdose_m' }));
  await dialog.getByRole('button', { name: t('team.removeAction', { name: 'keksdose_m' }) }).click();
  await expect(rowOf(page, 'keksdose_m')).toHaveCount(0);

  expect(memberRow('keksdose_m')).toEqual([]);
  // Twitch is told last: the grant goes once it has answered.
  await eventually(
    () => house.app.read("SELECT 1 FROM twitch_account WHERE login = 'keksdose_m'"),
    (rows) => rows.length === 0,
  );
  expect((await person.request('/api/me')).status).toBe(401);
  await hers.waitForURL(/\/sign-in/);
  await hers.context().close();
});

test('the owner can neither be removed nor demoted, and nobody changes herself', async ({ page }) => {
  await house.open(page, 'streamer', '/team');
  await expect(rowOf(page, 'derflaavius')).toBeVisible();
  await expect(rowOf(page, 'derflaavius').getByRole('combobox')).toHaveCount(0);
  await expect(rowOf(page, 'derflaavius').getByRole('button')).toHaveCount(0);
});

test('who has a window open is shown as present', async ({ page, browser }) => {
  await house.open(page, 'streamer', '/team');
  await house.as('manager');
  await expect(rowOf(page, 'mara_manager').getByText(t('team.here'))).toHaveCount(0);
  const hers = await browser.newContext();
  const window = await hers.newPage();
  await house.open(window, 'manager', '/team');
  await expect(rowOf(page, 'mara_manager').getByText(t('team.here'))).toBeVisible();
  await hers.close();
  await expect(rowOf(page, 'mara_manager').getByText(t('team.here'))).toHaveCount(0);
});
