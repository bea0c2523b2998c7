import type { Random } from '../random.ts';
import type { World } from '../world.ts';
import type { Agenda } from './agenda.ts';
import type { PastBroadcast } from './calendar.ts';
import type { Habit } from './habits.ts';
import type { Voice } from './voice.ts';

/** Somebody who is there this evening. */
export interface Guest {
  readonly habit: Habit;
  readonly userId: string;
  readonly voice: Voice;
  readonly fromMs: number;
  readonly untilMs: number;
}

/** One broadcast of the past while it is made. */
export interface Evening {
  readonly world: World;
  readonly random: Random;
  readonly agenda: Agenda;
  readonly broadcast: PastBroadcast;
  readonly startMs: number;
  readonly endMs: number;
  readonly guests: readonly Guest[];
}

/** A moment of the evening: 0 is the beginning, 1 the end. */
export function momentOf({ startMs, endMs }: Evening, share: number): number {
  return startMs + (endMs - startMs) * share;
}

/** About so many of something: the whole ones, and one more as often as the rest says. */
export function about(random: Random, count: number): number {
  const whole = Math.floor(count);
  const spread = whole >= 2 ? random.between(-Math.floor(whole / 2), Math.floor(whole / 2)) : 0;
  return Math.max(0, whole + spread + (random.chance(count - whole) ? 1 : 0));
}
