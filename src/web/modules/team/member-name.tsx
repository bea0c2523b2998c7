import { IconCircleCheck } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { MemberView } from '../../../contract/team.ts';
import { useTexts } from '../../app/locale.tsx';
import { Badge } from '../../ui/badge.tsx';
import { PersonAvatar } from '../../ui/person-avatar.tsx';
import classes from './team-page.module.css';

/** Name and, in a font that tells I from l, the login: roles are given to the right person. */
export function MemberName({ member, isMe }: { member: MemberView; isMe: boolean }) {
  const { t } = useTexts();
  return (
    <div className={classes['member']}>
      <PersonAvatar name={member.displayName} id={member.twitchId ?? member.id} size={28} />
      <div className={classes['words']}>
        <div className={classes['name']}>
          {member.displayName}
          {member.isOwner ? <Badge tone="info">{t('team.owner')}</Badge> : null}
          {isMe ? <Badge>{t('common.you')}</Badge> : null}
        </div>
        <div className={classes['login']}>
          <span className="mono">{member.login}</span>
          {member.twitchId === null ? ` · ${t('team.neverSignedIn')}` : null}
        </div>
      </div>
    </div>
  );
}

export function Presence({ isPresent, children }: { isPresent: boolean; children: ReactNode }) {
  const { t } = useTexts();
  if (!isPresent) return <span className={classes['presence']}>{children}</span>;
  return (
    <span className={classes['presence']}>
      <IconCircleCheck size={15} stroke={1.75} aria-hidden="true" />
      {t('team.here')}
    </span>
  );
}
