import { findUser } from '../world.ts';
import type { PowerUp } from '../world-features.ts';
import { choice, dataReply, type Endpoint, earningChannel, HelixRefusal, twitchTime, wholeQuery } from './endpoint.ts';
import { cheermoteUrl } from './image-urls.ts';
import { MESSAGES } from './messages.ts';
import { pickById } from './paging.ts';
import { readMoment } from './schedule-segment-input.ts';
import { named } from './users.ts';

const BITS: Endpoint['token'] = { kind: 'user', scopes: ['bits:read'] };
const DAY_MS = 24 * 3_600_000;
const PERIOD_DAYS = { day: 1, week: 7, month: 30, year: 365 } as const;

/** GET /bits/leaderboard: of the token's own channel. This world keeps one sum a person: every period shows it. */
export const getBitsLeaderboard: Endpoint = {
  method: 'GET',
  path: '/bits/leaderboard',
  token: BITS,
  handle(call) {
    const count = wholeQuery(call, 'count', [1, 100]) ?? 10;
    const period = choice(call, 'period', ['day', 'week', 'month', 'year', 'all'], 'all');
    const started = call.query.get('started_at') ?? '';
    const startedAtMs = started === '' ? undefined : readMoment(started);
    if (started !== '' && startedAtMs === undefined)
      throw new HelixRefusal(400, MESSAGES.parameterMalformed('started_at'));
    if (period !== 'all' && startedAtMs === undefined) throw new HelixRefusal(400, MESSAGES.leaderboardStart);
    const bitTotals = call.world.state.channels[call.token.userId ?? '']?.bitTotals ?? {};
    const userId = call.query.get('user_id') ?? '';
    const data = Object.entries(bitTotals)
      .sort((a, b) => b[1] - a[1])
      .map(([id, score], index) => ({ id, rank: index + 1, score }))
      .filter((one) => userId === '' || one.id === userId)
      .slice(0, count)
      .map(({ id, rank, score }) => ({ ...named(call, 'user', id), rank, score }));
    const hasRange = period !== 'all' && startedAtMs !== undefined;
    return dataReply(data, {
      date_range: {
        started_at: hasRange ? twitchTime(startedAtMs) : '',
        ended_at: hasRange ? twitchTime(startedAtMs + PERIOD_DAYS[period] * DAY_MS) : '',
      },
      total: data.length,
    });
  },
};

const TIERS = [
  [1, '#979797'],
  [100, '#9c3ee8'],
  [1000, '#1db2a5'],
  [5000, '#0099fe'],
  [10_000, '#f43021'],
] as const;

/** GET /bits/cheermotes: the one word that stands for bits everywhere. */
export const getCheermotes: Endpoint = {
  method: 'GET',
  path: '/bits/cheermotes',
  token: { kind: 'any' },
  handle(call) {
    const broadcasterId = call.query.get('broadcaster_id') ?? '';
    if (broadcasterId !== '' && !findUser(call.world, broadcasterId)) {
      throw new HelixRefusal(400, MESSAGES.parameterMalformed('broadcaster_id'));
    }
    const tiers = TIERS.map(([bits, color]) => ({
      min_bits: bits,
      id: String(bits),
      color,
      images: {
        dark: themeImages(call.context.baseUrl, 'dark', bits),
        light: themeImages(call.context.baseUrl, 'light', bits),
      },
      can_cheer: true,
      show_in_bits_card: true,
    }));
    return dataReply([
      {
        prefix: 'Cheer',
        tiers,
        type: 'global_first_party',
        order: 1,
        last_updated: '2018-05-22T00:06:04Z',
        is_charitable: false,
      },
    ]);
  },
};

function themeImages(baseUrl: string, theme: string, bits: number): Record<string, Record<string, string>> {
  const sizes = (kind: string, ending: string): Record<string, string> =>
    Object.fromEntries(
      ['1', '1.5', '2', '3', '4'].map((size) => [
        size,
        cheermoteUrl(baseUrl, bits, { theme, kind, file: `${size}.${ending}` }),
      ]),
    );
  return { animated: sizes('animated', 'gif'), static: sizes('static', 'png') };
}

/** GET /bits/custom_power_ups */
export const getCustomPowerUps: Endpoint = {
  method: 'GET',
  path: '/bits/custom_power_ups',
  token: BITS,
  handle(call) {
    const { powerUps } = earningChannel(call);
    return dataReply(pickById(call, powerUps, { max: 50, notFound: MESSAGES.powerUpNotFound }).map(toPowerUp));
  },
};

function toPowerUp(powerUp: PowerUp): Record<string, unknown> {
  return {
    id: powerUp.id,
    title: powerUp.title,
    prompt: powerUp.prompt,
    bits: powerUp.bits,
    image: null,
    default_image: {
      url_1x: 'https://static-cdn.jtvnw.net/custom-power-ups/default-1.png',
      url_2x: 'https://static-cdn.jtvnw.net/custom-power-ups/default-2.png',
      url_4x: 'https://static-cdn.jtvnw.net/custom-power-ups/default-4.png',
    },
    background_color: '#9147FF',
    is_enabled: powerUp.isEnabled,
    is_user_input_required: powerUp.needsInput,
    max_per_stream_setting: { is_enabled: false, max_per_stream: 0 },
    max_per_user_per_stream_setting: { is_enabled: false, max_per_user_per_stream: 0 },
    global_cooldown_setting: { is_enabled: false, global_cooldown_seconds: 0 },
    is_paused: false,
    is_in_stock: true,
    redemptions_redeemed_current_stream: null,
    cooldown_expires_at: null,
  };
}
