import { describe, expect, it } from 'vitest';
import { type AccrualView, type AmountView, finance } from '../../../contract/finance.ts';
import { Temporal } from '../../../kernel/temporal.ts';
import { callerOf } from '../../../testing/record.ts';
import {
  bitsUse,
  gift,
  minute,
  newSub,
  openRevenue,
  primeSub,
  type RevenueRig,
  type Told,
} from '../../../testing/revenue.ts';
import { addEntry } from '../ledger/add-entry.ts';
import { closeBroadcasts } from './close-broadcasts.ts';
import { revenueHandlers } from './routes.ts';

const NOTICE = 'channel.chat.notification';
const HOUR = 60;
const DAY = 24 * HOUR;

/** Four evenings, the third with a change of currency in its middle, and money while nothing is live. */
async function openEvenings(): Promise<RevenueRig> {
  const rig = await openRevenue();
  let number = 0;
  const tell = (atMinute: number, type: string, event: Told['event']) =>
    rig.tell({ id: `e${++number}`, type, atMs: minute(atMinute), event });
  for (let evening = 0; evening < 4; evening++) {
    const from = evening * 5 * DAY;
    await rig.stream(`s${evening}`, from, from + 3 * HOUR + evening);
    await tell(from + 5, 'channel.bits.use', bitsUse(123 * (evening + 1)));
    await tell(from + 20, NOTICE, newSub('1000', evening + 1));
    await tell(from + 60, NOTICE, primeSub());
    await tell(from + 61, NOTICE, gift('3000'));
    await tell(from + 170, NOTICE, newSub('2000'));
    await tell(from + 12 * HOUR, 'channel.bits.use', bitsUse(77));
    await tell(from + 10, 'channel.follow', {
      ...bitsUse(0),
      followed_at: new Date(minute(from + 10)).toISOString(),
    });
  }
  await revenueHandlers(rig.context).changeModel(
    {
      validFrom: new Date(minute(10 * DAY + 50)).toISOString(),
      values: {
        currency: 'EUR',
        priceMinor: { '1000': 499, '2000': 899, '3000': 2299 },
        shareBasisPoints: 7000,
        primeMinor: 180,
        hundredBitsMinor: 93,
      },
    },
    callerOf('streamer'),
  );
  return rig;
}

/** What the list shows for a filter, and its sum by currency. */
async function rowsOf(rig: RevenueRig, filter: object): Promise<{ rows: AccrualView[]; total: AmountView[] }> {
  const rows: AccrualView[] = [];
  for (let before: number | undefined; ; ) {
    const input = finance.accruals.input.parse({ ...filter, limit: 3, ...(before && { before }) });
    const page = await revenueHandlers(rig.context).accruals(input, callerOf('streamer'));
    rows.push(...page.accruals);
    expect(page.total).toEqual(sumOf(await allRows(rig, filter)));
    expect(page.count).toBe((await allRows(rig, filter)).length);
    if (!page.hasOlder) return { rows, total: page.total };
    before = page.accruals.at(-1)?.seq;
  }
}

async function allRows(rig: RevenueRig, filter: object): Promise<AccrualView[]> {
  const input = finance.accruals.input.parse({ ...filter, limit: 200 });
  return (await revenueHandlers(rig.context).accruals(input, callerOf('streamer'))).accruals;
}

function sumOf(rows: readonly { readonly amount: AmountView }[]): AmountView[] {
  const sums = new Map<AmountView['currency'], bigint>();
  for (const { amount } of rows) sums.set(amount.currency, (sums.get(amount.currency) ?? 0n) + BigInt(amount.minor));
  return (['EUR', 'USD'] as const).flatMap((currency) => {
    const minor = sums.get(currency);
    return minor === undefined ? [] : [{ minor: minor.toString(), currency }];
  });
}

/** As they go over the wire: what the contract does not know would be refused here. */
const overview = async (rig: RevenueRig, zone = 'UTC') =>
  finance.overview.output.parse(await revenueHandlers(rig.context).overview({ zone }, callerOf('streamer')));
const report = async (rig: RevenueRig, broadcastId: number) =>
  finance.streamReport.output.parse(
    await revenueHandlers(rig.context).streamReport({ broadcastId }, callerOf('streamer')),
  );

describe('every figure is the sum of the rows it opens', () => {
  it.each(['UTC', 'Europe/Berlin', 'Asia/Kathmandu', 'America/St_Johns'])(
    'in the overview, by the days of %s',
    async (zone) => {
      const rig = await openEvenings();
      const shown = await overview(rig, zone);
      const startOf = (day: string) => Temporal.PlainDate.from(day).toZonedDateTime(zone).toInstant().toString();
      const from = (day: string) => ({ from: new Date(startOf(day)).toISOString() });
      expect(shown.month.from).toBe('2026-11-01');
      expect(shown.ninetyDays.from).toBe('2026-08-25');
      expect(shown.month.estimated).toEqual((await rowsOf(rig, from('2026-11-01'))).total);
      expect(shown.ninetyDays.estimated).toEqual((await rowsOf(rig, from('2026-08-25'))).total);
      for (const { source, amount, events, quantity } of shown.monthSources) {
        const { rows } = await rowsOf(rig, { ...from('2026-11-01'), source });
        const same = rows.filter((row) => row.amount.currency === amount.currency);
        expect(sumOf(same)).toEqual([amount]);
        expect(events).toBe(same.length);
        expect(quantity).toBe(same.reduce((sum, row) => sum + row.quantity, 0));
      }
      for (const { day, estimated } of shown.days) {
        const next = Temporal.PlainDate.from(day).add({ days: 1 }).toString();
        const { total } = await rowsOf(rig, { ...from(day), to: new Date(startOf(next)).toISOString() });
        expect(sumOf(estimated)).toEqual(total);
      }
      expect(sumOf(shown.days.flatMap(({ estimated }) => estimated))).toEqual(shown.ninetyDays.estimated);
      for (const { broadcast, estimated } of shown.streams) {
        expect(estimated).toEqual((await rowsOf(rig, { broadcastId: broadcast.id })).total);
      }
      expect(shown.stream?.estimated).toEqual(shown.streams[0]?.estimated);
    },
  );

  it('in the evening report', async () => {
    const rig = await openEvenings();
    for (const { broadcast } of (await overview(rig)).streams) {
      const shown = await report(rig, broadcast.id);
      const { rows, total } = await rowsOf(rig, { broadcastId: broadcast.id });
      expect(rows.every((row) => row.broadcastId === broadcast.id)).toBe(true);
      expect(shown.estimated).toEqual(total);
      expect(sumOf(shown.points)).toEqual(total);
      expect(shown.points.map((point) => point.seq).sort()).toEqual(rows.map((row) => row.seq).sort());
      for (const { source, amount } of shown.sources) {
        const same = (await rowsOf(rig, { broadcastId: broadcast.id, source })).rows;
        expect(sumOf(same.filter((row) => row.amount.currency === amount.currency))).toEqual([amount]);
      }
    }
  });

  it('and what belongs to no stream is in no stream', async () => {
    const rig = await openEvenings();
    const outside = (await allRows(rig, {})).filter((row) => row.broadcastId === null);
    expect(outside.map((row) => row.quantity)).toEqual([77, 77, 77, 77]);
    const { streams, ninetyDays } = await overview(rig);
    const inside = streams.flatMap(({ estimated }) => estimated.map((amount) => ({ amount })));
    expect(sumOf([...inside, ...outside])).toEqual(ninetyDays.estimated);
  });
});

describe('a stream', () => {
  it('holds what came from its first to its last moment, and nothing else', async () => {
    const rig = await openRevenue();
    await rig.stream('s1', 0, 60);
    const moments = [minute(0) - 1, minute(0), minute(30), minute(60), minute(60) + 1];
    for (const [index, atMs] of moments.entries()) {
      await rig.tell({ id: `b${index}`, type: 'channel.bits.use', atMs, event: bitsUse(10 ** index) });
    }
    const [evening] = (await overview(rig)).streams;
    expect(evening?.estimated).toEqual([{ minor: '1110', currency: 'USD' }]);
    expect((await report(rig, evening?.broadcast.id ?? 0)).points).toHaveLength(3);
    expect((await rowsOf(rig, { broadcastId: evening?.broadcast.id })).rows).toHaveLength(3);
    expect((await allRows(rig, {})).map((row) => row.broadcastId !== null)).toEqual([false, true, true, true, false]);
  });
});

describe('the overview', () => {
  it('never adds one currency to another', async () => {
    const { ninetyDays, ninetyDaysSources } = await overview(await openEvenings());
    expect(ninetyDays.estimated.map(({ currency }) => currency)).toEqual(['EUR', 'USD']);
    expect(ninetyDaysSources.map(({ source, amount }) => [source, amount.currency])).toEqual([
      ['sub', 'EUR'],
      ['sub', 'USD'],
      ['prime', 'EUR'],
      ['prime', 'USD'],
      ['gift', 'EUR'],
      ['gift', 'USD'],
      ['bits', 'EUR'],
      ['bits', 'USD'],
    ]);
  });

  it('puts an event at midnight into the day it begins, by the zone of who asks', async () => {
    const rig = await openRevenue();
    const midnight = Date.UTC(2026, 10, 21, 23);
    await rig.tell(
      { id: 'a', type: 'channel.bits.use', atMs: midnight - 1, event: bitsUse(1) },
      { id: 'b', type: 'channel.bits.use', atMs: midnight, event: bitsUse(20) },
    );
    expect((await overview(rig, 'Europe/Berlin')).today.estimated).toEqual([{ minor: '20', currency: 'USD' }]);
    expect((await overview(rig, 'UTC')).today.estimated).toEqual([]);
    expect((await overview(rig, 'no/such zone')).days.map(({ day }) => day)).toEqual(['2026-11-21']);
  });

  it('shows the running stream, and money per hour until now', async () => {
    const rig = await openRevenue();
    const start = (rig.context.clock.nowMs() - minute(0)) / 60_000 - 90;
    await rig.stream('s1', start, null);
    await rig.tell({ id: 'a', type: 'channel.bits.use', atMs: minute(start + 10), event: bitsUse(300) });
    const { stream, streams } = await overview(rig);
    expect(stream).toMatchObject({ isLive: true, estimated: [{ minor: '300', currency: 'USD' }] });
    expect(streams[0]).toMatchObject({ seconds: 5400, perHour: [{ minor: '200', currency: 'USD' }] });
  });

  it('is empty without anything', async () => {
    expect(await overview(await openRevenue())).toMatchObject({
      today: { estimated: [], income: [], expense: [] },
      stream: null,
      days: [],
      streams: [],
      drafts: 0,
      withoutReceipt: 0,
      modelVersion: 1,
    });
  });

  it('adds what is booked by hand beside the estimates', async () => {
    const rig = await openEvenings();
    const [newest] = (await overview(rig)).streams;
    const booking = {
      idempotencyKey: 'hand-0001',
      day: '2026-11-22',
      category: 'gear' as const,
      text: 'Kabel',
      amount: { minor: '1999', currency: 'EUR' as const },
      place: 'bank' as const,
      broadcastId: newest?.broadcast.id ?? null,
      documents: [],
      noReceiptReason: null,
    };
    await addEntry(rig.context, booking, 'mem_1');
    const shown = await overview(rig);
    expect(shown.today).toEqual({ estimated: [], income: [], expense: [{ minor: '1999', currency: 'EUR' }] });
    expect(shown.days.at(-1)).toMatchObject({ day: '2026-11-22', estimated: [], expense: [{ minor: '1999' }] });
    expect(shown.stream?.expense).toEqual([{ minor: '1999', currency: 'EUR' }]);
    expect([shown.drafts, shown.withoutReceipt]).toEqual([1, 1]);
    const evening = await report(rig, newest?.broadcast.id ?? 0);
    expect(evening.entries.map(({ text }) => text)).toEqual(['Kabel']);
  });
});

describe('the evening report', () => {
  it('leads from what viewers paid to what the channel gets, by currency', async () => {
    const rig = await openEvenings();
    const { streams } = await overview(rig);
    for (const { broadcast } of streams) {
      const { waterfall, estimated } = await report(rig, broadcast.id);
      for (const amount of estimated) {
        const steps = waterfall.filter((step) => step.amount.currency === amount.currency);
        expect(steps.map(({ step }) => step)).toEqual(['viewers-pay', 'prime', 'platform', 'channel-gets']);
        expect(steps.at(-1)).toEqual({ step: 'channel-gets', amount, isTotal: true });
        expect(sumOf(steps.slice(0, -1))).toEqual([amount]);
      }
    }
    const first = await report(rig, streams.at(-1)?.broadcast.id ?? 0);
    expect(first.waterfall.map(({ amount }) => amount.minor)).toEqual(['4220', '225', '-2047', '2398']);
  });

  it('compares with the streams before, from the third on', async () => {
    const rig = await openEvenings();
    const streams = (await overview(rig)).streams.toReversed();
    const usual = [];
    for (const { broadcast } of streams) usual.push((await report(rig, broadcast.id)).usual);
    expect(usual.slice(0, 3)).toEqual([null, null, null]);
    const sums = streams.slice(0, 3).flatMap(({ estimated }) => estimated.map((amount) => ({ amount })));
    const mean = sumOf(sums).map(({ minor, currency }) => ({
      minor: Math.round(Number(minor) / 3).toString(),
      currency,
    }));
    expect(usual[3]).toEqual({ estimated: mean, followers: 1, streams: 3 });
  });

  it('shows the sealed entries in force, and they hold what it shows', async () => {
    const rig = await openEvenings();
    await closeBroadcasts(rig.context);
    await rig.tell({ id: 'late', type: 'channel.bits.use', atMs: minute(30), event: bitsUse(1000) });
    await closeBroadcasts(rig.context);
    for (const { broadcast } of (await overview(rig)).streams) {
      const shown = await report(rig, broadcast.id);
      expect(sumOf(shown.managementEntries)).toEqual(shown.estimated);
      expect(shown.managementEntries.every((entry) => entry.state === 'sealed' && entry.reversedBy === null)).toBe(
        true,
      );
      expect(shown.managementEntries.map(({ source, amount }) => [source, amount])).toEqual(
        expect.arrayContaining(shown.sources.map(({ source, amount }) => [source, amount])),
      );
    }
  });

  it('is refused for a stream that is not on record, as its rows are', async () => {
    const rig = await openRevenue();
    await expect(report(rig, 99)).rejects.toMatchObject({ code: 'finance.unknown-broadcast' });
    await expect(allRows(rig, { broadcastId: 99 })).rejects.toMatchObject({ code: 'finance.unknown-broadcast' });
  });
});

describe('money by stream', () => {
  it('comes newest first, page by page', async () => {
    const rig = await openEvenings();
    const page = async (input: object) =>
      await revenueHandlers(rig.context).streams(finance.streams.input.parse(input), callerOf('streamer'));
    const all = await page({});
    expect(all.streams.map(({ broadcast }) => broadcast.startedAt)).toEqual(
      all.streams
        .map(({ broadcast }) => broadcast.startedAt)
        .toSorted()
        .toReversed(),
    );
    const first = await page({ limit: 3 });
    expect([first.streams.length, first.hasOlder]).toEqual([3, true]);
    const rest = await page({ limit: 3, before: first.streams.at(-1)?.broadcast.id });
    expect(rest.hasOlder).toBe(false);
    expect([...first.streams, ...rest.streams]).toEqual(all.streams);
  });

  it('counts an hour exactly and rounds once', async () => {
    const rig = await openRevenue();
    await rig.stream('s1', 0, 7);
    await rig.tell({ id: 'a', type: 'channel.bits.use', atMs: minute(1), event: bitsUse(100) });
    const { streams } = await revenueHandlers(rig.context).streams({ limit: 1 }, callerOf('streamer'));
    expect(streams[0]).toMatchObject({ seconds: 420, perHour: [{ minor: '857', currency: 'USD' }] });
  });
});

describe('the list of accruals', () => {
  it('puts nothing into a stream of a channel that was connected before, though its end was never heard of', async () => {
    const rig = await openRevenue();
    await rig.tell({ id: 'a', type: 'channel.bits.use', atMs: minute(60), event: bitsUse(100) });
    const former = { id: 9, channel: 9, stream_id: 'former', started_at: minute(0), ended_at: null };
    await rig.db.transaction((db) => db.insertInto('live_broadcast').values(former).execute());
    expect((await allRows(rig, {})).map(({ broadcastId }) => broadcastId)).toEqual([null]);
  });

  it('names who it was, unless that person stays unnamed', async () => {
    const rig = await openRevenue();
    const hidden = { ...gift('1000'), chatter_is_anonymous: true, chatter_user_id: '274598607' };
    await rig.tell(
      { id: 'a', type: 'channel.bits.use', atMs: minute(1), event: bitsUse(100) },
      { id: 'b', type: NOTICE, atMs: minute(2), event: hidden },
    );
    expect((await allRows(rig, {})).map(({ source, tier, user }) => [source, tier, user])).toEqual([
      ['gift', '1000', null],
      ['bits', null, { id: '71000023', login: 'lea', displayName: 'Lea' }],
    ]);
  });
});

describe('the model', () => {
  it('is shown version by version, newest first', async () => {
    const rig = await openEvenings();
    const { models } = await revenueHandlers(rig.context).model({}, callerOf('streamer'));
    expect(models.map(({ version, values, madeBy }) => [version, values.currency, madeBy])).toEqual([
      [2, 'EUR', callerOf('streamer').memberId],
      [1, 'USD', null],
    ]);
    expect(models[1]).toMatchObject({ validFrom: '1970-01-01T00:00:00.000Z', values: { shareBasisPoints: 5000 } });
  });
});
