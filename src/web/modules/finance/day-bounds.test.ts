import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Temporal } from '../../../kernel/temporal.ts';
import { monthOf, settledAround, shiftDay, shiftMonth, startOfDay } from './day-bounds.ts';

describe('startOfDay', () => {
  it('is midnight of the zone, in summer and in winter', () => {
    expect(startOfDay('2026-11-22', 'Europe/Berlin')).toBe('2026-11-21T23:00:00.000Z');
    expect(startOfDay('2026-07-01', 'Europe/Berlin')).toBe('2026-06-30T22:00:00.000Z');
  });

  it('agrees with Temporal on every day of the years, also where midnight is skipped', () => {
    const zones = fc.constantFrom(
      'Europe/Berlin',
      'America/New_York',
      'America/Santiago',
      'Africa/Cairo',
      'Asia/Kathmandu',
      'Australia/Lord_Howe',
      'Pacific/Apia',
    );
    const days = fc.date({ min: new Date('2023-01-01'), max: new Date('2030-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(zones, days, (zone, date) => {
        const day = date.toISOString().slice(0, 10);
        const expected = Temporal.PlainDate.from(day).toZonedDateTime(zone).toInstant().epochMilliseconds;
        expect(Date.parse(startOfDay(day, zone))).toBe(expected);
      }),
    );
    expect(startOfDay('2024-09-08', 'America/Santiago')).toBe('2024-09-08T04:00:00.000Z');
  });
});

describe('months', () => {
  it('know their last day', () => {
    expect(monthOf('2024-02-11')).toEqual({ from: '2024-02-01', to: '2024-02-29' });
    expect(monthOf('2026-12-31')).toEqual({ from: '2026-12-01', to: '2026-12-31' });
  });

  it('step over the year', () => {
    expect(shiftMonth('2026-01-31', -1).from).toBe('2025-12-01');
    expect(shiftMonth('2026-12-05', 1)).toEqual({ from: '2027-01-01', to: '2027-01-31' });
    expect(shiftDay('2026-03-01', -1)).toBe('2026-02-28');
  });

  it('are settled in the middle of the next one', () => {
    expect(settledAround('2026-11-18')).toBe('2026-12-15');
    expect(settledAround('2026-12-31')).toBe('2027-01-15');
  });
});
