import { expect, test } from '@playwright/test';
import { live } from '../../src/contract/live.ts';
import { buildHouse, chatLine, chatLog, eventually, t } from './house.ts';

const house = buildHouse();

const composer = t('live.composer.placeholder', { login: 'nordlicht_mod' });
const stored = (text: string) =>
  house.app.read<{ seq: number; removed_at: number | null }>(
    'SELECT seq, removed_at FROM live_chat_line WHERE text = ? AND kind = 0',
    text,
  );

interface Row {
  readonly dataset: Readonly<Record<string, string>>;
  getBoundingClientRect(): { readonly top: number; readonly bottom: number };
}

/** Enough lines that the log has to scroll. */
async function fillLog(prefix: string, count: number): Promise<void> {
  await house.app.twitch.control('flood', { linesPerSecond: 1_000, seconds: count / 1_000, text: `${prefix} {n}` });
  await eventually(
    () => stored(`${prefix} ${count}`),
    (rows) => rows.length === 1,
  );
}

test('a line of the chat is stored, then painted on the open page', async ({ page }) => {
  await house.open(page, 'moderator', '/live');
  await expect(page.getByRole('region', { name: t('live.chat'), exact: true })).toBeVisible();
  await house.say('waldkauz77', 'Moin zusammen, schöner Abend');
  await expect(chatLine(page, 'Moin zusammen, schöner Abend')).toBeVisible();
  await expect(chatLine(page, 'Moin zusammen, schöner Abend')).toContainText('waldkauz77');
  expect(stored('Moin zusammen, schöner Abend')).toHaveLength(1);

  await page.reload();
  await expect(chatLine(page, 'Moin zusammen, schöner Abend')).toBeVisible();
});

test('replies, first messages, notices and what the channel lives through are shown as what they are', async ({
  page,
}) => {
  await house.open(page, 'moderator', '/live');
  const question = await house.say('brezel_bube', 'Welches Spiel kommt danach?');
  await house.say('mondkatze_', 'Die Bahnstrecke!', question);
  await expect(chatLine(page, 'Die Bahnstrecke!')).toContainText(
    t('live.line.replyTo', { name: 'brezel_bube', text: 'Welches Spiel kommt danach?' }),
  );
  await house.say('ganz_neu_hier', 'Hallo, ich bin neu');
  await expect(chatLine(page, 'Hallo, ich bin neu')).toContainText(t('live.line.first'));
  const { control } = house.app.twitch;
  await control('event', { kind: 'resub', login: 'lotta_liest', tier: '1000', text: 'immer wieder gern' });
  await expect(chatLog(page).getByText('immer wieder gern')).toBeVisible();
  await control('event', { kind: 'raid', login: 'frau_holle_tv', viewers: 23 });
  await expect(chatLog(page).getByText(t('live.notices.raid', { name: 'frau_holle_tv', count: 23 }))).toBeVisible();
  await control('event', { kind: 'follow', login: 'der_ole' });
  const events = page.getByRole('region', { name: t('live.events'), exact: true });
  await expect(events.getByText(t('live.event.follow'))).toBeVisible();
  await expect(events.getByText(t('live.event.raid', { count: 23 }))).toHaveCount(1);
});

test('emotes become pictures that come from here', async ({ page }) => {
  await house.open(page, 'moderator', '/live');
  const { emotes } = await (await house.as('moderator')).call(live.emotes, {});
  const [emote] = emotes;
  await house.say('lotta_liest', `💜 ${emote?.name} ja`);
  const picture = chatLine(page, '💜').getByRole('img', { name: emote?.name ?? '' });
  await expect(picture).toBeVisible();
  await expect(picture).toHaveAttribute('src', `/api/live/emotes/${emote?.id}`);
  await expect.poll(() => picture.evaluate((image: { naturalWidth: number }) => image.naturalWidth)).toBeGreaterThan(0);

  // Twitch may not have it any more: then its word stands there.
  await page.route('**/api/live/emotes/*', (route) => route.fulfill({ status: 404 }));
  await page.reload();
  await expect(chatLine(page, `💜 ${emote?.name} ja`)).toBeVisible();
  await expect(picture).toHaveCount(0);
});

test('a deleted line is struck for moderators and stays to be read; nobody without the right sees the chat', async ({
  page,
  browser,
}) => {
  await house.open(page, 'moderator', '/live');
  const id = await house.say('xx_bohne_xx', 'das war gemein');
  await expect(chatLine(page, 'das war gemein')).toBeVisible();
  await house.app.twitch.control('delete', { messageId: id });
  await expect(chatLine(page, 'das war gemein')).toContainText(t('live.line.removedDelete'));
  const text = chatLine(page, 'das war gemein').getByText('das war gemein');
  await expect(text).toHaveCSS('text-decoration-line', 'line-through');
  await eventually(
    () => stored('das war gemein'),
    ([row]) => row?.removed_at !== null,
  );
  await page.reload();
  await expect(chatLine(page, 'das war gemein')).toContainText(t('live.line.removedDelete'));

  const books = await (await browser.newContext({ locale: 'de-DE' })).newPage();
  await house.open(books, 'accountant', '/live');
  await expect(books.getByRole('navigation', { name: t('common.rooms.navigation') })).toBeVisible();
  await expect(books.getByRole('link', { name: t('common.rooms.live'), exact: true })).toHaveCount(0);
  await expect(books.getByText('das war gemein')).toHaveCount(0);
  expect((await (await house.as('accountant')).request('/api/live/chat')).status).toBe(403);
  await books.context().close();
});

test('scrolling up holds the log still and counts what is new; older pages come in above', async ({ page }) => {
  await fillLog('voll', 400);
  await house.open(page, 'moderator', '/live');
  await expect(chatLine(page, /^.*voll 400$/)).toBeVisible();
  const log = chatLog(page);
  await log.hover();
  await page.mouse.wheel(0, -1_500);
  await expect(page.getByRole('button', { name: t('live.toNewest') })).toBeVisible();
  const top = () => log.locator('[data-seq]').first().getAttribute('data-seq');
  await house.say('waldkauz77', 'neu 1');
  await house.say('waldkauz77', 'neu 2');
  const button = page.getByRole('button', { name: t('live.newLines', { count: 2 }) });
  await expect(button).toBeVisible();
  await expect(chatLine(page, 'neu 2')).toHaveCount(0);
  await button.click();
  await expect(chatLine(page, 'neu 2')).toBeVisible();

  const seen = Number(await top());
  for (let turn = 0; turn < 40 && (await chatLine(page, /voll 1$/).count()) === 0; turn += 1) {
    await log.hover();
    await page.mouse.wheel(0, -3_000);
    await page.waitForTimeout(30);
  }
  await expect(chatLine(page, /voll 1$/)).toBeVisible();
  expect(Number(await top())).toBeLessThan(seen);
});

test('stopping, new lines and older pages move nothing that is being read, and marked text stays marked', async ({
  page,
}) => {
  await fillLog('ruhig', 400);
  await house.open(page, 'moderator', '/live');
  await expect(chatLine(page, /ruhig 400$/)).toBeVisible();
  const log = chatLog(page);
  const anchor = chatLine(page, /ruhig 390$/);
  const places = () => anchor.evaluate((row: Row) => row.getBoundingClientRect().top);
  await anchor.getByText('ruhig 390').selectText();
  const marked = () => page.evaluate<string>('getSelection().toString()');
  const before = await places();
  await log.hover();
  await page.mouse.wheel(0, -120);
  await expect(page.getByRole('button', { name: t('live.toNewest') })).toBeVisible();
  expect(await places()).toBeCloseTo(before + 120, 0);
  expect(await marked()).toContain('ruhig 390');
  await fillLog('danach', 200);
  await expect(page.getByRole('button', { name: t('live.newLines', { count: 200 }) })).toBeVisible();
  expect(await places()).toBeCloseTo(before + 120, 0);
  expect(await marked()).toContain('ruhig 390');

  // An older page: the line that is read stays where it is while the page comes in above it.
  let letIn = (): void => {};
  const isLetIn = new Promise<void>((resolve) => {
    letIn = resolve;
  });
  await page.route(/live\/chat\?.*before=/, async (route) => {
    await isLetIn;
    await route.continue();
  });
  const height = () => log.evaluate((list: { scrollHeight: number }) => list.scrollHeight);
  const asked = page.waitForRequest(/live\/chat\?.*before=/);
  for (let turn = 0; turn < 4; turn += 1) await page.mouse.wheel(0, -1_000);
  await asked;
  await expect(page.getByText(t('live.loadingOlder'))).toBeVisible();
  const seq = await log.evaluate(
    (list: { getBoundingClientRect(): { bottom: number }; querySelectorAll(what: string): Iterable<Row> }) =>
      [...list.querySelectorAll('[data-seq]')].findLast(
        (row) => row.getBoundingClientRect().bottom < list.getBoundingClientRect().bottom,
      )?.dataset['seq'],
  );
  const read = log.locator(`[data-seq="${seq}"]`);
  const place = () => read.evaluate((row: Row) => row.getBoundingClientRect().top);
  const [readAt, heightBefore] = [await place(), await height()];
  letIn();
  await eventually(height, (now) => now > heightBefore + 1_000);
  expect(await place()).toBeCloseTo(readAt, 0);
  await page.getByRole('button', { name: t('live.newLines', { count: 200 }) }).click();
  await expect(chatLine(page, /danach 200$/)).toBeVisible();
});

test('the log is searched: hits are marked, and a hit leads to its place', async ({ page }) => {
  await house.say('tastenloewe', 'Das Rezept für Zimtschnecken steht im Discord');
  await fillLog('dazwischen', 300);
  await house.open(page, 'moderator', '/live');
  await expect(chatLine(page, /dazwischen 300$/)).toBeVisible();
  await chatLog(page).press('/');
  const field = page.getByRole('textbox', { name: t('live.search.title') });
  await expect(field).toBeFocused();
  await field.fill('zimtschnecken from:tastenloewe');
  const panel = page.getByRole('region', { name: t('live.search.title') });
  await expect(panel.getByRole('status')).toHaveText(t('live.search.count', { count: 1 }));
  await expect(panel.locator('mark')).toHaveText('Zimtschnecken');
  await field.fill('gibtesnicht');
  await expect(panel.getByText(t('live.search.none', { query: 'gibtesnicht' }))).toBeVisible();
  await field.fill('"Rezept für" -nudeln');
  await panel.getByRole('button', { name: /Zimtschnecken/ }).click();
  await expect(page.getByText(t('live.search.backToLive'))).toBeVisible();
  await expect(chatLine(page, 'Zimtschnecken')).toBeVisible();
  await expect(chatLine(page, /dazwischen 300$/)).toHaveCount(0);
  await page.getByRole('button', { name: t('live.search.back') }).click();
  await expect(chatLine(page, /dazwischen 300$/)).toBeVisible();
});

test('who is signed in writes under her own name', async ({ page }) => {
  await house.open(page, 'moderator', '/live');
  const field = page.getByRole('textbox', { name: composer });
  await field.fill('Ich bin gleich wieder da 👋');
  await field.press('Enter');
  await expect(chatLine(page, 'Ich bin gleich wieder da')).toContainText('nordlicht_mod');
  await expect(field).toHaveValue('');
  const { recentMessages } = await house.app.twitch.state();
  expect(recentMessages.at(-1)).toMatchObject({ login: 'nordlicht_mod', text: 'Ich bin gleich wieder da 👋' });
  await eventually(
    () => stored('Ich bin gleich wieder da 👋'),
    (rows) => rows.length === 1,
  );
});

test('a reply goes out as one', async ({ page }) => {
  await house.open(page, 'moderator', '/live');
  await house.say('sockenschuss42', 'Wann geht es los?');
  await chatLine(page, 'Wann geht es los?').hover();
  await page
    .getByRole('toolbar')
    .getByRole('button', { name: t('moderation.actions.reply') })
    .click();
  await expect(page.getByText(t('live.composer.reply', { name: 'Sockenschuss42' }))).toBeVisible();
  await page.getByRole('textbox', { name: composer }).fill('In fünf Minuten');
  await page.keyboard.press('Enter');
  await expect(chatLine(page, 'In fünf Minuten')).toContainText(
    t('live.line.replyTo', { name: 'Sockenschuss42', text: 'Wann geht es los?' }),
  );
});

test('what Twitch drops stays in the field, with its reason', async ({ page }) => {
  await house.open(page, 'moderator', '/live');
  const field = page.getByRole('textbox', { name: composer });
  await field.fill('/ban waldkauz77');
  await field.press('Enter');
  await expect(page.getByText(t('refusals.live.message-command'))).toBeVisible();
  await field.fill('a'.repeat(501));
  await expect(page.getByText(t('live.composer.tooLong', { count: 1 }))).toBeVisible();
  await expect(page.getByRole('button', { name: t('live.composer.send') })).toBeDisabled();

  await house.app.twitch.control('modes', { emoteOnly: true });
  const manager = await (await page.context().browser()?.newContext({ locale: 'de-DE' }))?.newPage();
  if (!manager) throw new Error('no second window');
  await house.open(manager, 'manager', '/live');
  const hers = manager.getByRole('textbox', { name: t('live.composer.placeholder', { login: 'mara_manager' }) });
  await hers.fill('darf ich das?');
  await hers.press('Enter');
  const alert = manager.getByRole('alert');
  await expect(alert).toContainText(t('refusals.live.message-dropped', { message: '' }).trim());
  await expect(hers).toHaveValue('darf ich das?');
  await house.app.twitch.control('modes', { emoteOnly: false });

  await house.app.twitch.control('ban', { login: 'mara_manager', seconds: 600 });
  await hers.press('Enter');
  await expect(alert).toBeVisible();
  await expect(hers).toHaveValue('darf ich das?');
  await house.app.twitch.control('unban', { login: 'mara_manager' });
  await hers.press('Enter');
  await expect(chatLine(manager, 'darf ich das?')).toBeVisible();
  // The same again within 30 seconds.
  await hers.fill('darf ich das?');
  await hers.press('Enter');
  await expect(alert).toContainText(t('refusals.live.message-dropped', { message: '' }).trim());
  await manager.context().close();
});

test('a cut line to the chat shows in the light and leaves a gap in the log', async ({ page }) => {
  await house.open(page, 'moderator', '/live');
  const light = (name: string) => page.getByRole('button', { name, exact: true });
  await expect(light(t('live.connection.good'))).toBeVisible();
  await light(t('live.connection.good')).click();
  await expect(page.getByText(t('live.connection.connected')).first()).toBeVisible();
  await page.keyboard.press('Escape');
  await house.app.twitch.control('offline', { seconds: 60 });
  await expect(light(t('live.connection.trouble'))).toBeVisible();
  await house.say('waldkauz77', 'das hört gerade niemand');
  await house.app.twitch.control('online');
  await expect(light(t('live.connection.good'))).toBeVisible({ timeout: 20_000 });
  const [gap] = await eventually(
    () =>
      house.app.read<{ sent_at: number; extra: string }>('SELECT sent_at, extra FROM live_chat_line WHERE kind = 8'),
    (rows) => rows.length === 1,
  );
  const until = (JSON.parse(gap?.extra ?? '{}') as { gap: { untilMs: number } }).gap.untilMs;
  const missed = (await house.app.twitch.state()).recentMessages.find(({ text }) => text === 'das hört gerade niemand');
  expect(missed?.sentAtMs).toBeGreaterThanOrEqual(gap?.sent_at ?? Number.NaN);
  expect(missed?.sentAtMs).toBeLessThanOrEqual(until);
  expect(stored('das hört gerade niemand')).toEqual([]);
  const [words = ''] = t('live.line.gap', { from: '|', until: '', duration: '' }).split('|');
  await expect(chatLog(page).getByText(words)).toBeVisible();
});
