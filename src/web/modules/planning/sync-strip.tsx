import { IconCalendarX } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTexts } from '../../app/locale.tsx';
import { Strip } from '../../ui/strip.tsx';
import classes from './calendar-side.module.css';
import { useSyncState } from './queries.ts';

/** Where the right column has no room: that plan and Twitch differ, and the way there. */
export function SyncStrip() {
  const { t } = useTexts();
  const state = useSyncState().data;
  const count = state ? state.differences.length + state.refused.length : 0;
  if (count === 0) return null;
  return (
    <Strip
      form="line"
      tone="warn"
      icon={<IconCalendarX size={16} stroke={1.75} aria-hidden="true" />}
      action={
        <Link to="/planning/sync" className={classes['link']}>
          {t('planning.side.decide')}
        </Link>
      }
    >
      {t('planning.side.differ', { count })}
    </Strip>
  );
}
