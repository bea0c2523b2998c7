import { useQuery } from '@tanstack/react-query';
import type { ChannelStateView } from '../../../contract/live.ts';
import { call } from '../../api/call.ts';
import { useMay } from '../../api/session.ts';
import { useTexts } from '../../app/locale.tsx';
import { type BandBlock, TimeBand } from '../../ui/time-band.tsx';

const HOUR_MS = 3_600_000;

/** Today as a strip around now: the stream that runs, and what is planned. */
export function DayBand({ state, nowMs }: { state: ChannelStateView; nowMs: number }) {
  const { t, time } = useTexts();
  const startedMs = state.isLive && state.startedAt ? Date.parse(state.startedAt) : null;
  // Whole hours around now: the start of a long stream stays on the band.
  const firstMs = Math.min(startedMs ?? nowMs, nowMs - 4 * HOUR_MS);
  const fromMs = Math.floor(firstMs / HOUR_MS) * HOUR_MS;
  const toMs = Math.ceil((nowMs + 6 * HOUR_MS) / HOUR_MS) * HOUR_MS;
  const planned = usePlanned(fromMs, toMs);
  const step = Math.max(1, Math.round((toMs - fromMs) / HOUR_MS / 6)) * HOUR_MS;
  const ticks = [];
  for (let atMs = fromMs; atMs <= toMs; atMs += step) ticks.push({ atMs, label: time(atMs) });
  const blocks: BandBlock[] = [];
  if (startedMs !== null) {
    blocks.push({ id: 'stream', fromMs: startedMs, toMs: nowMs, lane: 0, look: 'live', label: state.title });
  }
  blocks.push(...planned);
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
      lanes={planned.length > 0 ? 2 : 1}
      laneHeight={planned.length > 0 ? 22 : 30}
    />
  );
}

/** What stands in the plan, under the stream: it started late, it runs over. */
function usePlanned(fromMs: number, toMs: number): BandBlock[] {
  const mayPlan = useMay('planning.read');
  const period = { from: new Date(fromMs).toISOString(), to: new Date(toMs).toISOString() };
  const { data } = useQuery({
    // The path of the call, so that a changed plan is asked for again.
    queryKey: ['/planning/streams', period],
    async queryFn({ signal }) {
      // The contract of another room is no part of the first page.
      const { planning } = await import('../../../contract/planning.ts');
      return await call(planning.streams, period, { signal });
    },
    enabled: mayPlan,
  });
  return (data?.streams ?? [])
    .filter(({ status }) => status !== 'cancelled')
    .map(({ id, startsAt, endsAt, title }) => ({
      id,
      fromMs: Date.parse(startsAt),
      toMs: Date.parse(endsAt),
      lane: 1,
      look: 'plain',
      label: title,
    }));
}
