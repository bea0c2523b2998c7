import { beforeEach, describe, expect, it } from 'vitest';
import { createTestClock, type TestClock } from '../../testing/test-clock.ts';
import { type Attempts, boundToBrowser, boundToSession, createAttempts } from './attempts.ts';

const MINUTE_MS = 60_000;
const HER = 'browser her';
const WISH = { goal: { purpose: 'sign-in' }, boundTo: HER, seenBy: null, address: null, returnTo: '/' } as const;

describe('an attempt', () => {
  let clock: TestClock;
  let attempts: Attempts;
  beforeEach(() => {
    clock = createTestClock(Date.UTC(2026, 10, 22, 18));
    attempts = createAttempts(clock);
  });

  const beginDevice = (more: object = {}) =>
    attempts.beginDevice({ ...WISH, ...more, expiresAt: clock.nowMs() + 30 * MINUTE_MS });

  it('that was cancelled while its code was accepted is claimed by nobody', () => {
    const attempt = beginDevice();
    attempts.cancel(attempt.id, HER);
    expect(attempt.way.signal.aborted).toBe(true);
    expect(attempts.claim(attempt)).toBe(false);
  });

  it('that was cancelled while Twitch answered stays cancelled, and lets nobody in', () => {
    const attempt = beginDevice();
    expect(attempts.claim(attempt)).toBe(true);
    attempts.cancel(attempt.id, HER);
    attempts.settle(attempt, { state: 'done', signIn: 'mem_1' as never });
    expect(attempts.find(attempt.id, HER)?.state).toBe('cancelled');
    expect(attempts.enter(attempt.id, HER)).toBeUndefined();
  });

  it('that keeps an account already is not cancelled any more: its page shows what became of it', () => {
    const attempt = beginDevice({ goal: { purpose: 'bot', meant: null } });
    attempts.claim(attempt);
    attempts.cancel(attempt.id, HER);
    attempts.settle(attempt, { state: 'done' });
    expect(attempts.find(attempt.id, HER)?.state).toBe('done');
  });

  it('is claimed once', () => {
    const attempt = beginDevice();
    expect([attempts.claim(attempt), attempts.claim(attempt)]).toEqual([true, false]);
  });

  it('keeps how it ended: a late word changes nothing', () => {
    const attempt = beginDevice();
    attempts.settle(attempt, { state: 'refused', problem: { code: 'team.device-refused', params: {} } });
    attempts.settle(attempt, { state: 'done' });
    expect(attempts.find(attempt.id, HER)).toMatchObject({
      state: 'refused',
      problem: { code: 'team.device-refused' },
    });
  });

  it('may be seen by the browser of the session that began it, and finished by the session alone', () => {
    const attempt = attempts.beginCode({ ...WISH, boundTo: 'session s', seenBy: HER, redirectUri: 'x' });
    expect(attempts.find(attempt.id, HER)?.state).toBe('waiting');
    expect(attempts.take(attempt.way.state, [HER])).toEqual({ kind: 'foreign' });
    expect(attempts.take(attempt.way.state, ['session s'])).toMatchObject({ kind: 'yours' });
  });

  it('of a browser is not ended by that of another', () => {
    const hers = beginDevice();
    const his = beginDevice({ boundTo: 'browser his' });
    attempts.cancel(his.id, HER);
    expect([hers, his].map(({ id, boundTo }) => attempts.find(id, boundTo)?.state)).toEqual(['waiting', 'waiting']);
  });

  it('is forgotten an hour after its end', () => {
    const attempt = beginDevice({ goal: { purpose: 'bot', meant: null } });
    clock.advance(89 * MINUTE_MS);
    beginDevice({ boundTo: 'browser his' });
    expect(attempts.find(attempt.id, HER)?.state).toBe('expired');
    clock.advance(2 * MINUTE_MS);
    beginDevice({ boundTo: 'browser his' });
    expect(attempts.find(attempt.id, HER)).toBeUndefined();
  });

  it('of a person of the team finds room, however many strangers wait for a code', () => {
    for (let number = 0; number < 25; number += 1) beginDevice({ boundTo: boundToBrowser(`stranger ${number}`) });
    expect(() => beginDevice({ boundTo: boundToBrowser('one more') })).toThrow('http.too-many-requests');
    expect(beginDevice({ boundTo: boundToSession('owner') }).way.kind).toBe('device');
  });
});
