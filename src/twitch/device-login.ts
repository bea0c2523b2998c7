import { setTimeout as sleepFor } from 'node:timers/promises';
import { fail, ok, type Result } from '../kernel/result.ts';
import type { Clock } from '../platform/clock.ts';
import { type TwitchFailure, twitchFailure } from './failure.ts';
import type { DeviceCode, OAuth, TokenPair } from './oauth.ts';
import { isPassing } from './oauth-request.ts';

/** Twitch was seen to call a code invalid that the person had not typed in yet. */
const UNKNOWN_IN_A_ROW = 3;
const SLOWER_SECONDS = 5;

export interface DeviceLogin {
  readonly oauth: Pick<OAuth, 'clientType' | 'pollDevice' | 'refresh' | 'revoke'>;
  readonly code: DeviceCode;
  readonly clock: Clock;
  /** Ends the login: the person went away, or began another one. */
  readonly signal: AbortSignal;
  /** No account of this app is connected yet: a public client then proves that it is one. */
  readonly isFirst: boolean;
  readonly sleep?: (ms: number, signal: AbortSignal) => Promise<unknown>;
}

/**
 * Asks Twitch until the person has typed in the code, or there is no hope. Refused with
 * `team.device-expired`, `team.device-refused`, or what is wrong with the app.
 * @returns `undefined` when it was cancelled; what Twitch granted too late is given back.
 */
export async function runDeviceLogin(login: DeviceLogin): Promise<Result<TokenPair, TwitchFailure> | undefined> {
  const { oauth, code, clock, signal } = login;
  const sleep = login.sleep ?? ((ms) => sleepFor(ms, undefined, { signal }));
  let intervalSeconds = code.intervalSeconds;
  let unknownInARow = 0;
  for (;;) {
    // Asking at once would only be told to wait: nobody types that fast.
    await sleep(intervalSeconds * 1000, signal).catch(ignoreAbort);
    if (signal.aborted) return undefined;
    if (clock.nowMs() >= code.expiresAt) return fail(twitchFailure('team.device-expired'));
    const reply = await oauth.pollDevice(code);
    if (signal.aborted) {
      if (reply.ok && reply.value.kind === 'granted') await oauth.revoke(reply.value.pair.accessToken);
      return undefined;
    }
    if (!reply.ok) {
      if (!isPassing(reply.error)) return reply;
      continue;
    }
    switch (reply.value.kind) {
      case 'granted':
        return login.isFirst ? proveClient(oauth, reply.value.pair) : ok(reply.value.pair);
      case 'pending':
        unknownInARow = 0;
        break;
      case 'slow-down':
        unknownInARow = 0;
        intervalSeconds += SLOWER_SECONDS;
        break;
      case 'unknown-code':
        unknownInARow += 1;
        if (unknownInARow > UNKNOWN_IN_A_ROW) return fail(twitchFailure('team.device-expired'));
        break;
      default:
        reply.value satisfies never;
    }
  }
}

/**
 * A confidential app gets tokens by code as well, but nobody can renew them without its secret: found
 * out now, while the person is there, and not four hours later.
 */
async function proveClient(oauth: DeviceLogin['oauth'], pair: TokenPair): Promise<Result<TokenPair, TwitchFailure>> {
  if (oauth.clientType === 'confidential') return ok(pair);
  const reply = await oauth.refresh(pair.refreshToken);
  if (reply.ok) return reply;
  // Twitch did not take it: the pair is as good as before, and the proof comes with the next refresh.
  if (isPassing(reply.error) && !reply.error.mayBeSpent) return ok(pair);
  await oauth.revoke(pair.accessToken);
  const { code, params } = reply.error;
  return fail(twitchFailure(code, params));
}

function ignoreAbort(error: unknown): void {
  if (!(error instanceof Error && error.name === 'AbortError')) throw error;
}
