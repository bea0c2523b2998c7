import { sql } from 'kysely';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { openTestBooks, type TestBooks } from '../../../testing/books.ts';
import { expense } from '../../../testing/entries.ts';
import { insertDocument } from './document-store.ts';
import { postSealedEntry } from './post-entry.ts';
import { reverseSealedEntry } from './reverse-entry.ts';
import { verifyLedger } from './verify-ledger.ts';
import { writeDraft } from './write-draft.ts';

const RECEIPT = 'a'.repeat(64);

/** One sealed entry with a receipt, its reversal, a sealed one of the other book, and a draft. */
async function sealedBooks(): Promise<TestBooks> {
  const books = await openTestBooks();
  const { db, clock } = books;
  await db.transaction(async (tx) => {
    const facts = { sha256: RECEIPT, name: 'Beleg.pdf', type: 'application/pdf', received_at: 1, size_bytes: 1 };
    await insertDocument(tx, { ...facts, bytes: new Uint8Array([1]) });
    const entry = await postSealedEntry({ clock }, tx, expense('sealed', 5_00n, { documents: [RECEIPT] }));
    const order = { entryId: entry.id, day: '2026-11-21', reason: 'doppelt', idempotencyKey: 'r', createdBy: null };
    await reverseSealedEntry({ clock }, tx, order);
    await postSealedEntry({ clock }, tx, expense('other', 7_00n, { book: 'management' }));
    await writeDraft({ clock }, tx, { ...expense('draft', 9_00n), reverses: null });
  });
  return books;
}

const ENTRY = `(select id from finance_entry where idempotency_key = 'sealed')`;
const DRAFT = `(select id from finance_entry where idempotency_key = 'draft')`;
const COLUMNS = `id, book, state, number, prev_hash, hash, sealed_at, sealed_by, idempotency_key, request_hash, day,
  category, source, text, amount_minor, currency, place, broadcast_id, is_estimated, no_receipt_reason, reverses,
  chart, created_at, created_by, version`;
const copyOf = (columns: string): string =>
  `insert into finance_entry (${COLUMNS}) select ${columns} from finance_entry where idempotency_key = 'sealed'`;

/** What the guards say; any other error would be a mistake in the attempt. */
const REFUSED = /do not change|does not change|stay|begins as a draft|have no gap|chain is broken/;

/** Each tried alone, as any program could that has the database open. */
const ATTEMPTS: readonly string[] = [
  `update finance_entry set text = 'anders' where number = 1`,
  `update finance_entry set amount_minor = 1 where number = 1`,
  `update finance_entry set state = 'draft', number = null, prev_hash = null, hash = null, sealed_at = null where number = 1`,
  `update finance_entry set number = 9 where number = 1`,
  `update finance_entry set version = version`,
  `delete from finance_entry where number = 1 and book = 'tax'`,
  `delete from finance_entry`,
  `update finance_posting set amount_minor = -amount_minor where entry = ${ENTRY}`,
  `update finance_posting set account = 'cash' where entry = ${ENTRY} and line = 1`,
  `update finance_posting set entry = ${ENTRY}, line = line + 2 where entry = ${DRAFT}`,
  `delete from finance_posting where entry = ${ENTRY}`,
  `insert into finance_posting (entry, line, account, currency, amount_minor) values (${ENTRY}, 3, 'cash', 'EUR', 1)`,
  `delete from finance_entry_document`,
  `update finance_entry_document set attached_at = 0`,
  `update finance_document set name = 'anders.pdf'`,
  `update finance_document set bytes = bytes`,
  `delete from finance_document`,
  // Sealing past the rules.
  copyOf(COLUMNS.replace('id,', `'ent_x',`).replace('idempotency_key', `'x'`).replace('number', '4')),
  `update finance_entry set state = 'sealed', number = 4, prev_hash = '', hash = 'x', sealed_at = 1 where id = ${DRAFT}`,
  `update finance_entry set state = 'sealed', number = 3, prev_hash = 'x', hash = 'x', sealed_at = 1 where id = ${DRAFT}`,
  `update finance_entry set id = 'ent_y' where id = ${DRAFT}`,
  `update finance_entry set idempotency_key = 'y' where id = ${DRAFT}`,
  `update finance_entry set reverses = ${ENTRY} where id = ${DRAFT}`,
];

/** A replacing insert throws the row in its way out without asking a delete trigger. */
const SQLITE_ATTEMPTS: readonly string[] = [
  `insert or replace into finance_posting (entry, line, account, currency, amount_minor) values (${ENTRY}, 1, 'cash', 'EUR', 5)`,
  copyOf(
    COLUMNS.replace('state', `'draft'`).replace(/number, prev_hash, hash, sealed_at/, 'null, null, null, null'),
  ).replace('insert', 'insert or replace'),
  `update or replace finance_entry set id = ${ENTRY} where id = ${DRAFT}`,
  `update or replace finance_posting set entry = ${ENTRY} where entry = ${DRAFT}`,
  `insert or replace into finance_document (sha256, name, type, size_bytes, received_at, bytes)
    values ('${RECEIPT}', 'x', 'image/png', 1, 1, x'00')`,
  `insert or replace into finance_entry_document (entry, document, attached_at) values (${ENTRY}, '${RECEIPT}', 0)`,
];
const POSTGRES_ATTEMPTS: readonly string[] = [
  'truncate finance_posting',
  'truncate finance_entry cascade',
  'truncate finance_entry_document',
  'truncate finance_document cascade',
];

describe('a sealed entry', () => {
  const own = inject('database').dialect === 'sqlite' ? SQLITE_ATTEMPTS : POSTGRES_ATTEMPTS;
  let db: TestBooks['db'];
  beforeAll(async () => {
    ({ db } = await sealedBooks());
  });

  it.each([...ATTEMPTS, ...own])('is not changed by plain SQL: %s', async (statement) => {
    const before = await verifyLedger(db.read, 'entries');
    expect(before).toMatchObject([{ fault: null }, { fault: null }]);
    await expect(db.transaction((tx) => sql.raw(statement).execute(tx))).rejects.toThrow(REFUSED);
    expect(await verifyLedger(db.read, 'entries')).toEqual(before);
  });

  it.each([
    ['lines that do not add up', `update finance_posting set amount_minor = 1 where entry = ${DRAFT} and line = 1`],
    ['a single line', `delete from finance_posting where entry = ${DRAFT} and line = 1`],
    ['no line', `delete from finance_posting where entry = ${DRAFT}`],
    [
      'lines that add up only over two currencies',
      `update finance_posting set currency = 'USD' where entry = ${DRAFT} and line = 1`,
    ],
  ])('never has %s', async (_, statement) => {
    const seal = `update finance_entry set state = 'sealed', number = 3, sealed_at = 1, hash = 'x',
      prev_hash = (select hash from finance_entry where book = 'tax' and number = 2) where id = ${DRAFT}`;
    const sealing = db.transaction(async (tx) => {
      await sql.raw(statement).execute(tx);
      await sql.raw(seal).execute(tx);
    });
    await expect(sealing).rejects.toThrow(/differ|two lines/);
  });

  it('leaves drafts free to be changed and thrown away', async () => {
    await db.transaction(async (tx) => {
      await sql.raw(`update finance_entry set text = 'anders' where id = ${DRAFT}`).execute(tx);
      await sql.raw(`delete from finance_posting where entry = ${DRAFT}`).execute(tx);
      await sql.raw(`delete from finance_entry where id = ${DRAFT}`).execute(tx);
    });
    expect(await verifyLedger(db.read, 'entries')).toMatchObject([{ entries: 2, fault: null }, { entries: 1 }]);
  });
});
