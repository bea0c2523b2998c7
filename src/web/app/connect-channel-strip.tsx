import { IconPlugConnected } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useMe } from '../api/session.ts';
import { Strip } from '../ui/strip.tsx';
import { useTexts } from './locale.tsx';
import classes from './state-strips.module.css';

/** For the owner of a real installation that follows no channel yet: the one next step. */
export function ConnectChannelStrip() {
  const { t } = useTexts();
  const me = useMe();
  if (me.channel !== null || !me.member.isOwner || me.isSandbox) return null;
  return (
    <Strip
      form="line"
      tone="act"
      icon={<IconPlugConnected size={16} stroke={1.75} aria-hidden="true" />}
      action={
        <Link to="/connect" search={{ step: me.hasTwitchApp ? 'rights' : 'app' }} className={classes['link']}>
          {t('common.shell.connectChannelAction')}
        </Link>
      }
    >
      {t('common.shell.connectChannel')} {t('common.shell.connectChannelHint')}
    </Strip>
  );
}
