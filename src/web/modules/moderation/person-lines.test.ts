import { describe, expect, it } from 'vitest';
import type { ChatLineView } from '../../../contract/live.ts';
import type { ModActionView } from '../../../contract/moderation.ts';
import { byDay, removedByAct } from './person-lines.ts';

const line = (seq: number, sentAt: string, change: Partial<ChatLineView> = {}) =>
  ({ seq, sentAt, messageId: `m${seq}`, removed: null, ...change }) as ChatLineView;
const act = (change: Partial<ModActionView>) =>
  ({
    id: 'act_1',
    kind: 'delete',
    state: 'done',
    at: '2026-11-22T10:00:00.000Z',
    message: null,
    ...change,
  }) as ModActionView;

describe('lines of one person by day', () => {
  it('puts the newest day on top and tells each day from its morning on', () => {
    const asked = [
      line(4, '2026-11-22T10:46:00.000Z'),
      line(3, '2026-11-22T10:11:00.000Z'),
      line(2, '2026-11-18T22:05:00.000Z'),
      line(1, '2026-11-18T20:12:00.000Z'),
    ];
    const days = byDay(asked, (at) => at.slice(0, 10));
    expect(days.map(({ key, lines }) => [key, lines.map(({ seq }) => seq)])).toEqual([
      ['2026-11-22', [3, 4]],
      ['2026-11-18', [1, 2]],
    ]);
  });
});

describe('the act that took a line down', () => {
  const removed = { at: '2026-11-22T10:00:01.000Z', by: 'delete' } as const;

  it('is the deletion of this very line', () => {
    const other = act({ id: 'act_0', message: { id: 'm9', text: '', seq: 9 } });
    const own = act({ message: { id: 'm4', text: '', seq: 4 } });
    expect(removedByAct(line(4, removed.at, { removed }), [other, own])).toBe(own);
  });

  it('is the timeout of about the same moment', () => {
    const early = act({ id: 'act_0', kind: 'timeout', at: '2026-11-22T09:00:00.000Z' });
    const own = act({ kind: 'timeout' });
    const hit = line(4, removed.at, { removed: { ...removed, by: 'timeout' } });
    expect(removedByAct(hit, [early, own])).toBe(own);
  });

  it('is unknown for a line that stands, a refused act, or an act of another kind', () => {
    const own = act({ message: { id: 'm4', text: '', seq: 4 } });
    expect(removedByAct(line(4, removed.at), [own])).toBeUndefined();
    expect(removedByAct(line(4, removed.at, { removed }), [{ ...own, state: 'refused' }])).toBeUndefined();
    expect(removedByAct(line(4, removed.at, { removed: { ...removed, by: 'ban' } }), [own])).toBeUndefined();
  });
});
