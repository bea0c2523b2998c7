import { describe, expect, it } from 'vitest';
import type { ScheduledShowing } from '../../../twitch/schedule.ts';
import { contentKey, dayOfStart, type WeeklyContent } from './content.ts';
import { contentOf, fingerprintOf, groupShowings, saysTheSame } from './remote-segment.ts';
import { diffSchedule, emptyPublication } from './schedule-diff.ts';

const HOUR_MS = 3_600_000;
const WEEK_MS = 7 * 24 * HOUR_MS;
const NOW_MS = Date.parse('2027-03-20T12:00:00Z');
const FIRST_MS = Date.parse('2027-03-24T18:30:00Z');
/** The clocks change between the first and the second. */
const STARTS_MS = [FIRST_MS, FIRST_MS + WEEK_MS - HOUR_MS, FIRST_MS + 2 * WEEK_MS - HOUR_MS];

const weekly: WeeklyContent = {
  kind: 'weekly',
  title: 'Mario',
  category: null,
  durationMinutes: 60,
  zone: 'Europe/Berlin',
  weekday: 3,
  time: '19:30',
};

function showing(id: string, startsAtMs: number, more: Partial<ScheduledShowing> = {}): ScheduledShowing {
  return {
    id,
    segmentKey: null,
    startsAtMs,
    endsAtMs: startsAtMs + HOUR_MS,
    title: 'Mario',
    category: null,
    isRecurring: true,
    isCancelled: false,
    ...more,
  };
}

describe('showings put together', () => {
  it('belong to the segment that their ids tell', () => {
    const groups = groupShowings([
      showing('a', STARTS_MS[0] ?? 0, { segmentKey: 'one' }),
      showing('b', STARTS_MS[0] ?? 0, { segmentKey: 'two' }),
      showing('c', STARTS_MS[1] ?? 0, { segmentKey: 'one' }),
    ]);
    expect(groups.map(({ key, showings }) => [key, showings.map(({ id }) => id)])).toEqual([
      ['one', ['a', 'c']],
      ['two', ['b']],
    ]);
  });

  it('belong to the same title a week before when their ids tell nothing, also over a change of the clocks', () => {
    const groups = groupShowings([
      ...STARTS_MS.map((startsAtMs, index) => showing(`mario-${index}`, startsAtMs)),
      ...STARTS_MS.map((startsAtMs, index) => showing(`zelda-${index}`, startsAtMs + 2 * HOUR_MS, { title: 'Zelda' })),
      showing('single', (STARTS_MS[1] ?? 0) - 5 * HOUR_MS, { isRecurring: false }),
    ]);
    expect(groups.map(({ key, showings }) => [key, showings.length])).toEqual([
      ['~mario-0', 3],
      ['~zelda-0', 3],
      ['~single', 1],
    ]);
  });

  it('say in our words what they say', () => {
    const [segment] = groupShowings(STARTS_MS.map((startsAtMs, index) => showing(`mario-${index}`, startsAtMs)));
    if (!segment) throw new Error('no segment');
    expect(contentOf(segment, 'Europe/Berlin', NOW_MS)).toEqual(weekly);
    expect(saysTheSame(segment, weekly, NOW_MS)).toBe(true);
    expect(saysTheSame(segment, { ...weekly, time: '19:00' }, NOW_MS)).toBe(false);
    expect(contentOf(segment, 'Europe/Berlin', FIRST_MS + 5 * WEEK_MS)).toBeUndefined();
  });

  it('have the same fingerprint week after week', () => {
    const look = (from: number) =>
      fingerprintOf(
        groupShowings(STARTS_MS.slice(from).map((startsAtMs) => showing('x', startsAtMs, { segmentKey: 'one' }))),
      );
    expect(look(1)).toBe(look(0));
  });
});

describe('a segment whose ids tell nothing', () => {
  const row = {
    ...emptyPublication('ser_1.3'),
    segmentKey: '~mario-0',
    showingId: 'mario-0',
    synced: weekly,
  };
  const compare = (remote: readonly ScheduledShowing[], nowMs: number) =>
    diffSchedule({ parts: [], publications: [row], remote: groupShowings(remote), left: new Map(), nowMs });

  it('is known by the showing it was made with', () => {
    const { differences, actions } = compare(
      STARTS_MS.map((start, index) => showing(`mario-${index}`, start)),
      NOW_MS,
    );
    expect(differences).toEqual([]);
    expect(actions).toMatchObject([{ act: 'delete', remote: { key: '~mario-0' } }]);
  });

  it('is known by its time when that showing is over, and gets its new name', () => {
    const later = STARTS_MS.slice(1).map((start, index) => showing(`mario-${index + 1}`, start));
    const { notes, differences } = compare(later, FIRST_MS + HOUR_MS);
    expect(differences).toEqual([]);
    expect(notes).toMatchObject([{ part: 'ser_1.3', to: { segmentKey: '~mario-1' } }]);
  });
});

describe('the day of a start', () => {
  it('is found on both sides of a change of the clocks, and only at its time', () => {
    expect(STARTS_MS.map((start) => dayOfStart(weekly, start))).toEqual(['2027-03-24', '2027-03-31', '2027-04-07']);
    expect(dayOfStart(weekly, FIRST_MS + HOUR_MS)).toBeUndefined();
    expect(dayOfStart(weekly, FIRST_MS + 24 * HOUR_MS)).toBeUndefined();
  });

  it('is the planned one when the clocks skip its time', () => {
    const skipped = { ...weekly, weekday: 7, time: '02:30' };
    expect(dayOfStart(skipped, Date.parse('2027-03-28T01:30:00Z'))).toBe('2027-03-28');
    // In Cairo summer begins at midnight: what stands at 00:30 is shown at 01:30.
    const midnight = { ...weekly, weekday: 5, time: '00:30', zone: 'Africa/Cairo' };
    expect(dayOfStart(midnight, Date.parse('2027-04-29T22:30:00Z'))).toBe('2027-04-30');
  });
});

it('tells contents apart by what Twitch keeps, not by the zone of a single stream or the name of a category', () => {
  const single = { ...weekly, kind: 'single', startsAtMs: 1 } as const;
  expect(contentKey(single)).toBe(contentKey({ ...single, zone: 'UTC' }));
  expect(contentKey(weekly)).not.toBe(contentKey({ ...weekly, zone: 'UTC' }));
  const named = { ...single, category: { id: '1', name: 'Eins' } };
  expect(contentKey(named)).toBe(contentKey({ ...named, category: { id: '1', name: 'One' } }));
  expect(contentKey(named)).not.toBe(contentKey(single));
});
