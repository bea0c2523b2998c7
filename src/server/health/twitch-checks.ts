import type { HealthCheck } from '../../contract/health.ts';
import { instantFromMs } from '../../kernel/instant.ts';
import { check } from './check.ts';
import type { AccountState, HouseState, TwitchState } from './house-state.ts';
import { lineChecks } from './line-checks.ts';

/** A pair of an app without a secret that was not renewed for so long is worth a word: it dies after thirty days. */
const REFRESH_WARN_MS = 10 * 86_400_000;
const SKEW_WARN_MS = 5_000;
/** From here on Twitch's messages look old, and ours to Twitch. */
const SKEW_BAD_MS = 60_000;

/** Everything about Twitch, cause before consequence. */
export function twitchChecks(house: HouseState): HealthCheck[] {
  const { twitch } = house;
  const app = appCheck(house);
  const accounts = accountChecks(house);
  if (twitch === null) {
    const notLooked = (['right', 'topics', 'clock', 'schedule'] as const).map((code) =>
      check([code, 'not-looked'], 'off'),
    );
    return [app, ...accounts, ...lineChecks(house, false), ...notLooked];
  }
  const rights = rightChecks(twitch, house.accounts ?? []);
  const isHeld = isBad(app) || accounts.some((each) => each.state === 'bad');
  const lines = lineChecks(house, isHeld);
  const isApiDown = lines.some(({ code, state }) => code === 'line-api' && isTrouble(state));
  return [
    app,
    ...accounts,
    ...rights,
    ...lines,
    topicsCheck(
      twitch,
      isHeld || lines.some(({ code, text }) => code === 'line-events' && text !== 'connected' && text !== 'quiet'),
    ),
    clockCheck(twitch.clockSkewMs),
    scheduleCheck(twitch, isHeld || isApiDown || rights.some(({ about }) => about === 'planning')),
  ];
}

const isBad = ({ state }: HealthCheck): boolean => state === 'bad';
const isTrouble = (state: HealthCheck['state']): boolean => state === 'bad' || state === 'warn';

function appCheck({ app, isSandbox, twitch }: HouseState): HealthCheck {
  const lines = twitch === null ? [] : Object.values(twitch.lines);
  const problem = lines.find((line) => line.problem?.startsWith('team.client-'))?.problem ?? app.refusal;
  if (problem !== null) return check(['app', 'refused'], 'bad', { problem, page: '/connect' });
  const params = { clientType: app.clientType };
  if (app.isSealed) return check(['app', 'sealed'], 'bad', { params, page: '/connect' });
  if (isSandbox) return check(['app', 'sandbox'], 'ok', { params });
  return check(['app', app.clientType], 'ok', { params });
}

function accountChecks(house: HouseState): HealthCheck[] {
  const { twitch, accounts } = house;
  if (accounts === null) return [check(['account', 'unread'], 'off')];
  const found = accounts.map((account) => accountCheck(account, house));
  const hasChannel = twitch === null ? accounts.length > 0 : twitch.channelId !== null;
  // Without a database nothing was begun yet, which the database says.
  const state = house.data.database === null ? 'off' : 'bad';
  if (!hasChannel) found.unshift(check(['account', 'no-channel'], state, { page: '/connect' }));
  return found;
}

function accountCheck(account: AccountState, { nowMs, app, twitch }: HouseState): HealthCheck {
  const { twitchId, login, uses, refreshByMs, missing } = account;
  const about = twitchId;
  const params = {
    login,
    uses: uses.join(','),
    ageMs: Math.max(0, nowMs - account.issuedAtMs),
    leftMs: Math.max(0, account.expiresAtMs - nowMs),
    scopes: account.scopes,
    clientType: app.clientType,
    validatedAt: account.validatedAtMs === null ? null : instantFromMs(account.validatedAtMs),
    refreshByAt: refreshByMs === null ? null : instantFromMs(refreshByMs),
  };
  const isChannel = uses.includes('channel');
  const page = '/system';
  if (account.state === 'reconnect') {
    // Of the channel the page asks at once; the others stand on it with a button of their own.
    const where = isChannel ? '/system?grant=chat' : page;
    const why = account.isUnanswered ? 'unanswered' : 'reconnect';
    return check(['account', why], isChannel ? 'bad' : 'warn', { about, params, page: where });
  }
  if (refreshByMs !== null && refreshByMs - nowMs <= REFRESH_WARN_MS) {
    return check(['account', 'refresh-soon'], 'warn', { about, params, mend: 'refresh-token' });
  }
  if (twitch === null) return check(['account', 'not-looked'], 'off', { about, params });
  if (missing.length > 0) {
    const lacking = { ...params, missing: missing.length, names: missing.join(', ') };
    return check(['account', 'lacking'], 'warn', { about, params: lacking, page });
  }
  return check(['account', 'fine'], 'ok', { about, params });
}

/** Without a grant of the channel nothing can be said of its rights. */
function rightChecks({ rights, channelId }: TwitchState, accounts: readonly AccountState[]): HealthCheck[] {
  if (!accounts.some(({ twitchId, state }) => twitchId === channelId && state === 'ok')) return [];
  const lacking = rights.filter(({ missing }) => missing.length > 0);
  if (lacking.length === 0) return [check(['right', 'granted'], 'ok', { params: { rights: rights.length } })];
  return lacking.map(({ right, needed, missing }) =>
    check(['right', 'lacking'], 'warn', {
      about: right,
      params: { right, needed, missing: missing.length, names: missing.join(', ') },
      page: `/system?grant=${right}`,
    }),
  );
}

/** A topic that lacks a right is no second problem. */
function topicsCheck({ topics }: TwitchState, isLineDown: boolean): HealthCheck {
  const { ordered, cost, maxCost } = topics;
  const params = { ordered, wanted: ordered + topics.refused.length, cost, maxCost };
  if (isLineDown) return check(['topics', 'none'], 'off', { params });
  const [first, ...others] = topics.refused.filter(({ code }) => code !== 'twitch.missing-scope');
  if (first) {
    const names = [first, ...others].map(({ type }) => type).join(', ');
    return check(['topics', 'refused'], 'warn', {
      params: { ...params, names },
      problem: first.code,
      mend: 'reconnect-events',
    });
  }
  if (params.wanted === 0) return check(['topics', 'ordering'], 'off', { params });
  return check(['topics', topics.refused.length > 0 ? 'lacking' : 'all'], 'ok', { params });
}

function clockCheck(skewMs: number | null): HealthCheck {
  if (skewMs === null) return check(['clock', 'unknown'], 'off');
  const size = Math.abs(skewMs);
  const params = { skewMs: size, isBehind: skewMs > 0 };
  if (size > SKEW_BAD_MS) return check(['clock', 'wrong'], 'bad', { params });
  return size > SKEW_WARN_MS
    ? check(['clock', 'differs'], 'warn', { params })
    : check(['clock', 'right'], 'ok', { params });
}

function scheduleCheck({ plan, channelId }: TwitchState, isHeld: boolean): HealthCheck {
  if (channelId === null) return check(['schedule', 'closed'], 'off');
  if (isHeld) return check(['schedule', 'held'], 'off');
  // Comparing again would be the answer, and that is given where the question is read.
  if (plan.isOfOtherChannel) return check(['schedule', 'other-channel'], 'warn', { page: '/planning/sync' });
  const params = { differences: plan.differences, refused: plan.refused };
  const details = { params, mend: 'check-schedule', page: '/planning/sync' } as const;
  if (plan.refused > 0) return check(['schedule', 'refused'], 'warn', details);
  if (plan.differences > 0) return check(['schedule', 'differs'], 'warn', details);
  return check(['schedule', 'same'], 'ok', { params });
}
