import { IconBroadcast } from '@tabler/icons-react';
import { useTexts } from '../app/locale.tsx';
import classes from './live-pill.module.css';

/** The orange LIVE of the logo: only while the channel is live. */
export function LivePill() {
  return (
    <span className={classes['pill']}>
      <IconBroadcast size={14} stroke={2} aria-hidden="true" />
      LIVE
    </span>
  );
}

/** The small form: a still dot, with the word for screen readers. */
export function LiveDot() {
  const { t } = useTexts();
  return (
    <span className={classes['dot']}>
      <span className="sr-only">{t('common.shell.channelLive')}</span>
    </span>
  );
}
