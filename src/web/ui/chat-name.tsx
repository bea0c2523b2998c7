import { useComputedColorScheme } from '@mantine/core';
import type { ChatLineView } from '../../contract/live.ts';
import { useSettings } from '../api/session.ts';
import { chatColor } from '../theme/chat-color.ts';
import { useBadgeTitles } from './badge-titles.ts';
import classes from './chat-text.module.css';

type ChatUser = NonNullable<ChatLineView['user']>;

/** Badges in Twitch's order, 16 px so that no line grows. */
export function ChatBadges({ badges }: { badges: readonly string[] }) {
  const titles = useBadgeTitles();
  return badges.map((badge) => (
    <img
      key={badge}
      className={classes['badge']}
      src={`/api/live/badges/${badge.split('/').map(encodeURIComponent).join('/')}`}
      alt={titles.get(badge) ?? badge.split('/')[0] ?? ''}
      title={titles.get(badge) ?? badge}
      width={16}
      height={16}
    />
  ));
}

/** A name in the colour its person chose, made readable on both schemes. */
export function ChatName({ user, onOpen }: { user: ChatUser; onOpen?: ((user: ChatUser) => void) | undefined }) {
  const scheme = useComputedColorScheme('dark');
  const { settings } = useSettings();
  const color = settings.plainNames ? 'var(--lx-text)' : chatColor(user.color, user.id ?? user.login, scheme);
  // A name in another script is followed by the login, which is what one types.
  const isForeign = user.displayName.toLowerCase() !== user.login;
  const name = (
    <>
      {user.displayName}
      {isForeign ? <span className={classes['login']}> ({user.login})</span> : null}
    </>
  );
  if (!onOpen) {
    return (
      <span className={classes['name']} style={{ color }}>
        {name}
      </span>
    );
  }
  return (
    <button type="button" tabIndex={-1} className={classes['name']} style={{ color }} onClick={() => onOpen(user)}>
      {name}
    </button>
  );
}
