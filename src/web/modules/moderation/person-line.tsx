import { ChatName } from '../../ui/chat-name.tsx';
import classes from './person-line.module.css';
import type { Person } from './possible-acts.ts';
import { ViewerAvatar } from './viewer-avatar.tsx';

/** Whom it hits: the name as everyone sees it, the login in letters that tell `I`, `l` and `1` apart. */
export function PersonLine({ person }: { person: Person }) {
  return (
    <div className={classes['person']}>
      <ViewerAvatar person={person} size={32} />
      <div className={classes['words']}>
        <ChatName user={{ ...person, color: person.color ?? null, badges: [...(person.badges ?? [])] }} />
        <span className={classes['login']}>{person.login}</span>
      </div>
    </div>
  );
}
