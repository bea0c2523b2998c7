import { describe, expect, it } from 'vitest';
import type { ModelValues } from '../../../contract/finance.ts';
import { money } from '../../../kernel/money.ts';
import { turnsDuring } from '../../../testing/event-loop.ts';
import { callerOf } from '../../../testing/record.ts';
import { bitsUse, chatNotice, gift, minute, newSub, openRevenue, type RevenueRig } from '../../../testing/revenue.ts';
import { postSealedEntry } from '../ledger/post-entry.ts';
import { reverseSealedEntry } from '../ledger/reverse-entry.ts';
import { changeModel } from './change-model.ts';
import { closeBroadcasts } from './close-broadcasts.ts';

const NOTICE = 'channel.chat.notification';
const VALUES: ModelValues = {
  currency: 'USD',
  priceMinor: { '1000': 599, '2000': 999, '3000': 2499 },
  shareBasisPoints: 7000,
  primeMinor: 225,
  hundredBitsMinor: 100,
};

const bits = (rig: RevenueRig, id: string, atMinute: number, count = 100) =>
  rig.tell({ id, type: 'channel.bits.use', atMs: minute(atMinute), event: bitsUse(count) });
const sub = (rig: RevenueRig, id: string, atMinute: number) =>
  rig.tell({ id, type: NOTICE, atMs: minute(atMinute), event: newSub('1000') });

async function book(rig: RevenueRig) {
  const rows = await rig.db.read
    .selectFrom('finance_entry')
    .select(['number', 'state', 'book', 'day', 'source', 'text', 'amount_minor', 'currency', 'broadcast_id'])
    .select(['is_estimated', 'reverses'])
    .orderBy('number')
    .execute();
  return rows.map((row) => [row.number, row.source, row.amount_minor, row.reverses === null ? '' : 'storno']);
}

describe('closing broadcasts', () => {
  it('writes one sealed management entry per source once the stream is over for ten minutes', async () => {
    const rig = await openRevenue();
    await rig.tell({
      id: 'title',
      type: 'channel.update',
      atMs: minute(-5),
      event: { ...bitsUse(0), title: 'Guten Abend', category_name: 'Just Chatting' },
    });
    await rig.stream('s1', 0, 120);
    await bits(rig, 'b1', 10, 250);
    await bits(rig, 'b2', 20, 50);
    await sub(rig, 'n1', 30);
    await rig.tell({ id: 'g1', type: NOTICE, atMs: minute(40), event: gift('2000') });
    await closeBroadcasts(rig.context);
    expect(await book(rig)).toEqual([
      [1, 'sub', 300n, ''],
      [2, 'gift', 500n, ''],
      [3, 'bits', 300n, ''],
    ]);
    const [first] = await rig.db.read.selectFrom('finance_entry').selectAll().orderBy('number').execute();
    expect(first).toMatchObject({
      book: 'management',
      state: 'sealed',
      day: '2026-11-01',
      category: 'stream-revenue',
      text: 'Guten Abend',
      currency: 'USD',
      is_estimated: true,
      created_by: null,
    });
    const postings = await rig.db.read
      .selectFrom('finance_posting')
      .selectAll()
      .where('entry', '=', first?.id ?? '')
      .execute();
    expect(postings.map((line) => [line.account, line.amount_minor])).toEqual([
      ['receivable-twitch', 300n],
      ['revenue-sub', -300n],
    ]);
  });

  it('waits while the stream runs or may still go on', async () => {
    const rig = await openRevenue();
    const endMinute = (rig.context.clock.nowMs() - minute(0)) / 60_000 - 9;
    await rig.stream('s1', endMinute - 60, endMinute);
    await bits(rig, 'b1', endMinute - 30);
    await closeBroadcasts(rig.context);
    expect(await book(rig)).toEqual([]);
    rig.record.clock.advance(60_000);
    await closeBroadcasts(rig.context);
    expect(await book(rig)).toHaveLength(1);
  });

  it('changes nothing when called again, and tells nobody', async () => {
    const rig = await openRevenue();
    await rig.stream('s1', 0, 120);
    await bits(rig, 'b1', 10);
    await closeBroadcasts(rig.context);
    rig.record.told.changed.length = 0;
    const before = await book(rig);
    for (let again = 0; again < 3; again++) await closeBroadcasts(rig.context);
    expect(await book(rig)).toEqual(before);
    expect(rig.record.told.changed).toEqual([]);
  });

  it('takes an entry back and writes a new one when an event comes late, however late', async () => {
    const rig = await openRevenue();
    await rig.stream('s1', 0, 120);
    await bits(rig, 'b1', 10);
    await closeBroadcasts(rig.context);
    rig.record.clock.advance(60 * 24 * 3_600_000);
    await bits(rig, 'b2', 50, 23);
    await closeBroadcasts(rig.context);
    expect(await book(rig)).toEqual([
      [1, 'bits', 100n, ''],
      [2, 'bits', -100n, 'storno'],
      [3, 'bits', 123n, ''],
    ]);
    await closeBroadcasts(rig.context);
    expect(await book(rig)).toHaveLength(3);
  });

  it('closes after a standstill of weeks what was not closed before it', async () => {
    const rig = await openRevenue();
    await rig.stream('s1', 0, 120);
    await bits(rig, 'b1', 10);
    rig.record.clock.advance(100 * 24 * 3_600_000);
    await closeBroadcasts(rig.context);
    expect(await book(rig)).toHaveLength(1);
  });

  it('follows a change of the model, only where it holds', async () => {
    const rig = await openRevenue();
    await rig.stream('s1', 0, 120);
    await rig.stream('s2', 1440, 1560);
    await sub(rig, 'n1', 10);
    await sub(rig, 'n2', 1450);
    await bits(rig, 'b2', 1460);
    await closeBroadcasts(rig.context);
    const validFrom = new Date(minute(1000)).toISOString();
    await changeModel(rig.context, callerOf('streamer'), { validFrom, values: VALUES });
    expect(await book(rig)).toEqual([
      [1, 'sub', 300n, ''],
      [2, 'sub', 300n, ''],
      [3, 'bits', 100n, ''],
      [4, 'sub', -300n, 'storno'],
      [5, 'sub', 419n, ''],
    ]);
  });

  it('only takes back when nothing is left, and writes again when something comes', async () => {
    const rig = await openRevenue();
    await rig.stream('s1', 0, 120);
    await sub(rig, 'n1', 10);
    await closeBroadcasts(rig.context);
    const validFrom = new Date(0).toISOString();
    const change = (shareBasisPoints: number) =>
      changeModel(rig.context, callerOf('streamer'), { validFrom, values: { ...VALUES, shareBasisPoints } });
    await change(0);
    expect(await book(rig)).toEqual([
      [1, 'sub', 300n, ''],
      [2, 'sub', -300n, 'storno'],
    ]);
    await change(5000);
    expect((await book(rig)).at(-1)).toEqual([3, 'sub', 300n, '']);
  });

  it('does not stumble over an entry that somebody took back by hand', async () => {
    const rig = await openRevenue();
    await rig.stream('s1', 0, 120);
    await bits(rig, 'b1', 10);
    await closeBroadcasts(rig.context);
    await rig.db.transaction(async (db) => {
      const { id } = await db.selectFrom('finance_entry').select('id').executeTakeFirstOrThrow();
      await reverseSealedEntry(rig.context, db, {
        entryId: id,
        day: '2026-11-02',
        reason: 'Testlauf',
        idempotencyKey: 'by-hand',
        createdBy: 'mem_1',
      });
    });
    await closeBroadcasts(rig.context);
    expect(await book(rig)).toHaveLength(2);
    await bits(rig, 'b2', 20, 11);
    await closeBroadcasts(rig.context);
    expect((await book(rig)).slice(2)).toEqual([[3, 'bits', 111n, '']]);
  });

  it('moves what it wrote when two streams turn out to be one', async () => {
    const rig = await openRevenue();
    await rig.stream('s1', 0, 60);
    await rig.stream('s3', 75, 120);
    await bits(rig, 'b1', 10, 100);
    await bits(rig, 'b2', 80, 200);
    await closeBroadcasts(rig.context);
    // Late: a stream between the two, so that no pause is longer than ten minutes.
    await rig.stream('s2', 65, 70);
    await closeBroadcasts(rig.context);
    const entries = await rig.db.read.selectFrom('finance_entry').select(['broadcast_id', 'amount_minor']).execute();
    const sums = new Map<number | null, bigint>();
    for (const entry of entries) {
      sums.set(entry.broadcast_id, (sums.get(entry.broadcast_id) ?? 0n) + entry.amount_minor);
    }
    expect([...sums.values()].filter((sum) => sum !== 0n)).toEqual([300n]);
  });

  it('closes the streams of a long past at once, in order', async () => {
    const rig = await openRevenue();
    for (let number = 0; number < 12; number++) {
      await rig.stream(`s${number}`, number * 1440, number * 1440 + 90);
      await bits(rig, `b${number}`, number * 1440 + 5, number + 1);
    }
    await rig.tell({ id: 'charity', type: NOTICE, atMs: minute(5), event: chatNotice('charity_donation', {}) });
    await closeBroadcasts(rig.context);
    expect((await book(rig)).map(([, , amount]) => amount)).toEqual(
      Array.from({ length: 12 }, (_, number) => BigInt(number + 1)),
    );
    expect(rig.record.told.changed.filter((what) => what === 'finance')).toHaveLength(1);
  });

  it('lets others have their turn between two streams', async () => {
    const rig = await openRevenue();
    for (let number = 0; number < 5; number++) {
      await rig.stream(`s${number}`, number * 1440, number * 1440 + 90);
      await bits(rig, `b${number}`, number * 1440 + 5);
    }
    expect(await turnsDuring(() => closeBroadcasts(rig.context))).toBeGreaterThanOrEqual(5);
    expect(await book(rig)).toHaveLength(5);
  });

  it('leaves nothing half done when it is cut off', async () => {
    const rig = await openRevenue();
    await rig.stream('s1', 0, 120);
    await bits(rig, 'b1', 10);
    await sub(rig, 'n1', 20);
    let asked = 0;
    const nowMs = (): number => {
      asked += 1;
      if (asked > 3) throw new Error('power cut');
      return rig.context.clock.nowMs();
    };
    await closeBroadcasts({ ...rig.context, clock: { ...rig.context.clock, nowMs } });
    expect(asked).toBe(4);
    expect(await book(rig)).toEqual([]);
    await closeBroadcasts(rig.context);
    expect(await book(rig)).toHaveLength(2);
  });

  it('goes on with the other streams when one cannot be closed', async () => {
    const rig = await openRevenue();
    for (const [index, stream] of ['s1', 's2', 's3'].entries()) {
      await rig.stream(stream, index * 1440, index * 1440 + 60);
      await bits(rig, `b${index}`, index * 1440 + 5, index + 1);
    }
    const [second] = await rig.context.live.broadcastsBetween(minute(1440), minute(1441));
    await rig.db.transaction((db) =>
      postSealedEntry(rig.context, db, {
        book: 'management',
        idempotencyKey: `stream-revenue/${second?.id}/bits/USD/1`,
        day: '2026-11-02',
        category: 'stream-revenue',
        source: 'bits',
        text: 'etwas anderes',
        postings: [
          { account: 'receivable-twitch', money: money(5n, 'USD') },
          { account: 'revenue-bits', money: money(-5n, 'USD') },
        ],
        place: null,
        broadcastId: null,
        isEstimated: true,
        documents: [],
        noReceiptReason: null,
        createdBy: null,
      }),
    );
    await closeBroadcasts(rig.context);
    expect((await book(rig)).map(([, , amount]) => amount).toSorted()).toEqual([1n, 3n, 5n]);
    expect(rig.record.log.lines().map((line) => line['msg'])).toContain('closing-failed');
  });
});
