import { createHash } from 'node:crypto';
import { type RawBuilder, sql, type Transaction } from 'kysely';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { money } from '../../../kernel/money.ts';
import { type BookTables, openTestBooks, type TestBooks } from '../../../testing/books.ts';
import { expense } from '../../../testing/entries.ts';
import { createFinance } from '../index.ts';
import { attachDocument } from './attach-document.ts';
import { hashEntry } from './canonical-entry.ts';
import { insertDocument } from './document-store.ts';
import { readPostings } from './entry-store.ts';
import { postSealedEntry } from './post-entry.ts';
import { reverseSealedEntry } from './reverse-entry.ts';
import { type CheckDepth, type LedgerFault, verifyLedger } from './verify-ledger.ts';

const GUARDED = ['finance_entry', 'finance_posting', 'finance_document', 'finance_entry_document'] as const;

let books: TestBooks;
let [sealedWith, addedLater] = ['', ''];

beforeAll(async () => {
  books = await openTestBooks();
  const { db, clock, context } = books;
  const receipt = async (tx: Transaction<BookTables>, text: string): Promise<string> => {
    const bytes = new TextEncoder().encode(`%PDF-${text}`);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const facts = { sha256, name: `${text}.pdf`, type: 'application/pdf', size_bytes: bytes.length, received_at: 7 };
    await insertDocument(tx, { ...facts, bytes });
    return sha256;
  };
  const third = await db.transaction(async (tx) => {
    sealedWith = await receipt(tx, 'erster');
    addedLater = await receipt(tx, 'zweiter');
    const first = await postSealedEntry({ clock }, tx, expense('1', 12_50n, { documents: [sealedWith] }));
    clock.advance(1_000);
    await postSealedEntry({ clock }, tx, expense('2', 3_00n, { broadcastId: 4, day: '2026-10-31', currency: 'USD' }));
    const entry = await postSealedEntry({ clock }, tx, expense('3', 8_00n));
    const order = { entryId: first.id, day: '2026-11-22', reason: 'doppelt', idempotencyKey: '4', createdBy: 'mem_2' };
    await reverseSealedEntry({ clock }, tx, order);
    await postSealedEntry({ clock }, tx, {
      ...expense('m', 5_00n),
      book: 'management',
      category: 'stream-revenue',
      source: 'bits',
      isEstimated: true,
      postings: [
        { account: 'receivable-twitch', money: money(5_00n, 'USD') },
        { account: 'revenue-bits', money: money(-5_00n, 'USD') },
      ],
    });
    return entry;
  });
  await attachDocument(context, { entryId: third.id, sha256: addedLater }, 'mem_1');
});

/** What is found after a change past the guards, by somebody who switched them off; nothing of it stays. */
async function faultAfter(
  change: (tx: Transaction<BookTables>) => Promise<unknown>,
  depth: CheckDepth = 'entries',
): Promise<LedgerFault | null | 'refused'> {
  let found: LedgerFault | null | 'refused' = 'refused';
  const undone = new Error('undone');
  await books.db
    .transaction(async (tx) => {
      await dropGuards(tx);
      await change(tx);
      const checked = await verifyLedger(tx, depth);
      found = checked.find(({ fault }) => fault !== null)?.fault ?? null;
      throw undone;
    })
    .catch((error: unknown) => {
      // Not every value can be put into every column, guards or not.
      if (error !== undone && !/constraint|violates|cannot store|invalid input syntax|is of type/i.test(String(error)))
        throw error;
    });
  return found;
}

async function dropGuards(tx: Transaction<BookTables>): Promise<void> {
  if (books.db.dialect === 'postgres') {
    for (const table of GUARDED) await sql`alter table ${sql.table(table)} disable trigger user`.execute(tx);
    return;
  }
  const { rows } = await sql<{ name: string }>`select name from sqlite_master where type = 'trigger'`.execute(tx);
  for (const { name } of rows) await sql`drop trigger ${sql.ref(name)}`.execute(tx);
}

const run = (statement: string) => (tx: Transaction<BookTables>) => sql.raw(statement).execute(tx);

describe('the watch over the books', () => {
  it('looks once a day, and tells when they are found broken', async () => {
    const { db, clock, context, changed } = await openTestBooks();
    const finance = createFinance(context);
    await db.transaction((tx) => postSealedEntry({ clock }, tx, expense('1', 5n)));
    expect(await finance.problems()).toMatchObject({ oldDrafts: 0, withoutReceipt: 0, fault: null });
    await vi.waitFor(async () => expect(await finance.verify()).toBeUndefined());
    await db.transaction((tx) => sql`update finance_balance_month set debit_minor = debit_minor + 1`.execute(tx));
    expect(await finance.problems()).toMatchObject({ fault: null });
    clock.advance(24 * 60 * 60_000);
    await vi.waitFor(async () => expect(await finance.problems()).not.toMatchObject({ fault: null }));
    expect(changed).toEqual(['problems']);
    expect(await finance.verify()).toEqual({ book: 'tax', number: null, code: 'balance-wrong' });
  });
});

describe('the check of books that are written to meanwhile', () => {
  it('never takes what is just being sealed for a fault', async () => {
    const { db, clock } = await openTestBooks();
    let isPosting = true;
    const posting = (async () => {
      for (let index = 0; index < 60; index++) {
        await db.transaction((tx) => postSealedEntry({ clock }, tx, expense(`${index}`, BigInt(index + 1))));
        await new Promise((resolve) => setImmediate(resolve));
      }
      isPosting = false;
    })();
    while (isPosting) expect(await verifyLedger(db.read, 'entries')).toMatchObject([{ fault: null }, { fault: null }]);
    await posting;
    expect(await verifyLedger(db.read, 'entries')).toMatchObject([{ entries: 60, fault: null }, {}]);
  });
});

describe('the check of the books', () => {
  it('finds nothing where nothing was changed', async () => {
    expect(await faultAfter(async () => {}, 'receipts')).toBeNull();
    expect(await verifyLedger(books.db.read, 'receipts')).toMatchObject([
      { book: 'tax', entries: 4, fault: null },
      { book: 'management', entries: 1, fault: null },
    ]);
  });

  it('finds and names any change of any column of any sealed row', async () => {
    const { db } = books;
    const entries = await db.read.selectFrom('finance_entry').selectAll().orderBy('book').orderBy('number').execute();
    const seen: string[] = [];
    for (const entry of entries) {
      const numbered = { book: entry.book, number: entry.number };
      const at = sql`id = ${entry.id}`;
      for (const [column, value] of Object.entries(entry)) {
        for (const other of othersThan(value)) {
          const found = await faultAfter((tx) =>
            sql`update finance_entry set ${sql.ref(column)} = ${other} where ${at}`.execute(tx),
          );
          if (found === 'refused') continue;
          expect({ column, other, found }).toMatchObject({ column, found: numbered });
          seen.push(column);
        }
      }
      for (const [column, value] of Object.entries(
        (await readPostings(db.read, [entry.id])).get(entry.id)?.[0] ?? {},
      )) {
        for (const other of othersThan(value)) {
          const found = await faultAfter((tx) =>
            sql`update finance_posting set ${sql.ref(column)} = ${other} where entry = ${entry.id} and line = 1`.execute(
              tx,
            ),
          );
          if (found === 'refused') continue;
          expect({ column, other, found }).toMatchObject({ found: { ...numbered, code: 'content-changed' } });
          seen.push(`posting ${column}`);
        }
      }
    }
    const columns = [...Object.keys(entries[0] ?? {}), 'posting account', 'posting currency', 'posting amount_minor'];
    // Keys that others hold on to, and the states whose other columns say they are sealed, cannot be changed alone.
    const held = ['id', 'state', 'book'];
    expect(columns.filter((column) => !seen.includes(column) && !held.includes(column))).toEqual([]);
  });

  it.each([
    ['name', `'x'`],
    ['type', `'image/png'`],
    ['size_bytes', '1'],
    ['received_at', '8'],
  ])('finds a change of what is known of a receipt: %s', async (column, value) => {
    const change = (sha256: string) =>
      run(`update finance_document set ${column} = ${value} where sha256 = '${sha256}'`);
    expect(await faultAfter(change(sealedWith))).toEqual({ book: 'tax', number: 1, code: 'content-changed' });
    expect(await faultAfter(change(addedLater))).toEqual({ book: 'tax', number: 3, code: 'receipt-changed' });
  });

  it('finds a changed byte of a receipt when it reads them', async () => {
    const bytes = new TextEncoder().encode('%PDF-anderer');
    const change = (tx: Transaction<BookTables>) =>
      tx.updateTable('finance_document').set({ bytes }).where('sha256', '=', addedLater).execute();
    expect(await faultAfter(change, 'receipts')).toEqual({ book: 'tax', number: 3, code: 'receipt-changed' });
    expect(await faultAfter(change, 'entries')).toBeNull();
  });

  it.each([
    ['update finance_entry_document set attached_at = attached_at + 1', 1],
    [`update finance_entry_document set attached_by = 'mem_9'`, 1],
    ['update finance_entry_document set seal = null where seal is not null', 3],
    [`update finance_entry_document set seal = 'x' where seal is null`, 1],
    ['update finance_entry_document set attached_at = 1 where seal is not null', 3],
    ['delete from finance_entry_document where seal is null', 1],
  ])('finds a changed link to a receipt: %s', async (statement, number) => {
    expect(await faultAfter(run(statement))).toMatchObject({ book: 'tax', number });
  });

  it.each([
    [`delete from finance_balance_month where month = '2026-10'`],
    ['update finance_balance_month set debit_minor = debit_minor + 1 where debit_minor > 0'],
    [`insert into finance_balance_month values ('tax', 'cash', 'EUR', '2020-01', 0, 0)`],
  ])('finds sums of months that are not those of the entries: %s', async (statement) => {
    expect(await faultAfter(run(statement))).toMatchObject({ number: null, code: 'balance-wrong' });
  });

  const remove = (number: number): string => `
    delete from finance_posting where entry = (select id from finance_entry where book = 'tax' and number = ${number})`;

  it('finds a removed entry, also the last one', async () => {
    const without = (number: number) => async (tx: Transaction<BookTables>) => {
      await run(remove(number))(tx);
      await run(`delete from finance_entry where book = 'tax' and number = ${number}`)(tx);
    };
    expect(await faultAfter(without(2))).toEqual({ book: 'tax', number: 2, code: 'number-gap' });
    expect(await faultAfter(without(4))).toEqual({ book: 'tax', number: null, code: 'balance-wrong' });
  });

  it('is not deceived by a line that is written like two', async () => {
    const bent = async (tx: Transaction<BookTables>) => {
      const entry = `entry = (select id from finance_entry where book = 'tax' and number = 3)`;
      await run(
        `update finance_posting set account = 'gear:EUR:800 2:bank', amount_minor = -800 where line = 1 and ${entry}`,
      )(tx);
      await run(`delete from finance_posting where line = 2 and ${entry}`)(tx);
    };
    expect(await faultAfter(bent)).toEqual({ book: 'tax', number: 3, code: 'content-changed' });
  });

  it('finds an entry that was moved to the other book', async () => {
    const moved = run(`update finance_entry set book = 'management' where book = 'tax' and number = 2`);
    expect(await faultAfter(moved)).toEqual({ book: 'tax', number: 2, code: 'number-gap' });
  });

  /** Somebody who knows how the hash is made and makes it anew, for one entry. */
  const forge =
    (number: number, change: RawBuilder<unknown>, alsoLines = '') =>
    async (tx: Transaction<BookTables>) => {
      if (alsoLines !== '') await run(alsoLines)(tx);
      await sql`update finance_entry set ${change} where book = 'tax' and number = ${number}`.execute(tx);
      const entry = await tx
        .selectFrom('finance_entry')
        .selectAll()
        .where('book', '=', 'tax')
        .where('number', '=', number)
        .executeTakeFirstOrThrow();
      const lines = (await readPostings(tx, [entry.id])).get(entry.id) ?? [];
      const hash = hashEntry(entry as Parameters<typeof hashEntry>[0], lines, []);
      await tx.updateTable('finance_entry').set({ hash }).where('id', '=', entry.id).execute();
    };
  const ofEntry = (number: number): string =>
    `entry = (select id from finance_entry where book = 'tax' and number = ${number})`;

  it('finds a forged entry by the one after it', async () => {
    expect(await faultAfter(forge(2, sql`text = 'anders'`))).toEqual({ book: 'tax', number: 3, code: 'chain-broken' });
  });

  it.each([
    ['too-few-lines', `delete from finance_posting where line = 1 and ${ofEntry(4)}`],
    ['unbalanced', `update finance_posting set amount_minor = 5 where line = 1 and ${ofEntry(4)}`],
    ['amount-wrong', `update finance_posting set amount_minor = amount_minor * 2 where ${ofEntry(4)}`],
    ['reversal-wrong', `update finance_posting set account = 'cash' where account = 'bank' and ${ofEntry(4)}`],
  ])('finds a forged last entry that breaks the rules: %s', async (code, lines) => {
    expect(await faultAfter(forge(4, sql`version = 1`, lines))).toEqual({ book: 'tax', number: 4, code });
  });
});

/** Values of the same kind, as near as can be: one byte, one unit, nothing instead of something. */
function othersThan(value: unknown): readonly unknown[] {
  if (value === null) return ['x', 1];
  if (typeof value === 'boolean') return [!value];
  if (typeof value === 'bigint') return [value + 1n, -value, null];
  if (typeof value === 'number') return [value + 1, null];
  if (typeof value !== 'string') return [];
  const last = value.at(-1) === 'a' ? 'b' : 'a';
  return [`${value.slice(0, -1)}${last}`, `${value} `, value.slice(0, -1), value.toUpperCase(), null].filter(
    (other) => other !== value,
  );
}
