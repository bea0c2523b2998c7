import { describe, expect, it } from 'vitest';
import type { PlannedStream } from '../../../contract/planning.ts';
import { changesOf, draftOf, errorsOf, fieldsOf, type PlanDraft, spanOf } from './plan-draft.ts';
import { readDuration } from './read-duration.ts';

const NOW = Date.parse('2026-11-22T08:18:00Z');

const stream = {
  id: 'plan_1',
  title: 'GTA-Abend',
  category: { id: '1', name: 'GTA IV' },
  local: '2026-11-25T19:30',
  zone: 'Europe/Berlin',
  durationMinutes: 210,
  status: 'confirmed',
  notes: '',
  checklist: [{ id: 'a', text: 'Mods', isDone: true }],
  color: 2,
  repeat: null,
  isPublished: true,
  twitch: { state: 'published', refusal: null, attempts: 0, nextTryAt: null },
} as unknown as PlannedStream;

const draft = (change: Partial<PlanDraft> = {}): PlanDraft => ({
  ...draftOf({ kind: 'new', day: '2026-11-25' }, 'Europe/Berlin'),
  title: 'GTA-Abend',
  ...change,
});

describe('a draft', () => {
  it('of a new stream is complete but for its title', () => {
    const empty = draftOf({ kind: 'new', day: '2026-11-25', minutes: 19 * 60 + 30 }, 'Europe/Berlin');
    expect(errorsOf(empty, NOW, null)).toEqual({ title: 'planning.form.titleEmpty' });
    expect(fieldsOf({ ...empty, title: ' GTA ' })).toMatchObject({
      title: 'GTA',
      local: '2026-11-25T19:30',
      durationMinutes: 180,
      isPublished: true,
    });
  });

  it('of a copy falls a week later, unconfirmed, with nothing ticked', () => {
    const copy = draftOf({ kind: 'copy', stream }, 'Europe/Berlin');
    expect(copy).toMatchObject({ day: '2026-12-02', status: 'planned', repeat: null });
    expect(copy.checklist).toEqual([{ id: 'a', text: 'Mods', isDone: false }]);
  });

  it('says what Twitch would refuse', () => {
    expect(errorsOf(draft({ title: 'x'.repeat(141) }), NOW, null)).toEqual({ title: 'planning.form.titleLong' });
    // 140 emoji are 280 UTF-16 units and still 140 characters.
    expect(errorsOf(draft({ title: '🍰'.repeat(140) }), NOW, null)).toEqual({});
    expect(errorsOf(draft({ duration: '0:20' }), NOW, null)).toEqual({ duration: 'planning.form.durationRange' });
    expect(errorsOf(draft({ duration: '23:30' }), NOW, null)).toEqual({ duration: 'planning.form.durationRange' });
    expect(errorsOf(draft({ duration: 'lang' }), NOW, null)).toEqual({ duration: 'planning.form.durationWrong' });
    expect(errorsOf(draft({ time: '25:00' }), NOW, null)).toEqual({ time: 'planning.form.timeWrong' });
    expect(errorsOf(draft({ day: '2026-11-21' }), NOW, null)).toEqual({ day: 'planning.form.past' });
    expect(errorsOf(draft({ repeat: { everyWeeks: 1, weekdays: [], until: null } }), NOW, null)).toEqual({
      repeat: 'planning.form.weekdaysEmpty',
    });
    expect(errorsOf(draft({ repeat: { everyWeeks: 1, weekdays: [3], until: '2026-11-20' } }), NOW, null)).toEqual({
      until: 'planning.form.untilEarly',
    });
  });

  it('may keep a start that has passed while something else changes', () => {
    const before = draft({ day: '2026-11-20' });
    expect(errorsOf({ ...before, notes: 'war gut' }, NOW, before)).toEqual({});
  });

  it('knows its span over the end of summer time', () => {
    const span = spanOf(draft({ day: '2026-10-24', time: '22:00', duration: '6:00' }));
    expect(span && new Date(span.endMs).toISOString()).toBe('2026-10-25T02:00:00.000Z');
    expect(spanOf(draft({ time: 'bald' }))).toBeNull();
  });

  it('sends only what was changed', () => {
    const before = draftOf({ kind: 'edit', stream }, 'Europe/Berlin');
    expect(changesOf(before, before)).toEqual({});
    // Written another way, it is still the same length.
    expect(changesOf({ ...before, duration: '210 min', time: '1930' }, before)).toEqual({});
    expect(changesOf({ ...before, title: 'Finale', time: '20:00' }, before)).toEqual({
      title: 'Finale',
      local: '2026-11-25T20:00',
    });
  });
});

describe('readDuration', () => {
  it.each([
    ['3:30', 210],
    ['3,5 h', 210],
    ['3.5h', 210],
    ['3 h 30 min', 210],
    ['3h30', 210],
    ['210 min', 210],
    ['3', 180],
    ['210', 210],
    ['90m', 90],
    ['2 Std', 120],
  ])('reads %s', (text, minutes) => {
    expect(readDuration(text)).toBe(minutes);
  });

  it('reads nothing else', () => {
    for (const text of ['', 'lang', '3:75', '3 Tage']) expect(readDuration(text)).toBeUndefined();
  });
});
