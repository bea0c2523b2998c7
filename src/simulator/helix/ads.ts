import { AD_PAUSE_MS, runAd, snoozeAd } from '../world-ads.ts';
import type { Channel } from '../world-state.ts';
import {
  dataReply,
  type Endpoint,
  earningChannel,
  granted,
  type HelixCall,
  HelixRefusal,
  isEarning,
  ownChannel,
  ownChannelOfBody,
  refuseUnlessEarning,
  wholeField,
} from './endpoint.ts';
import { MESSAGES } from './messages.ts';

/** Twitch rounds down to one of these. */
const LENGTHS = [180, 150, 120, 90, 60, 30] as const;

/** POST /channels/commercial: an ad now. For the broadcaster only; editors and moderators cannot. */
export const postCommercial: Endpoint = {
  method: 'POST',
  path: '/channels/commercial',
  token: {
    kind: 'user-or-granted',
    scopes: ['channel:edit:commercial'],
    grants: (call) => [{ userId: String(call.body['broadcaster_id'] ?? ''), scopes: ['channel:edit:commercial'] }],
  },
  handle(call) {
    const channel = ownChannelOfBody(call);
    const wanted = wholeField(call, 'length', [1, 180]);
    if (wanted === undefined) throw new HelixRefusal(400, MESSAGES.parameterMissing('length'));
    refuseUnlessEarning(call, channel);
    if (!channel.stream) throw new HelixRefusal(400, MESSAGES.notLive);
    const { lastAtMs } = channel.ads;
    if (lastAtMs !== null && call.world.nowMs() < lastAtMs + AD_PAUSE_MS) {
      throw new HelixRefusal(429, MESSAGES.adCooldown);
    }
    const length = LENGTHS.find((one) => one <= wanted) ?? 30;
    runAd(call.world, channel.broadcasterId, length, channel.broadcasterId);
    return dataReply([{ length, message: '', retry_after: AD_PAUSE_MS / 1000 }]);
  },
};

/** GET /channels/ads. The times are numbers, whatever the documentation says; 0 is none, and all a channel without ads has. */
export const getAds: Endpoint = {
  method: 'GET',
  path: '/channels/ads',
  token: granted(['channel:read:ads'], 'broadcaster_id'),
  handle(call) {
    const channel = ownChannel(call);
    if (!isEarning(call, channel)) return dataReply([NO_ADS]);
    const { ads, stream } = channel;
    const freeMs = Math.max(0, ads.prerollFreeUntilMs - call.world.nowMs());
    return dataReply([
      {
        ...snoozeFields(channel),
        duration: ads.nextAtMs === null ? 0 : ads.durationSeconds,
        last_ad_at: seconds(ads.lastAtMs),
        preroll_free_time: stream ? Math.floor(freeMs / 1000) : 0,
      },
    ]);
  },
};

const NO_ADS = {
  snooze_count: 0,
  snooze_refresh_at: 0,
  next_ad_at: 0,
  duration: 0,
  last_ad_at: 0,
  preroll_free_time: 0,
};

/** POST /channels/ads/schedule/snooze: five minutes later. */
export const postSnooze: Endpoint = {
  method: 'POST',
  path: '/channels/ads/schedule/snooze',
  token: granted(['channel:manage:ads'], 'broadcaster_id'),
  handle(call: HelixCall) {
    const channel = earningChannel(call);
    if (!channel.stream) throw new HelixRefusal(400, MESSAGES.notLive);
    if (channel.ads.nextAtMs === null) throw new HelixRefusal(400, MESSAGES.noAdPlanned);
    if (!snoozeAd(call.world, channel.ads)) throw new HelixRefusal(429, MESSAGES.noSnoozes);
    return dataReply([snoozeFields(channel)]);
  },
};

function snoozeFields({ ads, stream }: Channel): Record<string, number> {
  return {
    snooze_count: ads.snoozes,
    snooze_refresh_at: seconds(ads.snoozeRefreshAtMs),
    next_ad_at: stream ? seconds(ads.nextAtMs) : 0,
  };
}

function seconds(atMs: number | null): number {
  return atMs === null ? 0 : Math.floor(atMs / 1000);
}
