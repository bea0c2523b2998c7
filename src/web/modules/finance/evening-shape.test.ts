import { describe, expect, it } from 'vitest';
import { eveningRows, eveningShape, niceTop, type StreamReport, slotOf, ticksOf, viewersAt } from './evening-shape.ts';

const START = '2026-11-18T18:30:00.000Z';
const FROM = Date.parse(START);
const MINUTE = 60_000;
const at = (minutes: number): string => new Date(FROM + minutes * MINUTE).toISOString();
const usd = (minor: number) => ({ minor: String(minor), currency: 'USD' as const });

function report(change: Partial<StreamReport> = {}): StreamReport {
  return {
    broadcast: {
      id: 7,
      startedAt: START,
      endedAt: at(180),
      title: 'GTA-Abend',
      category: 'Grand Theft Auto V',
      averageViewers: 34,
      peakViewers: 58,
    },
    report: {
      id: 7,
      startedAt: START,
      endedAt: at(180),
      title: 'GTA-Abend',
      category: 'Grand Theft Auto V',
      averageViewers: 34,
      peakViewers: 58,
      parts: [
        { from: START, title: 'Gleich', category: 'Just Chatting' },
        { from: at(10), title: 'Anders', category: 'Just Chatting' },
        { from: at(30), title: 'Los', category: 'Grand Theft Auto V' },
      ],
      viewers: [
        { at: at(0), value: 10 },
        { at: at(60), value: 58 },
        { at: at(179), value: 20 },
        { at: at(400), value: 900 },
      ],
      peakAt: at(60),
      messages: 1,
      chatters: 1,
      newChatters: 0,
      followers: 0,
      marks: [],
      coverage: 100,
      gaps: [],
    },
    points: [
      { seq: 1, at: at(-1), source: 'sub', amount: usd(300) },
      { seq: 2, at: at(20), source: 'bits', amount: usd(150) },
      { seq: 3, at: at(20.5), source: 'sub', amount: usd(300) },
      { seq: 4, at: at(180), source: 'gift', amount: usd(1500) },
      { seq: 5, at: at(90), source: 'gift', amount: { minor: '999', currency: 'EUR' } },
    ],
    ...change,
  } as StreamReport;
}

describe('eveningShape', () => {
  const shape = eveningShape(report(), FROM, 90);

  it('holds every amount of its currency exactly once', () => {
    expect(shape.currency).toBe('USD');
    expect(shape.bars.map(({ total, events }) => [total.minor, events])).toEqual([
      ['300', 1],
      ['450', 2],
      ['1500', 1],
    ]);
    expect(shape.bars[1]?.parts).toEqual([
      { source: 'sub', amount: usd(300) },
      { source: 'bits', amount: usd(150) },
    ]);
  });

  it('puts what came a moment before the start or at the very end inside', () => {
    expect(shape.bars[0]?.fromMs).toBe(FROM);
    expect(shape.bars.at(-1)?.toMs).toBe(shape.toMs);
  });

  it('joins neighbours of one category and leaves out samples of other times', () => {
    expect(shape.parts).toEqual([
      { fromMs: FROM, toMs: FROM + 30 * MINUTE, category: 'Just Chatting' },
      { fromMs: FROM + 30 * MINUTE, toMs: FROM + 180 * MINUTE, category: 'Grand Theft Auto V' },
    ]);
    expect(shape.viewers.map(({ value }) => value)).toEqual([10, 58, 20]);
    expect(shape.viewersTop).toBe(60);
  });

  it('reaches to now while the stream runs', () => {
    const running = report({ broadcast: { ...report().broadcast, endedAt: null } });
    expect(eveningShape(running, FROM + 42 * MINUTE, 90).toMs).toBe(FROM + 42 * MINUTE);
  });

  it('stands without any money and any samples', () => {
    const bare = report({ points: [], report: { ...report().report, viewers: [], parts: [] } });
    expect(eveningShape(bare, FROM, 90)).toMatchObject({ currency: null, bars: [], parts: [], viewers: [] });
  });

  it('names viewers only near a sample', () => {
    expect(viewersAt(shape, FROM + 62 * MINUTE)).toBe(58);
    expect(viewersAt(shape, FROM + 100 * MINUTE)).toBeNull();
  });
});

describe('eveningRows', () => {
  it('covers the whole stream without a gap and holds the same money', () => {
    const rows = eveningRows(report(), FROM);
    expect(rows[0]?.fromMs).toBe(FROM);
    for (const [index, row] of rows.entries()) expect(rows[index + 1]?.fromMs ?? FROM + 180 * MINUTE).toBe(row.toMs);
    const sum = rows.flatMap(({ parts }) => parts).reduce((all, { amount }) => all + Number(amount.minor), 0);
    expect(sum).toBe(2250);
    expect(rows.find(({ fromMs }) => fromMs === FROM + 30 * MINUTE)?.category).toBe('Grand Theft Auto V');
  });
});

describe('axes', () => {
  it('have a top that divides into whole steps', () => {
    expect([niceTop(58, 3), niceTop(7, 3), niceTop(60, 3), niceTop(1043, 2), niceTop(1, 3)]).toEqual([
      60, 15, 60, 2000, 3,
    ]);
  });

  it('give no more slots than there is room for', () => {
    expect(slotOf(180 * MINUTE, 90)).toBe(2 * MINUTE);
    for (const bars of [8, 20, 55])
      expect((23 * 60 * MINUTE) / slotOf(23 * 60 * MINUTE, bars)).toBeLessThanOrEqual(bars);
  });

  it('tick at full and half hours', () => {
    expect(ticksOf(FROM + MINUTE, FROM + 180 * MINUTE).map((ms) => new Date(ms).toISOString().slice(11, 16))).toEqual([
      '19:00',
      '19:30',
      '20:00',
      '20:30',
      '21:00',
      '21:30',
    ]);
  });
});
