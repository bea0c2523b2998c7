import { createWorld, findUserByLogin, STREAMER_ID, type World } from './world.ts';
import type { WorldEvent } from './world-events.ts';
import { freshState } from './world-seed.ts';

/** A Sunday evening. */
const EVENING_MS = Date.parse('2026-11-22T18:00:00Z');

/** A seeded world for tests: nothing happens by itself, the clock stands until it is told to go on. */
export interface QuietWorld {
  readonly world: World;
  readonly events: WorldEvent[];
  wait(seconds: number): void;
  /** Id of a login. */
  id(login: string): string;
  readonly streamerId: string;
}

export function quietWorld(seed = 'quiet'): QuietWorld {
  let nowMs = EVENING_MS;
  const world = createWorld(freshState(seed, EVENING_MS), { nowMs: () => nowMs }, seed);
  const events: WorldEvent[] = [];
  world.listen((event) => void events.push(event));
  return {
    world,
    events,
    streamerId: STREAMER_ID,
    wait: (seconds) => {
      nowMs += seconds * 1000;
    },
    id(login) {
      const user = findUserByLogin(world, login);
      if (!user) throw new Error(`nobody is called ${login}`);
      return user.id;
    },
  };
}
