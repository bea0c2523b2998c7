import type { World } from '../world.ts';

/** The evening that tells itself. */
export interface Story {
  /** Lets this much of its time pass. */
  advance(elapsedMs: number): void;
}

export function createStory(world: World): Story {
  return {
    advance(elapsedMs) {
      world.state.storyPositionMs += elapsedMs;
    },
  };
}
