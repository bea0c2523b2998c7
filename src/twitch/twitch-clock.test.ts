import { describe, expect, it } from 'vitest';
import { createTestClock } from '../testing/test-clock.ts';
import { createTwitchClock } from './twitch-clock.ts';

const NOW = Date.parse('2026-11-22T18:00:00.000Z');
const dateOf = (ms: number): string => new Date(ms).toUTCString();

describe('Twitch’s clock', () => {
  it('is unknown, and ours, before anything was heard', () => {
    const clock = createTestClock();
    const twitch = createTwitchClock(clock);
    expect(twitch.skewMs()).toBeNull();
    expect(twitch.nowMs()).toBe(clock.nowMs());
    twitch.heardDate(null, 0, 1);
    twitch.heardDate('yesterday', 0, 1);
    expect(twitch.skewMs()).toBeNull();
  });

  it('is known the better the more answers there were', () => {
    const twitch = createTwitchClock({ nowMs: () => NOW });
    // Twitch is 600.3 s ahead; each answer takes 80 ms and names whole seconds only.
    for (let i = 0; i < 40; i++) {
      const sent = NOW + i * 1_037;
      twitch.heardDate(dateOf(Math.floor((sent + 40 + 600_300) / 1000) * 1000), sent, sent + 80);
    }
    expect(Math.abs((twitch.skewMs() ?? 0) - 600_300)).toBeLessThan(120);
    expect(twitch.nowMs() - NOW).toBe(twitch.skewMs());
  });

  it('does not believe one answer that contradicts all others', () => {
    const twitch = createTwitchClock({ nowMs: () => NOW });
    twitch.heardDate(dateOf(NOW), NOW, NOW + 50);
    for (const wrong of [-3_600_000, 7_200_000, -900_000]) {
      twitch.heardDate(dateOf(NOW + wrong), NOW, NOW + 50);
      expect(twitch.nowMs()).toBe(NOW);
    }
    twitch.heardDate(dateOf(NOW), NOW, NOW + 50);
    twitch.heardDate(dateOf(NOW - 900_000), NOW, NOW + 50);
    expect(twitch.nowMs()).toBe(NOW);
  });

  it('begins anew when a clock was set, as soon as two answers agree', () => {
    const twitch = createTwitchClock({ nowMs: () => NOW });
    twitch.heardDate(dateOf(NOW + 600_000), NOW, NOW + 50);
    for (let answer = 0; answer < 2; answer++) twitch.heardDate(dateOf(NOW), NOW, NOW + 50);
    expect(Math.abs(twitch.skewMs() ?? 9_999)).toBeLessThan(1_000);
  });

  it('tells when and by how much Twitch’s clock was set, and nothing of ours', () => {
    let [ours, steady] = [NOW, 0];
    const twitch = createTwitchClock({ nowMs: () => ours }, () => steady);
    const pass = (ms: number): void => {
      ours += ms;
      steady += ms;
    };
    twitch.heardDate(dateOf(NOW), ours, ours + 50);
    pass(10_000);
    ours -= 300_000;
    pass(10_000);
    twitch.heardDate(dateOf(NOW + 20_000), ours, ours + 50);
    expect(twitch.sets()).toEqual([]);
    pass(10_000);
    for (let answer = 0; answer < 2; answer++) twitch.heardDate(dateOf(NOW + 30_000 - 60_000), ours, ours + 50);
    const [set] = twitch.sets();
    expect(set).toMatchObject({ sinceMs: 20_050, untilMs: 30_050 });
    expect(Math.abs((set?.byMs ?? 0) + 60_000)).toBeLessThan(1_000);
  });

  it('is known without another word when our clock was set back', () => {
    let [ours, steady] = [NOW, 0];
    const twitch = createTwitchClock({ nowMs: () => ours }, () => steady);
    twitch.heardDate(dateOf(NOW), NOW, NOW + 50);
    ours += 60_000 - 600_000;
    steady += 60_000;
    expect(Math.abs(twitch.nowMs() - (NOW + 60_000))).toBeLessThan(1_000);
    // And answers go on to make it exact.
    twitch.heardDate(dateOf(NOW + 60_000), ours, ours + 50);
    expect(Math.abs(twitch.nowMs() - (NOW + 60_000))).toBeLessThan(1_000);
  });

  it('is unknown when our clock was set ahead or the machine slept, until the next word of Twitch', () => {
    let [ours, steady] = [NOW, 0];
    const twitch = createTwitchClock({ nowMs: () => ours }, () => steady);
    twitch.heardDate(dateOf(NOW + 30_000), NOW, NOW + 50);
    ours += 60_000;
    steady += 60_000;
    expect(Math.abs((twitch.skewMs() ?? 0) - 30_000)).toBeLessThan(1_000);
    ours += 600_000;
    expect(twitch.skewMs()).toBeNull();
    twitch.heardMessage(NOW + 90_000, ours);
    expect(Math.abs((twitch.skewMs() ?? 0) + 570_000)).toBeLessThan(2_000);
  });

  it('learns nothing from an answer that was under way when our clock was set', () => {
    const twitch = createTwitchClock({ nowMs: () => NOW });
    twitch.heardDate(dateOf(NOW), NOW - 600_000, NOW);
    expect(twitch.skewMs()).toBeNull();
  });

  it('takes no notice of what cannot be told from the way of a message', () => {
    const twitch = createTwitchClock({ nowMs: () => NOW });
    twitch.heardDate(dateOf(NOW + 1_000), NOW, NOW + 50);
    expect(twitch.nowMs()).toBe(NOW);
  });

  it('says how late it may be at most, also where the difference is not worth naming', () => {
    const twitch = createTwitchClock({ nowMs: () => NOW });
    expect(twitch.latestMs()).toBe(NOW);
    twitch.heardDate(dateOf(NOW + 1_000), NOW, NOW + 50);
    expect(twitch.nowMs()).toBe(NOW);
    expect(twitch.latestMs()).toBe(NOW + 2_000);
  });

  it('may still be as far ahead after a sleep as it was before, though nobody knows it', () => {
    let [ours, steady] = [NOW, 0];
    const twitch = createTwitchClock({ nowMs: () => ours }, () => steady);
    twitch.heardDate(dateOf(NOW + 30_000), NOW, NOW + 50);
    ours += 3_600_000;
    steady += 1_000;
    expect(twitch.nowMs()).toBe(ours);
    expect(twitch.latestMs()).toBe(ours + 31_000);
  });

  it('trusts a stamp only while there is nothing better', () => {
    const twitch = createTwitchClock({ nowMs: () => NOW });
    twitch.heardStamp(NOW + 600_000, NOW);
    expect(twitch.skewMs()).toBe(601_000);
    twitch.heardDate(dateOf(NOW + 30_000), NOW, NOW + 100);
    twitch.heardStamp(NOW - 900_000, NOW);
    expect(Math.abs((twitch.skewMs() ?? 0) - 30_000)).toBeLessThan(1_000);
  });

  it('tells how late something came, never less than not at all', () => {
    const twitch = createTwitchClock({ nowMs: () => NOW });
    twitch.heardDate(dateOf(NOW + 600_000), NOW, NOW);
    const late = twitch.lateMs(NOW + 600_000 - 5_000, NOW);
    expect(Math.abs(late - 5_000)).toBeLessThan(1_000);
    expect(twitch.lateMs(NOW + 700_000, NOW)).toBe(0);
  });
});
