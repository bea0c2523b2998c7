import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Id } from '../../../kernel/id.ts';
import { dateOfStream, expandPlan, expandSeries, isDayOf } from './expand.ts';
import type { Series, StreamPlan } from './plan.ts';

/** Changes in spring and autumn, of half an hour, given up in between (Brazil), of a whole day (Samoa 2011), and none. */
const ZONES = [
  'Europe/Berlin',
  'America/New_York',
  'Australia/Lord_Howe',
  'America/Sao_Paulo',
  'Pacific/Apia',
  'Asia/Kathmandu',
] as const;
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const FIVE_YEARS = 5 * 365 * DAY;

const aSeries: Series = {
  id: 'ser_01JD0000000000000000000000' as Id<'ser'>,
  title: 'Chatting',
  category: null,
  at: { local: '2026-10-19T19:30', zone: 'Europe/Berlin' },
  durationMinutes: 120,
  status: 'planned',
  cancelReason: null,
  notes: '',
  checklist: [],
  color: 1,
  isPublished: true,
  version: 3,
  everyWeeks: 1,
  weekdays: [1],
  until: null,
};

const startsOf = (series: Series, from: string, to: string): string[] =>
  expandSeries(series, Date.parse(from), Date.parse(to)).map(({ startsAtMs }) => new Date(startsAtMs).toISOString());

describe('a series spread out', () => {
  it('keeps its clock time when the clocks change', () => {
    expect(startsOf(aSeries, '2026-10-18T00:00Z', '2026-11-03T00:00Z')).toEqual([
      '2026-10-19T17:30:00.000Z',
      '2026-10-26T18:30:00.000Z',
      '2026-11-02T18:30:00.000Z',
    ]);
  });

  it('does not carry on the hour that a gap of the clocks moved', () => {
    const night = { ...aSeries, at: { local: '2026-03-22T02:30', zone: 'Europe/Berlin' }, weekdays: [7] };
    expect(startsOf(night, '2026-03-21T00:00Z', '2026-04-06T00:00Z')).toEqual([
      '2026-03-22T01:30:00.000Z',
      '2026-03-29T01:30:00.000Z',
      '2026-04-05T00:30:00.000Z',
    ]);
  });

  it('shows what runs into the period, not what ended as it began', () => {
    expect(startsOf(aSeries, '2026-10-19T19:29Z', '2026-10-20T00:00Z')).toHaveLength(1);
    expect(startsOf(aSeries, '2026-10-19T19:30Z', '2026-10-20T00:00Z')).toEqual([]);
    expect(startsOf(aSeries, '2026-10-19T00:00Z', '2026-10-19T17:30Z')).toEqual([]);
  });

  it('counts every second week from the week it begins in, Monday first', () => {
    const series = { ...aSeries, at: { ...aSeries.at, local: '2026-10-21T19:30' }, everyWeeks: 2, weekdays: [1, 3, 7] };
    const dates = expandSeries(series, Date.parse('2026-10-01T00:00Z'), Date.parse('2026-11-20T00:00Z'));
    expect(dates.map(({ seriesDay }) => seriesDay)).toEqual([
      '2026-10-21',
      '2026-10-25',
      '2026-11-02',
      '2026-11-04',
      '2026-11-08',
      '2026-11-16',
      '2026-11-18',
    ]);
  });

  it('is what going from day to day finds, over five years in every kind of zone', () => {
    const seen = new Set<string>();
    const arbitrary = fc.record({
      zone: fc.constantFrom(...ZONES),
      firstDay: fc.integer({ min: Date.UTC(2009, 0, 1) / DAY, max: Date.UTC(2033, 0, 1) / DAY }),
      minute: fc.oneof(fc.integer({ min: 0, max: 24 * 60 - 1 }), fc.integer({ min: 0, max: 4 * 60 })),
      durationMinutes: fc.integer({ min: 30, max: 1380 }),
      everyWeeks: fc.integer({ min: 1, max: 8 }),
      weekdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 7 }),
      untilDays: fc.option(fc.integer({ min: 0, max: 5 * 365 })),
      fromMs: fc.integer({ min: -10 * DAY, max: FIVE_YEARS }),
      lengthMs: fc.oneof(fc.integer({ min: 1, max: 40 * DAY }), fc.constant(FIVE_YEARS)),
    });
    fc.assert(
      fc.property(arbitrary, ({ zone, firstDay, minute, untilDays, fromMs, lengthMs, ...facts }) => {
        const series: Series = {
          ...aSeries,
          ...facts,
          weekdays: [...facts.weekdays].sort(),
          at: { local: new Date(firstDay * DAY + minute * MINUTE).toISOString().slice(0, 16), zone },
          until: untilDays === null ? null : new Date((firstDay + untilDays) * DAY).toISOString().slice(0, 10),
        };
        const from = firstDay * DAY + fromMs;
        const found = expandSeries(series, from, from + lengthMs).map((date) => [date.seriesDay, date.startsAtMs]);
        expect(found).toEqual(dayByDay(series, from, from + lengthMs));
        seen.add(zone);
      }),
      { numRuns: 120 },
    );
    expect(seen.size).toBe(ZONES.length);
  });

  it.each(ZONES)('is the same in %s at every hour around the changes of five years', (zone) => {
    for (const minute of [30, 90, 135, 150, 210, 23 * 60 + 45]) {
      const series: Series = {
        ...aSeries,
        at: { local: new Date(Date.UTC(2009, 8, 1) + minute * MINUTE).toISOString().slice(0, 16), zone },
        weekdays: [1, 2, 3, 4, 5, 6, 7],
      };
      const [from, to] = [Date.UTC(2009, 8, 1), Date.UTC(2014, 8, 1)];
      expect(expandSeries(series, from, to).map((date) => [date.seriesDay, date.startsAtMs])).toEqual(
        dayByDay(series, from, to),
      );
    }
  });
});

describe('a plan spread out', () => {
  const row = (change: Partial<StreamPlan>): StreamPlan => {
    const { everyWeeks: _, weekdays: __, until: ___, ...facts } = aSeries;
    return {
      ...facts,
      id: 'plan_01JD0000000000000000000000' as Id<'plan'>,
      seriesId: aSeries.id,
      seriesDay: '2026-10-26',
      at: { local: '2026-10-26T19:30', zone: 'Europe/Berlin' },
      isRemoved: false,
      version: 2,
      ...change,
    };
  };
  const weeks = [Date.parse('2026-10-18T00:00Z'), Date.parse('2026-11-03T00:00Z')] as const;
  const spread = (...streams: StreamPlan[]) => expandPlan({ series: [aSeries], streams }, ...weeks);

  it('shows a date that differs once, as it is', () => {
    const dates = spread(row({ title: 'Special' }));
    expect(dates.map(({ title }) => title)).toEqual(['Chatting', 'Special', 'Chatting']);
    expect(dates[1]).toMatchObject({ id: row({}).id, isMoved: false, version: 5 });
  });

  it('shows a moved date where it stands, and says so', () => {
    const dates = spread(row({ at: { local: '2026-10-20T08:00', zone: 'Europe/Berlin' } }));
    expect(dates.map(({ at, isMoved }) => [at.local, isMoved])).toEqual([
      ['2026-10-19T19:30', false],
      ['2026-10-20T08:00', true],
      ['2026-11-02T19:30', false],
    ]);
  });

  it('does not bring back a date that was taken out', () => {
    expect(spread(row({ isRemoved: true })).map(({ seriesDay }) => seriesDay)).toEqual(['2026-10-19', '2026-11-02']);
  });

  it('gives a date that differs a version above the one it had as a plain date', () => {
    expect(dateOfStream(row({ version: 1 }), aSeries).version).toBeGreaterThan(aSeries.version);
  });

  it('does not fall on days of other weeks or weekdays, or after its end', () => {
    expect(isDayOf(aSeries, '2026-10-26')).toBe(true);
    expect(isDayOf(aSeries, '2026-10-27')).toBe(false);
    expect(isDayOf(aSeries, '2026-10-12')).toBe(false);
    expect(isDayOf({ ...aSeries, until: '2026-10-26' }, '2026-11-02')).toBe(false);
  });
});

/** The same by counting days on the calendar, without a rule and without Temporal. */
function dayByDay(series: Series, fromMs: number, toMs: number): [string, number][] {
  const first = Date.parse(`${series.at.local.slice(0, 10)}T00:00Z`);
  const mondayOf = (day: number): number => day - ((new Date(day).getUTCDay() + 6) % 7) * DAY;
  const dates: [string, number][] = [];
  for (let day = first; day < toMs + 3 * DAY; day += DAY) {
    const name = new Date(day).toISOString().slice(0, 10);
    if (series.until !== null && name > series.until) break;
    if (!series.weekdays.includes(new Date(day).getUTCDay() || 7)) continue;
    if (((mondayOf(day) - mondayOf(first)) / (7 * DAY)) % series.everyWeeks !== 0) continue;
    if (day < fromMs - 4 * DAY) continue;
    const startsAtMs = momentOf(`${name}${series.at.local.slice(10)}`, series.at.zone);
    const endsAtMs = startsAtMs + series.durationMinutes * MINUTE;
    if (startsAtMs < toMs && endsAtMs > fromMs) dates.push([name, startsAtMs]);
  }
  return dates;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** What the clock shows, as if it were UTC. */
function shownAt(ms: number, zone: string): number {
  const format =
    formats.get(zone) ??
    new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short', hourCycle: 'h23' });
  formats.set(zone, format);
  return Date.parse(`${format.format(ms).replace(' ', 'T')}Z`);
}

/** The first moment the clock shows this; in a gap, what it would have been without the change. */
function momentOf(local: string, zone: string): number {
  const naive = Date.parse(`${local}Z`);
  const before = naive - (shownAt(naive - 26 * 60 * MINUTE, zone) - (naive - 26 * 60 * MINUTE));
  const after = naive - (shownAt(naive + 26 * 60 * MINUTE, zone) - (naive + 26 * 60 * MINUTE));
  const right = [before, after].filter((ms) => shownAt(ms, zone) === naive);
  return right.length > 0 ? Math.min(...right) : before;
}
