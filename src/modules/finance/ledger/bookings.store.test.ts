import { createHash, randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { DocumentView, EntryView } from '../../../contract/finance.ts';
import { openTestBooks, type TestBooks } from '../../../testing/books.ts';
import { expense } from '../../../testing/entries.ts';
import { postSealedEntry } from './post-entry.ts';

const PDF = Buffer.from('%PDF-1.7 Rechnung');
const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1]);

const booking = (more: object = {}) => ({
  idempotencyKey: 'first-booking',
  day: '2026-11-20',
  category: 'gear',
  text: 'Mikrofonarm',
  amount: { minor: '4999', currency: 'EUR' },
  place: 'bank',
  ...more,
});

const add = async (books: TestBooks, more: object = {}): Promise<EntryView> =>
  await books.call('addEntry', booking({ idempotencyKey: randomUUID(), ...more }));
const keep = async (books: TestBooks, content: Buffer, name = 'Rechnung.pdf'): Promise<DocumentView> =>
  await books.call('addDocument', { name, contentBase64: content.toString('base64') });
const refused = (code: string) => expect.objectContaining({ code });

interface Page {
  readonly entries: EntryView[];
  readonly next: string | null;
  readonly count: number;
  readonly income: unknown;
  readonly expense: unknown;
  readonly result: unknown;
  readonly withoutReceipt: number;
}
const list = async (books: TestBooks, filter: object = {}): Promise<Page> => await books.call('entries', filter);
const texts = ({ entries }: Page): string[] => entries.map(({ text }) => text);

describe('a booking by hand', () => {
  it('never takes the place of an entry of the house, whatever key it comes with', async () => {
    const books = await openTestBooks();
    const idempotencyKey = 'stream-revenue/1/bits/USD/1';
    await add(books, { idempotencyKey });
    const entry = await books.db.transaction((tx) =>
      postSealedEntry(books.context, tx, { ...expense('1', 5n), idempotencyKey }),
    );
    expect(entry).toMatchObject({ state: 'sealed', number: 1 });
    expect((await list(books)).count).toBe(2);
  });

  it('becomes a draft with its lines: what it was for against where the money came from', async () => {
    const books = await openTestBooks();
    const entry = await add(books, { noReceiptReason: 'Flohmarkt' });
    expect(entry).toMatchObject({
      book: 'tax',
      state: 'draft',
      number: null,
      amount: { minor: '-4999', currency: 'EUR' },
      noReceiptReason: 'Flohmarkt',
      createdBy: 'mem_1',
      version: 1,
      postings: [
        { account: 'gear', amount: { minor: '4999' } },
        { account: 'bank', amount: { minor: '-4999' } },
      ],
    });
    const tip = await add(books, { category: 'tips', place: 'paypal' });
    expect(tip.amount.minor).toBe('4999');
    expect(tip.postings.map(({ account, amount }) => [account, amount.minor])).toEqual([
      ['paypal', '4999'],
      ['tips', '-4999'],
    ]);
    expect(books.changed).toEqual(['finance', 'finance']);
    expect(await books.call('entry', { entryId: entry.id })).toEqual(entry);
  });

  it('is written once for its key, also after it was changed', async () => {
    const books = await openTestBooks();
    const entry = (await books.call('addEntry', booking())) as EntryView;
    await books.call('changeEntry', { ...booking({ text: 'Stativ' }), entryId: entry.id, version: 1 });
    expect(await books.call('addEntry', booking())).toMatchObject({ id: entry.id, text: 'Stativ' });
    await expect(books.call('addEntry', booking({ text: 'Anderes' }))).rejects.toEqual(
      refused('finance.idempotency-conflict'),
    );
    expect((await list(books)).count).toBe(1);
  });

  it.each([
    [{ day: '2026-11-24' }, 'finance.day-in-future'],
    [{ day: '0026-11-20' }, 'finance.day-invalid'],
    [{ amount: { minor: '0', currency: 'EUR' } }, 'finance.amount-zero'],
    [{ amount: { minor: '-5', currency: 'EUR' } }, 'finance.amount-zero'],
    [{ amount: { minor: '9007199254740992', currency: 'EUR' } }, 'finance.amount-too-large'],
    [{ broadcastId: 99 }, 'finance.unknown-broadcast'],
    [{ documents: ['0'.repeat(64)] }, 'finance.unknown-document'],
  ])('is refused when it cannot be: %o', async (wrong, code) => {
    const books = await openTestBooks();
    await expect(add(books, wrong)).rejects.toEqual(refused(code));
    expect((await list(books)).count).toBe(0);
    expect(books.changed).toEqual([]);
  });

  it('may be of tomorrow in UTC: somewhere it is tomorrow already', async () => {
    const books = await openTestBooks();
    expect(await add(books, { day: '2026-11-23' })).toMatchObject({ day: '2026-11-23' });
  });

  it('is written to a stream that is in the record', async () => {
    const books = await openTestBooks();
    const broadcastId = await books.broadcast();
    expect(await add(books, { broadcastId })).toMatchObject({ broadcastId });
    expect((await list(books, { broadcastId })).count).toBe(1);
  });

  it.each([
    ['at 800 euros and 19 % VAT is written off at once', 'gear', '95200', 'EUR', '2026-11-20', 'gear'],
    ['above it lasts, and no form asks for its price', 'gear', '95201', 'EUR', '2026-11-20', 'lasting-gear'],
    ['in another currency is left to the person', 'gear', '9520000', 'JPY', '2026-11-20', 'gear'],
    ['of a year whose limit we do not know is left to the person', 'gear', '95201', 'EUR', '2017-12-31', 'gear'],
    ['of another kind has its own account', 'games', '95201', 'EUR', '2026-11-20', 'games'],
  ])('for gear %s', async (_, category, minor, currency, day, account) => {
    const books = await openTestBooks();
    const entry = await add(books, { category, day, amount: { minor, currency } });
    expect(entry.postings.map(({ account: key }) => key)).toEqual([account, 'bank']);
    expect(entry.amount.minor).toBe(`-${minor}`);
    const cheap = {
      entryId: entry.id,
      version: 1,
      ...booking({ category, amount: { minor: '100', currency: 'EUR' } }),
    };
    expect(await books.call('changeEntry', cheap)).toMatchObject({ postings: [{ account: category }, {}] });
    expect(await list(books)).toMatchObject({ expense: [{ minor: '100', currency: 'EUR' }] });
  });

  it('is sealed in order of day, all or none, only with a receipt or a reason', async () => {
    const books = await openTestBooks();
    const receipt = await keep(books, PDF);
    const late = await add(books, { day: '2026-11-21', documents: [receipt.sha256] });
    const early = await add(books, { day: '2026-11-01', noReceiptReason: 'verloren' });
    const tip = await add(books, { category: 'tips', day: '2026-11-10' });
    const bare = await add(books);
    const seal = (...entries: EntryView[]) => books.call('seal', { entryIds: entries.map(({ id }) => id) });
    await expect(seal(late, bare)).rejects.toEqual(refused('finance.receipt-missing'));
    expect((await list(books, { state: 'sealed' })).count).toBe(0);
    await expect(books.call('seal', { entryIds: [late.id, 'ent_unknown'] })).rejects.toEqual(
      refused('finance.unknown-entry'),
    );
    const { entries } = (await seal(late, early, tip)) as { entries: EntryView[] };
    expect(entries.map(({ id, number, state }) => [id, number, state])).toEqual([
      [early.id, 1, 'sealed'],
      [tip.id, 2, 'sealed'],
      [late.id, 3, 'sealed'],
    ]);
    await expect(books.call('removeEntry', { entryId: late.id })).rejects.toEqual(refused('finance.sealed'));
    expect(await books.call('chain', {})).toMatchObject({
      books: [
        { book: 'tax', entries: 3, fault: null, lastHash: entries[2]?.hash },
        { book: 'management', entries: 0, lastHash: null },
      ],
    });
  });

  it('is reversed once sealed; both show each other', async () => {
    const books = await openTestBooks();
    const draft = await add(books, { noReceiptReason: 'verloren' });
    const reverse = (entryId: string, reason = 'doppelt') =>
      books.call('reverse', { entryId, day: '2026-11-22', reason }) as Promise<EntryView>;
    await expect(reverse(draft.id)).rejects.toEqual(refused('finance.not-sealed'));
    await books.call('seal', { entryIds: [draft.id] });
    const reversal = await reverse(draft.id);
    expect(reversal).toMatchObject({ number: 2, reverses: draft.id, text: 'doppelt', amount: { minor: '4999' } });
    expect((await reverse(draft.id)).id).toBe(reversal.id);
    expect(await books.call('entry', { entryId: draft.id })).toMatchObject({ reversedBy: reversal.id });
    await expect(reverse(draft.id, 'anders')).rejects.toEqual(refused('finance.already-reversed'));
    await expect(reverse(reversal.id)).rejects.toEqual(refused('finance.is-reversal'));
    await expect(
      books.call('reverse', { entryId: draft.id, day: '2027-01-01', reason: 'x' }) as Promise<unknown>,
    ).rejects.toEqual(refused('finance.day-in-future'));
    expect(await list(books)).toMatchObject({ expense: [{ minor: '0' }], result: [{ minor: '0' }] });
  });

  it('is not reversed before its own day', async () => {
    const books = await openTestBooks();
    const draft = await add(books, { day: '2026-11-20', noReceiptReason: 'verloren' });
    await books.call('seal', { entryIds: [draft.id] });
    const reverse = (day: string): Promise<unknown> =>
      books.call('reverse', { entryId: draft.id, day, reason: 'doppelt' });
    await expect(reverse('2026-11-19')).rejects.toEqual(refused('finance.reversal-too-early'));
    expect((await list(books)).count).toBe(1);
    expect(await reverse('2026-11-20')).toMatchObject({ day: '2026-11-20', reverses: draft.id });
  });

  it('keeps texts as the database can, in the chain too', async () => {
    const books = await openTestBooks();
    const draft = await add(books, { text: 'halb \ud83d und \u0000 nichts', noReceiptReason: '\ud83d' });
    await books.call('seal', { entryIds: [draft.id] });
    expect(draft.text).toBe('halb \ufffd und \ufffd nichts');
    expect(await books.call('chain', {})).toMatchObject({ books: [{ entries: 1, fault: null }, {}] });
  });
});

describe('a receipt', () => {
  it('is kept once under the hash of its bytes, for eight years from the end of its year', async () => {
    const books = await openTestBooks();
    const kept = await keep(books, PDF);
    expect(kept).toEqual({
      sha256: createHash('sha256').update(PDF).digest('hex'),
      name: 'Rechnung.pdf',
      type: 'application/pdf',
      sizeBytes: PDF.length,
      receivedAt: '2026-11-22T18:00:00.000Z',
      keepUntil: '2034-12-31',
    });
    books.clock.advance(5_000);
    expect(await keep(books, PDF, 'anders.pdf')).toEqual(kept);
  });

  it('that came when the new year had begun somewhere is kept a year too long, never too short', async () => {
    const books = await openTestBooks();
    books.clock.advance(Date.parse('2026-12-31T23:30:00Z') - books.clock.nowMs());
    expect(await keep(books, PDF)).toMatchObject({ keepUntil: '2035-12-31' });
  });

  it.each([
    ['image/png', PNG],
    ['image/jpeg', Buffer.from([0xff, 0xd8, 0xff, 0xe0])],
    ['image/webp', Buffer.from('RIFF\u0001\u0001\u0001\u0001WEBPVP8 ', 'latin1')],
  ])('is what its bytes say, whatever its name: %s', async (type, content) => {
    expect(await keep(await openTestBooks(), content, 'beleg.pdf')).toMatchObject({ type });
  });

  it.each([
    ['a page', Buffer.from('<html><script>alert(1)</script>'), 'finance.document-type'],
    ['a drawing with scripts', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'finance.document-type'],
    ['nothing', Buffer.alloc(0), 'finance.document-type'],
    ['more than 10 MB', Buffer.concat([PDF, Buffer.alloc(10 * 1024 * 1024)]), 'finance.document-too-large'],
  ])('is refused when it is %s', async (_, content, code) => {
    await expect(keep(await openTestBooks(), content, 'beleg.pdf')).rejects.toEqual(refused(code));
  });

  it('is refused when it is not written as bytes are', async () => {
    const books = await openTestBooks();
    const sending = books.call('addDocument', { name: 'x.pdf', contentBase64: 'JVBERi0x!' }) as Promise<unknown>;
    await expect(sending).rejects.toEqual(refused('http.bad-input'));
  });

  it('comes back as it was, for its reader to look at', async () => {
    const books = await openTestBooks();
    const { sha256 } = await keep(books, PNG, 'Beleg ü.png');
    const page = await books.page('/api/finance/documents/:sha256', { params: { sha256 } });
    expect(page).toMatchObject({ status: 200, contentType: 'image/png', file: { name: 'Beleg ü.png', isShown: true } });
    expect(Buffer.from(page?.body as Uint8Array)).toEqual(PNG);
    for (const unknown of ['0'.repeat(64), '../key', '']) {
      const path = '/api/finance/documents/:sha256';
      expect(await books.page(path, { params: { sha256: unknown } })).toBeUndefined();
    }
  });

  it('is attached to drafts and to sealed entries, and leaves drafts again', async () => {
    const books = await openTestBooks();
    const [pdf, png] = [await keep(books, PDF), await keep(books, PNG)];
    const draft = await add(books, { documents: [pdf.sha256] });
    const attach = (sha256: string) => books.call('attach', { entryId: draft.id, sha256 }) as Promise<EntryView>;
    expect(await attach(png.sha256)).toMatchObject({ version: 2, documents: [{}, {}] });
    expect(await attach(png.sha256)).toMatchObject({ version: 2 });
    const without = booking({ entryId: draft.id, version: 2, documents: [png.sha256] });
    expect(await books.call('changeEntry', without)).toMatchObject({ documents: [{ sha256: png.sha256 }] });
    const { entries } = (await books.call('seal', { entryIds: [draft.id] })) as { entries: EntryView[] };
    const hash = entries[0]?.hash;
    expect(await attach(pdf.sha256)).toMatchObject({ hash, state: 'sealed', version: 3, documents: [{}, {}] });
    expect(await books.call('chain', {})).toMatchObject({ books: [{ fault: null }, {}] });
    await expect(attach('0'.repeat(64))).rejects.toEqual(refused('finance.unknown-document'));
  });
});

describe('the list', () => {
  it('shows drafts on top, then the newest day, page by page, each once', async () => {
    const books = await openTestBooks();
    const days = ['2026-11-03', '2026-11-01', '2026-11-09', '2026-11-09', '2026-10-30', '2026-11-22', '2026-11-05'];
    const added = [];
    for (const [index, day] of days.entries()) {
      books.clock.advance(10);
      added.push(await add(books, { day, text: `${index} ${day}`, noReceiptReason: 'x' }));
    }
    await books.call('seal', { entryIds: added.slice(0, 4).map(({ id }) => id) });
    const expected = ['5 2026-11-22', '6 2026-11-05', '4 2026-10-30'].concat([
      '3 2026-11-09',
      '2 2026-11-09',
      '0 2026-11-03',
      '1 2026-11-01',
    ]);
    expect(texts(await list(books))).toEqual(expected);
    for (const limit of [1, 2, 3, 7]) {
      const found: string[] = [];
      for (let before: string | undefined, pages = 0; pages < 10; pages++) {
        const page = await list(books, { limit, ...(before && { before }) });
        found.push(...texts(page));
        expect(page.count).toBe(7);
        if (page.next === null) break;
        before = page.next;
      }
      expect(found).toEqual(expected);
    }
  });

  it('adds up everything it finds, one currency beside the other', async () => {
    const books = await openTestBooks();
    await add(books, { category: 'sponsor', amount: { minor: '50000', currency: 'EUR' } });
    await add(books, { category: 'tips', amount: { minor: '700', currency: 'USD' } });
    await add(books, { amount: { minor: '1999', currency: 'EUR' }, noReceiptReason: 'x' });
    await add(books, { amount: { minor: '1', currency: 'EUR' } });
    expect(await list(books, { limit: 1 })).toMatchObject({
      count: 4,
      income: [
        { minor: '50000', currency: 'EUR' },
        { minor: '700', currency: 'USD' },
      ],
      expense: [{ minor: '2000', currency: 'EUR' }],
      result: [
        { minor: '48000', currency: 'EUR' },
        { minor: '700', currency: 'USD' },
      ],
      withoutReceipt: 1,
    });
  });

  it.each([
    [{ text: 'mikro' }, ['Mikrofonarm']],
    [{ text: 'ÄRGER' }, ['ärger 100 %']],
    [{ text: '100 %' }, ['ärger 100 %']],
    [{ text: '_' }, []],
    [{ text: '49,99' }, ['Mikrofonarm']],
    [{ text: '49.99 €' }, ['Mikrofonarm']],
    [{ text: '1.234,50' }, ['Auszahlung']],
    [{ text: '1,234.50' }, ['Auszahlung']],
    [{ text: '1234.5' }, ['Auszahlung']],
    [{ text: '3' }, ['Zug']],
    [{ text: '#1' }, ['Zug']],
    [{ direction: 'income' }, ['Auszahlung']],
    [{ direction: 'expense', from: '2026-11-19' }, ['Mikrofonarm']],
    [{ to: '2026-11-18' }, ['ärger 100 %', 'Zug']],
    [{ category: 'travel' }, ['Zug']],
    [{ state: 'sealed' }, ['Zug']],
    [{ withoutReceipt: 'true' }, ['Mikrofonarm', 'ärger 100 %']],
    [{ book: 'management' }, []],
    [{ before: 'nonsense' }, ['Auszahlung', 'Mikrofonarm', 'ärger 100 %', 'Zug']],
  ])('is narrowed by %o', async (filter, found) => {
    const books = await openTestBooks();
    await add(books);
    await add(books, { text: 'ärger 100 %', day: '2026-11-18', amount: { minor: '800', currency: 'USD' } });
    const payout = { category: 'twitch-payout', day: '2026-11-21', amount: { minor: '123450', currency: 'EUR' } };
    await add(books, { ...payout, text: 'Auszahlung' });
    const travel = { text: 'Zug', category: 'travel', day: '2026-11-17', amount: { minor: '300', currency: 'EUR' } };
    const train = await add(books, { ...travel, noReceiptReason: 'App' });
    await books.call('seal', { entryIds: [train.id] });
    expect(texts(await list(books, filter))).toEqual(found);
  });
});
