import { describe, expect, it } from 'vitest';
import type { ModActionView } from '../../../contract/moderation.ts';
import { isUndoable, logOf, matchesFilter, mergeActions, NO_FILTER } from './mod-log.ts';

const action = (change: Partial<ModActionView>): ModActionView => ({
  seq: 1,
  id: 'act_1',
  kind: 'timeout',
  at: '2026-11-22T10:00:00.000Z',
  target: { id: '7', login: 'anna_liest', displayName: 'Anna_Liest' },
  by: { id: '1', login: 'mod_eins', displayName: 'Mod_Eins' },
  reason: 'Spoiler',
  seconds: 600,
  until: '2026-11-22T10:10:00.000Z',
  message: { id: 'm1', text: 'Das Ende ist traurig', seq: 4 },
  state: 'done',
  refusal: null,
  source: 'here',
  undoneBy: null,
  canUndo: true,
  details: {},
  ...change,
});

describe('the mod log of a window', () => {
  it('shows the newest act on top', () => {
    const older = action({ id: 'act_1', at: '2026-11-22T10:00:00.000Z' });
    const newer = action({ id: 'act_2', at: '2026-11-22T10:01:00.000Z', seq: 2 });
    expect(mergeActions([older], [newer]).map(({ id }) => id)).toEqual(['act_2', 'act_1']);
  });

  it('replaces a row that comes again with a new state, without moving it', () => {
    const open = action({ id: 'act_1', state: 'open', seq: 1 });
    const newer = action({ id: 'act_2', at: '2026-11-22T10:01:00.000Z', seq: 2 });
    const merged = mergeActions([newer, open], [action({ id: 'act_1', state: 'done', seq: 3 })]);
    expect(merged.map(({ id, state }) => [id, state])).toEqual([
      ['act_2', 'done'],
      ['act_1', 'done'],
    ]);
  });

  it('keeps the newer state when an older page arrives late', () => {
    const done = action({ state: 'done', seq: 5 });
    expect(mergeActions([done], [action({ state: 'open', seq: 4 })])).toEqual([done]);
  });

  it('is the same list when nothing came', () => {
    const known = [action({})];
    expect(mergeActions(known, [])).toBe(known);
  });
});

describe('pages and feed together', () => {
  const page = [
    action({ id: 'act_3', at: '2026-11-22T10:03:00.000Z', seq: 3 }),
    action({ id: 'act_2', at: '2026-11-22T10:02:00.000Z', seq: 2 }),
  ];
  const shown = (told: readonly ModActionView[], hasOlder: boolean) =>
    logOf(page, told, { filter: NO_FILTER, hasOlder }).map(({ id }) => id);

  it('put new acts on top', () => {
    const row = action({ id: 'act_4', at: '2026-11-22T10:04:00.000Z', seq: 4 });
    expect(shown([row], true)).toEqual(['act_4', 'act_3', 'act_2']);
  });

  it('leave an older act to its page, unless there is none', () => {
    const undone = action({ id: 'act_1', at: '2026-11-22T10:01:00.000Z', seq: 5, undoneBy: 'act_4' });
    expect(shown([undone], true)).toEqual(['act_3', 'act_2']);
    expect(shown([undone], false)).toEqual(['act_3', 'act_2', 'act_1']);
  });

  it('let the feed change a shown act even when it no longer fits the filter', () => {
    const filter = { ...NO_FILTER, text: 'spoiler' };
    const changed = action({ id: 'act_2', at: '2026-11-22T10:02:00.000Z', seq: 9, reason: null, state: 'refused' });
    expect(logOf(page, [changed], { filter, hasOlder: false }).at(-1)?.state).toBe('refused');
  });
});

describe('a filter of the mod log', () => {
  it.each([
    [{}, true],
    [{ kind: 'timeout' }, true],
    [{ kind: 'ban' }, false],
    [{ person: '@Anna_Liest' }, true],
    [{ person: '7' }, true],
    [{ person: 'anna' }, false],
    [{ text: 'TRAURIG' }, true],
    [{ text: 'spoil' }, true],
    [{ text: 'mod_eins' }, true],
    [{ text: 'anderes' }, false],
  ] as const)('%j lets the act pass: %s', (filter, passes) => {
    expect(matchesFilter(action({}), { ...NO_FILTER, ...filter })).toBe(passes);
  });

  it('finds words in the details of a chat mode', () => {
    const mode = action({ kind: 'chat-mode', target: null, message: null, reason: null, details: { mode: 'slow' } });
    expect(matchesFilter(mode, { ...NO_FILTER, text: 'slow' })).toBe(true);
  });
});

describe('undo', () => {
  const at = Date.parse('2026-11-22T10:05:00.000Z');
  it('is offered while a timeout holds, for a ban always', () => {
    expect(isUndoable(action({}), at)).toBe(true);
    expect(isUndoable(action({ kind: 'ban', until: null }), at)).toBe(true);
  });
  it('is not offered after the timeout ran out, twice, or where the server says no', () => {
    expect(isUndoable(action({}), at + 600_000)).toBe(false);
    expect(isUndoable(action({ undoneBy: 'act_2' }), at)).toBe(false);
    expect(isUndoable(action({ canUndo: false }), at)).toBe(false);
  });
});
