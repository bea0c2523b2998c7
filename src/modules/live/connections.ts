import type { ReplyOf } from '../../contract/endpoint.ts';
import type { live } from '../../contract/live.ts';
import { instantFromMs } from '../../kernel/instant.ts';
import type { LineState } from '../../twitch/line-state.ts';

type LineHealth = ReplyOf<typeof live.connections>['chat'];

/** State of one line to Twitch, as the light shows it. */
export function healthOf(line: LineState): LineHealth {
  return {
    state: line.state,
    since: instantFromMs(line.sinceMs),
    lastMessageAt: line.lastMessageAtMs === null ? null : instantFromMs(line.lastMessageAtMs),
    retries: line.retries,
    nextTryAt: line.nextTryAtMs === null ? null : instantFromMs(line.nextTryAtMs),
    problem: line.problem,
    delayMs: line.delayMs === null ? null : Math.round(line.delayMs),
  };
}
