import { describe, expect, it } from 'vitest';
import { money } from '../../../kernel/money.ts';
import { openTestBooks } from '../../../testing/books.ts';
import { expense } from '../../../testing/entries.ts';
import { sumEntriesByDay } from './entry-sums.ts';
import { postSealedEntry } from './post-entry.ts';
import { reverseSealedEntry } from './reverse-entry.ts';

describe('a posted entry', () => {
  it('is sealed with the next number of its book and the hash of the one before', async () => {
    const { db, clock } = await openTestBooks();
    const first = await db.transaction((tx) => postSealedEntry({ clock }, tx, expense('a', 12_50n)));
    const second = await db.transaction((tx) => postSealedEntry({ clock }, tx, expense('b', 7_00n)));
    const other = await db.transaction((tx) =>
      postSealedEntry({ clock }, tx, { ...expense('c', 1n), book: 'management' }),
    );
    expect([first, second, other]).toMatchObject([
      { state: 'sealed', number: 1, prev_hash: '', amount_minor: -12_50n },
      { state: 'sealed', number: 2, prev_hash: first.hash },
      { state: 'sealed', number: 1, prev_hash: '' },
    ]);
  });

  it('is there once for its key, and refused when the key means something else', async () => {
    const { db, clock } = await openTestBooks();
    const post = (minor: bigint) => db.transaction((tx) => postSealedEntry({ clock }, tx, expense('a', minor)));
    const first = await post(5n);
    expect(await post(5n)).toEqual(first);
    await expect(post(6n)).rejects.toMatchObject({ code: 'finance.idempotency-conflict' });
  });

  it('is reversed once, by its mirror image', async () => {
    const { db, clock } = await openTestBooks();
    const entry = await db.transaction((tx) => postSealedEntry({ clock }, tx, expense('a', 12_50n)));
    const reverse = (entryId: string, idempotencyKey: string) =>
      db.transaction((tx) =>
        reverseSealedEntry({ clock }, tx, {
          entryId,
          idempotencyKey,
          day: '2026-11-22',
          reason: 'Doppelt',
          createdBy: null,
        }),
      );
    const reversal = await reverse(entry.id, 'r');
    expect(reversal).toMatchObject({ number: 2, reverses: entry.id, amount_minor: 12_50n });
    expect(await reverse(entry.id, 'r')).toEqual(reversal);
    await expect(reverse(entry.id, 'other')).rejects.toMatchObject({ code: 'finance.already-reversed' });
    await expect(reverse(reversal.id, 'rr')).rejects.toMatchObject({ code: 'finance.is-reversal' });
    const sums = await sumEntriesByDay(db.read, { book: 'tax' });
    expect([...sums.values()]).toEqual([
      { income: [], expense: [money(12_50n, 'EUR')] },
      { income: [], expense: [money(-12_50n, 'EUR')] },
    ]);
  });
});
