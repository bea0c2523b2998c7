import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, type Page, test } from '@playwright/test';
import { buildHouse, chatLine, english, eventually, t } from './house.ts';

const house = buildHouse();

const settingsOf = (login: string) => {
  const [row] = house.app.read<{ settings_json: string }>(
    'SELECT settings_json FROM team_settings JOIN team_member ON team_member.id = member_id WHERE login = ?',
    login,
  );
  return JSON.parse(row?.settings_json ?? '{}') as Record<string, unknown>;
};
const backupFiles = () =>
  readdirSync(join(house.app.sandboxFolder, 'backups')).filter(
    (name) => !name.endsWith('.json') && !name.startsWith('.'),
  );

/** A row of the settings page by its label. */
const control = (page: Page, role: 'radiogroup' | 'switch', name: string) =>
  page.getByRole(role, { name, exact: true });

test('a backup is made by button while chat runs on, and can be read', async ({ page }) => {
  await house.say('waldkauz77', 'diese Zeile wird gesichert');
  await house.open(page, 'streamer', '/system');
  await expect(page.getByText(t('system.noBackups'))).toBeVisible();
  await eventually(
    () => house.app.read("SELECT 1 FROM live_chat_line WHERE text = 'diese Zeile wird gesichert'"),
    (rows) => rows.length === 1,
  );
  await page
    .getByRole('main')
    .getByRole('button', { name: t('system.backupNow') })
    .last()
    .click();
  const [before = ''] = t('system.backupDone', { size: '|' }).split('|');
  await expect(page.getByText(before)).toBeVisible();
  await expect(page.getByText(`${t('system.verified')} · ${t('system.byHand')}`)).toBeVisible();

  const [file = ''] = backupFiles();
  const copy = new DatabaseSync(join(house.app.sandboxFolder, 'backups', file), { readOnly: true });
  expect(copy.prepare('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' });
  expect(
    copy.prepare("SELECT count(*) AS n FROM live_chat_line WHERE text = 'diese Zeile wird gesichert'").get(),
  ).toEqual({ n: 1 });
  expect(copy.prepare('SELECT count(*) AS n FROM platform_session').get()).toEqual({ n: 0 });
  expect(copy.prepare('SELECT count(*) AS n FROM twitch_account').get()).toEqual({ n: 0 });
  copy.close();
});

test('a backup is also made by the command line, is shown on the open page after asking, and verifies', async ({
  page,
}) => {
  const before = backupFiles().length;
  const made = await house.app.run('backup');
  expect(made).toMatchObject({ code: 0 });
  expect(backupFiles()).toHaveLength(before + 1);
  expect(await house.app.run('verify')).toMatchObject({ code: 0 });
  await house.open(page, 'manager', '/system');
  await expect(page.getByText(`${t('system.verified')} · ${t('system.byHand')}`)).toHaveCount(before + 1);
  await expect(page.getByRole('button', { name: t('system.backupNow') })).toHaveCount(0);
});

test('the language changes without a reload, and the choice stays', async ({ page }) => {
  await house.open(page, 'manager', '/settings');
  await expect(page.getByRole('heading', { name: t('settings.title'), level: 1 })).toBeVisible();
  await page.evaluate('window.stillHere = true');
  await control(page, 'radiogroup', t('settings.language')).getByText('English', { exact: true }).click();
  await expect(page.getByRole('heading', { name: english('settings.title'), level: 1 })).toBeVisible();
  await expect(page.getByRole('link', { name: english('common.rooms.team') })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await eventually(
    () => settingsOf('mara_manager'),
    (settings) => settings['language'] === 'en',
  );
  await page.getByRole('link', { name: english('common.rooms.team') }).click();
  await expect(page.getByText(english('team.readOnly'))).toBeVisible();
  expect(await page.evaluate('window.stillHere')).toBe(true);
  await page.goto(`${house.app.origin}/settings`);
  await control(page, 'radiogroup', english('settings.language')).getByText('Deutsch', { exact: true }).last().click();
  await expect(page.getByRole('heading', { name: t('settings.title'), level: 1 })).toBeVisible();
});

test('light and dark are chosen by hand or by the system, and kept before the first paint', async ({ page }) => {
  await house.open(page, 'manager', '/settings');
  const scheme = (value: string) => expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', value);
  await scheme('light');
  await control(page, 'radiogroup', t('settings.scheme')).getByText(t('common.scheme.dark'), { exact: true }).click();
  await scheme('dark');
  await eventually(
    () => settingsOf('mara_manager'),
    (settings) => settings['colorScheme'] === 'dark',
  );
  await page.reload();
  await scheme('dark');
  await control(page, 'radiogroup', t('settings.scheme')).getByText(t('common.scheme.system'), { exact: true }).click();
  await scheme('light');
  await page.emulateMedia({ colorScheme: 'dark' });
  await scheme('dark');
});

test('numbers are hidden everywhere while somebody looks over the shoulder', async ({ page }) => {
  await house.open(page, 'manager', '/');
  const tile = page.getByRole('main').getByText(t('home.followers'), { exact: true });
  await expect(tile).toBeVisible();
  await page.getByRole('button', { name: t('common.shell.hideNumbers') }).click();
  await expect(page.getByRole('button', { name: t('common.shell.showNumbers') })).toBeVisible();
  await expect(page.getByText(t('common.hidden')).first()).toBeAttached();
  await eventually(
    () => settingsOf('mara_manager'),
    (settings) => settings['hideNumbers'] === true,
  );
  await page.reload();
  await page.getByRole('button', { name: t('common.shell.showNumbers') }).click();
  await expect(page.getByText(t('common.hidden'))).toHaveCount(0);
});

test('times stand in the chosen zone', async ({ page }) => {
  await house.open(page, 'manager', '/live');
  await house.say('waldkauz77', 'wie spät ist es');
  const time = chatLine(page, 'wie spät ist es').getByRole('time');
  const [iso = ''] = [(await time.getAttribute('datetime')) ?? ''];
  const inZone = (timeZone: string) =>
    new Intl.DateTimeFormat('de-DE', { hour: '2-digit', minute: '2-digit', timeZone }).format(new Date(iso));
  await expect(time).toHaveText(inZone('Europe/Berlin'));
  await page.goto(`${house.app.origin}/settings`);
  const zone = page.getByRole('combobox', { name: t('settings.timeZone') });
  await zone.click();
  await zone.fill('Tokyo');
  await page.getByRole('option', { name: 'Asia/Tokyo' }).click();
  await eventually(
    () => settingsOf('mara_manager'),
    (settings) => settings['timeZone'] === 'Asia/Tokyo',
  );
  await page.goto(`${house.app.origin}/live`);
  await expect(time).toHaveText(inZone('Asia/Tokyo'));
});

test('a style.json that cannot be read is named, and changes nothing else', async ({ page }) => {
  const file = join(house.app.dataFolder, 'style.json');
  writeFileSync(file, '{ not json');
  await house.open(page, 'streamer', '/settings');
  await expect(page.getByText(t('system.style.style.not-json'))).toBeVisible();
  await expect(page.getByRole('heading', { name: t('settings.title'), level: 1 })).toBeVisible();
  writeFileSync(file, '{"appearance_mode":"dark"}');
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
  await expect(page.getByText(t('system.style.style.not-json'))).toHaveCount(0);
  writeFileSync(file, '{}');
});
