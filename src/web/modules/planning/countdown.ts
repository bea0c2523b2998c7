/** How long until a stream, in whole minutes; `running` from its start to its end by plan. */
export type Countdown =
  | { readonly state: 'ahead'; readonly seconds: number }
  | { readonly state: 'running'; readonly seconds: number };

const MINUTE = 60;

/** A started minute still counts: at 0:30 before the start it says 1 min, never 0. */
export function countdownTo(startsAtMs: number, nowMs: number): Countdown {
  const seconds = (startsAtMs - nowMs) / 1000;
  return seconds > 0
    ? { state: 'ahead', seconds: Math.ceil(seconds / MINUTE) * MINUTE }
    : { state: 'running', seconds: Math.floor(-seconds / MINUTE) * MINUTE };
}
