import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { callerOf } from '../../../testing/record.ts';
import { bitsUse, minute, openRevenue, type RevenueRig } from '../../../testing/revenue.ts';
import { saveSettings } from '../books-zone.ts';
import { changeModel } from './change-model.ts';
import { closeBroadcasts } from './close-broadcasts.ts';

const bits = (rig: RevenueRig, id: string, atMinute: number, count = 100) =>
  rig.tell({ id, type: 'channel.bits.use', atMs: minute(atMinute), event: bitsUse(count) });

async function book({ db }: RevenueRig) {
  const rows = await db.read.selectFrom('finance_entry').selectAll().orderBy('number').execute();
  return rows.map(({ category, day, amount_minor, broadcast_id }) => [category, day, amount_minor, broadcast_id]);
}

describe('money outside of streams', () => {
  it('is booked by day and source once the day is over, under a name of its own', async () => {
    const rig = await openRevenue();
    await rig.stream('s1', 0, 120);
    await bits(rig, 'live', 10, 5);
    await bits(rig, 'before', -1, 20);
    await bits(rig, 'after', 121, 300);
    await bits(rig, 'next day', 1440, 4000);
    await closeBroadcasts(rig.context);
    expect(await book(rig)).toEqual([
      ['stream-revenue', '2026-11-01', 5n, 1],
      ['offline-revenue', '2026-11-01', 320n, null],
      ['offline-revenue', '2026-11-02', 4000n, null],
    ]);
    rig.record.told.changed.length = 0;
    for (let again = 0; again < 3; again++) await closeBroadcasts(rig.context);
    expect(await book(rig)).toHaveLength(3);
    expect(rig.record.told.changed).toEqual([]);
  });

  it('waits until its day is over', async () => {
    const rig = await openRevenue();
    const now = (rig.context.clock.nowMs() - minute(0)) / 60_000;
    await bits(rig, 'now', now);
    await closeBroadcasts(rig.context);
    expect(await book(rig)).toEqual([]);
    rig.record.clock.advance(25 * 3_600_000);
    await closeBroadcasts(rig.context);
    expect(await book(rig)).toHaveLength(1);
  });

  it('is taken back when it turns out to belong to a stream', async () => {
    const rig = await openRevenue();
    await bits(rig, 'b1', 10, 70);
    await closeBroadcasts(rig.context);
    await rig.stream('late', 0, 120);
    await closeBroadcasts(rig.context);
    expect((await book(rig)).map(([category, , amount]) => [category, amount])).toEqual([
      ['offline-revenue', 70n],
      ['stream-revenue', 70n],
      ['offline-revenue', -70n],
    ]);
  });

  it('has its day in the zone of the books, also over a change of it', async () => {
    const rig = await openRevenue();
    // 23:30 in Berlin on the first, 00:30 on the second.
    await bits(rig, 'late', 270);
    await bits(rig, 'early', 390, 50);
    await closeBroadcasts(rig.context);
    expect((await book(rig)).map(([, day]) => day)).toEqual(['2026-11-01', '2026-11-02']);
    await saveSettings(rig.context, { zone: 'America/New_York' });
    rig.record.clock.advance(48 * 3_600_000);
    await closeBroadcasts(rig.context);
    expect(await book(rig)).toHaveLength(2);
  });

  it('is in the books with all other money, to the cent, whatever is learned in whichever order', async () => {
    const step = fc.oneof(
      fc.record({ what: fc.constant('bits' as const), at: fc.integer({ min: -3000, max: 9000 }), size: fc.nat(500) }),
      fc.record({ what: fc.constant('stream' as const), at: fc.integer({ min: -3000, max: 9000 }), size: fc.nat(900) }),
      fc.record({ what: fc.constant('close' as const), at: fc.constant(0), size: fc.constant(0) }),
      fc.record({ what: fc.constant('zone' as const), at: fc.nat(3), size: fc.constant(0) }),
      fc.record({ what: fc.constant('model' as const), at: fc.integer({ min: -3000, max: 9000 }), size: fc.nat(300) }),
    );
    const zones = ['Europe/Berlin', 'Asia/Tokyo', 'America/New_York', 'Pacific/Chatham'];
    for (const steps of fc.sample(fc.array(step, { minLength: 10, maxLength: 25 }), { numRuns: 10, seed: 41 })) {
      const rig = await openRevenue();
      for (const [index, { what, at, size }] of steps.entries()) {
        if (what === 'bits') await bits(rig, `b${index}`, at, size + 1);
        else if (what === 'stream') await rig.stream(`s${index}`, at, at + size + 1);
        else if (what === 'close') await closeBroadcasts(rig.context);
        else if (what === 'zone') await saveSettings(rig.context, { zone: zones[at] ?? 'UTC' });
        else {
          const values = {
            currency: 'USD' as const,
            priceMinor: { '1000': 599, '2000': 999, '3000': 2499 },
            shareBasisPoints: 5000,
            primeMinor: 225,
            hundredBitsMinor: size,
          };
          await changeModel(rig.context, callerOf('streamer'), {
            validFrom: new Date(minute(at)).toISOString(),
            values,
          });
        }
      }
      for (let again = 0; again < 2; again++) await closeBroadcasts(rig.context);
      const accrued = (await rig.accruals()).reduce((sum, { amount_minor }) => sum + amount_minor, 0n);
      const booked = (await book(rig)).reduce((sum, [, , amount]) => sum + (amount as bigint), 0n);
      expect(booked).toBe(accrued);
      expect(await rig.finance.verify()).toBeUndefined();
    }
  }, 60_000);
});

describe('the zone of the books', () => {
  it('gives a stream its day: one that begins after midnight belongs to the new one', async () => {
    for (const [zone, day] of [
      [undefined, '2026-11-02'],
      ['UTC', '2026-11-01'],
      ['Asia/Tokyo', '2026-11-02'],
      ['America/Los_Angeles', '2026-11-01'],
    ] as const) {
      const rig = await openRevenue();
      if (zone) await saveSettings(rig.context, { zone });
      // 23:30 in UTC, half past midnight in Berlin.
      await rig.stream('s1', 330, 400);
      await bits(rig, 'b1', 340);
      await closeBroadcasts(rig.context);
      expect((await book(rig)).map(([, booked]) => booked)).toEqual([day]);
    }
  });

  it('leaves what is sealed on its day', async () => {
    const rig = await openRevenue();
    await rig.stream('s1', 330, 400);
    await bits(rig, 'b1', 340);
    await closeBroadcasts(rig.context);
    await rig.record.call(rig.finance, 'saveSettings', { zone: 'UTC' });
    await closeBroadcasts(rig.context);
    expect(await book(rig)).toHaveLength(1);
    expect(await rig.record.call(rig.finance, 'settings', {})).toEqual({ zone: 'UTC', isChosen: true });
  });
});
