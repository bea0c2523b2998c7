import { expect, type Locator, type Page, test } from '@playwright/test';
import { moderation } from '../../src/contract/moderation.ts';
import { buildHouse, chatLine, chatLog, eventually, t } from './house.ts';

const house = buildHouse();

interface ActionRow {
  readonly kind: string;
  readonly state: string;
  readonly source: string;
  readonly by_login: string;
  readonly reason: string | null;
  readonly seconds: number | null;
  readonly undone_by: string | null;
}

/** What the mod log holds about somebody, newest last. */
const actsOn = (login: string): ActionRow[] =>
  house.app.read<ActionRow>('SELECT * FROM moderation_action WHERE target_login = ? ORDER BY at, seq', login);

/** How Twitch holds somebody. */
async function standing(login: string): Promise<'free' | 'timeout' | 'ban'> {
  const ban = (await house.app.twitch.state()).bans.find((each) => each.login === login);
  return ban === undefined ? 'free' : ban.isTimeout ? 'timeout' : 'ban';
}

const modLog = (page: Page): Locator => page.getByRole('region', { name: t('moderation.log.title') });
const bar = (page: Page, name: string): Locator => page.getByRole('toolbar', { name: t('moderation.bar', { name }) });

/** Says something as this person and points at it. */
async function sayAndPoint(page: Page, login: string, text: string): Promise<void> {
  await house.say(login, text);
  await chatLine(page, text).hover();
}

/** The echo of our own act has come, so that nothing more is to be expected. */
async function echoOf(login: string, count: number): Promise<void> {
  await eventually(
    () =>
      house.app.read('SELECT 1 FROM live_event WHERE type = ? AND payload LIKE ?', 'channel.moderate', `%"${login}"%`),
    (rows) => rows.length >= count,
  );
}

test('a line is deleted from its bar: struck here, gone at Twitch, logged once', async ({ page }) => {
  await house.open(page, 'moderator', '/live');
  await sayAndPoint(page, 'pommes_pirat', 'lösch mich');
  await bar(page, 'Pommes_Pirat')
    .getByRole('button', { name: t('moderation.actions.delete') })
    .click();
  await expect(page.getByText(t('moderation.done.delete'))).toBeVisible();
  await expect(page.getByRole('button', { name: t('common.undo') })).toHaveCount(0);
  await expect(chatLine(page, 'lösch mich')).toContainText(t('live.line.removedDelete'));
  const line = (await house.app.twitch.state()).recentMessages.find(({ text }) => text === 'lösch mich');
  expect(line?.deletedBy).toBe('nordlicht_mod');
  await echoOf('pommes_pirat', 1);
  expect(actsOn('pommes_pirat')).toMatchObject([
    { kind: 'delete', state: 'done', source: 'here', by_login: 'nordlicht_mod' },
  ]);
});

test('a timeout by preset is seen by a second moderator without reloading, and is undone', async ({
  page,
  browser,
}) => {
  await house.open(page, 'moderator', '/live');
  const other = await (await browser.newContext({ locale: 'de-DE' })).newPage();
  await house.open(other, 'streamer', '/live');
  await expect(chatLog(other)).toBeVisible();

  await sayAndPoint(page, 'couch_connor', 'spoiler: der gärtner war es');
  await bar(page, 'Couch_Connor')
    .getByRole('button', { name: t('moderation.actions.timeout') })
    .click();
  await bar(page, 'Couch_Connor')
    .getByRole('button', { name: new RegExp(t('moderation.presets.tenMinutes')) })
    .click();
  await expect(page.getByRole('status').getByText('Couch_Connor')).toBeVisible();
  expect(await standing('couch_connor')).toBe('timeout');
  await expect(chatLine(other, 'spoiler: der gärtner war es')).toContainText(t('live.line.removedTimeout'));
  const act = modLog(other).getByRole('listitem').filter({ hasText: 'Couch_Connor' });
  await expect(act).toHaveCount(1);
  await expect(act).toContainText('nordlicht_mod');
  await echoOf('couch_connor', 1);
  expect(actsOn('couch_connor')).toMatchObject([
    { kind: 'timeout', seconds: 600, state: 'done', source: 'here', by_login: 'nordlicht_mod' },
  ]);

  await page
    .getByRole('status')
    .getByRole('button', { name: t('common.undo') })
    .click();
  await expect(page.getByText(/darf wieder schreiben/)).toBeVisible();
  expect(await standing('couch_connor')).toBe('free');
  await echoOf('couch_connor', 2);
  const [timeout, undo] = actsOn('couch_connor');
  expect(undo).toMatchObject({ kind: 'untimeout', state: 'done' });
  expect(timeout?.undone_by).not.toBeNull();
  expect(actsOn('couch_connor')).toHaveLength(2);
  await expect(modLog(other).getByText(t('moderation.log.undone'))).toBeVisible();
  await other.context().close();
});

test('a ban is asked about, with its reason, and lifted again', async ({ page }) => {
  await house.open(page, 'moderator', '/live');
  await sayAndPoint(page, 'gratis_vbux_2026', 'GRATIS VBUX');
  await bar(page, 'gratis_vbux_2026')
    .getByRole('button', { name: t('moderation.actions.ban') })
    .click();
  const dialog = page.getByRole('dialog', { name: t('moderation.confirmBan', { name: 'gratis_vbux_2026' }) });
  await expect(dialog).toContainText(t('moderation.confirmBanHint'));
  await expect(dialog).toContainText(t('moderation.actAs', { login: 'nordlicht_mod' }));
  expect(await standing('gratis_vbux_2026')).toBe('free');
  await dialog.getByText(t('moderation.reasons.advertising')).click();
  await page.getByRole('button', { name: t('moderation.banNow', { name: 'gratis_vbux_2026' }) }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  expect(await standing('gratis_vbux_2026')).toBe('ban');
  await expect(chatLine(page, 'GRATIS VBUX')).toContainText(t('live.line.removedBan'));
  await echoOf('gratis_vbux_2026', 1);
  expect(actsOn('gratis_vbux_2026')).toMatchObject([
    { kind: 'ban', state: 'done', source: 'here', reason: t('moderation.reasons.advertising'), seconds: null },
  ]);

  await chatLine(page, 'GRATIS VBUX').hover();
  await bar(page, 'gratis_vbux_2026')
    .getByRole('button', { name: t('common.more') })
    .click();
  await page.getByRole('menuitem', { name: t('moderation.actions.unban') }).click();
  await expect(page.getByText(/darf wieder schreiben/)).toBeVisible();
  expect(await standing('gratis_vbux_2026')).toBe('free');
  await echoOf('gratis_vbux_2026', 2);
  expect(actsOn('gratis_vbux_2026').map(({ kind }) => kind)).toEqual(['ban', 'unban']);
});

test('by keyboard alone: arrows choose a line, T 2 times out, Z takes it back, D deletes, B asks', async ({ page }) => {
  await house.open(page, 'moderator', '/live');
  await house.say('retro_rolf', 'erste zeile');
  await house.say('retro_rolf', 'zweite zeile');
  await expect(chatLine(page, 'zweite zeile')).toBeVisible();
  const log = chatLog(page);
  await log.focus();
  await log.press('ArrowUp');
  await expect(bar(page, 'Retro_Rolf')).toBeVisible();
  await page.keyboard.press('d');
  await expect(page.getByText(t('moderation.done.delete'))).toBeVisible();
  await expect(chatLine(page, 'zweite zeile')).toContainText(t('live.line.removedDelete'));
  await chooseLine(page, 'erste zeile');
  await page.keyboard.press('t');
  await page.keyboard.press('2');
  await expect(page.getByRole('status').getByText('Retro_Rolf')).toBeVisible();
  await eventually(
    () => standing('retro_rolf'),
    (state) => state === 'timeout',
  );
  await page.keyboard.press('z');
  await expect(page.getByText(/darf wieder schreiben/)).toBeVisible();
  expect(await standing('retro_rolf')).toBe('free');

  await house.say('retro_rolf', 'dritte zeile');
  await expect(chatLine(page, 'dritte zeile')).toBeVisible();
  await chooseLine(page, 'dritte zeile');
  await page.keyboard.press('b');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('2');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await eventually(
    () => standing('retro_rolf'),
    (state) => state === 'ban',
  );
  expect(actsOn('retro_rolf').map(({ kind }) => kind)).toEqual(['delete', 'timeout', 'untimeout', 'ban']);
});

/** Goes up with the arrow keys until the line with these words is chosen. */
async function chooseLine(page: Page, words: string): Promise<void> {
  const log = chatLog(page);
  await log.focus();
  await log.press('End');
  for (let step = 0; step < 12; step += 1) {
    await log.press('ArrowUp');
    if ((await chatLine(page, words).locator('[data-selected]').count()) > 0) return;
  }
  throw new Error(`no line with "${words}" was reached`);
}

test('somebody who is not in sight is found by typed login', async ({ page }) => {
  await house.open(page, 'moderator', '/live');
  await house.say('nebelkraehe', 'nur da');
  await page.getByRole('button', { name: t('moderation.typed.title') }).click();
  const dialog = page.getByRole('dialog', { name: t('moderation.typed.title') });
  const login = dialog.getByLabel(t('moderation.typed.login'));
  const length = dialog.getByLabel(t('moderation.durationLabel'));
  await login.fill('den_gibt_es_nicht');
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('alert')).toContainText(t('refusals.moderation.unknown-login'));
  await expect(login).toHaveValue('den_gibt_es_nicht');

  await login.fill('@Nebelkraehe');
  await length.fill('21 tage');
  await expect(dialog.getByText(t('moderation.durationRange'))).toBeVisible();
  await length.fill('90 s');
  await page.keyboard.press('Enter');
  await expect(dialog).toHaveCount(0);
  await eventually(
    () => standing('nebelkraehe'),
    (state) => state === 'timeout',
  );
  expect(actsOn('nebelkraehe')).toMatchObject([{ kind: 'timeout', seconds: 90, state: 'done' }]);
});

test('what Twitch refuses is said in words, where it was asked for', async ({ page }) => {
  await house.open(page, 'moderator', '/live');
  const { twitch } = house.app;
  const open = async (): Promise<Locator> => {
    await page.getByRole('button', { name: t('moderation.typed.title') }).click();
    return page.getByRole('dialog', { name: t('moderation.typed.title') });
  };
  const refused = async (login: string, text: string): Promise<void> => {
    const dialog = await open();
    await dialog.getByLabel(t('moderation.typed.login')).fill(login);
    await page.keyboard.press('Enter');
    await expect(dialog.getByText(text)).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
  };
  await refused('pixelpaul', t('refusals.moderation.may-not-be-banned'));
  await refused('derflaavius', t('moderation.why.isChannel'));
  await refused('nordlicht_mod', t('moderation.why.isYou'));
  await twitch.control('ban', { login: 'saftladen_joe' });
  await refused('saftladen_joe', t('refusals.moderation.already-banned'));

  // A ban that is no ban any more.
  await twitch.control('unban', { login: 'saftladen_joe' });
  const moderator = await house.as('moderator');
  expect(await moderator.refusalOf(moderation.unban, { login: 'saftladen_joe', expect: 'either' })).toBe(
    'moderation.not-banned',
  );

  await sayAndPoint(page, 'pixelpaul', 'ich bin auch mod');
  const remove = bar(page, 'pixelpaul').getByRole('button', { name: t('moderation.actions.delete') });
  await expect(remove).toHaveAttribute('aria-disabled', 'true');
  await remove.click({ force: true });
  await expect(page.getByText(t('moderation.why.modLine'))).toBeVisible();

  // Nothing of this was done, and what was sent is logged as refused.
  expect(await standing('pixelpaul')).toBe('free');
  for (const row of actsOn('pixelpaul')) expect(row.state).toBe('refused');
  await twitch.control('faults/fail', { path: '/mock/moderation/bans', status: 500, times: 10 });
  const dialog = await open();
  await dialog.getByLabel(t('moderation.typed.login')).fill('trampolin_tom');
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('alert')).toBeVisible();
  await twitch.control('faults/clear');
});

test('what other moderators do on Twitch is logged, once, and shown', async ({ page }) => {
  await house.open(page, 'moderator', '/live');
  await house.say('xx_bohne_xx', 'ihr seid alle doof');
  await expect(chatLine(page, 'ihr seid alle doof')).toBeVisible();
  await house.app.twitch.control('ban', {
    login: 'xx_bohne_xx',
    moderator: 'pixelpaul',
    reason: 'Beleidigung',
    seconds: 3600,
  });
  const act = modLog(page).getByRole('listitem').filter({ hasText: 'xX_bohne_Xx' });
  await expect(act).toContainText('pixelpaul');
  await expect(act).toContainText('Beleidigung');
  await house.app.twitch.control('eventsub/duplicate');
  await house.say('waldkauz77', 'das war nötig');
  await expect(chatLine(page, 'das war nötig')).toBeVisible();
  await expect(act).toHaveCount(1);
  expect(actsOn('xx_bohne_xx')).toMatchObject([
    { kind: 'timeout', source: 'twitch', by_login: 'pixelpaul', seconds: 3600, reason: 'Beleidigung' },
  ]);
});

test('the mod log page finds an act again and shows the line as it was', async ({ page }) => {
  const moderator = await house.as('moderator');
  const messageId = await house.say('bienenkorb', 'kommt alle zu mir');
  await eventually(
    () => house.app.read("SELECT 1 FROM live_chat_line WHERE text = 'kommt alle zu mir'"),
    (rows) => rows.length === 1,
  );
  const reason = t('moderation.reasons.spoiler');
  await moderator.call(moderation.timeout, { login: 'bienenkorb', seconds: 60, reason, messageId });
  await moderator.call(moderation.ban, { login: 'klavier_klara', reason: 'Trompete' });

  await house.open(page, 'moderator', '/moderation');
  const table = page.getByRole('region', { name: t('moderation.log.title') });
  await expect(table.getByText('Klavier_Klara').first()).toBeVisible();
  await page.getByRole('textbox', { name: t('moderation.log.search') }).fill('spoiler');
  await expect(table.getByText('Klavier_Klara')).toHaveCount(0);
  await table.getByText('Bienenkorb').first().click();
  await expect(page.getByText('kommt alle zu mir').first()).toBeVisible();
  await page.getByRole('textbox', { name: t('moderation.log.search') }).fill('gibt es nicht');
  await expect(page.getByText(t('moderation.log.none'))).toBeVisible();
  await page.getByRole('button', { name: t('moderation.log.resetFilter') }).click();
  await expect(table.getByText('Klavier_Klara').first()).toBeVisible();
});

test('the manager reads along but finds nothing to act with', async ({ page }) => {
  await house.open(page, 'manager', '/live');
  await sayAndPoint(page, 'waldkauz77', 'nur lesen');
  await expect(bar(page, 'waldkauz77').getByRole('button', { name: t('moderation.actions.reply') })).toBeVisible();
  await expect(bar(page, 'waldkauz77').getByRole('button', { name: t('moderation.actions.delete') })).toHaveCount(0);
  await expect(page.getByRole('button', { name: t('moderation.typed.title') })).toHaveCount(0);
});

test('the viewer card tells who it is, what was written and done, and acts', async ({ page }) => {
  await house.open(page, 'moderator', '/live');
  await house.say('dachs_im_bau', 'wer bin ich');
  await chatLine(page, 'wer bin ich').getByRole('button', { name: 'Dachs_im_Bau' }).click();
  const card = page.getByRole('dialog', { name: t('moderation.card.title', { name: 'Dachs_im_Bau' }) });
  await expect(card.getByRole('heading', { name: 'Dachs_im_Bau' })).toBeVisible();
  await expect(card.getByText('dachs_im_bau', { exact: true })).toBeVisible();
  await expect(card.getByText('wer bin ich').first()).toBeVisible();
  await expect(card.getByText(t('moderation.card.noActions'))).toBeVisible();
  await card.getByText(t('moderation.reasons.disturbs')).click();
  await card
    .getByRole('button', { name: `${t('moderation.actions.timeout')}, ${t('moderation.presets.hour')}` })
    .click();
  await expect(card.getByText(/^Auszeit bis/)).toBeVisible();
  expect(await standing('dachs_im_bau')).toBe('timeout');
  expect(actsOn('dachs_im_bau')).toMatchObject([
    { kind: 'timeout', seconds: 3600, reason: t('moderation.reasons.disturbs') },
  ]);
  await expect(card.getByText(t('moderation.card.noActions'))).toHaveCount(0);
  await page.keyboard.press('Escape');
  await expect(card).toHaveCount(0);
});
