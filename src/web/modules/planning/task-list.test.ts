import { describe, expect, it } from 'vitest';
import type { TaskView } from '../../../contract/planning.ts';
import { loadTranslate } from '../../../i18n/messages.ts';
import { countdownTo } from './countdown.ts';
import { createDayFormats } from './day-formats.ts';
import { dueText } from './due-text.ts';
import { groupTasks } from './task-list.ts';

const TODAY = '2026-11-22';

const task = (id: string, change: Partial<TaskView> = {}): TaskView => ({
  id,
  title: id,
  due: null,
  assignee: null,
  priority: 'normal',
  streamId: null,
  doneAt: null,
  createdAt: '2026-11-01T10:00:00Z',
  ...change,
});

describe('groupTasks', () => {
  it('groups by when tasks are due and sorts each group', () => {
    const due = (day: string, time: string | null = null) => ({ due: { day, time } });
    const groups = groupTasks(
      [
        task('someday'),
        task('important someday', { priority: 'high' }),
        task('done first', { doneAt: '2026-11-20T10:00:00Z' }),
        task('done last', { doneAt: '2026-11-21T10:00:00Z', ...due('2026-11-01') }),
        task('today', due(TODAY)),
        task('today at ten', due(TODAY, '10:00')),
        task('overdue', due('2026-11-20')),
        task('next Sunday', due('2026-11-29')),
        task('later', due('2026-11-30')),
      ],
      TODAY,
    );
    expect(groups.map(({ group, tasks }) => [group, ...tasks.map(({ id }) => id)])).toEqual([
      ['overdue', 'overdue'],
      ['today', 'today at ten', 'today'],
      ['week', 'next Sunday'],
      ['later', 'later'],
      ['someday', 'important someday', 'someday'],
      ['done', 'done last', 'done first'],
    ]);
  });
});

describe('dueText', () => {
  it('says as little as is needed, and since when something is overdue', async () => {
    const t = await loadTranslate('de');
    const days = createDayFormats('de');
    const said = (day: string, time: string | null = null) => dueText(t, days, { day, time }, TODAY);
    expect(said(TODAY, '09:45')).toBe('09:45');
    expect(said(TODAY)).toBe('heute');
    expect(said('2026-11-23', '09:45')).toBe('morgen 09:45');
    expect(said('2026-11-25')).toBe('Mi');
    expect(said('2026-12-20')).toBe('So 20.12.');
    expect(said('2026-11-20')).toBe('seit Fr');
    expect(said('2026-11-01')).toBe('seit So 01.11.');
  });
});

describe('countdownTo', () => {
  it('counts a started minute and never says zero before the start', () => {
    const at = Date.parse('2026-11-22T20:00:00Z');
    expect(countdownTo(at, at - 30_000)).toEqual({ state: 'ahead', seconds: 60 });
    expect(countdownTo(at, at - 42 * 60_000)).toEqual({ state: 'ahead', seconds: 2520 });
    expect(countdownTo(at, at + 90_000)).toEqual({ state: 'running', seconds: 60 });
  });
});

describe('day formats', () => {
  it('writes days and spans in both languages', () => {
    const de = createDayFormats('de');
    expect(de.short('2026-11-25')).toBe('Mi 25.11.');
    expect(de.month('2026-11-25')).toBe('November 2026');
    expect(de.inMonth('2026-12-01')).toBe('1. Dez.');
    expect(de.inMonth('2026-12-02')).toBe('2');
    expect(de.span('2026-11-23', '2026-11-29')).toBe('23.–29. Nov. 2026');
    expect(createDayFormats('en').short('2026-11-25')).toBe('Wed 25 Nov');
  });
});
