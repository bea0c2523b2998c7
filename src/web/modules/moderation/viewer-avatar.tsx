import { useComputedColorScheme } from '@mantine/core';
import { chatColor } from '../../theme/chat-color.ts';
import type { Person } from './possible-acts.ts';
import classes from './viewer-avatar.module.css';

/** The first letter on the colour of the name: what one looks for in the chat. Decoration. */
export function ViewerAvatar({ person, size }: { person: Person; size: number }) {
  const scheme = useComputedColorScheme('dark');
  const color = chatColor(person.color ?? null, person.id ?? person.login, scheme);
  return (
    <span
      className={classes['avatar']}
      aria-hidden="true"
      style={{ width: size, height: size, fontSize: Math.round(size * 0.42), background: color }}
    >
      {/[\p{L}\p{N}]/u.exec(person.displayName)?.[0]?.toUpperCase() ?? '?'}
    </span>
  );
}
