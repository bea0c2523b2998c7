import { describe, expect, it } from 'vitest';
import type { Span } from '../modules/live/index.ts';
import { cleanUpLater } from '../testing/clean-up.ts';
import { createLookBack } from './look-back.ts';

const until = { timeout: 5_000, interval: 2 };

/** The record as far as a look back needs one. */
function openLookBack(parts: {
  readonly endEventsGap?: (atMs: number, time: number) => Span | undefined;
  readonly isAnswered?: (time: number) => boolean;
  readonly againMs?: number;
}) {
  const compared: (Span | null)[] = [];
  let ends = 0;
  const lookBack = createLookBack({
    live: {
      async endEventsGap(atMs) {
        ends += 1;
        return parts.endEventsGap?.(atMs, ends);
      },
      refreshChannel: async () => {},
      async findMissed(gap) {
        compared.push(gap);
        return { events: [], isAnswered: parts.isAnswered?.(compared.length) ?? true, inPart: [] };
      },
    },
    log: { warn: () => {} },
    times: { againMs: parts.againMs ?? 5, retryMs: 5 },
    found: () => {},
  });
  cleanUpLater(() => lookBack.stop());
  return { lookBack, compared, ends: () => ends };
}

describe('looking back', () => {
  it('asks at once and once more, over the gap', async () => {
    const gap = { fromMs: 10, untilMs: 20 };
    const { lookBack, compared } = openLookBack({ endEventsGap: () => gap });
    lookBack.eventsBack({ atMs: 20 });
    await expect.poll(() => compared, until).toEqual([gap, gap]);
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(compared).toHaveLength(2);
  });

  it('records the gap though the database refused at first; until then nobody may vouch for later', async () => {
    const { lookBack, compared, ends } = openLookBack({
      endEventsGap(untilMs, time) {
        if (time < 3) throw new Error('busy');
        return { fromMs: 10, untilMs };
      },
    });
    lookBack.eventsBack({ atMs: 20 });
    expect(lookBack.isGapOpen()).toBe(true);
    await expect
      .poll(() => compared, until)
      .toEqual([
        { fromMs: 10, untilMs: 20 },
        { fromMs: 10, untilMs: 20 },
      ]);
    expect(lookBack.isGapOpen()).toBe(false);
    expect(ends()).toBe(3);
  });

  it('goes on asking until Twitch has answered everything', async () => {
    const { lookBack, compared } = openLookBack({ isAnswered: (time) => time > 3 });
    lookBack.eventsBack({ atMs: 20 });
    await expect.poll(() => compared.length, until).toBe(5);
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(compared).toHaveLength(5);
  });

  it('looks over both gaps after two returns, and forgets none when only topics come back', async () => {
    let fromMs = 0;
    const { lookBack, compared } = openLookBack({
      againMs: 60_000,
      endEventsGap: (untilMs) => {
        fromMs += 10;
        return { fromMs, untilMs };
      },
    });
    lookBack.eventsBack({ atMs: 12 });
    await expect.poll(() => compared, until).toEqual([{ fromMs: 10, untilMs: 12 }]);
    lookBack.eventsBack({ atMs: 25 });
    await expect.poll(() => compared.at(-1), until).toEqual({ fromMs: 10, untilMs: 25 });
    lookBack.topicsBack();
    await expect.poll(() => compared.length, until).toBe(3);
    expect(compared.at(-1)).toEqual({ fromMs: 10, untilMs: 25 });
  });

  it('does nothing any more once it was stopped', async () => {
    const { lookBack, compared } = openLookBack({});
    lookBack.eventsBack({ atMs: 20 });
    await expect.poll(() => compared.length, until).toBe(1);
    lookBack.stop();
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(compared).toHaveLength(1);
  });
});
