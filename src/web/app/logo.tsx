import classes from './logo.module.css';

/** The mark: a play triangle inside an angular K and X. */
export function Mark({ size = 26 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" fill="none" aria-hidden="true">
      <path
        d="M3 5h8.100l4.900 6.500L20.900 5H29l-8.600 8.700 3.200 2.300-3.200 2.300L29 27h-8.100L16 20.500 11.100 27H3z"
        stroke="var(--lx-steel)"
        strokeWidth={2.2}
        strokeLinejoin="round"
      />
      <path d="M8.600 10v12l8-6z" fill="var(--lx-live)" />
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
