import { describe, expect, it } from 'vitest';
import type { PlannedStream } from '../../../contract/planning.ts';
import { byDay, layOutDay, loadOf, periodOf, stepped, weeksOf } from './calendar-weeks.ts';
import { mondayOf, monthWeeks, weekNumber } from './days.ts';

const ZONE = 'Europe/Berlin';

function stream(id: string, startsAt: string, durationMinutes = 180, status: PlannedStream['status'] = 'confirmed') {
  const endsAt = new Date(Date.parse(startsAt) + durationMinutes * 60_000).toISOString();
  return { id, startsAt, endsAt, durationMinutes, status } as PlannedStream;
}

describe('weeks', () => {
  it('begin on Monday and carry the ISO week', () => {
    expect(mondayOf('2026-11-22')).toBe('2026-11-16');
    expect(mondayOf('2026-11-23')).toBe('2026-11-23');
    expect(weekNumber('2026-11-22')).toBe(47);
    expect(weekNumber('2027-01-01')).toBe(53);
    expect(weekNumber('2027-01-04')).toBe(1);
  });

  it('of a month are those it touches', () => {
    const november = monthWeeks('2026-11-22');
    expect(november.map((week) => week[0])).toEqual([
      '2026-10-26',
      '2026-11-02',
      '2026-11-09',
      '2026-11-16',
      '2026-11-23',
      '2026-11-30',
    ]);
    expect(november.at(-1)?.at(-1)).toBe('2026-12-06');
    // A February that begins on a Monday fills four weeks exactly.
    expect(monthWeeks('2027-02-14')).toHaveLength(4);
  });

  it('of the views cover a month, a week and four weeks', () => {
    expect(weeksOf('week', '2026-11-25')).toEqual([
      ['2026-11-23', '2026-11-24', '2026-11-25', '2026-11-26', '2026-11-27', '2026-11-28', '2026-11-29'],
    ]);
    expect(weeksOf('agenda', '2026-11-25')).toHaveLength(4);
    expect(stepped('month', '2026-10-31', 1)).toBe('2026-11-01');
    expect(stepped('week', '2026-11-25', -1)).toBe('2026-11-18');
  });

  it('are asked for from midnight to midnight over the end of summer time', () => {
    expect(periodOf(weeksOf('week', '2026-10-21'), ZONE)).toEqual({
      from: '2026-10-18T22:00:00.000Z',
      to: '2026-10-25T23:00:00.000Z',
    });
  });
});

describe('streams of a day', () => {
  it('stand on the day they begin on for the viewer', () => {
    const late = stream('a', '2026-11-24T23:30:00Z');
    expect([...byDay([late], ZONE).keys()]).toEqual(['2026-11-25']);
    expect([...byDay([late], 'America/New_York').keys()]).toEqual(['2026-11-24']);
  });

  it('count as load unless they are cancelled', () => {
    const days = byDay(
      [stream('a', '2026-11-25T18:30:00Z', 210), stream('b', '2026-11-27T19:00:00Z', 200, 'cancelled')],
      ZONE,
    );
    expect(loadOf(weeksOf('week', '2026-11-25')[0] ?? [], days)).toEqual({ streams: 1, hours: 3.5, isAhead: true });
  });

  it('stand side by side where they overlap, and cut at midnight', () => {
    const streams = [
      stream('a', '2026-11-25T17:00:00Z', 120),
      stream('b', '2026-11-25T18:00:00Z', 120),
      stream('c', '2026-11-25T20:00:00Z', 300),
    ];
    expect(
      layOutDay(streams, '2026-11-25', ZONE).map(({ stream, fromMinutes, toMinutes, lane, lanes }) => [
        stream.id,
        fromMinutes,
        toMinutes,
        lane,
        lanes,
      ]),
    ).toEqual([
      ['a', 1080, 1200, 0, 2],
      ['b', 1140, 1260, 1, 2],
      ['c', 1260, 1440, 0, 1],
    ]);
    expect(layOutDay(streams, '2026-11-26', ZONE).map(({ stream, toMinutes }) => [stream.id, toMinutes])).toEqual([
      ['c', 120],
    ]);
  });
});
