import type { CSSProperties, ReactNode } from 'react';
import classes from './coverage-band.module.css';

/** A stretch of time on a lane; later ones are drawn over earlier ones. */
export interface CoverageSpan {
  readonly fromMs: number;
  readonly toMs: number;
  /** `ok` while it mattered most, `dim` otherwise, `warn` where something is missing. */
  readonly look: 'ok' | 'dim' | 'warn';
  /** Shown where the mouse rests. */
  readonly title?: string;
}

export interface CoverageLane {
  readonly id: string;
  readonly label: string;
  readonly spans: readonly CoverageSpan[];
  /** What the lane shows, for who does not see it. */
  readonly description: string;
  /** The finding, at the right. */
  readonly words: ReactNode;
}

interface CoverageBandProps {
  readonly fromMs: number;
  readonly toMs: number;
  readonly nowMs: number;
  readonly lanes: readonly CoverageLane[];
  readonly ticks: readonly { readonly atMs: number; readonly label: string }[];
}

/** What was recorded, one lane for each kind, up to the orange now line; each lane says in words what it shows. */
export function CoverageBand({ fromMs, toMs, nowMs, lanes, ticks }: CoverageBandProps) {
  const share = (ms: number): number => ((Math.min(toMs, Math.max(fromMs, ms)) - fromMs) / (toMs - fromMs)) * 100;
  return (
    <ul className={classes['band']}>
      {lanes.map((lane) => (
        <li key={lane.id} className={classes['lane']}>
          <span className={classes['label']}>{lane.label}</span>
          <span className={classes['track']} role="img" aria-label={lane.description}>
            {lane.spans.map((span) => (
              <span
                key={`${span.look} ${span.fromMs}`}
                className={classes['span']}
                data-look={span.look}
                title={span.title}
                style={placeOf(share(span.fromMs), share(span.toMs))}
              />
            ))}
            <span className={classes['now']} style={{ left: `${share(nowMs)}%` }} />
          </span>
          <span className={classes['words']}>{lane.words}</span>
        </li>
      ))}
      <li className={classes['axis']} aria-hidden="true">
        {ticks.map((tick) => (
          <span key={tick.atMs} className={classes['tick']} style={{ left: `${share(tick.atMs)}%` }}>
            {tick.label}
          </span>
        ))}
      </li>
    </ul>
  );
}

/** Held at the nearer end of the track, so that what is drawn wider than it lasted stays on it. */
function placeOf(from: number, to: number): CSSProperties {
  const width = `${to - from}%`;
  return from > 50 ? { right: `${100 - to}%`, width } : { left: `${from}%`, width };
}
