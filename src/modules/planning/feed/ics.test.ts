import ical, { type VEvent } from 'node-ical';
import { RRuleTemporal } from 'rrule-temporal';
import { describe, expect, it } from 'vitest';
import type { Id } from '../../../kernel/id.ts';
import { instantFromMs } from '../../../kernel/instant.ts';
import { Temporal } from '../../../kernel/temporal.ts';
import { turnsDuring } from '../../../testing/event-loop.ts';
import { dateOfSeries, expandSeries } from '../calendar/expand.ts';
import type { Occurrence, Series } from '../calendar/plan.ts';
import { writeIcs } from './ics.ts';

const NOW = Date.parse('2026-11-22T18:00Z');
const DAY = 24 * 3_600_000;
/** As far as the feed shows. */
const [FROM, TO] = [NOW - 90 * DAY, NOW + 365 * DAY];

const seriesIn = (zone: string, change: Partial<Series> = {}): Series => ({
  id: 'ser_01JD0000000000000000000000' as Id<'ser'>,
  title: 'Chatting; "live", with \\ and 😀',
  category: { id: '1', name: 'Talk, Shows & Podcasts' },
  at: { local: '2026-08-03T19:30', zone },
  durationMinutes: 180,
  status: 'planned',
  cancelReason: null,
  notes: 'for nobody else',
  checklist: [{ id: '1', text: 'secret guest', isDone: false }],
  color: 1,
  isPublished: true,
  version: 3,
  everyWeeks: 1,
  weekdays: [1],
  until: null,
  ...change,
});

const write = (dates: readonly Occurrence[]): Promise<string> =>
  writeIcs({ name: 'DerFlaavius', url: 'https://www.twitch.tv/derflaavius', now: instantFromMs(NOW), dates });

const eventsOf = (ics: string): VEvent[] =>
  Object.values(ical.sync.parseICS(ics)).filter((part): part is VEvent => part?.type === 'VEVENT');

const moments = (dates: readonly { start: Date; end?: Date | undefined; uid: string }[]) =>
  dates.map(({ start, end, uid }) => [uid, start.getTime(), end?.getTime()]).sort();

const planned = (dates: readonly Occurrence[]) =>
  dates.map((date) => [`${date.seriesId}~${date.seriesDay}@livextrem`, date.startsAtMs, date.endsAtMs]).sort();

const ALL_ZONES = Intl.supportedValuesOf('timeZone');

describe('the plan for calendar programs', () => {
  it('takes no line for its own that stands in a name or a title', async () => {
    const words = 'a\r\nX-FOREIGN:1\rX-FOREIGN:2\nX-FOREIGN:3\u0007';
    const series = seriesIn('Europe/Berlin', { title: words, category: { id: '1', name: words } });
    const dates = [dateOfSeries(series, '2026-11-23')];
    const ics = await writeIcs({ name: words, url: null, now: instantFromMs(NOW), dates });
    const lines = ics.replaceAll('\r\n ', '').split('\r\n');
    expect(lines.filter((line) => line.startsWith('X-FOREIGN') || /(?!\t)\p{Cc}/u.test(line))).toEqual([]);
    expect(lines).toContain('SUMMARY:a X-FOREIGN:1 X-FOREIGN:2 X-FOREIGN:3');
  });

  it('is read back by another program at the same moments, in every zone, over all changes of the clock', async () => {
    expect(ALL_ZONES.length).toBeGreaterThan(400);
    for (const zone of [...ALL_ZONES, 'UTC', 'Asia/Calcutta', 'US/Pacific']) {
      const dates = expandSeries(seriesIn(zone, { everyWeeks: 2, weekdays: [1, 7] }), FROM, TO);
      expect(moments(eventsOf(await write(dates))), zone).toEqual(planned(dates));
    }
  }, 60_000);

  it.each(['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu'])(
    'means the right moment also in the hours of %s that do not exist or come twice',
    async (zone) => {
      for (const clock of ['00:15', '01:30', '01:45', '02:15', '02:30', '03:00']) {
        for (const durationMinutes of [30, 60, 90, 150]) {
          const series = seriesIn(zone, {
            at: { local: `2026-08-03T${clock}`, zone },
            weekdays: [7],
            durationMinutes,
          });
          const dates = expandSeries(series, FROM, TO);
          expect(moments(eventsOf(await write(dates))), `${clock} ${durationMinutes}`).toEqual(planned(dates));
        }
      }
    },
  );

  it('describes each zone as the clocks there go, for programs that know no zones', async () => {
    const undescribed: string[] = [];
    for (const zone of ALL_ZONES) {
      const dates = expandSeries(seriesIn(zone, { everyWeeks: 4 }), FROM, TO);
      const ics = await write(dates);
      if (!ics.includes('VTIMEZONE')) {
        undescribed.push(zone);
        expect(ics).toMatch(/DTSTART:\d{8}T\d{6}Z/);
        continue;
      }
      const offsetAt = readZone(ics);
      for (let ms = dates[0]?.startsAtMs ?? TO; ms < (dates.at(-1)?.endsAtMs ?? 0); ms += 10 * DAY) {
        const zoned = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone);
        const shown = zoned.toPlainDateTime().toString({ smallestUnit: 'second' });
        expect([zone, shown, offsetAt(shown)]).toEqual([zone, shown, zoned.offsetNanoseconds / 60e9]);
      }
    }
    // Morocco, Palestine: their changes follow no yearly rule. Their streams are in UTC.
    expect(undescribed.length).toBeLessThan(10);
    expect(undescribed).not.toContain('Europe/Berlin');
  }, 60_000);

  it('names what is public, not what the team wrote for itself', async () => {
    const ics = await write([dateOfSeries(seriesIn('Europe/Berlin'), '2026-11-23')]);
    expect(ics).toContain('DTSTART;TZID=Europe/Berlin:20261123T193000\r\n');
    expect(ics).not.toMatch(/nobody|secret/);
    expect(eventsOf(ics)).toMatchObject([
      {
        uid: 'ser_01JD0000000000000000000000~2026-11-23@livextrem',
        summary: 'Chatting; "live", with \\ and 😀',
        status: 'TENTATIVE',
        url: { val: 'https://www.twitch.tv/derflaavius' },
      },
    ]);
  });

  it('keeps a cancelled date, as cancelled', async () => {
    const series = seriesIn('Europe/Berlin', { status: 'cancelled', version: 4 });
    const [event] = eventsOf(await write([dateOfSeries(series, '2026-11-23')]));
    expect(event).toMatchObject({ status: 'CANCELLED', sequence: 4 });
  });

  it('breaks no line beyond what the format allows, in any script', async () => {
    const ics = await write([
      dateOfSeries(seriesIn('Europe/Berlin', { title: '配信の予定'.repeat(28) }), '2026-11-23'),
    ]);
    expect(ics.split('\r\n').every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
    expect(eventsOf(ics)[0]?.summary).toBe('配信の予定'.repeat(28));
  });
});

/** Minutes east of UTC by the clock on the wall, as the description of the zone says; away from the changes. */
function readZone(ics: string): (shown: string) => number {
  const parts = [...ics.matchAll(/BEGIN:(?:STANDARD|DAYLIGHT)\r\n([\s\S]*?)END:/g)].flatMap(([, part = '']) => {
    const field = (name: string) => new RegExp(`^${name}[:;](.*)\r$`, 'm').exec(part)?.[1];
    const [, sign, hours, minutes] = /^([+-])(\d\d)(\d\d)/.exec(field('TZOFFSETTO') ?? '') ?? [];
    const offset = (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
    const start = stamp(field('DTSTART') ?? '');
    const rule = field('RRULE');
    const ruled = rule === undefined ? [] : changesOf(rule, start);
    const single = [...part.matchAll(/^RDATE.*?:(.*)\r$/gm)].flatMap(([, list = '']) => list.split(',').map(stamp));
    return [start, ...ruled, ...single].map((from) => ({ from, offset }));
  });
  parts.sort((a, b) => (a.from < b.from ? -1 : 1));
  return (shown) => parts.findLast(({ from }) => from <= shown)?.offset ?? Number.NaN;
}

const stamp = (text: string): string => text.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z?$/, '$1-$2-$3T$4:$5:$6');

function changesOf(rule: string, start: string): string[] {
  const rules = new RRuleTemporal({
    rruleString: rule,
    dtstart: Temporal.PlainDateTime.from(start).toZonedDateTime('UTC'),
  });
  const from = Temporal.ZonedDateTime.from('2024-01-01T00:00[UTC]');
  return rules.between(from, from.add({ years: 5 }), true).map((change) => change.toString().slice(0, 19));
}

it('lets others have their turn while it writes a year of many series', async () => {
  const dates = [1, 2, 3, 4, 5, 6, 7].flatMap((weekday) =>
    expandSeries(seriesIn('Europe/Berlin', { weekdays: [weekday] }), FROM, TO),
  );
  expect(dates.length).toBeGreaterThan(400);
  expect(await turnsDuring(() => write(dates))).toBeGreaterThanOrEqual(3);
});
