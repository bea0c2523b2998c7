import { describe, expect, it } from 'vitest';
import { createTestClock } from '../testing/test-clock.ts';
import { createHelixBudget } from './helix-budget.ts';

describe('the points of an account', () => {
  it('are waited for no longer than Twitch said, also when our clock is set back', () => {
    const clock = createTestClock();
    const budget = createHelixBudget(() => clock.nowMs());
    budget.heard('ann', { limit: 800, remaining: 0, fullInMs: 1_000, isRefused: true });
    clock.advance(-600_000);
    expect(budget.take('ann')).toBe(1_000);
    clock.advance(1_000);
    expect(budget.take('ann')).toBe(0);
  });
});
