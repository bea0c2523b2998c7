import { useId } from 'react';
import classes from './time-band.module.css';
import { useWidth } from './use-width.ts';

export interface BandBlock {
  readonly id: string;
  readonly fromMs: number;
  readonly toMs: number;
  readonly label: string;
  readonly lane: number;
  /** `live` is happening or next, `plain` everything planned, `busy` hatched, `ok`/`dim`/`warn` coverage. */
  readonly look: 'live' | 'plain' | 'busy' | 'ok' | 'dim' | 'warn';
}

interface TimeBandProps {
  readonly fromMs: number;
  readonly toMs: number;
  readonly nowMs: number | null;
  readonly blocks: readonly BandBlock[];
  readonly ticks: readonly { readonly atMs: number; readonly label: string }[];
  /** The words over the now line. */
  readonly nowLabel?: string;
  /** What the band shows, for screen readers. */
  readonly label: string;
  readonly lanes?: number;
  readonly laneHeight?: number;
}

const HEAD = 22;
const LANE_GAP = 5;

/** Time as a strip: what happens on lanes, and an orange now line whose head is the logo's triangle. */
export function TimeBand({
  fromMs,
  toMs,
  nowMs,
  blocks,
  ticks,
  nowLabel,
  label,
  lanes,
  laneHeight = 22,
}: TimeBandProps) {
  const [ref, width] = useWidth<HTMLDivElement>();
  const id = useId();
  const count = lanes ?? Math.max(1, ...blocks.map((block) => block.lane + 1));
  const height = HEAD + count * (laneHeight + LANE_GAP) + LANE_GAP;
  const place = (ms: number): number => ((Math.min(toMs, Math.max(fromMs, ms)) - fromMs) / (toMs - fromMs)) * width;
  const now = nowMs !== null && nowMs >= fromMs && nowMs <= toMs ? place(nowMs) : null;
  return (
    <div ref={ref} className={classes['band']} style={{ height }}>
      {width > 0 ? (
        <svg width={width} height={height} role="img" aria-label={label}>
          <defs>
            <linearGradient id={`${id}-past`}>
              <stop offset="0" stopColor="var(--lx-live)" stopOpacity={0} />
              <stop offset="1" stopColor="var(--lx-live)" stopOpacity={0.16} />
            </linearGradient>
            <pattern id={`${id}-busy`} width={6} height={6} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
              <rect width={6} height={6} fill="var(--lx-raised)" />
              <line x1={0} y1={0} x2={0} y2={6} stroke="var(--lx-border)" strokeWidth={2.5} />
            </pattern>
          </defs>
          {ticks.map((tick, index) => (
            <g key={tick.atMs}>
              <line x1={place(tick.atMs)} x2={place(tick.atMs)} y1={HEAD} y2={height} className={classes['rule']} />
              {now !== null && place(tick.atMs) > now - (nowLabel ? 66 : 20) && place(tick.atMs) < now + 24 ? null : (
                <text
                  x={place(tick.atMs)}
                  y={12}
                  className={classes['tick']}
                  textAnchor={index === 0 ? 'start' : place(tick.atMs) > width - 12 ? 'end' : 'middle'}
                >
                  {tick.label}
                </text>
              )}
            </g>
          ))}
          {now === null ? null : <rect x={0} y={HEAD} width={now} height={height - HEAD} fill={`url(#${id}-past)`} />}
          {blocks.map((block) => {
            const x = place(block.fromMs);
            const wide = Math.max(3, place(block.toMs) - x);
            const y = HEAD + LANE_GAP + block.lane * (laneHeight + LANE_GAP);
            return (
              <g key={block.id} className={classes['block']} data-look={block.look}>
                <title>{block.label}</title>
                <rect
                  x={x}
                  y={y}
                  width={wide}
                  height={laneHeight}
                  rx={4}
                  {...(block.look === 'busy' ? { fill: `url(#${id}-busy)` } : {})}
                />
                {block.look === 'live' ? (
                  <rect x={x} y={y} width={3} height={laneHeight} className={classes['edge']} />
                ) : null}
                {wide > 7 * block.label.length + 16 ? (
                  <svg x={x} y={y} width={wide - 4} height={laneHeight} aria-hidden="true">
                    <text x={9} y={laneHeight / 2 + 4}>
                      {block.label}
                    </text>
                  </svg>
                ) : null}
              </g>
            );
          })}
          {now === null ? null : (
            <g>
              <line x1={now} x2={now} y1={HEAD - 4} y2={height} className={classes['now']} />
              <path d={`M${now - 6} ${HEAD - 8}h12l-6 8z`} className={classes['head']} />
              {nowLabel ? (
                <text
                  x={now < 48 ? 0 : now - 10}
                  y={12}
                  textAnchor={now < 48 ? 'start' : 'end'}
                  className={classes['nowLabel']}
                >
                  {nowLabel}
                </text>
              ) : null}
            </g>
          )}
        </svg>
      ) : null}
    </div>
  );
}
