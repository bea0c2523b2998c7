import { describe, expect, it } from 'vitest';
import { Refusal } from '../../kernel/refusal.ts';
import { attemptState } from './attempt-state.ts';

const attempt = { id: 'att_1', expiresAt: '2026-11-22T18:00:00.000Z', problem: null } as const;
const waiting = { ...attempt, state: 'waiting' } as const;

describe('attemptState', () => {
  it('is what the server said last, also while it does not answer', () => {
    expect(attemptState({ data: undefined, error: null })).toBe('waiting');
    expect(attemptState({ data: waiting, error: new TypeError('no network') })).toBe('waiting');
    expect(attemptState({ data: { ...attempt, state: 'done' }, error: null })).toBe('done');
  });

  it('does not wait for an attempt that the server has forgotten', () => {
    const error = new Refusal('team.sign-in-expired');
    expect(attemptState({ data: waiting, error })).toBe('expired');
    expect(attemptState({ data: undefined, error })).toBe('expired');
    expect(attemptState({ data: { ...attempt, state: 'done' }, error })).toBe('done');
  });
});
