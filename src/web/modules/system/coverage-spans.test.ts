import { describe, expect, it } from 'vitest';
import { daysUntil, longest, recordedOn } from './coverage-spans.ts';

const at = (text: string): number => Date.parse(text);
const span = (from: string, until: string) => ({ from, until });

describe('daysUntil', () => {
  it('gives whole days of the zone, today the last', () => {
    const { fromMs, toMs, starts } = daysUntil(at('2026-11-22T22:46:00Z'), 'Europe/Berlin', 7);
    expect(fromMs).toBe(at('2026-11-15T23:00:00Z'));
    expect(toMs).toBe(at('2026-11-22T23:00:00Z'));
    expect(starts).toHaveLength(7);
  });

  it('knows days of 23 and 25 hours', () => {
    const { starts, toMs } = daysUntil(at('2026-10-25T12:00:00Z'), 'Europe/Berlin', 2);
    expect(starts).toEqual([at('2026-10-23T22:00:00Z'), at('2026-10-24T22:00:00Z')]);
    expect(toMs).toBe(at('2026-10-25T23:00:00Z'));
  });
});

describe('recordedOn', () => {
  const fromMs = at('2026-11-16T00:00:00Z');
  const reply = {
    from: '2026-11-15T10:00:00.000Z',
    until: '2026-11-22T10:00:00.000Z',
    streams: [
      span('2026-11-18T18:00:00.000Z', '2026-11-18T22:00:00.000Z'),
      span('2026-11-22T09:00:00.000Z', '2026-11-22T10:00:00.000Z'),
    ],
    lines: [],
    listsInPart: [],
  };
  const on = (since: string | null, gaps: { from: string; until: string }[] = []) =>
    recordedOn({ line: 'chat', since, gaps }, reply, fromMs);

  it('is whole from the start of the axis when nothing is missing', () => {
    const found = on('2026-10-01T00:00:00.000Z');
    expect(found).toMatchObject({ isFromStart: true, sinceMs: fromMs, gaps: [] });
    expect(found.recorded).toEqual([{ fromMs, toMs: at(reply.until) }]);
    expect(found.streams).toHaveLength(2);
  });

  it('begins when the recording began, and shows no stream before it', () => {
    const found = on('2026-11-20T00:00:00.000Z');
    expect(found).toMatchObject({ isFromStart: false, sinceMs: at('2026-11-20T00:00:00Z') });
    expect(found.streams).toEqual([{ fromMs: at('2026-11-22T09:00:00Z'), toMs: at(reply.until) }]);
  });

  it('has nothing where nothing was recorded', () => {
    expect(on(null)).toEqual({ sinceMs: null, isFromStart: false, recorded: [], streams: [], gaps: [] });
    expect(on('2026-11-23T00:00:00.000Z').sinceMs).toBeNull();
  });

  it('cuts gaps out of everything else, and cuts them at the ends of the axis', () => {
    const found = on('2026-10-01T00:00:00.000Z', [
      span('2026-11-15T20:00:00.000Z', '2026-11-16T01:00:00.000Z'),
      span('2026-11-18T17:00:00.000Z', '2026-11-18T19:00:00.000Z'),
      span('2026-11-22T09:30:00.000Z', '2026-11-22T11:00:00.000Z'),
      span('2026-11-10T00:00:00.000Z', '2026-11-11T00:00:00.000Z'),
    ]);
    expect(found.gaps).toEqual([
      { fromMs, toMs: at('2026-11-16T01:00:00Z') },
      { fromMs: at('2026-11-18T17:00:00Z'), toMs: at('2026-11-18T19:00:00Z') },
      { fromMs: at('2026-11-22T09:30:00Z'), toMs: at(reply.until) },
    ]);
    expect(found.recorded).toEqual([
      { fromMs: at('2026-11-16T01:00:00Z'), toMs: at('2026-11-18T17:00:00Z') },
      { fromMs: at('2026-11-18T19:00:00Z'), toMs: at('2026-11-22T09:30:00Z') },
    ]);
    expect(found.streams).toEqual([
      { fromMs: at('2026-11-18T19:00:00Z'), toMs: at('2026-11-18T22:00:00Z') },
      { fromMs: at('2026-11-22T09:00:00Z'), toMs: at('2026-11-22T09:30:00Z') },
    ]);
  });

  it('counts gaps that touch each other as one', () => {
    const found = on('2026-10-01T00:00:00.000Z', [
      span('2026-11-19T10:00:15.000Z', '2026-11-19T10:01:00.000Z'),
      span('2026-11-19T10:00:00.000Z', '2026-11-19T10:00:15.000Z'),
    ]);
    expect(found.gaps).toEqual([{ fromMs: at('2026-11-19T10:00:00Z'), toMs: at('2026-11-19T10:01:00Z') }]);
  });
});

describe('longest', () => {
  it('is the longest, of equal ones the newest', () => {
    const gaps = [
      { fromMs: 0, toMs: 10 },
      { fromMs: 20, toMs: 50 },
      { fromMs: 60, toMs: 90 },
      { fromMs: 100, toMs: 101 },
    ];
    expect(longest(gaps)).toEqual({ fromMs: 60, toMs: 90 });
    expect(longest([])).toBeUndefined();
  });
});
