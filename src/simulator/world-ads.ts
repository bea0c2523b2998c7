import { channelOf, type World } from './world.ts';
import type { AdPlan } from './world-features.ts';

export const AD_PAUSE_MS = 8 * 60_000;
const SNOOZE_MS = 5 * 60_000;
const SNOOZE_REFRESH_MS = 60 * 60_000;
const MOST_SNOOZES = 3;
/** So much freedom from ads at the beginning buys each second of an ad. */
const PREROLL_FREE_PER_SECOND = 20;

/** What Twitch's Ads Manager is told: an ad of this length at that moment, and again every so often. */
export function planAds(
  world: World,
  channelId: string,
  plan: { readonly atMs: number; readonly seconds: number; readonly everySeconds?: number | null },
): void {
  const { ads } = channelOf(world, channelId);
  ads.nextAtMs = plan.atMs;
  ads.durationSeconds = plan.seconds;
  ads.everySeconds = plan.everySeconds ?? null;
  world.touch();
}

/** @param requesterId null: it was planned. */
export function runAd(world: World, channelId: string, seconds: number, requesterId: string | null): void {
  const { ads } = channelOf(world, channelId);
  const startedAtMs = world.nowMs();
  ads.lastAtMs = startedAtMs;
  ads.prerollFreeUntilMs = startedAtMs + seconds * PREROLL_FREE_PER_SECOND * 1000;
  world.emit({
    kind: 'ad-break',
    channelId,
    seconds,
    startedAtMs,
    isAutomatic: requesterId === null,
    requesterId: requesterId ?? channelId,
  });
}

/** Puts the next ad off. False when none is left or none is planned. */
export function snoozeAd(world: World, ads: AdPlan): boolean {
  if (ads.snoozes === 0 || ads.nextAtMs === null) return false;
  ads.snoozes -= 1;
  ads.nextAtMs += SNOOZE_MS;
  ads.snoozeRefreshAtMs ??= world.nowMs() + SNOOZE_REFRESH_MS;
  world.touch();
  return true;
}

/** Runs a planned ad whose time has come, and gives back a snooze after an hour. */
export function runDueAd(world: World, channelId: string): void {
  const { ads, stream } = channelOf(world, channelId);
  const nowMs = world.nowMs();
  if (ads.snoozeRefreshAtMs !== null && nowMs >= ads.snoozeRefreshAtMs) {
    ads.snoozes = Math.min(MOST_SNOOZES, ads.snoozes + 1);
    ads.snoozeRefreshAtMs = ads.snoozes === MOST_SNOOZES ? null : nowMs + SNOOZE_REFRESH_MS;
  }
  if (ads.nextAtMs === null || nowMs < ads.nextAtMs || !stream) return;
  const { durationSeconds, everySeconds } = ads;
  ads.nextAtMs = everySeconds === null ? null : nowMs + everySeconds * 1000;
  runAd(world, channelId, durationSeconds, null);
}
