import { useQuery } from '@tanstack/react-query';
import { team } from '../../../contract/team.ts';
import { ask } from '../../api/query-client.ts';
import { useMay, useMe } from '../../api/session.ts';
import { useTexts } from '../../app/locale.tsx';
import { PersonAvatar } from '../../ui/person-avatar.tsx';
import classes from './live-page.module.css';

/** Who of the team has a live window open right now; short: faces only. */
export function DutyList({ isShort }: { isShort?: boolean }) {
  const { t } = useTexts();
  const me = useMe();
  const may = useMay('team.read');
  const { data } = useQuery({ ...ask(team.members, {}), enabled: may });
  const present = data?.members.filter((member) => member.isPresent) ?? [];
  if (present.length === 0) return <p className={classes['note']}>{t('live.nobodyOnDuty')}</p>;
  if (isShort) {
    return (
      <ul className={classes['faces']}>
        {present.map((member) => (
          <li key={member.id} title={member.displayName || member.login}>
            <PersonAvatar name={member.displayName || member.login} id={member.twitchId ?? member.id} size={26} />
            <span className="sr-only">{member.displayName || member.login}</span>
          </li>
        ))}
      </ul>
    );
  }
  return (
    <ul className={classes['duty']}>
      {present.map((member) => (
        <li key={member.id}>
          <PersonAvatar name={member.displayName || member.login} id={member.twitchId ?? member.id} size={22} />
          <span>
            {member.displayName || member.login}
            {member.id === me.member.id ? ` (${t('common.you')})` : ''}
          </span>
          <small>{t(`common.roles.${member.role}`)}</small>
        </li>
      ))}
    </ul>
  );
}
