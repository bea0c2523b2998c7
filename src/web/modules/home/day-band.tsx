import type { ChannelStateView } from '../../../contract/live.ts';
import { useTexts } from '../../app/locale.tsx';
import { TimeBand } from '../../ui/time-band.tsx';

const HOUR_MS = 3_600_000;

/** Today as a strip around now, with the stream on it. */
export function DayBand({ state, nowMs }: { state: ChannelStateView; nowMs: number }) {
  const { t, time } = useTexts();
  const startedMs = state.isLive && state.startedAt ? Date.parse(state.startedAt) : null;
  // Whole hours around now: the start of a long stream stays on the band.
  const firstMs = Math.min(startedMs ?? nowMs, nowMs - 4 * HOUR_MS);
  const fromMs = Math.floor(firstMs / HOUR_MS) * HOUR_MS;
  const toMs = Math.ceil((nowMs + 6 * HOUR_MS) / HOUR_MS) * HOUR_MS;
  const step = Math.max(1, Math.round((toMs - fromMs) / HOUR_MS / 6)) * HOUR_MS;
  const ticks = [];
  for (let atMs = fromMs; atMs <= toMs; atMs += step) ticks.push({ atMs, label: time(atMs) });
  const blocks =
    startedMs === null
      ? []
      : [{ id: 'stream', fromMs: startedMs, toMs: nowMs, lane: 0, look: 'live' as const, label: state.title }];
  const label =
    startedMs === null
      ? t('home.bandOffline', { now: time(nowMs) })
      : t('home.bandLabel', { from: time(startedMs), now: time(nowMs) });
  return (
    <TimeBand
      fromMs={fromMs}
      toMs={toMs}
      nowMs={nowMs}
      nowLabel={time(nowMs)}
      blocks={blocks}
      ticks={ticks}
      label={label}
      lanes={1}
      laneHeight={30}
    />
  );
}
