import { useComputedColorScheme } from '@mantine/core';
import { createContext, type ReactNode, useContext, useMemo } from 'react';
import type { ChatLineView } from '../../contract/live.ts';
import { useSettings } from '../api/session.ts';
import { chatColor } from '../theme/chat-color.ts';
import type { Scheme } from '../theme/tokens.ts';
import { useBadgeTitles } from './badge-titles.ts';
import classes from './chat-text.module.css';

type ChatUser = NonNullable<ChatLineView['user']>;

interface ChatLook {
  readonly scheme: Scheme;
  readonly plainNames: boolean;
  readonly badgeTitles: ReadonlyMap<string, string>;
}

const LookContext = createContext<ChatLook | null>(null);

/** Asks once for all names and badges below it: a full chat would ask five hundred times a second. */
export function ChatLookProvider({ children }: { children: ReactNode }) {
  return <LookContext value={useOwnLook()}>{children}</LookContext>;
}

function useOwnLook(): ChatLook {
  const scheme = useComputedColorScheme('dark');
  const { plainNames } = useSettings().settings;
  const badgeTitles = useBadgeTitles();
  return useMemo(() => ({ scheme, plainNames, badgeTitles }), [scheme, plainNames, badgeTitles]);
}

interface ChatBadgesProps {
  readonly badges: readonly string[];
}

/** Badges in Twitch's order, 16 px so that no line grows. */
export function ChatBadges({ badges }: ChatBadgesProps) {
  const look = useContext(LookContext);
  return look ? <Badges badges={badges} titles={look.badgeTitles} /> : <BadgesAlone badges={badges} />;
}

function BadgesAlone({ badges }: ChatBadgesProps) {
  return <Badges badges={badges} titles={useBadgeTitles()} />;
}

function Badges({ badges, titles }: ChatBadgesProps & { titles: ReadonlyMap<string, string> }) {
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

interface ChatNameProps {
  readonly user: ChatUser;
  readonly onOpen?: ((user: ChatUser) => void) | undefined;
}

/** A name in the colour its person chose, made readable on both schemes. */
export function ChatName(props: ChatNameProps) {
  const look = useContext(LookContext);
  return look ? <Name {...props} look={look} /> : <NameAlone {...props} />;
}

function NameAlone(props: ChatNameProps) {
  const scheme = useComputedColorScheme('dark');
  const { plainNames } = useSettings().settings;
  return <Name {...props} look={{ scheme, plainNames }} />;
}

function Name({ user, onOpen, look }: ChatNameProps & { look: Pick<ChatLook, 'scheme' | 'plainNames'> }) {
  const color = look.plainNames ? 'var(--lx-text)' : chatColor(user.color, user.id ?? user.login, look.scheme);
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
