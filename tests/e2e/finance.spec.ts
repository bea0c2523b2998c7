import { readFile } from 'node:fs/promises';
import { expect, type Locator, type Page, test } from '@playwright/test';
import { type EntryView, finance, type HandCategory } from '../../src/contract/finance.ts';
import { expectAccessible, expectNoSidewaysScroll } from './accessible.ts';
import { buildHouse, english, eventually, t } from './house.ts';

const MINUS = '\u2212';
const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Berlin' }).format(Date.now());

const figures = (page: Page): Locator => page.getByRole('region', { name: t('finance.ledger.figures') });
const row = (page: Page, text: string): Locator => page.locator('[data-entry]').filter({ hasText: text });
const inspector = (page: Page): Locator => page.getByRole('complementary');
const search = (page: Page): Locator => page.getByRole('textbox', { name: t('finance.ledger.search') });
const overviewFigure = (page: Page, name: string): Locator =>
  page.getByRole('region', { name: t('finance.overview.title') }).getByRole('link', { name });

/** A file as if it was dragged in from the desktop. */
async function dropFile(page: Page, target: Locator, file: { name: string; type: string; text: string }) {
  const { name, type, text } = file;
  const dataTransfer = await page.evaluateHandle(
    `(() => { const data = new DataTransfer(); data.items.add(new File([${JSON.stringify(text)}], ${JSON.stringify(name)}, { type: ${JSON.stringify(type)} })); return data; })()`,
  );
  await target.dispatchEvent('dragover', { dataTransfer });
  await target.dispatchEvent('drop', { dataTransfer });
}

test.describe('the books', () => {
  const house = buildHouse();

  /** A draft that was written earlier. */
  async function draft(text: string, minor: number, category: HandCategory = 'tips'): Promise<EntryView> {
    return (await house.as('streamer')).call(finance.addEntry, {
      idempotencyKey: crypto.randomUUID(),
      day: today,
      category,
      text,
      amount: { minor: String(minor), currency: 'EUR' },
      place: 'bank',
      noReceiptReason: 'Kleinbetrag',
    });
  }

  async function sealed(text: string, minor: number, category: HandCategory = 'tips'): Promise<EntryView> {
    const { id } = await draft(text, minor, category);
    const { entries } = await (await house.as('streamer')).call(finance.seal, { entryIds: [id] });
    const [entry] = entries;
    if (!entry) throw new Error('nothing was sealed');
    return entry;
  }

  test('a newcomer writes the first booking down, with its receipt, in a few steps', async ({ page }) => {
    // What a person really does, counted by the page: presses, fields written in, files dropped.
    await page.addInitScript(`
      window.steps = { presses: 0, drops: 0, fields: new Set() };
      addEventListener('click', (event) => { if (event.isTrusted) window.steps.presses += 1; }, true);
      addEventListener('input', (event) => window.steps.fields.add(event.target), true);
      addEventListener('drop', () => { window.steps.drops += 1; }, true);
    `);
    await house.open(page, 'streamer', '/finance/ledger');
    await expect(page.getByText(t('finance.ledger.chainEmpty'))).toBeVisible();
    await page
      .getByRole('button', { name: t('finance.ledger.add') })
      .first()
      .click();

    const form = page.getByRole('dialog', { name: t('finance.booking.title') });
    await form.getByLabel(t('finance.booking.what')).pressSequentially('mikro');
    await expect(page.getByRole('option', { name: t('finance.categories.gear') })).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(form.getByLabel(t('finance.booking.text'), { exact: true })).toBeFocused();
    await page.keyboard.type('Mikrofonarm');
    await form.getByLabel(t('finance.booking.amount')).fill('129,90');
    await dropFile(page, form.getByText(t('finance.booking.dropHere')), {
      name: 'rechnung.pdf',
      type: 'application/pdf',
      text: '%PDF-1.4\nRechnung',
    });
    await expect(form.getByText('rechnung.pdf')).toBeVisible();
    await form.getByRole('button', { name: t('finance.booking.saveAmount', { amount: '129,90 €' }) }).click();

    await expect(form).toHaveCount(0);
    await expect(
      page.getByText(t('finance.booking.saved', { text: 'Mikrofonarm', amount: `${MINUS}129,90 €` })),
    ).toBeVisible();
    await expect(row(page, 'Mikrofonarm')).toContainText(t('finance.ledger.draft'));
    await expect(row(page, 'Mikrofonarm').getByLabel(t('finance.ledger.receipts', { count: 1 }))).toBeVisible();
    await expect(figures(page)).toContainText(`${t('finance.ledger.expense')}${MINUS}129,90 €`);
    await expect(figures(page)).toContainText(`${t('finance.ledger.deficit')}${MINUS}129,90 €`);
    const steps = (await page.evaluate(
      '({ presses: steps.presses, drops: steps.drops, fields: steps.fields.size })',
    )) as { presses: number; drops: number; fields: number };
    expect(steps).toEqual({ presses: 2, drops: 1, fields: 3 });
  });

  test('a draft is changed, sealed after a question, and then changes no more', async ({ page }) => {
    const { id, version } = await draft('Kabel von gestern', 1990, 'gear');
    await house.open(page, 'streamer', '/finance/ledger');
    await row(page, 'Kabel von gestern').click();
    await inspector(page)
      .getByRole('button', { name: t('finance.entry.edit') })
      .click();
    const form = page.getByRole('dialog', { name: t('finance.booking.editTitle') });
    await expect(form.getByLabel(t('finance.booking.amount'))).toHaveValue('19,90');
    await form.getByLabel(t('finance.booking.amount')).fill('8,50*2');
    await expect(form.getByText('= 17,00 €')).toBeVisible();
    await form.getByRole('button', { name: t('finance.booking.saveAmount', { amount: '17,00 €' }) }).click();
    await expect(row(page, 'Kabel von gestern')).toContainText(`${MINUS}17,00 €`);

    await inspector(page)
      .getByRole('button', { name: t('finance.entry.seal') })
      .click();
    const question = page.getByRole('dialog', { name: t('finance.ledger.sealTitle') });
    await expect(question).toContainText(t('finance.ledger.sealQuestion', { count: 1 }));
    await question.getByRole('button', { name: t('finance.ledger.sealSome', { count: 1 }) }).click();
    await expect(inspector(page).getByText(t('finance.ledger.sealed'), { exact: true })).toBeVisible();
    await expect(inspector(page).getByRole('button', { name: t('finance.entry.edit') })).toHaveCount(0);
    await expect(inspector(page).getByRole('button', { name: t('finance.entry.remove') })).toHaveCount(0);
    await expect(figures(page)).toContainText(t('finance.ledger.chainWhole'));

    const streamer = await house.as('streamer');
    const again = {
      day: today,
      category: 'gear',
      text: 'Anders',
      amount: { minor: '1', currency: 'EUR' },
      place: 'bank',
    } as const;
    expect(await streamer.refusalOf(finance.changeEntry, { entryId: id, version: version + 1, ...again })).toBe(
      'finance.sealed',
    );
    expect(await streamer.refusalOf(finance.removeEntry, { entryId: id })).toBe('finance.sealed');
  });

  test('a Storno asks for its reason, strikes the original, and both lead to each other', async ({ page }) => {
    const original = await sealed('Doppelt gebuchtes Trinkgeld', 2500);
    await house.open(page, 'streamer', '/finance/ledger');
    await row(page, 'Doppelt gebuchtes Trinkgeld').click();
    await inspector(page)
      .getByRole('button', { name: t('finance.entry.reverse') })
      .click();
    const dialog = page.getByRole('dialog', { name: t('finance.entry.reverseTitle') });
    const go = dialog.getByRole('button', { name: t('finance.entry.reverseVerb', { amount: '25,00 €' }) });
    await go.click();
    await expect(dialog.getByText(t('finance.entry.reverseReasonMissing'))).toBeVisible();
    await dialog.getByLabel(t('finance.entry.reverseReason'), { exact: true }).fill('zweimal eingetragen');
    await go.click();
    await expect(dialog).toHaveCount(0);

    await expect(inspector(page)).toContainText(t('finance.entry.reverses'));
    await expect(inspector(page)).toContainText('zweimal eingetragen');
    await inspector(page)
      .getByRole('link', { name: t('finance.entry.showOriginal') })
      .click();
    await expect(inspector(page)).toContainText(t('finance.entry.reversed'));
    await expect(inspector(page).getByRole('button', { name: t('finance.entry.reverse') })).toHaveCount(0);
    await expect(page.locator(`[data-entry="${original.id}"]`).getByText(original.text)).toHaveCSS(
      'text-decoration-line',
      'line-through',
    );
    await inspector(page)
      .getByRole('link', { name: t('finance.entry.showReversal') })
      .click();
    await expect(inspector(page)).toContainText(`${MINUS}25,00 €`);
    expect(
      await (await house.as('streamer')).refusalOf(finance.reverse, {
        entryId: original.id,
        day: today,
        reason: 'noch mal',
      }),
    ).toBe('finance.already-reversed');
  });

  test('gear that costs too much to be written off at once says where it goes, and goes there', async ({ page }) => {
    await house.open(page, 'streamer', '/finance/ledger?new=1');
    const dialog = page.getByRole('dialog', { name: t('finance.booking.title') });
    await dialog.getByLabel(t('finance.booking.what')).fill(t('finance.categories.gear'));
    await page.keyboard.press('Enter');
    const price = dialog.getByLabel(t('finance.booking.amount'));
    await price.fill('800,01');
    await expect(dialog.getByText(t('finance.booking.gear.needsVat'))).toBeVisible();
    await price.fill('952,01');
    await expect(dialog.getByText(t('finance.booking.gear.lasts'))).toBeVisible();
    await dialog.getByLabel(t('finance.booking.text'), { exact: true }).fill('Kamera für Jahre');
    await price.press('Enter');
    await row(page, 'Kamera für Jahre').click();
    await expect(inspector(page)).toContainText(t('finance.accounts.lasting-gear'));
  });

  test('the books of operations say whose days they follow, and take the zone of the browser when asked', async ({
    page,
  }) => {
    await house.open(page, 'streamer', '/finance/ledger?book=management');
    await expect(page.getByText(t('finance.zone.now', { zone: 'Europe/Berlin' }))).toBeVisible();
    await page.getByRole('button', { name: t('finance.zone.change') }).click();
    const dialog = page.getByRole('dialog', { name: t('finance.zone.title') });
    await expect(dialog.getByLabel(t('finance.zone.label')).first()).toHaveValue('Europe/Berlin');
    await dialog.getByLabel(t('finance.zone.label')).first().fill('Tokyo');
    await page.getByRole('option', { name: 'Asia/Tokyo' }).click();
    await dialog.getByRole('button', { name: t('finance.zone.save') }).click();
    await expect(page.getByText(t('finance.zone.now', { zone: 'Asia/Tokyo' }))).toBeVisible();
    expect(await (await house.as('streamer')).call(finance.settings, {})).toEqual({
      zone: 'Asia/Tokyo',
      isChosen: true,
    });
  });

  test('filters narrow list and totals alike, and the files hold what is shown', async ({ page }) => {
    await sealed('Messe: Sponsor Brause', 119_900, 'sponsor');
    await draft('Messe: Hotel', 8450, 'travel');
    await draft('Messe: Bahn', 4490, 'travel');
    await house.open(page, 'streamer', '/finance/ledger');
    await search(page).fill('messe');
    const table = page.getByRole('table', { name: t('finance.ledger.title') });
    await expect(page.getByText(t('finance.ledger.count', { count: 3 }), { exact: true })).toBeVisible();
    await expect(figures(page)).toContainText('1.199,00 €');
    await expect(figures(page)).toContainText(`${t('finance.ledger.expense')}${MINUS}129,40 €`);
    await expect(figures(page)).toContainText(`${t('finance.ledger.result')}1.069,60 €`);

    const csv = await download(page, t('finance.ledger.csv'));
    const lines = csv.toString('utf8').replace('\uFEFF', '').trim().split('\r\n');
    expect(lines[0]).toContain('SANDBOX');
    expect(lines).toHaveLength(5);
    for (const [words, shown] of [
      ['Messe: Hotel', '-84,50'],
      ['Messe: Bahn', '-44,90'],
      ['Messe: Sponsor Brause', '1199,00'],
    ] as const) {
      expect(lines.find((line) => line.includes(words))?.split(';')).toContain(shown);
    }
    const pdf = await download(page, t('finance.ledger.pdf'));
    expect(pdf.subarray(0, 5).toString('latin1')).toBe('%PDF-');
    expect(pdf.length).toBeGreaterThan(5000);

    await figures(page)
      .getByRole('button', { name: t('finance.ledger.expense') })
      .click();
    await expect(page.getByText(t('finance.ledger.count', { count: 2 }), { exact: true })).toBeVisible();
    await expect(table.locator('[data-entry]')).toHaveCount(2);
    await search(page).fill('44,90');
    await expect(table.locator('[data-entry]')).toHaveCount(1);
    await expect(row(page, 'Messe: Bahn')).toBeVisible();
    await search(page).fill('gibt es nicht');
    await expect(page.getByText(t('finance.ledger.none'))).toBeVisible();
    await page.getByRole('button', { name: t('finance.ledger.reset') }).click();
    await expect(row(page, 'Messe: Sponsor Brause')).toBeVisible();
  });

  test('amounts that are none are refused by a sentence, a failure loses nothing, and a second try books once', async ({
    page,
  }) => {
    await house.open(page, 'streamer', '/finance/ledger?new=1');
    const form = page.getByRole('dialog', { name: t('finance.booking.title') });
    const amount = form.getByLabel(t('finance.booking.amount'));
    await form.getByLabel(t('finance.booking.what')).fill('Trinkgeld');
    await page.getByRole('option', { name: t('finance.categories.tips') }).click();
    await form.getByLabel(t('finance.booking.text'), { exact: true }).fill('Trinkgeld von Lotta');
    for (const [typed, problem] of [
      ['12,345', 'too-many-decimals'],
      ['zwölf', 'not-money'],
      ['5-9', 'not-positive'],
    ] as const) {
      await amount.fill(typed);
      await amount.blur();
      await expect(form.getByText(t(`finance.amountProblem.${problem}`))).toBeVisible();
      await form.getByRole('button', { name: t('finance.booking.save') }).click();
      await expect(amount).toBeFocused();
      await expect(amount).toHaveValue(typed);
    }
    await dropFile(page, form.getByText(t('finance.booking.dropHere')), {
      name: 'notiz.txt',
      type: 'text/plain',
      text: 'kein Beleg',
    });
    await expect(form.getByText(t('finance.booking.receiptType', { name: 'notiz.txt' }))).toBeVisible();
    await form.getByRole('button', { name: t('finance.booking.receiptRemove', { name: 'notiz.txt' }) }).click();
    await amount.fill('1.234,56');
    await expect(form.getByText('= 1.234,56 €')).toBeVisible();

    // The answer is lost on its way, the booking is not.
    await page.route(
      '**/api/finance/entries',
      async (route) => {
        await route.fetch();
        await route.fulfill({ status: 500, json: { code: 'http.internal', params: {} } });
      },
      { times: 1 },
    );
    const save = form.getByRole('button', { name: t('finance.booking.saveAmount', { amount: '1.234,56 €' }) });
    await save.click();
    await expect(form.getByRole('alert')).toContainText(t('refusals.http.internal'));
    await expect(form.getByLabel(t('finance.booking.text'), { exact: true })).toHaveValue('Trinkgeld von Lotta');
    await expect(amount).toHaveValue('1.234,56');
    await save.click();
    await expect(form).toHaveCount(0);
    await expect(row(page, 'Trinkgeld von Lotta')).toHaveCount(1);
    await expect(row(page, 'Trinkgeld von Lotta')).toContainText('+1.234,56 €');
  });

  test.describe('in English', () => {
    test.use({ locale: 'en-GB' });
    test('an amount is written the English way', async ({ page }) => {
      await house.open(page, 'streamer', '/finance/ledger?new=1');
      const form = page.getByRole('dialog', { name: english('finance.booking.title') });
      await form.getByLabel(english('finance.booking.what')).fill('sponsor');
      await page.getByRole('option', { name: english('finance.categories.sponsor') }).click();
      await form.getByLabel(english('finance.booking.text'), { exact: true }).fill('Crisps sponsor');
      await form.getByLabel(english('finance.booking.amount')).fill('1,234.56');
      await form.getByRole('button', { name: english('finance.booking.saveAmount', { amount: '€1,234.56' }) }).click();
      await expect(row(page, 'Crisps sponsor')).toContainText('+€1,234.56');
    });
  });

  test('subs, gifts and bits arrive on the overview by themselves and once; other values reckon them anew', async ({
    page,
  }) => {
    const { control } = house.app.twitch;
    await house.open(page, 'streamer', '/finance');
    const earned = overviewFigure(page, t('finance.overview.today'));
    await expect(earned).toBeVisible();
    await expect(earned).not.toContainText('$');
    await control('event', { kind: 'sub', login: 'gummistiefel_', tier: '1000' });
    await expect(earned).toContainText('3,00 $');
    await control('event', { kind: 'gift', login: 'lotta_liest', tier: '1000', count: 3 });
    await expect(earned).toContainText('12,00 $');
    await control('event', { kind: 'bits', login: 'mondkatze_', bits: 300, text: 'Cheer300' });
    await expect(earned).toContainText('15,00 $');
    await control('eventsub/duplicate');
    await house.say('mondkatze_', 'und weiter');
    await eventually(
      () => house.app.read('SELECT 1 FROM live_chat_text WHERE live_chat_text MATCH ?', 'weiter'),
      (rows) => rows.length === 1,
    );
    await expect(earned).toContainText('15,00 $');

    await page.getByRole('button', { name: t('common.shell.hideNumbers') }).click();
    await expect(earned).toContainText(t('common.hidden'));
    await expect(page.getByRole('main')).not.toContainText(/\d,\d\d\s[$€]/);
    await page.getByRole('button', { name: t('common.shell.showNumbers') }).click();
    await expect(earned).toContainText('15,00 $');

    await page.getByRole('link', { name: t('finance.overview.estimatesLink') }).click();
    await page.getByRole('button', { name: t('finance.estimates.change') }).click();
    const dialog = page.getByRole('dialog', { name: t('finance.estimates.changeTitle') });
    await dialog.getByLabel(t('finance.estimates.share')).fill('70');
    await expect(dialog).toContainText(
      t('finance.estimates.previewTier', { tier: 1, now: '4,19 $', before: '3,00 $' }),
    );
    await dialog.getByRole('button', { name: /verwenden/ }).click();
    await expect(dialog).toHaveCount(0);
    await page.goBack();
    await expect(earned).toContainText('19,76 $');
  });

  async function download(page: Page, name: string): Promise<Buffer> {
    await page.getByRole('button', { name: t('finance.ledger.export') }).click();
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('menuitem', { name }).click()]);
    return readFile(await file.path());
  }
});

test.describe('after ninety days', () => {
  const house = buildHouse({ past: true });

  test.beforeEach(async ({ page }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
  });

  test('a stream’s report: the figure opens its rows, they add up to it, and there is a way back', async ({ page }) => {
    await house.open(page, 'streamer', '/finance/streams');
    const streams = page.getByRole('table', { name: t('finance.streams.title') });
    await expect(streams.getByRole('row').nth(3)).toBeVisible();
    expect(await streams.getByRole('row').count()).toBeGreaterThan(36);
    await streams.getByRole('row').nth(3).getByRole('link').click();
    const lands = page
      .getByRole('region', { name: t('finance.report.figures') })
      .getByRole('link', { name: t('finance.report.lands') });
    const figure = amountIn(await lands.innerText());
    expect(figure).toBeGreaterThan(0);
    const report = page.url();
    await page.waitForLoadState('networkidle');
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await expectAccessible(page);
    }
    await page.setViewportSize({ width: 390, height: 844 });
    await expectNoSidewaysScroll(page);
    await page.setViewportSize({ width: 1280, height: 800 });
    await lands.click();
    const rows = page.getByRole('table', { name: t('finance.rows.title') });
    await expect(rows).toBeVisible();
    await expect(page.getByText(/^\d+ Ereignisse?/)).toContainText(/\$/);
    const older = page.getByRole('button', { name: t('finance.rows.older') });
    while ((await older.count()) > 0) {
      const before = await rows.getByRole('row').count();
      await older.click();
      await expect.poll(() => rows.getByRole('row').count()).toBeGreaterThan(before);
    }
    const cells = await rows.locator('tbody tr td:last-child').allInnerTexts();
    expect(cells.reduce((sum, cell) => sum + amountIn(cell), 0)).toBe(figure);
    await page.getByRole('button', { name: t('finance.rows.back') }).click();
    await expect(page).toHaveURL(report);
    expect(amountIn(await lands.innerText())).toBe(figure);
  });

  test('each figure of the overview opens the rows it is the total of', async ({ page }) => {
    await house.open(page, 'streamer', '/finance');
    const figure = overviewFigure(page, t('finance.overview.ninetyDays'));
    const total = page.locator('main').getByText(/^[\d.]+ Ereignis/);
    const shown = amountIn(await figure.innerText());
    await figure.click();
    await expect(total).toBeVisible();
    expect(amountIn(await total.innerText())).toBe(shown);
    await page.getByRole('button', { name: t('finance.rows.back') }).click();

    const sources = page.getByRole('region', { name: t('finance.overview.bySource') }).getByRole('listitem');
    const count = await sources.count();
    expect(count).toBeGreaterThan(1);
    for (let index = 0; index < count; index += 1) {
      const source = amountIn(await sources.nth(index).innerText());
      await sources.nth(index).getByRole('link').click();
      await expect(total).toBeVisible();
      expect(amountIn(await total.innerText())).toBe(source);
      await page.getByRole('button', { name: t('finance.rows.back') }).click();
      await expect(sources).toHaveCount(count);
    }
  });

  for (const path of ['/', '/finance', '/finance/streams', '/planning', '/planning/review']) {
    test(`${path} full of ninety days is accessible, light and dark, and fits on a phone`, async ({ page }) => {
      await house.open(page, 'streamer', path);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await page.waitForLoadState('networkidle');
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        await expectAccessible(page);
      }
      await page.setViewportSize({ width: 390, height: 844 });
      await expectNoSidewaysScroll(page);
    });
  }
});

/** `≈ 1.234,56 $` in cents. */
function amountIn(text: string): number {
  const found = /([\d.]+),(\d\d)\s*\$/.exec(text);
  if (!found) throw new Error(`no amount in ${JSON.stringify(text)}`);
  return Number(found[1]?.replaceAll('.', '') ?? 0) * 100 + Number(found[2]);
}
