import type { Worker } from 'node:worker_threads';
import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, it } from 'vitest';
import type { EntryView } from '../../../contract/finance.ts';
import { openTestBooks, type TestBooks } from '../../../testing/books.ts';
import { readPdfText } from '../../../testing/pdf-text.ts';

let books: TestBooks;
let sealed: readonly EntryView[];

const filled = async (options: { isSandbox?: boolean } = {}) => {
  const room = await openTestBooks(options);
  const add = async (more: object): Promise<EntryView> => {
    const common = { idempotencyKey: crypto.randomUUID(), day: '2026-11-20', place: 'bank', noReceiptReason: 'keiner' };
    return await room.call('addEntry', { ...common, category: 'gear', ...more });
  };
  const eur = (minor: string) => ({ minor, currency: 'EUR' });
  const receipt = { name: '=Rechnung.pdf', contentBase64: Buffer.from('%PDF-1').toString('base64') };
  const { sha256 } = (await room.call('addDocument', receipt)) as { sha256: string };
  const ids = [
    await add({ text: '=HYPERLINK("http://böse.example")', amount: eur('123456'), documents: [sha256] }),
    await add({
      text: 'Trinkgeld; von "lotta"',
      category: 'tips',
      place: 'paypal',
      amount: eur('5000'),
      day: '2026-11-19',
    }),
    await add({ text: '-1 Stativ', place: 'private', amount: { minor: '1250', currency: 'JPY' }, day: '2026-11-21' }),
  ].map(({ id }) => id);
  const { entries } = (await room.call('seal', { entryIds: ids })) as { entries: EntryView[] };
  await room.call('reverse', { entryId: ids[0] ?? '', day: '2026-11-22', reason: 'Doppelt gebucht' });
  await add({ text: 'noch ein Entwurf', amount: eur('100'), day: '2026-11-01' });
  return { room, sealed: entries };
};

beforeAll(async () => {
  ({ room: books, sealed } = await filled());
});

const csv = async (query: Record<string, string> = {}, from = books) => {
  const page = await from.page('/api/finance/entries.csv', { query });
  return { ...page, text: String(page?.body) };
};
const rowsOf = (text: string, delimiter: string): Record<string, string>[] =>
  parse(text, { bom: true, columns: true, delimiter });

describe('the ledger as CSV', () => {
  it('is a table as German spreadsheets take it: every entry, in order of number, then drafts', async () => {
    const { text, contentType, file } = await csv();
    expect(contentType).toBe('text/csv; charset=utf-8');
    expect(file).toEqual({ name: 'buchungen-steuer-2026-11-01_2026-11-22.csv', isShown: false });
    expect(text.startsWith('\uFEFFNr.;')).toBe(true);
    const rows = rowsOf(text, ';');
    expect(rows.map((row) => [row['Nr.'], row['Datum'], row['Text'], row['Betrag'], row['Währung']])).toEqual([
      ['1', '19.11.2026', 'Trinkgeld; von "lotta"', '50,00', 'EUR'],
      ['2', '20.11.2026', `'=HYPERLINK("http://böse.example")`, '-1234,56', 'EUR'],
      ['3', '21.11.2026', `'-1 Stativ`, '-1250', 'JPY'],
      ['4', '22.11.2026', 'Doppelt gebucht', '1234,56', 'EUR'],
      ['', '01.11.2026', 'noch ein Entwurf', '-1,00', 'EUR'],
    ]);
    expect(rows[0]).toMatchObject({
      Stand: 'versiegelt',
      Kategorie: 'Trinkgeld',
      Soll: 'PayPal',
      Haben: 'Trinkgeld',
      'Soll SKR03': '1210',
      'Haben SKR03': '8400',
      'Soll SKR04': '1810',
      'Haben SKR04': '4400',
      'EÜR-Kennzahl': '112',
      'SHA-256': sealed[0]?.hash,
    });
    expect(rows[1]).toMatchObject({ Belege: `'=Rechnung.pdf`, 'Storniert durch': '4', Storniert: '' });
    expect(rows[2]).toMatchObject({
      'Soll SKR03': '4855',
      'Haben SKR03': '1890',
      'Haben SKR04': '2180',
      'EÜR-Kennzahl': '132',
    });
    expect(rows[3]).toMatchObject({ Storniert: '2', 'Soll SKR03': '1200', 'Haben SKR03': '0490', 'EÜR-Kennzahl': '' });
    expect(rows[4]).toMatchObject({ Stand: 'Entwurf', 'SHA-256': '' });
  });

  it('is written with commas and points in English', async () => {
    const { text, file } = await csv({ language: 'en', from: '2026-11-19', to: '2026-11-20' });
    expect(file?.name).toBe('entries-tax-2026-11-19_2026-11-20.csv');
    expect(rowsOf(text, ',').map((row) => [row['No.'], row['Date'], row['Amount'], row['State']])).toEqual([
      ['1', '2026-11-19', '50.00', 'sealed'],
      ['2', '2026-11-20', '-1234.56', 'sealed'],
    ]);
  });

  it('holds what the filter finds, and nothing but heads when that is nothing', async () => {
    const tips = await csv({ category: 'tips' });
    expect(rowsOf(tips.text, ';')).toHaveLength(1);
    const nothing = await csv({ text: 'gibt es nicht' });
    expect(rowsOf(nothing.text, ';')).toEqual([]);
    expect(nothing.file?.name).toBe('buchungen-steuer-alle.csv');
  });

  it('refuses a filter it does not know', async () => {
    await expect(csv({ from: 'gestern' })).rejects.toMatchObject({ code: 'http.bad-input' });
  });
});

describe('the ledger as PDF', () => {
  const pdf = async (query: Record<string, string> = {}, from = books) => {
    const page = await from.page('/api/finance/entries.pdf', { query });
    const body = page?.body as Uint8Array;
    return {
      file: page?.file,
      type: page?.contentType,
      head: Buffer.from(body.subarray(0, 5)).toString(),
      text: readPdfText(body),
    };
  };

  it('says what it lists, every entry, the totals, the end of the chain and its page', async () => {
    const { file, type, head, text } = await pdf();
    expect([file, type, head]).toEqual([
      { name: 'buchungen-steuer-2026-11-01_2026-11-22.pdf', isShown: false },
      'application/pdf',
      '%PDF-',
    ]);
    for (const expected of [
      'Buchungen des Steuerbuchs',
      'Zeitraum: 01.11.2026 bis 22.11.2026',
      '5 Buchungen · Erstellt: 22.11.2026 18:00 UTC',
      'Entwürfe sind enthalten',
      'Trinkgeld; von "lotta"',
      'Storno von Nr. 2',
      '1.234,56 EUR',
      'Einnahmen 50,00 EUR',
      'Ergebnis 49,00 EUR −1.250 JPY',
      'Nr. 4, SHA-256',
      'Seite 1 von 1',
    ]) {
      expect(text).toContain(expected);
    }
    expect(text).not.toContain('SANDBOX');
  });

  it('names its filter, in English too', async () => {
    const { file, text } = await pdf({ language: 'en', category: 'tips', text: 'lotta' });
    expect(file?.name).toBe('entries-tax-2026-11-19_2026-11-19.pdf');
    expect(text).toContain('Filter: Tips, “lotta”');
    expect(text).toContain('1 entry');
    expect(text).toContain('Page 1 of 1');
  });

  it('sets one sheet after the other, however many ask at once', async () => {
    let running = 0;
    let most = 0;
    const count = (worker: Worker): void => {
      running += 1;
      most = Math.max(most, running);
      worker.once('exit', () => {
        running -= 1;
      });
    };
    process.on('worker', count);
    const sheets = await Promise.all([pdf(), pdf({ language: 'en' }), pdf()]);
    process.off('worker', count);
    expect(sheets.map(({ head }) => head)).toEqual(['%PDF-', '%PDF-', '%PDF-']);
    expect(most).toBe(1);
  });
});

describe('a file of the sandbox', () => {
  it('says so in its name and its head', async () => {
    const { room } = await filled({ isSandbox: true });
    const table = await csv({}, room);
    expect(table.file?.name).toMatch(/^SANDBOX-buchungen/);
    expect(table.text).toMatch(/^\uFEFFSANDBOX: .*\r\nNr\./);
    const sheet = await room.page('/api/finance/entries.pdf', { query: { language: 'en' } });
    expect(sheet?.file?.name).toMatch(/^SANDBOX-entries/);
    expect(readPdfText(sheet?.body as Uint8Array)).toContain('SANDBOX: invented figures');
  });
});
