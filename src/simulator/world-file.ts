import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writePast } from './past/past-file.ts';
import { createWorld, type SimulatorClock, type World } from './world.ts';
import { completeState } from './world-older.ts';
import { freshState } from './world-seed.ts';
import type { WorldState } from './world-state.ts';

const SAVE_AFTER_MS = 2_000;
const SAVED_LINES = 5_000;
const DAY_MS = 24 * 60 * 60 * 1000;

export interface WorldFile {
  readonly world: World;
  saveNow(): void;
  /** Saves a last time and stops saving. */
  close(): void;
}

/**
 * Opens the world of a folder, or begins one there: with ninety days behind it, or on this very evening. A
 * file that cannot be read is an error, never replaced.
 */
export function openWorld(
  folder: string,
  seed: string,
  { clock, hasPast }: { readonly clock: SimulatorClock; readonly hasPast: boolean },
): WorldFile {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, 'world.json');
  const saved = readState(path);
  const nowMs = clock.nowMs();
  const state = saved ?? (hasPast ? writePast(folder, { seed, nowMs }) : freshState(seed, nowMs));
  // A killed process may have given out ids that no file knows: after a restart they come from a new seed.
  const world = createWorld(state, clock, saved ? `${state.seed}/ids/${clock.nowMs()}` : `${state.seed}/ids`);
  let timer: NodeJS.Timeout | undefined;
  const saveNow = (): void => {
    clearTimeout(timer);
    timer = undefined;
    writeState(path, prune(state, clock.nowMs()));
  };
  world.onChange(() => {
    timer ??= setTimeout(saveNow, SAVE_AFTER_MS);
  });
  saveNow();
  return { world, saveNow, close: saveNow };
}

function readState(path: string): WorldState | undefined {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
  const state = JSON.parse(text) as WorldState;
  if (state.format !== 1) throw new Error(`${path} is from another version of the simulator`);
  return completeState(state);
}

// Dead tokens and codes and old lines need not be carried along.
function prune(state: WorldState, nowMs: number): WorldState {
  const isKept = (one: { expiresAtMs: number }): boolean => one.expiresAtMs > nowMs - 90 * DAY_MS;
  return {
    ...state,
    messages: state.messages.slice(-SAVED_LINES),
    tokens: Object.fromEntries(Object.entries(state.tokens).filter(([, token]) => isKept(token))),
    authorizationCodes: Object.fromEntries(
      Object.entries(state.authorizationCodes).filter(([, code]) => code.expiresAtMs > nowMs - DAY_MS),
    ),
  };
}

function writeState(path: string, state: WorldState): void {
  const draft = `${path}.new`;
  writeFileSync(draft, JSON.stringify(state), { mode: 0o600 });
  renameSync(draft, path);
}
