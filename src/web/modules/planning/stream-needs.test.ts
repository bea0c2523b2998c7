import { describe, expect, it } from 'vitest';
import type { PlannedStream } from '../../../contract/planning.ts';
import { choicesOf } from './difference-choices.ts';
import { recentCategories } from './recent-categories.ts';
import { needsOf } from './stream-needs.ts';

const stream = (id: string, change: Partial<PlannedStream> = {}): PlannedStream =>
  ({
    id,
    status: 'confirmed',
    startsAt: '2026-11-25T18:30:00Z',
    category: null,
    checklist: [],
    twitch: { state: 'published' },
    ...change,
  }) as PlannedStream;

describe('needsOf', () => {
  it('names the first thing each stream needs, and nothing for one that is ready or over', () => {
    const checklist = [
      { id: 'a', text: 'Mods', isDone: true },
      { id: 'b', text: 'Titel', isDone: false },
    ];
    const refused = { twitch: { state: 'refused' } } as Partial<PlannedStream>;
    const needs = needsOf([
      stream('ready'),
      stream('unready', { checklist }),
      stream('planned', { status: 'planned', checklist }),
      stream('refused', { status: 'planned', ...refused }),
      stream('cancelled', { status: 'cancelled', ...refused }),
      stream('done', { status: 'done', checklist }),
    ]);
    expect(needs.map(({ stream, need, open }) => [stream.id, need, open])).toEqual([
      ['unready', 'checklist', 1],
      ['planned', 'confirm', 1],
      ['refused', 'refused', 0],
    ]);
  });
});

describe('recentCategories', () => {
  it('lists each once, the nearest to now first', () => {
    const now = Date.parse('2026-11-22T10:00:00Z');
    const of = (startsAt: string, name: string) => stream(startsAt, { startsAt, category: { id: name, name } });
    expect(
      recentCategories(
        [
          of('2026-10-01T10:00:00Z', 'Chess'),
          of('2026-11-24T10:00:00Z', 'Retro'),
          of('2026-11-21T10:00:00Z', 'GTA'),
          of('2026-11-01T10:00:00Z', 'Retro'),
          stream('none'),
        ],
        now,
      ).map(({ name }) => name),
    ).toEqual(['GTA', 'Retro', 'Chess']);
  });
});

describe('choicesOf', () => {
  const time = (at: string): string => at.slice(11, 16);
  const side = {
    title: 'GTA',
    category: null,
    startsAt: '2026-11-25T19:30:00Z',
    endsAt: '2026-11-25T23:00:00Z',
    isRecurring: false,
    isCancelled: false,
  };
  const of = (
    kind: 'changed' | 'only-on-twitch' | 'gone-from-twitch',
    ours: typeof side | null,
    theirs: typeof side | null,
  ) =>
    choicesOf({ id: 'd', kind, streamId: null, ours, theirs, seenAt: '2026-11-22T10:00:00Z' }, time).map(
      ({ choice, text, params }) => [choice, text.split('.').at(-1), ...Object.values(params)],
    );

  it('names the buttons by the times they lead to', () => {
    expect(of('changed', side, { ...side, startsAt: '2026-11-25T20:00:00Z' })).toEqual([
      ['ours', 'keep', '19:30'],
      ['theirs', 'takeValue', '20:00'],
      ['leave', 'leave'],
    ]);
  });

  it('names them by what else differs', () => {
    expect(of('changed', side, { ...side, title: 'GTA IV' })[0]).toEqual(['ours', 'keepTitle', '']);
    expect(of('changed', side, { ...side, endsAt: '2026-11-25T22:00:00Z' })[1]).toEqual(['theirs', 'takeEnd', '22:00']);
    expect(of('changed', side, { ...side, isCancelled: true })[1]?.[1]).toBe('cancelHere');
    expect(
      of('changed', side, { ...side, startsAt: '2026-11-26T19:30:00Z', endsAt: '2026-11-26T23:00:00Z' })[0]?.[1],
    ).toBe('keepDay');
  });

  it('never offers to delete on Twitch what is not ours', () => {
    expect(of('only-on-twitch', null, side).map(([choice]) => choice)).toEqual(['theirs', 'leave']);
    expect(of('gone-from-twitch', side, null).map(([choice]) => choice)).toEqual(['ours', 'theirs', 'leave']);
  });
});
