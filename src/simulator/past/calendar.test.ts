import { describe, expect, it } from 'vitest';
import { Temporal } from '../../kernel/temporal.ts';
import { occurrencesFrom, overlaps } from '../helix/schedule-occurrences.ts';
import { seededRandom } from '../random.ts';
import { makeCalendar } from './calendar.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Every hour of the week, around both changes of the clocks and between. */
const MOMENTS = ['2026-11-22T18:00:00Z', '2027-03-30T04:40:00Z', '2027-07-03T22:05:00Z'].flatMap((first) =>
  Array.from({ length: 56 }, (_, index) => Date.parse(first) + index * 3 * HOUR_MS),
);
const made = MOMENTS.map((nowMs) => {
  const calendar = makeCalendar(seededRandom(`at ${nowMs}`), nowMs);
  const schedule = { segments: [...calendar.segments], vacation: null };
  return { nowMs, ...calendar, showings: occurrencesFrom(schedule, nowMs - 90 * DAY_MS) };
});
const at = (ms: number): string => new Date(ms).toISOString();

describe('the calendar of the past', () => {
  it('has a broadcast for every showing that was not cancelled, at most half an hour late', () => {
    for (const { nowMs, broadcasts, showings } of made) {
      for (const showing of showings.filter((one) => one.startAtMs < nowMs - 2 * HOUR_MS)) {
        const isHeld = broadcasts.some(({ startMs, endMs }) => {
          const delayMs = startMs - showing.startAtMs;
          // Tonight's began when it began.
          return endMs === null
            ? delayMs >= -HOUR_MS && startMs < showing.endAtMs
            : delayMs >= 0 && delayMs < 35 * MINUTE_MS;
        });
        expect([at(nowMs), at(showing.startAtMs), isHeld]).toEqual([
          at(nowMs),
          at(showing.startAtMs),
          !showing.isCanceled,
        ]);
      }
    }
  });

  it('has at least 36 broadcasts that never meet, the last of them running for 47 minutes', () => {
    for (const { nowMs, broadcasts } of made) {
      expect(broadcasts.length).toBeGreaterThanOrEqual(36);
      for (const [index, { startMs }] of broadcasts.entries()) {
        const before = broadcasts[index - 1];
        if (before) expect(startMs - (before.endMs ?? Number.POSITIVE_INFINITY)).toBeGreaterThan(30 * MINUTE_MS);
      }
      expect(broadcasts.filter((one) => one.endMs === null)).toEqual([broadcasts.at(-1)]);
      expect(Math.floor((nowMs - (broadcasts.at(-1)?.startMs ?? 0)) / MINUTE_MS)).toBe(47);
    }
  });

  it('keeps the time on the clock over the change of the clocks', () => {
    for (const { showings } of made) {
      const weekly = showings
        .filter((one) => one.segment.isRecurring)
        .map(({ startAtMs }) => {
          const local = Temporal.Instant.fromEpochMilliseconds(startAtMs).toZonedDateTimeISO('Europe/Berlin');
          return `${local.dayOfWeek} ${local.toPlainTime().toString({ smallestUnit: 'minute' })}`;
        });
      expect(new Set(weekly)).toEqual(new Set(['3 19:30', '5 20:00', '7 10:00']));
    }
  });

  it('plans no two things at once, and something ahead', () => {
    for (const { nowMs, segments } of made) {
      const clashes = segments.flatMap((one, index) =>
        segments
          .slice(index + 1)
          .filter((other) => overlaps(one, other, nowMs - 89 * DAY_MS))
          .map((other) => [at(nowMs), one.id, other.id]),
      );
      expect(clashes).toEqual([]);
      expect(segments.filter((one) => !one.isRecurring && one.startAtMs > nowMs)).toHaveLength(2);
      expect(segments.filter((one) => !one.isRecurring && one.startAtMs < nowMs).length).toBeGreaterThanOrEqual(3);
      expect(segments.flatMap((one) => one.canceledStartsMs).length).toBeGreaterThanOrEqual(3);
    }
  });
});
