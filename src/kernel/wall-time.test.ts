import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Instant, instantFromMs, instantToMs } from './instant.ts';
import {
  addDays,
  daysBetween,
  instantToWallTime,
  isZone,
  localDay,
  parseWallTime,
  wallTimeToInstant,
  wallTimeToMs,
  weekdayOf,
} from './wall-time.ts';

/** Changes in spring and autumn, in the southern spring, of half an hour, of a whole day, and none. */
const ZONES = [
  'Europe/Berlin',
  'Europe/London',
  'America/New_York',
  'America/Sao_Paulo',
  'Australia/Sydney',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'UTC',
] as const;
const anyZone = fc.constantFrom(...ZONES);
const MINUTE = 60_000;
/** Whole minutes of 1990 to 2037: before, zones had offsets with seconds. */
const anyMinute = fc
  .integer({ min: Date.UTC(1990, 0, 1) / MINUTE, max: Date.UTC(2037, 11, 31) / MINUTE })
  .map((minute) => instantFromMs(minute * MINUTE));

const at = (local: string, zone: string) => wallTimeToInstant({ local, zone });

describe('wall time over the changes of the clock', () => {
  it.each([
    // zone, before the gap, inside (shown as), after; the spring change
    ['Europe/Berlin', '2026-03-29T01:59', '2026-03-29T00:59:00.000Z'],
    ['Europe/Berlin', '2026-03-29T02:30', '2026-03-29T01:30:00.000Z'],
    ['Europe/Berlin', '2026-03-29T03:30', '2026-03-29T01:30:00.000Z'],
    ['Europe/Berlin', '2026-10-25T01:30', '2026-10-24T23:30:00.000Z'],
    ['Europe/Berlin', '2026-10-25T02:30', '2026-10-25T00:30:00.000Z'],
    ['Europe/Berlin', '2026-10-25T03:00', '2026-10-25T02:00:00.000Z'],
    ['America/New_York', '2026-03-08T02:30', '2026-03-08T07:30:00.000Z'],
    ['America/New_York', '2026-11-01T01:30', '2026-11-01T05:30:00.000Z'],
    ['Australia/Sydney', '2026-10-04T02:30', '2026-10-03T16:30:00.000Z'],
    ['Australia/Sydney', '2026-04-05T02:30', '2026-04-04T15:30:00.000Z'],
    ['Australia/Lord_Howe', '2026-10-04T02:15', '2026-10-03T15:45:00.000Z'],
    ['Australia/Lord_Howe', '2026-04-05T01:45', '2026-04-04T14:45:00.000Z'],
    ['Asia/Kolkata', '2026-03-29T02:30', '2026-03-28T21:00:00.000Z'],
  ])('%s %s is %s', (zone, local, instant) => {
    expect(at(local, zone)).toBe(instant);
  });

  it('keeps its clock time over a change: 19:30 stays 19:30, an hour apart in UTC', () => {
    expect(at('2026-03-28T19:30', 'Europe/Berlin')).toBe('2026-03-28T18:30:00.000Z');
    expect(at('2026-03-29T19:30', 'Europe/Berlin')).toBe('2026-03-29T17:30:00.000Z');
    expect(at('2026-10-24T19:30', 'Europe/Berlin')).toBe('2026-10-24T17:30:00.000Z');
    expect(at('2026-10-25T19:30', 'Europe/Berlin')).toBe('2026-10-25T18:30:00.000Z');
  });

  it('of a moment leads back to the same clock, and to the same moment or the hour that came twice', () => {
    fc.assert(
      fc.property(anyMinute, anyZone, (instant, zone) => {
        const wall = instantToWallTime(instant, zone);
        const again = wallTimeToInstant(wall);
        expect(instantToWallTime(again, zone)).toEqual(wall);
        const late = instantToMs(instant) - instantToMs(again);
        // The first of two; the pair lies an hour or half an hour apart.
        expect([0, 30 * MINUTE, 60 * MINUTE]).toContain(late);
        expect(wallTimeToInstant(instantToWallTime(again, zone))).toBe(again);
      }),
      { numRuns: 1_000 },
    );
  });

  it('never runs backwards: later on the wall is never earlier, but for an hour inside a gap', () => {
    fc.assert(
      fc.property(anyMinute, fc.integer({ min: 1, max: 2_000 }), anyZone, (instant, minutes, zone) => {
        const wall = instantToWallTime(instant, zone);
        const naive = instantFromMs(Date.parse(`${wall.local}Z`) + minutes * MINUTE);
        const later = { local: naive.slice(0, 16), zone };
        expect(instantToMs(wallTimeToInstant(later))).toBeGreaterThan(
          instantToMs(wallTimeToInstant(wall)) - 61 * MINUTE,
        );
      }),
    );
  });

  it('moves what falls into a gap forward by the length of the gap', () => {
    for (let minute = 0; minute < 60; minute++) {
      const shown = String(minute).padStart(2, '0');
      const instant = at(`2026-03-29T02:${shown}`, 'Europe/Berlin');
      expect(instantToWallTime(instant, 'Europe/Berlin').local).toBe(`2026-03-29T03:${shown}`);
    }
  });
});

describe('the local day', () => {
  it('is the day on the wall', () => {
    fc.assert(
      fc.property(anyMinute, anyZone, (instant, zone) => {
        expect(localDay(instant, zone)).toBe(instantToWallTime(instant, zone).local.slice(0, 10));
      }),
    );
  });

  it.each([
    ['2026-11-22T22:59:59.999Z', 'Europe/Berlin', '2026-11-22'],
    ['2026-11-22T23:00:00.000Z', 'Europe/Berlin', '2026-11-23'],
    ['2026-07-22T22:00:00.000Z', 'Europe/Berlin', '2026-07-23'],
    ['2026-11-22T04:59:59.999Z', 'America/New_York', '2026-11-21'],
    // Samoa skipped the 30th when it changed sides of the date line.
    ['2011-12-30T09:59:59.999Z', 'Pacific/Apia', '2011-12-29'],
    ['2011-12-30T10:00:00.000Z', 'Pacific/Apia', '2011-12-31'],
  ])('%s in %s is %s', (instant, zone, day) => {
    expect(localDay(instant as Instant, zone)).toBe(day);
  });
});

describe('reading a wall time', () => {
  it('takes what is a local date-time in a known zone', () => {
    expect(parseWallTime('2026-11-25T19:30', 'Europe/Berlin')).toEqual({
      local: '2026-11-25T19:30',
      zone: 'Europe/Berlin',
    });
    expect(parseWallTime('2028-02-29T00:00', 'UTC')).toBeDefined();
  });

  it.each([
    ['2026-02-29T10:00', 'Europe/Berlin'],
    ['2026-13-01T10:00', 'Europe/Berlin'],
    ['2026-11-25T24:00', 'Europe/Berlin'],
    ['2026-11-25T19:60', 'Europe/Berlin'],
    ['2026-11-25T19:30:00', 'Europe/Berlin'],
    ['2026-11-25T19:30Z', 'Europe/Berlin'],
    ['2026-11-25 19:30', 'Europe/Berlin'],
    ['2026-11-25T19:30\n', 'Europe/Berlin'],
    ['2026-11-25T19:30', 'Europe/Bärlin'],
    ['2026-11-25T19:30', ''],
    // An offset knows no summer time: a plan in one would move when the clocks do.
    ['2026-11-25T19:30', '+01:00'],
  ])('refuses %j in %j', (local, zone) => {
    expect(parseWallTime(local, zone)).toBeUndefined();
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.string(), fc.string(), (local, zone) => void parseWallTime(local, zone)));
  });

  it('knows the zones it is asked about here', () => {
    expect(ZONES.every(isZone)).toBe(true);
  });
});

describe('days of the calendar', () => {
  const anyDay = fc.date({ min: new Date('1990-01-01'), max: new Date('2090-01-01'), noInvalidDate: true });

  it('are counted without clocks, so no change of them makes a day shorter', () => {
    expect(addDays('2026-03-28', 2)).toBe('2026-03-30');
    expect(addDays('2028-03-01', -1)).toBe('2028-02-29');
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -800, max: 800 }), (date, days) => {
        const day = date.toISOString().slice(0, 10);
        const other = addDays(day, days);
        expect(daysBetween(day, other)).toBe(days);
        expect(Date.parse(other) - Date.parse(day)).toBe(days * 24 * 60 * MINUTE);
        expect(weekdayOf(day)).toBe(new Date(day).getUTCDay() || 7);
      }),
    );
  });

  it('and the clock of a zone give a moment in milliseconds, too', () => {
    const wall = { local: '2026-10-25T02:30', zone: 'Europe/Berlin' };
    expect(wallTimeToMs(wall)).toBe(instantToMs(wallTimeToInstant(wall)));
  });
});
