import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Refusal } from '../../../kernel/refusal.ts';
import { addDays } from '../../../kernel/wall-time.ts';
import { cancelStream } from './cancel-stream.ts';
import { type ChangeInput, changeStream } from './change-stream.ts';
import { expandPlan } from './expand.ts';
import type { FieldsInput } from './fields.ts';
import { findDate } from './find-date.ts';
import type { Occurrence, Plan } from './plan.ts';
import type { PlanStep } from './plan-change.ts';
import { planStream } from './plan-stream.ts';
import { removeStream } from './remove-stream.ts';
import { restoreStream } from './restore-stream.ts';
import { tickItem } from './tick-item.ts';

/** A Sunday evening; the series of these tests began three weeks before. */
const NOW = Date.parse('2026-11-22T18:00Z');
const WEEK = 7 * 24 * 3_600_000;

const FIELDS: FieldsInput = {
  title: 'Chatting',
  category: { id: '509658', name: 'Just Chatting' },
  local: '2026-11-04T19:30',
  zone: 'Europe/Berlin',
  durationMinutes: 180,
  status: 'planned',
  notes: '',
  checklist: [
    { id: 'mic', text: 'Microphone', isDone: false },
    { id: 'lights', text: 'Lights', isDone: false },
  ],
  color: 1,
  isPublished: true,
  repeat: { everyWeeks: 1, weekdays: [3], until: null },
};

/** A plan in memory, changed by use cases. */
class Desk {
  plan: Plan = { series: [], streams: [] };
  nowMs = NOW;

  act(step: PlanStep, nowMs = this.nowMs): string {
    const { change, id } = step(this.plan, nowMs);
    const goneSeries = new Set<string>(change.goneSeries);
    const gone = new Set<string>([...(change.goneStreams ?? []), ...(change.streams ?? []).map((row) => row.id)]);
    const changed = new Set<string>((change.series ?? []).map((series) => series.id));
    this.plan = {
      series: [...this.plan.series.filter(({ id: one }) => !changed.has(one)), ...(change.series ?? [])].filter(
        (series) => !goneSeries.has(series.id),
      ),
      streams: [...this.plan.streams.filter((row) => !gone.has(row.id)), ...(change.streams ?? [])].filter(
        (row) => !goneSeries.has(row.seriesId ?? ''),
      ),
    };
    return id ?? '';
  }

  change(id: string, input: Omit<ChangeInput, 'streamId' | 'version'>): string {
    return this.act(changeStream({ ...input, streamId: id, version: this.date(id).version }));
  }

  date(id: string): Occurrence {
    const found = findDate(this.plan, id);
    if (!found) throw new Error(`no date ${id}`);
    return found.occurrence;
  }

  dates(weeksBack = 4, weeksAhead = 5): Occurrence[] {
    return expandPlan(this.plan, this.nowMs - weeksBack * WEEK, this.nowMs + weeksAhead * WEEK);
  }

  /** `11-04 19:30 Chatting`, with what is out of the ordinary. */
  lines(): string[] {
    return this.dates().map(
      ({ at, title, status }) =>
        `${at.local.slice(5).replace('T', ' ')} ${title}${status === 'planned' ? '' : ` (${status})`}`,
    );
  }

  /** The date that stands on this day. */
  on(day: string): string {
    const date = this.dates().find(({ at }) => at.local.startsWith(day));
    if (!date) throw new Error(`nothing on ${day}`);
    return date.id;
  }
}

function weekly(change: Partial<FieldsInput> = {}): Desk {
  const desk = new Desk();
  desk.act(planStream({ ...FIELDS, ...change }), Date.parse('2026-11-01T12:00Z'));
  return desk;
}

const refusalOf = (act: () => unknown): string => {
  try {
    act();
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
  return 'none';
};

describe('planning', () => {
  it('begins a series at the first day that it falls on', () => {
    const desk = new Desk();
    const id = desk.act(planStream({ ...FIELDS, local: '2026-11-24T20:00' }));
    expect(desk.date(id).at.local).toBe('2026-11-25T20:00');
  });

  it('counts a title by what people see as letters of Unicode, not by its bytes', () => {
    const desk = new Desk();
    const single = { ...FIELDS, local: '2026-11-24T20:00', repeat: null };
    expect(desk.date(desk.act(planStream({ ...single, title: '😀'.repeat(140) }))).title).toHaveLength(280);
    expect(refusalOf(() => desk.act(planStream({ ...single, title: '😀'.repeat(141) })))).toBe(
      'planning.title-too-long',
    );
  });

  it.each([
    ['planning.title-empty', { title: ' \n ' }],
    ['planning.duration-range', { durationMinutes: 29 }],
    ['planning.duration-range', { durationMinutes: 1381 }],
    ['planning.zone-unknown', { zone: 'Europe/Bielefeld' }],
    ['planning.time-invalid', { local: '2026-11-31T19:30' }],
    ['planning.time-invalid', { local: '9999-12-31T23:59' }],
    ['planning.start-in-past', { local: '2026-11-22T18:45' }],
    ['planning.repeat-invalid', { repeat: { everyWeeks: 1, weekdays: [3], until: '2026-11-24' } }],
  ] as const)('refuses with %s what cannot be: %o', (code, change) => {
    const desk = new Desk();
    const input = { ...FIELDS, local: '2026-11-23T19:30', ...change } as FieldsInput;
    expect(refusalOf(() => desk.act(planStream(input)))).toBe(code);
  });

  it('takes a stream that begins this minute', () => {
    const desk = new Desk();
    expect(refusalOf(() => desk.act(planStream({ ...FIELDS, local: '2026-11-22T18:55', repeat: null })))).toBe('none');
  });
});

describe('changing this date alone', () => {
  it('gives it a row of its own and leaves the others', () => {
    const desk = weekly();
    const virtual = desk.on('2026-11-25');
    const id = desk.change(virtual, { scope: 'this', title: 'Special', local: '2026-11-26T20:00' });
    expect(desk.lines().slice(2, 5)).toEqual(['11-18 19:30 Chatting', '11-26 20:00 Special', '12-02 19:30 Chatting']);
    expect(desk.date(id)).toMatchObject({ isMoved: true, seriesDay: '2026-11-25' });
    expect(desk.date(virtual).id).toBe(id);
  });

  it('is refused when somebody was faster', () => {
    const desk = weekly();
    const id = desk.on('2026-11-25');
    const seen = desk.date(id).version;
    desk.change(id, { scope: 'this', title: 'First' });
    expect(
      refusalOf(() => desk.act(changeStream({ streamId: id, version: seen, scope: 'this', title: 'Second' }))),
    ).toBe('planning.changed-meanwhile');
  });

  it('may say more about the past, but not move anything there', () => {
    const desk = weekly();
    const past = desk.on('2026-11-18');
    expect(desk.date(desk.change(past, { scope: 'this', notes: 'went well' })).notes).toBe('went well');
    expect(refusalOf(() => desk.change(past, { scope: 'this', local: '2026-11-17T19:30' }))).toBe(
      'planning.start-in-past',
    );
    expect(refusalOf(() => desk.change(desk.on('2026-11-25'), { scope: 'this', local: '2026-11-20T19:30' }))).toBe(
      'planning.start-in-past',
    );
  });

  it('does nothing when nothing is different', () => {
    const desk = weekly();
    const id = desk.on('2026-11-25');
    expect(desk.change(id, { ...FIELDS, local: '2026-11-25T19:30', scope: 'this' })).toBe(id);
    expect(desk.plan.streams).toEqual([]);
    expect(desk.change(id, { ...FIELDS, local: '2026-11-25T19:30', scope: 'series' })).toBe(id);
    expect(desk.plan.series[0]?.version).toBe(1);
  });
});

describe('changing this date and the following', () => {
  it('ends the series the day before and goes on with a new one', () => {
    const desk = weekly();
    const old = desk.plan.series[0]?.id;
    const id = desk.change(desk.on('2026-12-02'), { scope: 'following', title: 'Games', local: '2026-12-03T18:00' });
    expect(desk.lines().slice(3, 6)).toEqual(['11-25 19:30 Chatting', '12-03 18:00 Games', '12-10 18:00 Games']);
    expect(desk.date(id).seriesId).not.toBe(old);
    expect(desk.plan.series.find((series) => series.id === old)?.until).toBe('2026-12-01');
  });

  it('takes dates along about which something is written', () => {
    const desk = weekly();
    desk.change(desk.on('2026-12-09'), { scope: 'this', title: 'Anniversary' });
    desk.change(desk.on('2026-11-25'), { scope: 'this', title: 'Before' });
    desk.change(desk.on('2026-12-02'), { scope: 'following', local: '2026-12-03T18:00', title: 'Games' });
    expect(desk.lines().slice(3, 7)).toEqual([
      '11-25 19:30 Before',
      '12-03 18:00 Games',
      '12-10 18:00 Anniversary',
      '12-17 18:00 Games',
    ]);
  });

  it('is the whole series when it begins with the first date', () => {
    const desk = weekly({ local: '2026-11-25T19:30' });
    desk.change(desk.on('2026-11-25'), { scope: 'following', title: 'Games' });
    expect(desk.plan.series).toHaveLength(1);
  });
});

describe('changing the whole series', () => {
  it('leaves what is past as it was planned', () => {
    const desk = weekly();
    const id = desk.plan.series[0]?.id;
    desk.change(desk.on('2026-12-02'), { scope: 'series', title: 'Games', local: '2026-12-02T18:00' });
    expect(desk.lines().slice(0, 5)).toEqual([
      '11-04 19:30 Chatting',
      '11-11 19:30 Chatting',
      '11-18 19:30 Chatting',
      '11-25 18:00 Games',
      '12-02 18:00 Games',
    ]);
    expect(desk.date(desk.on('2026-11-25')).seriesId).toBe(id);
  });

  it.each(['2199-12-25', '9999-12-29'])('begins with the next date also when %s was asked for', (day) => {
    const desk = weekly();
    desk.act(cancelStream({ streamId: `${desk.plan.series[0]?.id}~${day}`, scope: 'series', reason: 'over' }));
    expect(desk.plan.series.map(({ at, until, status }) => [at.local.slice(0, 10), until, status])).toEqual([
      ['2026-11-04', '2026-11-24', 'planned'],
      ['2026-11-25', null, 'cancelled'],
    ]);
  });

  it('changes notes, colour and checklist without cutting the series', () => {
    const desk = weekly();
    desk.change(desk.on('2026-12-02'), { scope: 'series', notes: 'new scene', color: 4 });
    expect(desk.plan.series).toHaveLength(1);
    expect(desk.dates().every(({ notes, color }) => notes === 'new scene' && color === 4)).toBe(true);
  });

  it('keeps in a date what a person set there, and lets the rest follow', () => {
    const desk = weekly();
    desk.change(desk.on('2026-12-02'), { scope: 'this', title: 'Anniversary' });
    desk.change(desk.on('2026-12-09'), { scope: 'this', local: '2026-12-10T12:00' });
    desk.change(desk.on('2026-12-16'), { scope: 'series', title: 'Games', local: '2026-12-16T18:00', color: 5 });
    expect(desk.lines().slice(3, 7)).toEqual([
      '11-25 18:00 Games',
      '12-02 18:00 Anniversary',
      '12-10 12:00 Games',
      '12-16 18:00 Games',
    ]);
    expect(
      desk
        .dates()
        .filter(({ startsAtMs }) => startsAtMs > NOW)
        .every(({ color }) => color === 5),
    ).toBe(true);
  });

  it('pushes only what was changed, not what the date had of its own', () => {
    const desk = weekly();
    const id = desk.change(desk.on('2026-12-02'), { scope: 'this', title: 'Anniversary' });
    desk.change(id, { ...FIELDS, title: 'Anniversary', local: '2026-12-02T19:30', notes: 'cake', scope: 'series' });
    expect(desk.dates().map(({ title }) => title)).toContain('Chatting');
    expect(desk.date(desk.on('2026-12-09'))).toMatchObject({ title: 'Chatting', notes: 'cake' });
    expect(desk.date(id)).toMatchObject({ title: 'Anniversary', notes: 'cake' });
  });

  it('moves all dates of a series of one weekday, also across a week', () => {
    const desk = weekly({ repeat: { everyWeeks: 2, weekdays: [3], until: '2026-12-30' } });
    desk.change(desk.on('2026-12-02'), { scope: 'series', local: '2026-12-10T19:30' });
    expect(desk.lines()).toEqual([
      '11-04 19:30 Chatting',
      '11-18 19:30 Chatting',
      '12-10 19:30 Chatting',
      '12-24 19:30 Chatting',
    ]);
    expect(desk.plan.series.at(-1)).toMatchObject({ weekdays: [4], until: '2027-01-07' });
  });

  it('moves only the weekday in question of a series of several', () => {
    const desk = weekly({ repeat: { everyWeeks: 1, weekdays: [3, 5], until: null } });
    desk.change(desk.on('2026-12-02'), { scope: 'series', local: '2026-12-01T19:30' });
    expect(desk.lines().slice(5, 9)).toEqual([
      '11-20 19:30 Chatting',
      '11-24 19:30 Chatting',
      '11-27 19:30 Chatting',
      '12-01 19:30 Chatting',
    ]);
  });

  it('takes weekdays chosen by hand', () => {
    const desk = weekly();
    desk.change(desk.on('2026-11-25'), {
      scope: 'series',
      repeat: { everyWeeks: 1, weekdays: [7, 1, 1], until: '2026-12-07' },
    });
    expect(desk.lines().slice(3)).toEqual([
      '11-29 19:30 Chatting',
      '11-30 19:30 Chatting',
      '12-06 19:30 Chatting',
      '12-07 19:30 Chatting',
    ]);
  });

  it('moves its notes along when the form names the new weekday, too', () => {
    const desk = weekly();
    desk.change(desk.on('2026-12-02'), { scope: 'this', notes: 'guest comes' });
    desk.change(desk.on('2026-11-25'), {
      scope: 'series',
      local: '2026-11-26T19:30',
      repeat: { everyWeeks: 1, weekdays: [4], until: null },
    });
    expect(desk.date(desk.on('2026-12-03')).notes).toBe('guest comes');
  });

  it('keeps as a single stream a date about which something is written and that the series left', () => {
    const desk = weekly();
    desk.change(desk.on('2026-12-02'), { scope: 'this', title: 'Anniversary' });
    desk.act(cancelStream({ streamId: desk.on('2026-12-09'), scope: 'this', reason: 'ill' }));
    desk.act(tickItem({ streamId: desk.on('2026-12-16'), itemId: 'mic', isDone: true }));
    desk.change(desk.on('2026-11-25'), { scope: 'series', repeat: { everyWeeks: 1, weekdays: [5], until: null } });
    expect(desk.lines().slice(3, 8)).toEqual([
      '11-27 19:30 Chatting',
      '12-02 19:30 Anniversary',
      '12-04 19:30 Chatting',
      '12-11 19:30 Chatting',
      '12-18 19:30 Chatting',
    ]);
    expect(desk.date(desk.on('2026-12-02')).seriesId).toBeNull();
  });

  it('ends with the date in question when it shall not repeat any more', () => {
    const desk = weekly();
    desk.change(desk.on('2026-12-02'), { scope: 'series', repeat: null });
    expect(desk.lines().slice(3)).toEqual(['11-25 19:30 Chatting', '12-02 19:30 Chatting']);
  });

  it('is refused when no date is left', () => {
    const desk = weekly();
    expect(
      refusalOf(() =>
        desk.change(desk.on('2026-12-02'), {
          scope: 'following',
          repeat: { everyWeeks: 1, weekdays: [3], until: '2026-12-01' },
        }),
      ),
    ).toBe('planning.repeat-invalid');
  });

  it('makes a series of a single stream', () => {
    const desk = weekly({ repeat: null, local: '2026-11-24T12:00' });
    const id = desk.change(desk.on('2026-11-24'), {
      scope: 'this',
      repeat: { everyWeeks: 1, weekdays: [2], until: null },
    });
    expect(desk.date(id)).toMatchObject({ title: 'Chatting', seriesDay: '2026-11-24' });
    expect(desk.plan.streams).toEqual([]);
    expect(desk.dates()).toHaveLength(5);
  });
});

describe('ticking', () => {
  it('belongs to one date', () => {
    const desk = weekly();
    const id = desk.act(tickItem({ streamId: desk.on('2026-11-25'), itemId: 'mic', isDone: true }));
    expect(desk.date(id).checklist.map(({ isDone }) => isDone)).toEqual([true, false]);
    expect(desk.date(desk.on('2026-12-02')).checklist.map(({ isDone }) => isDone)).toEqual([false, false]);
  });

  it('outlives a new point in the list of the series', () => {
    const desk = weekly();
    const id = desk.act(tickItem({ streamId: desk.on('2026-11-25'), itemId: 'mic', isDone: true }));
    const checklist = [...FIELDS.checklist, { id: 'music', text: 'Music', isDone: false }];
    desk.change(desk.on('2026-12-02'), { scope: 'series', checklist });
    expect(desk.date(id).checklist.map(({ id: item, isDone }) => [item, isDone])).toEqual([
      ['mic', true],
      ['lights', false],
      ['music', false],
    ]);
  });

  it('in a form that changes the series stays with its date', () => {
    const desk = weekly();
    const checklist = FIELDS.checklist.map((item) => ({ ...item, isDone: true }));
    const id = desk.change(desk.on('2026-12-02'), { scope: 'series', checklist, color: 3 });
    expect(desk.date(desk.on('2026-12-09')).checklist.some(({ isDone }) => isDone)).toBe(false);
    expect(desk.date(id).color).toBe(3);
    expect(desk.date(desk.on('2026-12-02')).checklist.every(({ isDone }) => isDone)).toBe(true);
  });

  it('of a point that is gone is refused', () => {
    const desk = weekly();
    const tick = tickItem({ streamId: desk.on('2026-11-25'), itemId: 'camera', isDone: true });
    expect(refusalOf(() => desk.act(tick))).toBe('planning.changed-meanwhile');
  });
});

describe('cancelling', () => {
  it('keeps the date in the plan with its reason, and can be taken back', () => {
    const desk = weekly();
    const id = desk.act(cancelStream({ streamId: desk.on('2026-11-25'), scope: 'this', reason: 'ill' }));
    expect(desk.date(id)).toMatchObject({ status: 'cancelled', cancelReason: 'ill' });
    expect(refusalOf(() => desk.act(cancelStream({ streamId: id, scope: 'this', reason: '' })))).toBe(
      'planning.is-cancelled',
    );
    expect(refusalOf(() => desk.change(id, { scope: 'this', title: 'x' }))).toBe('planning.is-cancelled');
    desk.act(restoreStream({ streamId: id }));
    expect(desk.date(id)).toMatchObject({ status: 'planned', cancelReason: null });
    expect(refusalOf(() => desk.act(restoreStream({ streamId: id })))).toBe('planning.not-cancelled');
  });

  it('of a series counts for all that is to come; what was cancelled before keeps its reason', () => {
    const desk = weekly();
    const ill = desk.act(cancelStream({ streamId: desk.on('2026-12-02'), scope: 'this', reason: 'ill' }));
    const confirmed = desk.change(desk.on('2026-12-09'), { scope: 'this', status: 'confirmed' });
    desk.act(cancelStream({ streamId: desk.on('2026-12-16'), scope: 'series', reason: 'break' }));
    expect(desk.dates().map(({ at, cancelReason }) => `${at.local.slice(5, 10)} ${cancelReason}`)).toEqual([
      '11-04 null',
      '11-11 null',
      '11-18 null',
      '11-25 break',
      '12-02 ill',
      '12-09 break',
      '12-16 break',
      '12-23 break',
    ]);
    desk.act(restoreStream({ streamId: confirmed }));
    expect(desk.dates().filter(({ status }) => status === 'cancelled')).toMatchObject([{ id: ill }]);
  });

  it('of a series can be taken back for one date alone', () => {
    const desk = weekly();
    desk.act(cancelStream({ streamId: desk.on('2026-12-02'), scope: 'following', reason: 'break' }));
    desk.act(restoreStream({ streamId: desk.on('2026-12-09'), scope: 'this' }));
    expect(desk.lines().slice(3)).toEqual([
      '11-25 19:30 Chatting',
      '12-02 19:30 Chatting (cancelled)',
      '12-09 19:30 Chatting',
      '12-16 19:30 Chatting (cancelled)',
      '12-23 19:30 Chatting (cancelled)',
    ]);
  });
});

describe('taking out', () => {
  it('of one date is not undone by its series, but by a person', () => {
    const desk = weekly();
    const id = desk.on('2026-11-25');
    desk.act(removeStream({ streamId: id, scope: 'this' }));
    expect(desk.lines()).not.toContain('11-25 19:30 Chatting');
    expect(refusalOf(() => desk.act(tickItem({ streamId: id, itemId: 'mic', isDone: true })))).toBe(
      'planning.unknown-stream',
    );
    desk.act(restoreStream({ streamId: id }));
    expect(desk.lines()).toContain('11-25 19:30 Chatting');
  });

  it('of a series takes what is to come, and all of one that has not begun', () => {
    const desk = weekly();
    desk.change(desk.on('2026-12-09'), { scope: 'this', title: 'Anniversary' });
    desk.act(removeStream({ streamId: desk.on('2026-12-02'), scope: 'series' }));
    expect(desk.lines()).toEqual(['11-04 19:30 Chatting', '11-11 19:30 Chatting', '11-18 19:30 Chatting']);
    const fresh = weekly({ local: '2026-11-25T19:30' });
    fresh.act(removeStream({ streamId: fresh.on('2026-12-02'), scope: 'series' }));
    expect(fresh.plan).toEqual({ series: [], streams: [] });
  });
});

describe('any run of changes', () => {
  const scope = fc.constantFrom('this' as const, 'following' as const, 'series' as const);
  const pick = fc.nat({ max: 40 });
  const action = fc.oneof(
    fc.record({ act: fc.constant('retitle' as const), pick, scope, title: fc.constantFrom('A', 'B', 'C') }),
    fc.record({
      act: fc.constant('move' as const),
      pick,
      scope,
      days: fc.integer({ min: -9, max: 9 }),
      hour: fc.nat(23),
    }),
    fc.record({
      act: fc.constant('repeat' as const),
      pick,
      scope,
      repeat: fc.record({
        everyWeeks: fc.integer({ min: 1, max: 3 }),
        weekdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 4 }),
        until: fc.constantFrom(null, '2026-12-15', '2027-01-10'),
      }),
    }),
    fc.record({ act: fc.constant('note' as const), pick, scope: fc.constant('this' as const) }),
    fc.record({ act: fc.constant('cancel' as const), pick, scope }),
    fc.record({ act: fc.constant('restore' as const), pick, scope }),
    fc.record({ act: fc.constant('remove' as const), pick, scope: fc.constant('this' as const) }),
    fc.record({ act: fc.constant('tick' as const), pick, scope }),
  );

  it('never rewrites the past, never loses a note, never lets a date seem older than it was', () => {
    fc.assert(
      fc.property(
        fc.constantFrom([3], [1, 5], [2, 4, 7]),
        fc.constantFrom(1, 2),
        fc.array(action, { minLength: 1, maxLength: 12 }),
        (weekdays, everyWeeks, actions) => {
          const desk = weekly({ repeat: { everyWeeks, weekdays: [...weekdays], until: null } });
          const pastOf = () =>
            desk
              .dates(5, 0)
              .filter(({ startsAtMs }) => startsAtMs < NOW)
              .map(({ at, title, durationMinutes }) => ({ at, title, durationMinutes }));
          const past = pastOf();
          const versions = new Map<string, number>();
          const notes = new Set<string>();
          for (const [index, one] of actions.entries()) {
            const ahead = desk.dates(0, 9).filter(({ startsAtMs }) => startsAtMs > NOW);
            const date = ahead[one.pick % Math.max(1, ahead.length)];
            if (!date) return;
            const refusal = refusalOf(() => {
              if (one.act === 'retitle') desk.change(date.id, { scope: one.scope, title: one.title });
              if (one.act === 'move') {
                const hour = String(one.hour).padStart(2, '0');
                const day = addDays(date.at.local.slice(0, 10), one.days);
                desk.change(date.id, { scope: one.scope, local: `${day}T${hour}:00` });
              }
              if (one.act === 'repeat') desk.change(date.id, { scope: one.scope, repeat: one.repeat });
              if (one.act === 'note') {
                desk.change(date.id, { scope: 'this', notes: `note ${index}` });
                notes.add(`note ${index}`);
                if (date.notes !== '') notes.delete(date.notes);
              }
              if (one.act === 'cancel') desk.act(cancelStream({ streamId: date.id, scope: one.scope, reason: 'r' }));
              if (one.act === 'restore') desk.act(restoreStream({ streamId: date.id }));
              if (one.act === 'remove') {
                desk.act(removeStream({ streamId: date.id, scope: 'this' }));
                notes.delete(date.notes);
              }
              if (one.act === 'tick') desk.act(tickItem({ streamId: date.id, itemId: 'mic', isDone: true }));
            });
            expect([
              'none',
              'planning.is-cancelled',
              'planning.not-cancelled',
              'planning.start-in-past',
              'planning.repeat-invalid',
            ]).toContain(refusal);
            expect(pastOf()).toEqual(past);
            checkKeys(desk.plan);
            for (const { id, seriesId, seriesDay, version } of desk.dates(5, 60)) {
              const key = seriesId === null ? id : `${seriesId}~${seriesDay}`;
              expect(version).toBeGreaterThanOrEqual(versions.get(key) ?? 0);
              versions.set(key, version);
            }
            // A note is gone only with a date that was taken out, or cancelled and then left by its series.
            const kept = new Set(desk.dates(5, 60).map((shown) => shown.notes));
            if (!actions.some(({ act }) => act === 'cancel'))
              expect([...notes].filter((note) => !kept.has(note))).toEqual([]);
          }
        },
      ),
      { numRuns: 150 },
    );
  });
});

/** What the tables demand. */
function checkKeys({ series, streams }: Plan): void {
  const ids = new Set(series.map(({ id }) => id));
  const keys = streams.flatMap(({ seriesId, seriesDay }) => (seriesId === null ? [] : `${seriesId}~${seriesDay}`));
  expect(new Set(keys).size).toBe(keys.length);
  expect(streams.every(({ seriesId }) => seriesId === null || ids.has(seriesId))).toBe(true);
  expect(streams.every(({ seriesId, seriesDay }) => (seriesId === null) === (seriesDay === null))).toBe(true);
}
