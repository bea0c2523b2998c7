import type { TwitchFailureCode } from './failure.ts';

/** How one of the standing connections to Twitch is doing. */
export interface LineState {
  /** `waiting` for the next try; `off` before the start, after the end, or when there is nothing to do. */
  readonly state: 'connecting' | 'connected' | 'waiting' | 'off';
  /** When it was connected, or when it left that: the tries in between begin nothing new. */
  readonly sinceMs: number;
  /** When Twitch last said anything at all. */
  readonly lastMessageAtMs: number | null;
  /** Failed tries since it last worked. */
  readonly retries: number;
  readonly nextTryAtMs: number | null;
  /** Why it does not work as it should; may be set while connected. */
  readonly problem: TwitchFailureCode | null;
  /** How late the last message was that said when it was sent, by Twitch's clock; `null` before one did. */
  readonly delayMs: number | null;
}

/** A line that was never started. */
export function lineOff(sinceMs: number): LineState {
  return {
    state: 'off',
    sinceMs,
    lastMessageAtMs: null,
    retries: 0,
    nextTryAtMs: null,
    problem: null,
    delayMs: null,
  };
}

export interface LineStateKeeper {
  current(): LineState;
  /** Changes some of it. Tells only real changes. */
  change(change: Partial<Omit<LineState, 'sinceMs'>>): void;
  /** @param delayMs of the newest message in it, when it said when it was sent. */
  heard(atMs: number, delayMs?: number): void;
}

export function keepLineState(nowMs: () => number, tell: (state: LineState) => void): LineStateKeeper {
  let current = lineOff(nowMs());
  return {
    current: () => current,
    change(change) {
      const next = { ...current, ...change };
      const isNewState = next.state !== current.state;
      const isSame =
        !isNewState &&
        next.retries === current.retries &&
        next.nextTryAtMs === current.nextTryAtMs &&
        next.problem === current.problem;
      if (isSame) return;
      const goesOn = !isNewState || (isTrying(current) && isTrying(next));
      current = { ...next, sinceMs: goesOn ? current.sinceMs : nowMs() };
      tell(current);
    },
    heard(atMs, delayMs = current.delayMs ?? undefined) {
      current = { ...current, lastMessageAtMs: atMs, delayMs: delayMs ?? null };
    },
  };
}

/** Between two tries or within one: to whoever waits for the line it is the same. */
function isTrying({ state }: LineState): boolean {
  return state === 'connecting' || state === 'waiting';
}
