import { describe, expect, it } from 'vitest';
import { localAfterMove, minuteAt, movedStream, placeAfterKey } from './moving.ts';

const berlin = {
  local: '2026-11-25T19:30',
  zone: 'Europe/Berlin',
  startsAt: '2026-11-25T18:30:00Z',
  endsAt: '2026-11-25T22:00:00Z',
  durationMinutes: 210,
};

describe('localAfterMove', () => {
  it('keeps the clock time when only the day changes', () => {
    expect(localAfterMove(berlin, { day: '2026-11-27', minutes: null }, 'Europe/Berlin')).toBe('2026-11-27T19:30');
    expect(localAfterMove(berlin, { day: '2026-11-01', minutes: null }, 'Europe/Berlin')).toBe('2026-11-01T19:30');
  });

  it('keeps the clock time over the end of summer time', () => {
    const before = { ...berlin, local: '2026-10-24T19:30', startsAt: '2026-10-24T17:30:00Z' };
    const local = localAfterMove(before, { day: '2026-10-26', minutes: null }, 'Europe/Berlin');
    expect(local).toBe('2026-10-26T19:30');
    expect(Date.parse(movedStream({ ...berlin, ...before }, local).startsAt)).toBe(Date.parse('2026-10-26T18:30Z'));
  });

  it('moves by the days the viewer sees when the stream is planned in another zone', () => {
    // 02:30 on Thursday in Tokyo is Wednesday evening in Berlin.
    const tokyo = { local: '2026-11-26T02:30', zone: 'Asia/Tokyo', startsAt: '2026-11-25T17:30:00Z' };
    expect(localAfterMove(tokyo, { day: '2026-11-26', minutes: null }, 'Europe/Berlin')).toBe('2026-11-27T02:30');
    expect(localAfterMove(tokyo, { day: '2026-11-25', minutes: 20 * 60 }, 'Europe/Berlin')).toBe('2026-11-26T04:00');
  });

  it('takes the time from the column of hours', () => {
    expect(localAfterMove(berlin, { day: '2026-11-26', minutes: 20 * 60 + 15 }, 'Europe/Berlin')).toBe(
      '2026-11-26T20:15',
    );
  });
});

describe('minuteAt', () => {
  it('rounds to quarters and minds where the block was taken', () => {
    expect(minuteAt(480, 0, 48)).toBe(600);
    expect(minuteAt(486, 0, 48)).toBe(615);
    expect(minuteAt(504, 24, 48)).toBe(600);
  });

  it('stays within the day', () => {
    expect(minuteAt(-20, 10, 48)).toBe(0);
    expect(minuteAt(5000, 0, 48)).toBe(23 * 60 + 45);
  });
});

describe('placeAfterKey', () => {
  const at = { day: '2026-11-25', minutes: 0 };
  it('steps by days and weeks, and by quarters of an hour where hours are shown', () => {
    expect(placeAfterKey('ArrowRight', at, false)).toEqual({ day: '2026-11-26', minutes: 0 });
    expect(placeAfterKey('ArrowDown', at, false)).toEqual({ day: '2026-12-02', minutes: 0 });
    expect(placeAfterKey('ArrowDown', at, true)).toEqual({ day: '2026-11-25', minutes: 15 });
    expect(placeAfterKey('ArrowUp', at, true)).toEqual(at);
    expect(placeAfterKey('PageUp', at, true)?.day).toBe('2026-11-18');
    expect(placeAfterKey('x', at, true)).toBeNull();
  });
});
