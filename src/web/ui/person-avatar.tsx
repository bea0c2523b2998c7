import classes from './person-avatar.module.css';

// Two related tones each; white text on the darker one is above 4.5 for all of them.
const TONES = ['#B4480F', '#6A32B5', '#9B3419', '#1D6499', '#1B7F4B', '#923787', '#575600', '#2C47D1'] as const;

interface PersonAvatarProps {
  readonly name: string;
  /** Decides the colour: the same everywhere, also after a rename. */
  readonly id: string;
  readonly size?: number;
}

/** The first letter of a name. Decoration: the name always stands beside it or in a label. */
export function PersonAvatar({ name, id, size = 26 }: PersonAvatarProps) {
  let sum = 0;
  for (const letter of id) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) >>> 0;
  const initial = /[\p{L}\p{N}]/u.exec(name)?.[0]?.toUpperCase() ?? '?';
  return (
    <span
      className={classes['avatar']}
      aria-hidden="true"
      style={{ width: size, height: size, fontSize: Math.round(size * 0.42), background: TONES[sum % TONES.length] }}
    >
      {initial}
    </span>
  );
}
