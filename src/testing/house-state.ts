import type { AccountState, HouseState, LineName, TwitchState } from '../server/health/house-state.ts';

export const CHANNEL_ID = '800711400';
const NOW = Date.UTC(2026, 10, 22, 18);
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** A channel that has been running for weeks, and of which nothing can be complained. */
export function aHealthyHouse(): HouseState & { readonly accounts: readonly AccountState[] } {
  return {
    nowMs: NOW,
    isSandbox: false,
    app: { clientType: 'confidential', isSealed: false, refusal: null },
    twitch: healthyTwitch(),
    accounts: [
      {
        twitchId: CHANNEL_ID,
        login: 'derflaavius',
        uses: ['channel'],
        state: 'ok',
        isUnanswered: false,
        scopes: 20,
        missing: [],
        issuedAtMs: NOW - HOUR,
        expiresAtMs: NOW + 3 * HOUR,
        validatedAtMs: NOW - HOUR / 2,
        refreshByMs: null,
      },
    ],
    data: {
      folder: { path: '/srv/livextrem', state: 'good' },
      database: { sizeBytes: 312_000_000, rows: 1_204_118, madeAtMs: NOW - 90 * DAY, trouble: null },
      books: { entries: 155, fault: null, trouble: null },
      backups: [{ fileName: 'livextrem-1.db', atMs: NOW - DAY, sizeBytes: 118_000_000, trouble: null }],
      freeDiskBytes: 214_000_000_000,
      lowDiskBytes: 2_000_000_000,
      jobs: { waiting: 0, dead: 0, reason: null },
      missedProjections: 0,
    },
    server: { startedAtMs: NOW - 11 * DAY, usedBytes: 96_000_000, growingSinceMs: null },
    silence: null,
    places: [],
    style: [],
  };
}

function healthyTwitch(): TwitchState {
  const line = (host: string) => ({
    host,
    state: 'connected' as const,
    sinceMs: NOW - 6 * DAY,
    lastMessageAtMs: NOW - 3_000,
    retries: 0,
    nextTryAtMs: null,
    problem: null,
    delayMs: 40,
  });
  const lines: Record<LineName, ReturnType<typeof line>> = {
    'sign-in': line('id.twitch.tv'),
    api: line('api.twitch.tv'),
    chat: line('irc.chat.twitch.tv:6697'),
    events: line('eventsub.wss.twitch.tv'),
  };
  return {
    channelId: CHANNEL_ID,
    rights: [{ right: 'chat', needed: 4, missing: [] }],
    lines,
    topics: { ordered: 24, refused: [], cost: 0, maxCost: 10 },
    clockSkewMs: 40,
    plan: { differences: 0, refused: 0, isOfOtherChannel: false },
  };
}
