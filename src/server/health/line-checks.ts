import type { HealthCheck, Mend } from '../../contract/health.ts';
import { instantFromMs } from '../../kernel/instant.ts';
import type { LineState } from '../../twitch/line-state.ts';
import { check } from './check.ts';
import { type HouseState, LINE_NAMES, type LineName, type TwitchState } from './house-state.ts';

/** A line that comes back by itself within this time is a warning only. */
const PATIENCE_MS = 30_000;
const LATE_MS = 5_000;

const MENDS: Readonly<Record<LineName, Mend | null>> = {
  'sign-in': null,
  api: null,
  chat: 'reconnect-chat',
  events: 'reconnect-events',
};
/** Passes by itself; any other reason is Twitch's no. */
const PASSING: readonly string[] = ['twitch.unreachable', 'twitch.trouble', 'twitch.slow-down'];
/** Said by the account, the right or the app. */
const SAID_ELSEWHERE = /^(twitch\.(reconnect|no-grant|missing-scope)|team\.client-.*)$/;

/** The four lines. @param isHeld no line can stand, for a reason that is named elsewhere. */
export function lineChecks(house: HouseState, isHeld: boolean): HealthCheck[] {
  const { twitch, places, nowMs } = house;
  if (twitch === null) {
    return LINE_NAMES.map((name) => {
      const place = places.find(({ line }) => line === name);
      if (!place) return check([`line-${name}`, 'not-looked'], 'off');
      const params = { host: place.host };
      return place.isReached
        ? check([`line-${name}`, 'reachable'], 'ok', { params })
        : check([`line-${name}`, 'unreachable'], 'bad', { params, problem: 'twitch.unreachable' });
    });
  }
  return LINE_NAMES.map((name) => lineCheck(name, twitch, { isHeld, nowMs }));
}

function lineCheck(
  name: LineName,
  twitch: TwitchState,
  { isHeld, nowMs }: { readonly isHeld: boolean; readonly nowMs: number },
): HealthCheck {
  const line = twitch.lines[name];
  const code = `line-${name}` as const;
  const params = paramsOf(line, nowMs);
  const { problem } = line;
  const mend = MENDS[name];
  const isStanding = name === 'chat' || name === 'events';
  if (isStanding && twitch.channelId === null) return check([code, 'closed'], 'off', { params });
  if (
    line.state === 'connected' &&
    (problem === null || isSaidByTopics(name, twitch) || SAID_ELSEWHERE.test(problem))
  ) {
    if ((line.delayMs ?? 0) > LATE_MS) return check([code, 'late'], 'warn', { params, mend });
    return check([code, line.lastMessageAtMs === null ? 'quiet' : 'connected'], 'ok', { params });
  }
  if (problem !== null && SAID_ELSEWHERE.test(problem)) return check([code, 'held'], 'off', { params });
  if (problem !== null && !PASSING.includes(problem)) return check([code, 'refused'], 'bad', { params, problem, mend });
  if (isHeld || isHeldByApi(name, twitch)) return check([code, 'held'], 'off', { params });
  if (line.state === 'off') return check([code, 'closed'], 'off', { params });
  if (line.state === 'connecting' && line.retries === 0) return check([code, 'connecting'], 'off', { params });
  const state = nowMs - line.sinceMs > PATIENCE_MS || line.retries > 2 ? 'bad' : 'warn';
  return check([code, 'waiting'], state, { params, problem, mend });
}

/** The event line stands and some topics were refused: the topics say so. */
function isSaidByTopics(name: LineName, { topics }: TwitchState): boolean {
  return name === 'events' && topics.refused.length > 0;
}

/** Topics are ordered over the interface: without it no event line stands for long. */
function isHeldByApi(name: LineName, { lines }: TwitchState): boolean {
  return name === 'events' && lines.api.problem !== null && lines.events.state === 'connected';
}

function paramsOf(line: LineState & { readonly host: string }, nowMs: number): HealthCheck['params'] {
  const { lastMessageAtMs, nextTryAtMs } = line;
  return {
    host: line.host,
    sinceAt: instantFromMs(line.sinceMs),
    forMs: Math.max(0, nowMs - line.sinceMs),
    lastMessageAt: lastMessageAtMs === null ? null : instantFromMs(lastMessageAtMs),
    lastMs: lastMessageAtMs === null ? null : Math.max(0, nowMs - lastMessageAtMs),
    retries: line.retries,
    nextTryAt: nextTryAtMs === null ? null : instantFromMs(nextTryAtMs),
    delayMs: line.delayMs,
  };
}
