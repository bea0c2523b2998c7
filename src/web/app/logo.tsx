import classes from './logo.module.css';

/** The mark: a play triangle inside an angular K and X. */
export function Mark({ size = 26 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" fill="none" aria-hidden="true">
      <path
        d="M14.5 4H4v24h10.500l5-6.500 4 6.500h5.500L22 18.500 19.500 16l2.500-2.500L29 4h-5.500l-4 6.500z"
        stroke="var(--lx-steel)"
        strokeWidth={2.4}
        strokeLinejoin="round"
      />
      <path d="M9 9.500v13l9.500-6.500z" fill="var(--lx-brand, var(--lx-chart2))" />
    </svg>
  );
}

export function Logo({ size = 26 }: { size?: number }) {
  return (
    <span className={classes['logo']} style={{ fontSize: Math.round(size * 0.64) }}>
      <Mark size={size} />
      <span>
        <span className={classes['live']}>live</span>Xtrem
      </span>
    </span>
  );
}
