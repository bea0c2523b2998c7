import { IconFlask, IconPlugConnectedX } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useConnection } from '../api/connection.ts';
import { useMay, useMe } from '../api/session.ts';
import { Strip } from '../ui/strip.tsx';
import { useIsPhone } from '../ui/use-width.ts';
import { useTexts } from './locale.tsx';
import classes from './state-strips.module.css';

/** Above everything, on every page and dock: nothing here is real. */
export function SandboxStrip() {
  const { t } = useTexts();
  const me = useMe();
  const mayConnect = useMay('system.manage');
  const isPhone = useIsPhone();
  if (!me.isSandbox) return null;
  return (
    <section aria-label={t('common.shell.sandboxLabel')}>
      <Strip
        form="line"
        tone="info"
        announce="off"
        isHatched
        icon={<IconFlask size={15} stroke={1.75} aria-hidden="true" />}
        action={
          mayConnect ? (
            <Link to="/connect" className={classes['link']}>
              {t(isPhone ? 'common.shell.connectShort' : 'common.shell.connectReal')}
            </Link>
          ) : null
        }
      >
        {t('common.shell.sandbox')}
      </Strip>
    </section>
  );
}

/** Under the header while the server does not answer. */
export function OfflineStrip() {
  const { t, time } = useTexts();
  const { isOnline, lostAtMs } = useConnection();
  if (isOnline || lostAtMs === null) return null;
  return (
    <Strip
      form="line"
      tone="warn"
      announce="assertive"
      icon={<IconPlugConnectedX size={15} stroke={1.75} aria-hidden="true" />}
    >
      {t('common.shell.offline', { time: time(lostAtMs) })}
    </Strip>
  );
}
