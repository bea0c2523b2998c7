import fc from 'fast-check';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { chatNotice, gift, minute, newSub, openRevenue, type RevenueRig, type Told } from '../../../testing/revenue.ts';
import { ownMonths } from '../migrations/0003-own-months.ts';
import { closeBroadcasts } from './close-broadcasts.ts';

const NOTICE = 'channel.chat.notification';
const MONTH = 30 * 24 * 60;

/** A later month, shown in chat; Twitch says with each how long the whole sub is. */
const shown = (duration_months: number, isGift = false) =>
  chatNotice('resub', {
    cumulative_months: 2,
    duration_months,
    streak_months: null,
    sub_tier: '1000',
    is_prime: false,
    is_gift: isGift,
  });

const monthsOf = async (rig: RevenueRig) =>
  (await rig.accruals()).reduce((months, { quantity }) => months + quantity, 0);

describe('a sub for several months', () => {
  it('counts each of its months once, whichever of them are shown', async () => {
    const cases = fc.sample(fc.tuple(fc.integer({ min: 1, max: 12 }), fc.array(fc.boolean(), { maxLength: 11 })), {
      numRuns: 12,
      seed: 20261123,
    });
    for (const [bought, wishes] of cases) {
      const later = wishes.slice(0, bought - 1).flatMap((isShown, index) => (isShown ? [index + 1] : []));
      for (const isGift of [false, true]) {
        const first = isGift ? gift('1000', { duration_months: bought }) : newSub('1000', bought);
        const told: Told[] = [
          { id: 'first', type: NOTICE, atMs: minute(0), event: first },
          ...later.map((month) => ({
            id: `month-${month}`,
            type: NOTICE,
            atMs: minute(month * MONTH),
            event: shown(bought, isGift),
          })),
        ];
        const rig = await openRevenue();
        await rig.tell(...told.toReversed());
        // A gift is all there when it is given; what is bought ahead is earned as its months are heard of.
        expect(await monthsOf(rig)).toBe(isGift ? bought : 1 + later.length);
        expect(await monthsOf(rig)).toBeLessThanOrEqual(bought);
      }
    }
  });
});

describe('an installation that counted all months at once', () => {
  it('counts one after the upgrade, and its books follow by themselves', async () => {
    const rig = await openRevenue();
    await rig.stream('s1', 0, 120);
    await rig.stream('s2', 1440, 1500);
    await rig.tell({ id: 'n1', type: NOTICE, atMs: minute(10), event: newSub('1000', 6) });
    await rig.tell({ id: 'n2', type: NOTICE, atMs: minute(20), event: newSub('2000') });
    await rig.tell({ id: 'n3', type: NOTICE, atMs: minute(1450), event: newSub('1000') });
    const right = await rig.accruals();
    await asBefore(rig);
    await closeBroadcasts(rig.context);
    expect(await book(rig)).toEqual([2300n, 300n]);

    await upgrade(rig);
    expect(await rig.accruals()).toEqual(right);
    for (let again = 0; again < 2; again++) await closeBroadcasts(rig.context);
    expect(await book(rig)).toEqual([2300n, 300n, -2300n, 800n]);
    expect(await rig.finance.verify()).toBeUndefined();
  });
});

describe('an installation with dear gear in its books', () => {
  it('moves the drafts of it; what is sealed stays as it is, and the chain whole', async () => {
    const rig = await openRevenue();
    const add = async (key: string, minor: string) => {
      const { id } = (await rig.record.call(rig.finance, 'addEntry', {
        idempotencyKey: key,
        day: '2026-10-20',
        category: 'gear',
        text: 'Kamera',
        amount: { minor, currency: 'EUR' },
        place: 'bank',
        noReceiptReason: 'verloren',
      })) as { id: string };
      await rig.db.transaction((db) =>
        db
          .updateTable('finance_posting')
          .set({ account: 'gear' })
          .where('entry', '=', id)
          .where('line', '=', 1)
          .execute(),
      );
      return id;
    };
    const sealed = await add('sealed-gear', '200000');
    await rig.record.call(rig.finance, 'seal', { entryIds: [sealed] });
    const dear = await add('dear-gear', '95201');
    const cheap = await add('cheap-gear', '95200');
    await upgrade(rig);
    const accounts = await rig.db.read.selectFrom('finance_posting').select(['entry', 'account']).execute();
    const accountsOf = (id: string) => accounts.filter(({ entry }) => entry === id).map(({ account }) => account);
    expect([sealed, dear, cheap].map((id) => accountsOf(id).toSorted())).toEqual([
      ['bank', 'gear'],
      ['bank', 'lasting-gear'],
      ['bank', 'gear'],
    ]);
    await rig.record.call(rig.finance, 'seal', { entryIds: [dear, cheap] });
    await rig.record.call(rig.finance, 'reverse', { entryId: sealed, day: '2026-11-01', reason: 'neu buchen' });
    expect(await rig.finance.verify()).toBeUndefined();
  });
});

/** From the version before. */
async function upgrade({ db: database }: RevenueRig): Promise<void> {
  await database.transaction(async (db) => {
    await sql`DROP INDEX finance_accrual_at`.execute(db);
    await sql`ALTER TABLE finance_accrual DROP COLUMN channel`.execute(db);
    await sql`CREATE INDEX finance_accrual_at ON finance_accrual (at)`.execute(db);
    for (const table of ['offline_day', 'offline_closing', 'setting']) {
      await sql.raw(`DROP TABLE finance_${table}`).execute(db);
    }
    await ownMonths.up(db as never, database.dialect);
  });
}

/** The row as it was counted before. */
async function asBefore({ db }: RevenueRig): Promise<void> {
  await db.transaction((own) =>
    own
      .updateTable('finance_accrual')
      .set({ quantity: 6, amount_minor: 1800n })
      .where('message_id', '=', 'n1')
      .execute(),
  );
}

async function book({ db }: RevenueRig): Promise<bigint[]> {
  const rows = await db.read.selectFrom('finance_entry').select('amount_minor').orderBy('number').execute();
  return rows.map(({ amount_minor }) => amount_minor);
}
