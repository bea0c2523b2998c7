import { beforeAll, describe, expect, it } from 'vitest';
import { finance } from '../contract/finance.ts';
import type { MoneyBook } from '../simulator/money-book.ts';
import { callerOf } from '../testing/record.ts';
import { openRevenue, type RevenueRig } from '../testing/revenue.ts';
import { startSimulatedTwitch } from '../testing/simulated-twitch.ts';
import { createTestClock } from '../testing/test-clock.ts';
import { replay } from './replay.ts';

/** What the simulator sent in ninety days, and its own book of the money in it. */
interface Past {
  readonly header: Readonly<Record<string, unknown>>;
  /** EventSub messages, each a line of the past. */
  readonly events: readonly string[];
  readonly book: MoneyBook;
}

const PRICES = { sub: { '1000': 300n, '2000': 500n, '3000': 1250n }, prime: 225n, bits: 1n };

let past: Past;
/** All of it told in its order. */
let rig: RevenueRig;
beforeAll(async () => {
  const { simulator } = await startSimulatedTwitch({ past: true, clock: createTestClock() });
  const read = async (what: string) => await (await fetch(`http://localhost:${simulator.httpPort}/sim/${what}`)).text();
  const [header = '', ...lines] = (await read('past')).trimEnd().split('\n');
  past = {
    header: JSON.parse(header) as Past['header'],
    events: lines.filter((line) => line.startsWith('{"wire":"eventsub"')),
    book: JSON.parse(await read('book')) as MoneyBook,
  };
  rig = await openRevenue();
  await tellPast(rig, past.events);
}, 180_000);

/** Tells the past's events through the intake, in the order given. */
async function tellPast(rig: RevenueRig, events: readonly string[]): Promise<void> {
  async function* lines() {
    yield JSON.stringify({ ...past.header, lines: 0, numbers: 0, events: events.length });
    yield* events;
  }
  await replay(lines(), { db: rig.db, live: rig.record.live, intake: rig.record.intake });
}

const rowsOf = async (rig: RevenueRig) =>
  (await rig.accruals()).map((row) => `${row.message_id} ${row.source} ${row.tier} ${row.quantity} ${row.at}`);
const bookRows = () =>
  past.book.entries
    .map((entry) => `${entry.messageId} ${entry.source} ${entry.tier} ${entry.quantity} ${entry.atMs}`)
    .sort();

/** What the book is worth, source by source, by the first model; reckoned here and nowhere else. */
function worthOfBook(): Record<string, bigint> {
  const worth: Record<string, bigint> = {};
  for (const { source, tier, quantity } of past.book.entries) {
    const each = source === 'prime' || source === 'bits' ? PRICES[source] : PRICES.sub[tier ?? '1000'];
    worth[source] = (worth[source] ?? 0n) + each * BigInt(quantity);
  }
  return worth;
}

async function accruedBySource(rig: RevenueRig): Promise<Record<string, bigint>> {
  const sums: Record<string, bigint> = {};
  for (const { source, amount_minor } of await rig.accruals()) sums[source] = (sums[source] ?? 0n) + amount_minor;
  return sums;
}

const streamsOf = (rig: RevenueRig) =>
  rig.record.call<{ streams: unknown[] }>(rig.finance, 'streams', { limit: 200 }, callerOf('streamer'));

describe('ninety days of the simulator', () => {
  it('have money of every kind, and traps', () => {
    for (const { events, quantity } of Object.values(past.book.totals)) {
      expect(events).toBeGreaterThan(5);
      expect(quantity).toBeGreaterThanOrEqual(events);
    }
    const text = past.events.join('\n');
    for (const trap of ['"channel.cheer"', '"community_sub_gift"', '"shared_chat_sub"', '"channel.subscribe"']) {
      expect(text).toContain(trap);
    }
  });

  it('are worth what the simulator’s own book says, event by event and to the cent', async () => {
    expect((await rowsOf(rig)).sort()).toEqual(bookRows());
    expect(await accruedBySource(rig)).toEqual(worthOfBook());

    const overview = finance.overview.output.parse(
      await rig.record.call(rig.finance, 'overview', { zone: 'Europe/Berlin' }),
    );
    const shown = overview.ninetyDaysSources.map(({ source, amount }) => [source, BigInt(amount.minor)]);
    expect(Object.fromEntries(shown)).toEqual(worthOfBook());
  });

  it('stand in the management book, once, and the books are whole', async () => {
    for (let again = 0; again < 2; again++) await rig.finance.closeBroadcasts();
    const entries = await rig.db.read.selectFrom('finance_entry').select(['category', 'amount_minor']).execute();
    const sumOf = (amounts: readonly bigint[]) => amounts.reduce((sum, minor) => sum + minor, 0n);
    const bookedAs = (wanted: string) =>
      sumOf(entries.filter(({ category }) => category === wanted).map(({ amount_minor }) => amount_minor));
    const { streams } = finance.streams.output.parse(await streamsOf(rig));
    const estimatedOf = (isOver: boolean) =>
      sumOf(
        streams
          .filter(({ broadcast }) => (broadcast.endedAt !== null) === isOver)
          .flatMap((stream) => stream.estimated)
          .map(({ minor }) => BigInt(minor)),
      );
    expect(bookedAs('stream-revenue')).toBe(estimatedOf(true));
    // With what came outside of streams it is all the money there was, but for the stream that runs.
    const booked = bookedAs('stream-revenue') + bookedAs('offline-revenue');
    expect(booked + estimatedOf(false)).toBe(sumOf(Object.values(worthOfBook())));
    expect(await rig.finance.verify()).toBeUndefined();
  });

  it('are worth the same doubled, late and out of order, stream by stream', async () => {
    const mixed = await openRevenue();
    await tellPast(mixed, disordered(past.events));
    expect((await rowsOf(mixed)).sort()).toEqual(bookRows());
    const money = async (rig: RevenueRig) =>
      finance.streams.output
        .parse(await streamsOf(rig))
        .streams.map(({ broadcast, seconds, estimated }) => [
          broadcast.startedAt,
          broadcast.endedAt,
          seconds,
          estimated,
        ]);
    expect(await money(mixed)).toEqual(await money(rig));
  }, 120_000);

  it('give the same rows when they are rebuilt', async () => {
    const before = await rig.accruals();
    await rig.db.transaction((db) => db.deleteFrom('finance_accrual').execute());
    expect(await rig.record.call(rig.finance, 'rebuildAccruals', {})).toEqual({
      rows: before.length,
      changed: before.length,
    });
    expect(await rig.accruals()).toEqual(before);
  });
});

/** Every third message comes twice, and each piece of forty backwards, one piece in five much later. */
function disordered(events: readonly string[]): string[] {
  const now: string[] = [];
  const late: string[] = [];
  for (let start = 0; start < events.length; start += 40) {
    const piece = events.slice(start, start + 40).flatMap((line, index) => (index % 3 === 0 ? [line, line] : [line]));
    (start % 200 === 80 ? late : now).push(...piece.reverse());
  }
  return [...now, ...late.reverse()];
}
