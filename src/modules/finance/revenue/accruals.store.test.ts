import fc from 'fast-check';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import type { ModelValues } from '../../../contract/finance.ts';
import { turnsDuring } from '../../../testing/event-loop.ts';
import { CHANNEL, callerOf } from '../../../testing/record.ts';
import {
  bitsUse,
  chatNotice,
  gift,
  minute,
  newSub,
  openRevenue,
  primeSub,
  type RevenueRig,
  type Told,
} from '../../../testing/revenue.ts';
import { revenue } from '../migrations/0002-revenue.ts';
import { ownMonths } from '../migrations/0003-own-months.ts';
import { changeModel } from './change-model.ts';
import { rebuildAccruals } from './rebuild-accruals.ts';

const NOTICE = 'channel.chat.notification';
const BITS = 'channel.bits.use';
/** Without the word before them. */
const REVENUE_TABLES = [
  'accrual',
  'model',
  'closing',
  'closed_broadcast',
  'offline_day',
  'offline_closing',
  'setting',
] as const;
const VALUES: ModelValues = {
  currency: 'USD',
  priceMinor: { '1000': 599, '2000': 999, '3000': 2499 },
  shareBasisPoints: 6000,
  primeMinor: 225,
  hundredBitsMinor: 100,
};

/** A bomb of two as Twitch tells it: seven messages, two of them money. */
function bomb(number: number, atMs: number): Told[] {
  const part = (recipient: string) => gift('1000', { community_gift_id: String(number), recipient_user_id: recipient });
  const own = { ...bitsUse(0), user_id: '71000023', tier: '1000' };
  return [
    { type: NOTICE, event: chatNotice('community_sub_gift', { id: String(number), total: 2, sub_tier: '1000' }) },
    { type: NOTICE, event: part('71000031') },
    { type: NOTICE, event: part('71000032') },
    { type: 'channel.subscription.gift', event: { ...own, total: 2 } },
    { type: 'channel.subscribe', event: { ...own, is_gift: true } },
    { type: 'channel.subscribe', event: { ...own, is_gift: true } },
  ].map((one, index) => ({ ...one, id: `bomb-${number}-${index}`, atMs: atMs + index }));
}

function cheer(number: number, bits: number, atMs: number): Told[] {
  return [
    { id: `cheer-${number}`, type: 'channel.cheer', atMs, event: { ...bitsUse(bits), is_anonymous: false } },
    { id: `bits-${number}`, type: BITS, atMs, event: bitsUse(bits) },
  ];
}

const worthOf = async (rig: RevenueRig) =>
  (await rig.accruals()).map(({ message_id, source, quantity, amount_minor }) => [
    message_id,
    source,
    quantity,
    amount_minor,
  ]);

describe('accruals', () => {
  it('count each happening once, however many messages tell of it', async () => {
    const rig = await openRevenue();
    await rig.tell(...bomb(1, minute(1)), ...cheer(1, 300, minute(2)));
    expect(await worthOf(rig)).toEqual([
      ['bits-1', 'bits', 300, 300n],
      ['bomb-1-1', 'gift', 1, 300n],
      ['bomb-1-2', 'gift', 1, 300n],
    ]);
  });

  it('say whether they wrote, and write a message that comes again no second time', async () => {
    const rig = await openRevenue();
    const told = cheer(1, 300, minute(2));
    expect(await rig.tell(...told, ...told)).toBe(1);
    expect(await rig.tell(...told)).toBe(0);
    expect(await rig.accruals()).toHaveLength(1);
  });

  it('are the same in any order, with doubles, and after a rebuild', async () => {
    const anyTold = fc.oneof(
      fc.record({ kind: fc.constant('bits' as const), amount: fc.integer({ min: 1, max: 100_000 }) }),
      fc.record({
        kind: fc.constantFrom('sub', 'gift', 'prime', 'shared', 'own'),
        amount: fc.integer({ min: 1, max: 12 }),
      }),
    );
    const cases = fc.array(fc.record({ what: anyTold, atMinute: fc.integer({ min: 0, max: 100_000 }) }), {
      minLength: 1,
      maxLength: 12,
    });
    const sample = fc.sample(fc.tuple(cases, fc.integer({ min: 1, max: 1000 })), { numRuns: 8, seed: 20261122 });
    for (const [events, turn] of sample) {
      const told = events.map(({ what, atMinute }, index): Told => {
        const atMs = minute(atMinute);
        const id = `m${index}`;
        const tier = (['1000', '2000', '3000'] as const)[index % 3] ?? '1000';
        if (what.kind === 'bits') return { id, type: BITS, atMs, event: bitsUse(what.amount) };
        const event = {
          sub: newSub(tier, what.amount),
          gift: gift(tier, { duration_months: what.amount }),
          prime: primeSub(),
          shared: { ...newSub(tier), source_broadcaster_user_id: '71009999' },
          own: { ...newSub(tier), chatter_user_id: CHANNEL.twitchId },
        }[what.kind];
        return { id, type: NOTICE, atMs, event };
      });
      const inOrder = await openRevenue();
      await inOrder.tell(...told);
      const shuffled = await openRevenue();
      const turned = [...told.slice(turn % told.length), ...told.slice(0, turn % told.length)].reverse();
      await shuffled.tell(...turned, ...told);
      const withoutSeq = async (rig: RevenueRig) => (await rig.accruals()).map((row) => ({ ...row, seq: 0 }));
      expect(await withoutSeq(shuffled)).toEqual(await withoutSeq(inOrder));

      const before = await inOrder.accruals();
      expect(await rebuildAccruals(inOrder.context)).toEqual({ rows: before.length, changed: 0 });
      await inOrder.db.transaction((db) => db.deleteFrom('finance_accrual').execute());
      expect(await rebuildAccruals(inOrder.context)).toEqual({ rows: before.length, changed: before.length });
      expect(await inOrder.accruals()).toEqual(before);
    }
  });

  it('are mended by a rebuild: what is missing, wrong, or stands for no event', async () => {
    const rig = await openRevenue();
    await rig.tell(...cheer(1, 300, minute(2)), ...cheer(2, 100, minute(3)), ...cheer(3, 50, minute(4)));
    const before = await rig.accruals();
    await rig.db.transaction(async (db) => {
      await db.deleteFrom('finance_accrual').where('message_id', '=', 'bits-1').execute();
      await db.updateTable('finance_accrual').set({ amount_minor: 9n }).where('message_id', '=', 'bits-2').execute();
      const [row] = before;
      if (row)
        await db
          .insertInto('finance_accrual')
          .values({ ...row, message_id: 'invented', seq: 999 })
          .execute();
    });
    expect(await rebuildAccruals(rig.context)).toEqual({ rows: 3, changed: 3 });
    expect(await rig.accruals()).toEqual(before);
    expect(rig.record.told.changed).toContain('finance');
  });

  it('are rebuilt piece by piece, whatever their number', async () => {
    const rig = await openRevenue();
    for (let number = 1; number <= 1001; number++) {
      await rig.tell({ id: `b${number}`, type: BITS, atMs: minute(number), event: bitsUse(number) });
    }
    const before = await rig.accruals();
    await rig.db.transaction((db) => db.deleteFrom('finance_accrual').execute());
    // Others have their turn between two pieces.
    expect(
      await turnsDuring(async () => {
        expect(await rebuildAccruals(rig.context)).toEqual({ rows: 1001, changed: 1001 });
      }),
    ).toBeGreaterThanOrEqual(3);
    expect(await rig.accruals()).toEqual(before);
  });

  it('of a channel that was connected before are left alone', async () => {
    const rig = await openRevenue();
    await rig.tell(...cheer(1, 300, minute(2)));
    const other = { ...rig.context, channel: () => ({ ...CHANNEL, twitchId: '71009999' as typeof CHANNEL.twitchId }) };
    expect(await rebuildAccruals(other)).toEqual({ rows: 0, changed: 0 });
    expect(await rig.accruals()).toHaveLength(1);
  });

  it('cannot be rebuilt without a channel', async () => {
    const rig = await openRevenue();
    await expect(rebuildAccruals({ ...rig.context, channel: () => null })).rejects.toMatchObject({
      code: 'live.no-channel',
    });
  });
});

describe('the model', () => {
  const change = (rig: RevenueRig, atMs: number, values: ModelValues = VALUES) =>
    changeModel(rig.context, callerOf('streamer'), { validFrom: new Date(atMs).toISOString(), values });
  const sub = (id: string, atMs: number): Told => ({ id, type: NOTICE, atMs, event: newSub('1000') });

  it('values events from its moment on, also those that came before it was made', async () => {
    const rig = await openRevenue();
    await rig.tell(sub('a', minute(0)), sub('b', minute(10)), sub('c', minute(20)));
    const { model, changed } = await change(rig, minute(10));
    expect([model.version, changed]).toEqual([2, 2]);
    await rig.tell(sub('d', minute(5)), sub('e', minute(30)));
    expect((await rig.accruals()).map((row) => [row.message_id, row.model_version, row.amount_minor])).toEqual([
      ['a', 1, 300n],
      ['b', 2, 359n],
      ['c', 2, 359n],
      ['d', 1, 300n],
      ['e', 2, 359n],
    ]);
    expect(await rebuildAccruals(rig.context)).toMatchObject({ changed: 0 });
  });

  it('made later holds from its first day on, over an earlier one that was to begin after it', async () => {
    const rig = await openRevenue();
    await rig.tell(sub('a', minute(0)), sub('b', minute(20)));
    await change(rig, minute(15));
    await change(rig, minute(5), { ...VALUES, shareBasisPoints: 7000 });
    expect((await rig.accruals()).map((row) => [row.model_version, row.amount_minor])).toEqual([
      [1, 300n],
      [3, 419n],
    ]);
  });

  it('sent twice is one version', async () => {
    const rig = await openRevenue();
    expect([(await change(rig, minute(0))).model.version, (await change(rig, minute(0))).model.version]).toEqual([
      2, 2,
    ]);
  });

  it('may change the currency: then there are two sums, never one', async () => {
    const rig = await openRevenue();
    await rig.tell(sub('a', minute(0)), sub('b', minute(20)));
    await change(rig, minute(10), { ...VALUES, currency: 'EUR' });
    expect((await rig.accruals()).map((row) => row.currency)).toEqual(['USD', 'EUR']);
  });

  it.each([
    ['before there was any time', -1],
    ['in a far future', Date.UTC(2100, 0, 1)],
  ])('is refused %s', async (_, atMs) => {
    const rig = await openRevenue();
    await expect(change(rig, atMs)).rejects.toMatchObject({ code: 'finance.model-invalid' });
  });
});

describe('an installation that recorded before there were estimates', () => {
  it('gets them all at its next start', async () => {
    const { db, record, tell, accruals } = await openRevenue();
    await tell(
      { id: 'm1', type: NOTICE, atMs: minute(1), event: newSub('2000') },
      { id: 'm2', type: BITS, atMs: minute(2), event: bitsUse(300) },
      { id: 'm3', type: 'channel.cheer', atMs: minute(2), event: { ...bitsUse(300), is_anonymous: false } },
    );
    const before = await accruals();
    expect(before).toHaveLength(2);
    await db.transaction(async (own) => {
      for (const table of REVENUE_TABLES) {
        await sql.raw(`DROP TABLE finance_${table}`).execute(own);
      }
      await revenue.up(own as never, db.dialect);
      await ownMonths.up(own as never, db.dialect);
    });
    expect(await accruals()).toEqual([]);
    await record.intake.retryMissed();
    expect(await accruals()).toEqual(before);
  });
});
