import fc from 'fast-check';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { BOOKS, type Book, type EntryView } from '../../../contract/finance.ts';
import type { Currency } from '../../../kernel/money.ts';
import { money } from '../../../kernel/money.ts';
import { Refusal } from '../../../kernel/refusal.ts';
import { openTestBooks, type TestBooks } from '../../../testing/books.ts';
import { expense } from '../../../testing/entries.ts';
import { postSealedEntry } from './post-entry.ts';
import { readBalances } from './read-balances.ts';
import { reverseSealedEntry } from './reverse-entry.ts';
import type { EntryRow } from './tables.ts';
import { verifyLedger } from './verify-ledger.ts';

const LARGEST = 2n ** 53n - 1n;

type Command =
  | { readonly do: 'post'; readonly posts: readonly Post[] }
  | {
      readonly do: 'draft' | 'change';
      readonly pick: number;
      readonly key: number;
      readonly minor: bigint;
      readonly day: string;
    }
  | { readonly do: 'remove' | 'reverse' | 'reverse-by-hand'; readonly pick: number }
  | { readonly do: 'seal'; readonly picks: readonly number[] }
  | { readonly do: 'bend'; readonly pick: number };

interface Post {
  readonly book: Book;
  readonly key: number;
  readonly minor: bigint;
  readonly currency: Currency;
  readonly day: string;
}

const minor = fc.oneof(
  { weight: 8, arbitrary: fc.bigInt({ min: -50_000n, max: 50_000n }) },
  fc.constantFrom(0n, LARGEST, -LARGEST, LARGEST + 1n, -LARGEST - 1n, 2n ** 70n),
);
const day = fc.constantFrom('2024-02-29', '2026-10-31', '2026-11-01', '2026-11-20', '2026-11-22');
const key = fc.integer({ min: 0, max: 30 });
const pick = fc.nat(1_000);
const post = fc.record({
  book: fc.constantFrom(...BOOKS),
  key,
  minor,
  currency: fc.constantFrom('EUR', 'USD', 'JPY'),
  day,
});
const command: fc.Arbitrary<Command> = fc.oneof(
  // Several at once: all asked for before the first is answered.
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('post'), posts: fc.array(post, { minLength: 1, maxLength: 5 }) }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constantFrom('draft', 'change'), pick, key, minor, day }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('remove', 'reverse', 'reverse-by-hand'), pick }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('seal'), picks: fc.array(pick, { minLength: 1, maxLength: 4 }) }),
  },
  fc.record({ do: fc.constant('bend'), pick }),
) as fc.Arbitrary<Command>;

/** What the books must hold, kept beside them in the plainest way. */
interface Model {
  /** By key, for those who post it again. */
  readonly asked: Map<string, { readonly content: string; readonly id: string }>;
  readonly drafts: Map<string, EntryView>;
  readonly sealed: Map<
    string,
    {
      readonly book: Book;
      readonly isReversal: boolean;
      isReversed: boolean;
      readonly net: bigint;
      readonly currency: string;
    }
  >;
}

describe('the ledger under any commands', () => {
  it('keeps what it promises', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(command, { minLength: 5, maxLength: 30 }), async (commands) => {
        const books = await openTestBooks();
        const model: Model = { asked: new Map(), drafts: new Map(), sealed: new Map() };
        for (const each of commands) await obey(books, model, each);
        await checkPromises(books, model);
        await books.db.close();
      }),
      { numRuns: 12 },
    );
  }, 60_000);
});

async function obey(books: TestBooks, model: Model, command: Command): Promise<void> {
  books.clock.advance(1_000);
  switch (command.do) {
    case 'post':
      return await postAtOnce(books, model, command.posts);
    case 'draft':
      return await addDraft(books, model, command);
    case 'change':
      return await changeDraft(books, model, command);
    case 'remove':
      return await removeAny(books, model, command.pick);
    case 'seal':
      return await sealSome(books, model, command.picks);
    case 'reverse':
    case 'reverse-by-hand':
      return await reverseAny(books, model, command);
    case 'bend':
      return await bendAny(books, model, command.pick);
    default:
      return command satisfies never;
  }
}

async function postAtOnce({ db, clock }: TestBooks, model: Model, posts: readonly Post[]): Promise<void> {
  const entryOf = ({ key, minor, book, currency, day }: Post) => expense(`key-${key}`, minor, { book, currency, day });
  const answers = await Promise.all(
    posts.map((each) => answerOf(db.transaction((tx) => postSealedEntry({ clock }, tx, entryOf(each))))),
  );
  for (const [index, each] of posts.entries()) {
    const answer = answers[index];
    const content = JSON.stringify(each, (_, value) => (typeof value === 'bigint' ? String(value) : value));
    const refusal = refusalOf(each.minor);
    if (refusal !== undefined) {
      expect(answer).toBe(refusal);
      continue;
    }
    const known = model.asked.get(`key-${each.key}`);
    if (known && known.content !== content) {
      expect(answer).toBe('finance.idempotency-conflict');
      continue;
    }
    const entry = answer as EntryRow;
    if (known) expect(entry.id).toBe(known.id);
    expect(entry).toMatchObject({ state: 'sealed', amount_minor: -each.minor });
    model.asked.set(`key-${each.key}`, { content, id: entry.id });
    if (!known) remember(model, entry);
  }
}

async function addDraft(
  books: TestBooks,
  model: Model,
  command: { key: number; minor: bigint; day: string },
): Promise<void> {
  const idempotencyKey = `draft-key-${command.key}`;
  const booking = bookingOf(command);
  const answer = await answerOf<EntryView>(books.call('addEntry', { idempotencyKey, ...booking }));
  const content = JSON.stringify(booking);
  const known = model.asked.get(idempotencyKey);
  if (refusalOf(command.minor, 'by hand')) expect(answer).toBe(refusalOf(command.minor, 'by hand'));
  else if (known && known.content !== content) expect(answer).toBe('finance.idempotency-conflict');
  else if (known) expect((answer as EntryView).id).toBe(known.id);
  else {
    const draft = answer as EntryView;
    expect(draft).toMatchObject({ state: 'draft', number: null, hash: null, version: 1 });
    model.asked.set(idempotencyKey, { content, id: draft.id });
    model.drafts.set(draft.id, draft);
  }
}

async function changeDraft(
  books: TestBooks,
  model: Model,
  command: { pick: number; minor: bigint; day: string },
): Promise<void> {
  const id = nth([...model.drafts.keys(), ...model.sealed.keys()], command.pick);
  if (id === undefined) return;
  const version = model.drafts.get(id)?.version ?? 1;
  const answer = await answerOf<EntryView>(books.call('changeEntry', { entryId: id, version, ...bookingOf(command) }));
  if (refusalOf(command.minor, 'by hand')) expect(answer).toBe(refusalOf(command.minor, 'by hand'));
  else if (model.sealed.has(id)) expect(answer).toBe('finance.sealed');
  else {
    expect(answer).toMatchObject({ id, version: version + 1, amount: { minor: String(-command.minor) } });
    model.drafts.set(id, answer as EntryView);
    const stale = await answerOf(books.call('changeEntry', { entryId: id, version, ...bookingOf(command) }));
    expect(stale).toBe('finance.changed-meanwhile');
  }
}

async function removeAny(books: TestBooks, model: Model, pick: number): Promise<void> {
  const id = nth([...model.drafts.keys(), ...model.sealed.keys()], pick);
  if (id === undefined) return;
  const answer = await answerOf(books.call('removeEntry', { entryId: id }));
  if (model.sealed.has(id)) {
    expect(answer).toBe('finance.sealed');
    return;
  }
  expect(answer).toEqual({});
  model.drafts.delete(id);
  for (const [idempotencyKey, asked] of model.asked) if (asked.id === id) model.asked.delete(idempotencyKey);
}

async function sealSome(books: TestBooks, model: Model, picks: readonly number[]): Promise<void> {
  const entryIds = picks.map((pick) => nth([...model.drafts.keys()], pick)).filter((id) => id !== undefined);
  if (entryIds.length === 0) return;
  const { entries } = (await books.call('seal', { entryIds })) as { entries: EntryView[] };
  expect(new Set(entries.map(({ id }) => id))).toEqual(new Set(entryIds));
  expect(entries.map((entry) => entry.day)).toEqual(entries.map((entry) => entry.day).sort());
  for (const entry of entries) {
    expect(entry).toMatchObject({
      ...model.drafts.get(entry.id),
      state: 'sealed',
      number: expect.any(Number),
      hash: expect.stringMatching(/^[0-9a-f]{64}$/),
      sealedAt: expect.any(String),
    });
    model.drafts.delete(entry.id);
    const { minor, currency } = entry.amount;
    model.sealed.set(entry.id, {
      book: entry.book,
      isReversal: false,
      isReversed: false,
      net: BigInt(minor),
      currency,
    });
  }
  const again = (await books.call('seal', { entryIds })) as { entries: EntryView[] };
  expect(again.entries).toHaveLength(entries.length);
}

async function reverseAny(
  { db, clock, call }: TestBooks,
  model: Model,
  command: { do: string; pick: number },
): Promise<void> {
  const id = nth([...model.sealed.keys(), ...model.drafts.keys()], command.pick);
  if (id === undefined) return;
  const order = { entryId: id, day: '2026-11-22', reason: 'doppelt' };
  const reverse = () =>
    command.do === 'reverse-by-hand'
      ? call('reverse', order).then((view: EntryView) => view.id)
      : db
          .transaction((tx) =>
            reverseSealedEntry({ clock }, tx, { ...order, idempotencyKey: `r-${id}`, createdBy: null }),
          )
          .then((row) => row.id);
  const [answer, again] = await Promise.all([answerOf(reverse()), answerOf(reverse())]);
  const known = model.sealed.get(id);
  if (!known) expect(answer).toBe('finance.not-sealed');
  else if (known.isReversal) expect(answer).toBe('finance.is-reversal');
  else if (known.isReversed) {
    // By the same key it is the same reversal, by the other way it is a second one.
    const existing = [...model.sealed.keys()].includes(answer);
    expect(existing || answer === 'finance.already-reversed').toBe(true);
  } else {
    expect(again).toBe(answer);
    known.isReversed = true;
    model.sealed.set(answer, { ...known, isReversal: true, isReversed: false, net: -known.net });
  }
}

/** Plain SQL against a sealed row: the guards hold whatever state the books are in. */
async function bendAny({ db }: TestBooks, model: Model, pick: number): Promise<void> {
  const id = nth([...model.sealed.keys()], pick);
  if (id === undefined) return;
  const attempts = [
    sql`update finance_entry set text = 'anders' where id = ${id}`,
    sql`delete from finance_entry where id = ${id}`,
    sql`update finance_posting set amount_minor = 1 where entry = ${id}`,
    sql`delete from finance_posting where entry = ${id}`,
  ];
  const attempt = attempts[pick % attempts.length];
  await expect(db.transaction(async (tx) => attempt?.execute(tx))).rejects.toThrow(/do not change/);
}

async function checkPromises({ db }: TestBooks, model: Model): Promise<void> {
  const checked = await verifyLedger(db.read, 'receipts');
  expect(checked.map(({ fault }) => fault)).toEqual([null, null]);
  for (const book of BOOKS) {
    const ofBook = [...model.sealed].filter(([, entry]) => entry.book === book);
    const rows = await db.read
      .selectFrom('finance_entry')
      .selectAll()
      .where('book', '=', book)
      .where('number', 'is not', null)
      .orderBy('number')
      .execute();
    // Numbers from 1 without a gap, and exactly what was acknowledged.
    expect(rows.map(({ number }) => number)).toEqual(rows.map((_, index) => index + 1));
    expect(new Set(rows.map(({ id }) => id))).toEqual(new Set(ofBook.map(([id]) => id)));
    for (const row of rows) expect(row).toMatchObject({ amount_minor: model.sealed.get(row.id)?.net });
    // What is reversed is reversed once, and nothing is left of it.
    const reversals = rows.filter(({ reverses }) => reverses !== null);
    expect(new Set(reversals.map(({ reverses }) => reverses)).size).toBe(reversals.length);
    expect(reversals.every(({ reverses }) => model.sealed.get(reverses ?? '')?.isReversed)).toBe(true);
    const { rows: left } = await sql<{ account: string }>`select account from finance_posting
      join finance_entry as entry on entry.id = finance_posting.entry
      where entry.book = ${book} and (entry.reverses is not null
        or entry.id in (select reverses from finance_entry where reverses is not null))
      group by coalesce(entry.reverses, entry.id), account, finance_posting.currency
      having sum(finance_posting.amount_minor) <> 0`.execute(db.read);
    expect(left).toEqual([]);
    // The kept sums are those of the lines, and every balance sheet adds up.
    const { rows: counted } = await sql`select account, finance_posting.currency, substr(day, 1, 7) as month,
        sum(case when finance_posting.amount_minor > 0 then finance_posting.amount_minor else 0 end) as debit_minor,
        sum(case when finance_posting.amount_minor < 0 then -finance_posting.amount_minor else 0 end) as credit_minor
      from finance_posting join finance_entry as entry on entry.id = finance_posting.entry
      where entry.book = ${book} and entry.state = 'sealed' group by account, finance_posting.currency, substr(day, 1, 7)`.execute(
      db.read,
    );
    const kept = await db.read
      .selectFrom('finance_balance_month')
      .select(['account', 'currency', 'month', 'debit_minor', 'credit_minor'])
      .where('book', '=', book)
      .execute();
    expect(new Set(kept.map(asText))).toEqual(new Set(counted.map(asText)));
    for (const through of [undefined, '2024-02-29', '2026-10-31', '2026-11-10', '2026-11-21']) {
      const sums = new Map<string, bigint>();
      for (const { balance } of await readBalances(db.read, book, through)) {
        sums.set(balance.currency, (sums.get(balance.currency) ?? 0n) + balance.minor);
      }
      expect([...sums.values()].every((sum) => sum === 0n)).toBe(true);
    }
  }
}

function bookingOf({ minor, day }: { readonly minor: bigint; readonly day: string }) {
  const amount = { minor: String(minor), currency: 'EUR' };
  return { day, category: 'games', text: 'Spiel', amount, place: 'paypal', noReceiptReason: 'Kauf im Spiel' };
}

function refusalOf(minor: bigint, how: 'by hand' | 'by the house' = 'by the house'): string | undefined {
  if (minor === 0n) return 'finance.amount-zero';
  if (minor > LARGEST || minor < -LARGEST) return 'finance.amount-too-large';
  return how === 'by hand' && minor < 0n ? 'finance.amount-zero' : undefined;
}

function remember(model: Model, { id, book, amount_minor, currency }: EntryRow): void {
  model.sealed.set(id, { book, isReversal: false, isReversed: false, net: amount_minor, currency });
}

/** The answer, or the code of the refusal. */
async function answerOf<T>(asked: Promise<T>): Promise<T | string> {
  return await asked.catch((error: unknown) => {
    if (error instanceof Refusal) return error.code;
    throw error;
  });
}

const nth = <T>(items: readonly T[], pick: number): T | undefined => items[pick % Math.max(1, items.length)];

const asText = (row: unknown): string =>
  JSON.stringify(row, (_, value) => (typeof value === 'bigint' ? String(value) : value));

describe('amounts', () => {
  it('stay exact to the largest, also when they are summed', async () => {
    const { db, clock } = await openTestBooks();
    await db.transaction(async (tx) => {
      for (let index = 0; index < 50; index++) await postSealedEntry({ clock }, tx, expense(`${index}`, LARGEST));
    });
    expect(await readBalances(db.read, 'tax')).toEqual([
      { account: 'bank', balance: money(-50n * LARGEST, 'EUR') },
      { account: 'gear', balance: money(50n * LARGEST, 'EUR') },
    ]);
  });
});
