import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, type Page, test } from '@playwright/test';
import { finance } from '../../src/contract/finance.ts';
import { HEALTH_CODES, type HealthCode, health, type Mend } from '../../src/contract/health.ts';
import { expectAccessible, expectNoSidewaysScroll } from './accessible.ts';
import { buildHouse, chatLine, english, eventually, t } from './house.ts';

const house = buildHouse();

const settingsOf = (login: string) => {
  const [row] = house.app.read<{ settings_json: string }>(
    'SELECT settings_json FROM team_settings JOIN team_member ON team_member.id = member_id WHERE login = ?',
    login,
  );
  return JSON.parse(row?.settings_json ?? '{}') as Record<string, unknown>;
};
const backupFiles = () => {
  const folder = join(house.app.sandboxFolder, 'backups');
  const names = existsSync(folder) ? readdirSync(folder) : [];
  return names.filter((name) => !name.endsWith('.json') && !name.startsWith('.'));
};

/** A row of the settings page by its label. */
const control = (page: Page, role: 'radiogroup' | 'switch', name: string) =>
  page.getByRole(role, { name, exact: true });

/** A row of the health page by its title. */
const row = (page: Page, title: string) =>
  page
    .getByRole('main')
    .getByRole('listitem')
    .filter({ has: page.locator('[data-state]') })
    .filter({ has: page.getByText(title, { exact: true }) });
const mendOf = (mend: Mend, code: HealthCode, say = t) =>
  `${say(`health.mend.${mend}`)}: ${say(`health.check.${code}.title`)}`;
/** What a sentence says before its first value. */
const beginning = (key: Parameters<typeof t>[0]) => t(key, { size: '|', from: '|', count: 1 }).split('|')[0] ?? '';

const found = { about: null, group: 'twitch', params: {}, problem: null, mend: null, page: null } as const;
const BOT_AWAY = {
  ...found,
  ...{ code: 'account', text: 'reconnect', state: 'warn', params: { login: 'flaavbot', uses: 'bot' } },
};
/** What needs somebody, of every look. */
const PROBLEMS = [
  BOT_AWAY,
  {
    ...{
      ...found,
      code: 'line-chat',
      text: 'waiting',
      state: 'bad',
      problem: 'twitch.unreachable',
      mend: 'reconnect-chat',
    },
    params: { forMs: 45_000, retries: 6, nextTryAt: '2026-11-23T02:37:55.000Z' },
  },
  { ...found, code: 'right', text: 'lacking', state: 'warn', about: 'planning', page: '/system?grant=planning' },
  { ...found, code: 'schedule', text: 'other-channel', state: 'warn', page: '/planning/sync' },
  {
    ...{ ...found, code: 'jobs', text: 'dead', group: 'data', state: 'warn', mend: 'retry-jobs' },
    params: { dead: 2, waiting: 0, reason: 'Twitch said 503' },
  },
];
/** Puts these in the place of what the server found of the same kind. */
async function alsoFind(page: Page, checks: readonly { code: string }[]): Promise<void> {
  await page.route('**/api/system/checks', async (route) => {
    const reply = await route.fetch();
    const report = (await reply.json()) as { checks: { code: string }[] };
    const isReplaced = ({ code }: { code: string }) => code !== 'account' && checks.some((each) => each.code === code);
    const rest = report.checks.filter((each) => !isReplaced(each));
    await route.fulfill({ response: reply, json: { ...report, checks: [...checks, ...rest] } });
  });
}

test('everything is well on a healthy sandbox, and everything that was looked at is listed', async ({ page }) => {
  await house.open(page, 'streamer', '/system');
  await expect(page.getByRole('heading', { name: t('health.verdict.healthy'), level: 2 })).toBeVisible();
  await expect(page.getByRole('main').locator('[data-state="warn"], [data-state="bad"]')).toHaveCount(0);
  // The topics are ordered in the first seconds; then nothing is left to wait for.
  const more = page.getByRole('button', { name: /weitere Prüfungen, alles gut/ });
  await expect(more).toHaveCount(2, { timeout: 30_000 });
  for (const button of await more.all()) await button.click();
  for (const code of HEALTH_CODES) {
    if (code === 'backup-damaged' || code === 'account') continue;
    await expect(row(page, t(`health.check.${code}.title`))).toBeVisible();
  }
  await expect(row(page, t('health.use.channel'))).toContainText('derflaavius');
  const { checks } = await (await house.as('streamer')).call(health.report, {});
  await expect(page.getByText(/^\d+ Prüfungen um \d\d:\d\d:\d\d$/)).toContainText(`${checks.length} Prüfungen`);
  await expect(page.getByRole('link', { name: t('health.foot.control') })).toHaveAttribute('href', /\/sim\/?$/);
  await expect(page.getByRole('link', { name: t('common.rooms.system') })).toContainText(t('common.shell.healthy'));
});

test('work that waits in the books is said on the page of today, and is no notice of the system', async ({ page }) => {
  const streamer = await house.as('streamer');
  const { id: entryId } = await streamer.call(finance.addEntry, {
    idempotencyKey: crypto.randomUUID(),
    day: '2026-11-01',
    category: 'games',
    text: 'Spiel ohne Beleg',
    amount: { minor: '2999', currency: 'EUR' },
    place: 'bank',
    broadcastId: null,
    documents: [],
    noReceiptReason: null,
  });
  await house.open(page, 'streamer', '/');
  await expect(page.getByText(t('system.problem.receipts-missing', { count: 1 }))).toBeVisible();
  await expect(page.getByRole('link', { name: t('common.rooms.system') })).toContainText(t('common.shell.healthy'));
  await streamer.call(finance.removeEntry, { entryId });
});

test('everything is looked at again by button, thoroughly', async ({ page }) => {
  await house.open(page, 'manager', '/system');
  const looked = page.getByText(/^\d+ Prüfungen um /);
  const before = (await looked.textContent()) ?? '';
  await page.waitForTimeout(1_100);
  await page.getByRole('button', { name: t('health.verdict.checkNow') }).click();
  await expect(page.getByText(t('health.verdict.checked'))).toBeVisible();
  await expect(looked).not.toHaveText(before);
});

test('a line that is cut is seen without a reload, named in the band, and mended by its button', async ({ page }) => {
  await house.open(page, 'streamer', '/system');
  await house.say('waldkauz77', 'vor dem Schnitt');
  await eventually(
    () => house.app.read("SELECT 1 FROM live_chat_line WHERE text = 'vor dem Schnitt'"),
    (rows) => rows.length === 1,
  );
  await page.evaluate('window.stillHere = true');
  await house.app.twitch.net('irc', 'drop');
  await house.app.twitch.net('irc', 'refuse');
  const mend = page.getByRole('button', { name: mendOf('reconnect-chat', 'line-chat') });
  await expect(mend).toBeVisible({ timeout: 50_000 });
  await expect(page.getByRole('heading', { name: t('health.verdict.bad', { count: 1 }), level: 2 })).toBeVisible();
  await expect(page.getByRole('link', { name: t('common.rooms.system') })).toContainText(
    t('common.shell.notices', { count: 1 }),
  );
  await house.app.twitch.net('irc', 'ok');
  await mend.click();
  await expect(page.getByText(t('health.mends.reconnect-chat.done'))).toBeVisible();
  await expect(mend).toHaveCount(0);
  await expect(page.getByRole('heading', { name: t('health.verdict.healthy'), level: 2 })).toBeVisible();

  const name = t('health.coverage.showGaps', { line: t('health.coverage.chat') });
  const gaps = page.getByRole('button', { name: new RegExp(`^${name}: 1 Lücke, `) });
  await expect(gaps).toBeVisible();
  await gaps.press('Enter');
  const list = page.getByRole('dialog', { name });
  await expect(list.getByRole('listitem')).toHaveCount(1);
  await expect(list.getByRole('listitem')).toContainText(/\d\d:\d\d:\d\d bis \d\d:\d\d:\d\d/);
  await expect(page.getByRole('img', { name: new RegExp(`^${t('health.coverage.viewers')}: `) })).toBeVisible();
  expect(await page.evaluate('window.stillHere')).toBe(true);
});

test('what cannot be mended says why in its row', async ({ page }) => {
  await house.enter(page, 'streamer');
  await page.route('**/api/system/mends', (route) =>
    route.fulfill({ status: 500, json: { code: 'system.backup-failed', params: { reason: 'full' } } }),
  );
  await page.goto(`${house.app.origin}/system`);
  await page.getByRole('button', { name: mendOf('back-up', 'backup') }).click();
  const backup = row(page, t('health.check.backup.title'));
  await expect(backup.getByRole('alert')).toHaveText(t('refusals.system.backup-failed'));
});

test('a backup is made by button while chat runs on, and can be read', async ({ page }) => {
  await house.say('waldkauz77', 'diese Zeile wird gesichert');
  await house.open(page, 'streamer', '/system');
  await expect(row(page, t('health.check.backup.title'))).toContainText(t('health.row.backup.none-needed.note'));
  await eventually(
    () => house.app.read("SELECT 1 FROM live_chat_line WHERE text = 'diese Zeile wird gesichert'"),
    (rows) => rows.length === 1,
  );
  await page.getByRole('button', { name: mendOf('back-up', 'backup') }).click();
  await expect(page.getByText(t('health.mends.back-up.done'))).toBeVisible();
  await page.getByRole('button', { name: t('health.backups.show') }).click();
  await expect(
    page.getByRole('dialog').getByText(`${t('health.backups.verified')} · ${t('health.backups.byHand')}`),
  ).toBeVisible();

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

test('a backup is also made by the command line, is listed behind its row, and verifies', async ({ page }) => {
  const before = backupFiles().length;
  const made = await house.app.run('backup');
  expect(made).toMatchObject({ code: 0 });
  expect(backupFiles()).toHaveLength(before + 1);
  expect(await house.app.run('verify')).toMatchObject({ code: 0 });
  await house.open(page, 'streamer', '/system');
  await page.getByRole('button', { name: t('health.backups.show') }).click();
  const list = page.getByRole('dialog');
  await expect(list.getByText(`${t('health.backups.verified')} · ${t('health.backups.byHand')}`)).toHaveCount(
    before + 1,
  );
  await list.getByRole('button', { name: t('system.backupNow') }).click();
  await expect(page.getByText(beginning('health.backups.done'))).toBeVisible();
  await expect(list.getByText(t('health.backups.verified'), { exact: false })).toHaveCount(before + 2);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: t('health.jobs.show') }).click();
  await expect(page.getByRole('dialog').getByText(t('health.jobs.none'))).toBeVisible();
});

test('a file of hers is moved only after she was asked', async ({ page }) => {
  const file = join(house.app.dataFolder, 'style.json');
  writeFileSync(file, '{"appearance_mode":"pink"}');
  await house.open(page, 'streamer', '/system');
  const button = page.getByRole('button', { name: mendOf('set-style-aside', 'style') });
  await button.click();
  const question = page.getByRole('dialog', { name: t('health.mends.set-style-aside.title') });
  await question.getByRole('button', { name: t('common.cancel') }).click();
  expect(existsSync(file)).toBe(true);
  await button.click();
  await question.getByRole('button', { name: t('health.mend.set-style-aside') }).click();
  await expect(page.getByText(t('health.mends.set-style-aside.done'))).toBeVisible();
  await expect(button).toHaveCount(0);
  expect(existsSync(file)).toBe(false);
  expect(readdirSync(house.app.dataFolder).some((name) => name.startsWith('style.json.aside-'))).toBe(true);
});

test('who mends by keyboard keeps the focus: on the button while it stays, on the verdict when it is gone', async ({
  page,
}) => {
  writeFileSync(join(house.app.dataFolder, 'style.json'), '{"appearance_mode":"pink"}');
  await house.open(page, 'streamer', '/system');
  const backUp = page.getByRole('button', { name: mendOf('back-up', 'backup') });
  await backUp.press('Enter');
  await expect(page.getByText(t('health.mends.back-up.done'))).toBeVisible();
  await expect(backUp).toBeFocused();
  await page.getByRole('button', { name: mendOf('set-style-aside', 'style') }).press('Enter');
  const question = page.getByRole('dialog', { name: t('health.mends.set-style-aside.title') });
  await question.getByRole('button', { name: t('health.mend.set-style-aside') }).press('Enter');
  await expect(page.getByRole('heading', { name: t('health.verdict.healthy'), level: 2 })).toBeFocused();
});

test('a bot whose sign-in ended, for whatever reason, is connected anew from its row, by the owner alone', async ({
  page,
}) => {
  const account = { ...BOT_AWAY, about: '800711900', page: '/system' };
  await alsoFind(page, [account]);
  await page.route('**/api/accounts', async (route) => {
    const reply = await route.fetch();
    const list = (await reply.json()) as { accounts: Record<string, unknown>[] };
    const bot = { ...list.accounts[0], twitchId: '800711900', login: 'flaavbot', displayName: 'FlaavBot' };
    const ended = { ...bot, uses: ['bot'], isMine: false, state: 'reconnect' };
    await route.fulfill({ response: reply, json: { ...list, accounts: [...list.accounts, ended] } });
  });
  const anew = page.getByRole('button', {
    name: `${t('connect.accounts.connectAnew')}: ${t('health.use.bot')}, FlaavBot`,
  });
  await house.open(page, 'streamer', '/system');
  await anew.click();
  await expect(page.getByRole('dialog', { name: t('connect.accounts.anewTitle', { name: 'FlaavBot' }) })).toBeVisible();
  await expect(page.getByRole('button', { name: new RegExp(`^${t('health.open')}`) })).toHaveCount(0);
  account.text = 'unanswered';
  await page.reload();
  await expect(anew).toBeVisible();
  await house.open(page, 'manager', '/system');
  await expect(row(page, t('health.use.bot'))).toBeVisible();
  await expect(anew).toHaveCount(0);
});

test('the diagnosis is copied, and holds no token, no chat and no name of a viewer', async ({ page }) => {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'], { origin: house.app.origin });
  await house.say('waldkauz77', 'das bleibt unter uns');
  await house.open(page, 'streamer', '/system');
  await page.getByRole('button', { name: t('health.diagnosis.copy') }).click();
  await expect(page.getByText(t('health.diagnosis.copied'))).toBeVisible();
  const text = String(await page.evaluate('navigator.clipboard.readText()'));
  expect(text).toMatch(/^liveXtrem \d/);
  for (const code of ['line-chat', 'database', 'backup']) expect(text).toContain(code);
  const world = JSON.parse(readFileSync(await house.app.twitch.saveWorld(), 'utf8')) as {
    tokens: Record<string, { accessToken: string; refreshToken: string | null }>;
  };
  const person = await house.as('streamer');
  const secrets = [
    ...Object.values(world.tokens).flatMap(({ accessToken, refreshToken }) => [accessToken, refreshToken ?? '']),
    ...person.cookies.values(),
  ].filter((secret) => secret.length > 8);
  expect(secrets.length).toBeGreaterThan(2);
  for (const hidden of [...secrets, 'das bleibt unter uns', 'waldkauz77']) expect(text).not.toContain(hidden);
});

test('where a page may not copy, the diagnosis is shown to be taken by hand', async ({ page }) => {
  await page.addInitScript('Object.defineProperty(navigator, "clipboard", { value: undefined })');
  await house.open(page, 'streamer', '/system');
  await page.getByRole('button', { name: t('health.diagnosis.copy') }).click();
  await expect(page.getByRole('dialog').getByLabel(t('health.diagnosis.text'))).toHaveValue(/^liveXtrem \d/);
});

test('who may only read sees the whole report and no button that changes anything', async ({ page }) => {
  await house.open(page, 'manager', '/system');
  await expect(page.getByRole('heading', { name: t('health.verdict.healthy'), level: 2 })).toBeVisible();
  await expect(row(page, t('health.check.database.title'))).toBeVisible();
  await expect(page.getByRole('button', { name: t('health.diagnosis.copy') })).toHaveCount(0);
  await expect(page.getByRole('button', { name: t('health.mend.back-up') })).toHaveCount(0);
  await expect(page.getByRole('link', { name: t('health.foot.control') })).toHaveCount(0);
  await page.getByRole('button', { name: t('health.backups.show') }).click();
  await expect(page.getByRole('dialog').getByRole('listitem').first()).toBeVisible();
  await expect(page.getByRole('button', { name: t('system.backupNow') })).toHaveCount(0);
});

for (const role of ['moderator', 'accountant'] as const) {
  test(`a ${role} sees what concerns her and how the lines are, nothing of the house`, async ({ page }) => {
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await house.open(page, role, '/system');
    await expect(page.getByRole('heading', { name: t('health.verdict.healthy'), level: 2 })).toBeVisible();
    for (const line of ['chat', 'events', 'api', 'signIn', 'token'] as const) {
      await expect(row(page, t(`health.lines.${line}`))).toBeVisible();
    }
    await expect(page.getByText(t('health.coverage.title'))).toHaveCount(0);
    expect(
      asked.filter((path) => /^\/api\/system\/(?:checks|coverage|repairs|diagnosis|backups|jobs)/.test(path)),
    ).toEqual([]);
  });
}

test('what the server cannot tell now is said in its place, and asked for again', async ({ page }) => {
  await house.enter(page, 'streamer');
  await page.route('**/api/system/{checks,coverage*,repairs}', (route) =>
    route.fulfill({ status: 500, json: { code: 'http.internal', params: {} } }),
  );
  await page.goto(`${house.app.origin}/system`);
  await expect(page.getByText(t('refusals.http.internal'))).toHaveCount(2);
  await page.unroute('**/api/system/{checks,coverage*,repairs}');
  await page
    .getByRole('button', { name: t('common.retry') })
    .first()
    .click();
  await expect(page.getByRole('heading', { name: t('health.verdict.healthy'), level: 2 })).toBeVisible();
  await expect(row(page, t('health.check.database.title'))).toBeVisible();
});

test('what was seen stays while the server is away, and says how old it is', async ({ page }) => {
  await house.open(page, 'streamer', '/system');
  await expect(page.getByRole('heading', { name: t('health.verdict.healthy'), level: 2 })).toBeVisible();
  await page.route('**/api/system/checks', (route) => route.abort());
  await page.getByRole('button', { name: t('health.verdict.checkNow') }).click();
  await expect(page.getByText(t('common.shell.serverGone')).first()).toBeVisible();
  await expect(row(page, t('health.check.database.title'))).toBeVisible();
  await expect(page.getByText(/wir versuchen es weiter/)).toBeVisible();
});

test('the health page speaks English, too', async ({ browser }) => {
  const context = await browser.newContext({ locale: 'en-GB', timezoneId: 'Europe/Berlin' });
  const page = await context.newPage();
  await house.open(page, 'moderator', '/system');
  await expect(page.getByRole('heading', { name: english('health.verdict.healthy'), level: 2 })).toBeVisible();
  await context.clearCookies();
  await house.open(page, 'streamer', '/system');
  await expect(page.getByRole('heading', { name: english('health.coverage.title') })).toBeVisible();
  await expect(page.getByRole('button', { name: mendOf('back-up', 'backup', english) })).toBeVisible();
  await expect(page.getByText(/^\d+ checks at \d\d:\d\d:\d\d$/)).toBeVisible();
  await expect(page.getByRole('main')).not.toContainText(/\{\{|health\./);
  await context.close();
});

for (const scheme of ['light', 'dark'] as const) {
  test(`the health page is accessible in ${scheme} and fits a phone`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
    await house.open(page, 'streamer', '/system');
    await expect(row(page, t('health.check.database.title'))).toBeVisible();
    for (const button of await page.getByRole('button', { name: /weitere Prüfungen/ }).all()) {
      await button.click();
    }
    await expectAccessible(page);
    const gaps = page.getByRole('button', { name: t('health.coverage.showGaps', { line: t('health.coverage.chat') }) });
    if ((await gaps.count()) > 0) await gaps.click();
    await expectAccessible(page);
    await page.setViewportSize({ width: 390, height: 844 });
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
  });
}

for (const scheme of ['light', 'dark'] as const) {
  test(`a health page full of problems is accessible in ${scheme} and fits a phone`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
    await alsoFind(page, PROBLEMS);
    await house.open(page, 'streamer', '/system');
    const verdict = `${t('health.verdict.bad', { count: 1 })} ${t('health.verdict.also', { count: 4 })}`;
    await expect(page.getByRole('heading', { name: verdict, level: 2 })).toBeVisible();
    await expect(
      page.getByRole('button', { name: new RegExp(`^${t('system.action.open-schedule')}: `) }),
    ).toBeVisible();
    await expectAccessible(page);
    await page.setViewportSize({ width: 390, height: 844 });
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
  });
}

test('a service that fills gaps is named by its address, or not at all', async ({ page }) => {
  await house.open(page, 'streamer', '/settings');
  const field = page.getByRole('textbox', { name: t('settings.gapsAddress') });
  await field.fill('ftp://example.org/x');
  await page.getByRole('button', { name: t('settings.gapsSave') }).click();
  await expect(page.getByText(t('refusals.live.service-address'))).toBeVisible();
  await field.fill('https://example.org/api/v2/recent-messages');
  await page.getByRole('button', { name: t('settings.gapsSave') }).click();
  await expect(page.getByText(t('settings.gapsOn'), { exact: true })).toBeVisible();
  await page.reload();
  await expect(field).toHaveValue('https://example.org/api/v2/recent-messages');
  await page.getByRole('button', { name: t('settings.gapsStop') }).click();
  await expect(page.getByText(t('settings.gapsOff'), { exact: true })).toBeVisible();
  await expect(field).toHaveValue('');
  await house.open(page, 'moderator', '/settings');
  await expect(page.getByRole('heading', { name: t('settings.title'), level: 1 })).toBeVisible();
  await expect(field).toHaveCount(0);
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
  await expect(page.getByText(t('settings.style.style.not-json'))).toBeVisible();
  await expect(page.getByRole('heading', { name: t('settings.title'), level: 1 })).toBeVisible();
  writeFileSync(file, '{"appearance_mode":"dark"}');
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
  await expect(page.getByText(t('settings.style.style.not-json'))).toHaveCount(0);
  writeFileSync(file, '{}');
});
