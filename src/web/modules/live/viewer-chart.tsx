import { useQuery } from '@tanstack/react-query';
import { live } from '../../../contract/live.ts';
import { ask } from '../../api/query-client.ts';
import { useSettings } from '../../api/session.ts';
import { useTexts } from '../../app/locale.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { useWidth } from '../../ui/use-width.ts';
import classes from './viewer-chart.module.css';

const HEIGHT = 128;
const LEFT = 30;
const BOTTOM = 20;

/** Viewers of the running stream, or else of the last one, minute by minute. */
export function ViewerChart() {
  const { t } = useTexts();
  const newest = useQuery(ask(live.broadcasts, { limit: 1 }));
  const broadcastId = newest.data?.broadcasts[0]?.id;
  const report = useQuery({
    ...ask(live.broadcast, { broadcastId: broadcastId ?? 0 }),
    enabled: broadcastId !== undefined,
    refetchInterval: 60_000,
  });
  const empty = <EmptyState>{t('live.emptyCourse')}</EmptyState>;
  if (newest.error && !newest.data) return <QueryView query={newest}>{() => null}</QueryView>;
  if (newest.data && broadcastId === undefined) return empty;
  return (
    <QueryView query={report}>{({ viewers }) => (viewers.length > 1 ? <Curve points={viewers} /> : empty)}</QueryView>
  );
}

function Curve({ points }: { points: readonly { at: string; value: number }[] }) {
  const { t, time, number } = useTexts();
  const { settings } = useSettings();
  const [ref, width] = useWidth<HTMLDivElement>();
  const from = Date.parse(points[0]?.at ?? '');
  const to = Date.parse(points.at(-1)?.at ?? '');
  const peak = points.reduce((best, point) => (point.value > best.value ? point : best));
  const top = niceTop(peak.value);
  const x = (at: string): number => LEFT + ((Date.parse(at) - from) / Math.max(1, to - from)) * (width - LEFT - 6);
  const y = (value: number): number => 6 + (1 - value / top) * (HEIGHT - BOTTOM - 6);
  const line = points.map((point) => `${x(point.at).toFixed(1)},${y(point.value).toFixed(1)}`).join(' ');
  const last = points.at(-1);
  const label = `${t('live.viewers')}: ${number(peak.value)}, ${time(peak.at)}`;
  const isHidden = settings.hideNumbers;
  return (
    <div ref={ref} className={classes['chart']}>
      {width > 0 ? (
        <svg width={width} height={HEIGHT} role="img" aria-label={isHidden ? t('common.hidden') : label}>
          {[1, 2 / 3, 1 / 3].map((share) => (
            <g key={share}>
              <line x1={LEFT} x2={width} y1={y(top * share)} y2={y(top * share)} className={classes['rule']} />
              <text x={0} y={y(top * share) + 4} className={classes['tick']}>
                {isHidden ? '•••' : number(top * share)}
              </text>
            </g>
          ))}
          <polygon
            points={`${LEFT},${HEIGHT - BOTTOM} ${line} ${x(last?.at ?? '')},${HEIGHT - BOTTOM}`}
            className={classes['area']}
          />
          <polyline points={line} className={classes['line']} />
          {last ? <circle cx={x(last.at)} cy={y(last.value)} r={3.5} className={classes['now']} /> : null}
          <text x={LEFT} y={HEIGHT - 4} className={classes['tick']}>
            {time(from)}
          </text>
          <text x={width - 2} y={HEIGHT - 4} textAnchor="end" className={classes['tick']}>
            {t('common.now')}
          </text>
        </svg>
      ) : null}
    </div>
  );
}

/** The next of 3, 6, 9, 15, 30, 45 … so that thirds are whole numbers. */
function niceTop(peak: number): number {
  for (let power = 1; ; power *= 10) {
    for (const step of [3, 6, 9, 15, 21]) if (step * power >= peak) return step * power;
  }
}
