interface SparklineProps {
  readonly points: readonly number[];
  /** The finding, for screen readers. */
  readonly label: string;
  readonly width?: number;
  readonly height?: number;
  /** The line alone, for a row of figures. */
  readonly isPlain?: boolean;
}

const INSET = 3;

/** A small line without axis; the last point is marked. */
export function Sparkline({ points, label, width = 96, height = 28, isPlain = false }: SparklineProps) {
  if (points.length < 2) return null;
  const low = Math.min(...points);
  const span = Math.max(...points) - low || 1;
  const places = points.map((value, index) => ({
    x: INSET + (index / (points.length - 1)) * (width - 2 * INSET),
    y: height - INSET - ((value - low) / span) * (height - 2 * INSET),
  }));
  const line = places.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ');
  const last = places.at(-1);
  return (
    <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
      {isPlain ? null : (
        <polygon
          points={`${INSET},${height} ${line} ${width - INSET},${height}`}
          fill="var(--lx-chart1)"
          opacity={0.12}
        />
      )}
      <polyline points={line} fill="none" stroke="var(--lx-chart1)" strokeWidth={1.5} strokeLinejoin="round" />
      <circle cx={last?.x} cy={last?.y} r={2.5} fill="var(--lx-chart1)" />
    </svg>
  );
}
