import { IconEye, IconMessage } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { live } from '../../../contract/live.ts';
import { ask } from '../../api/query-client.ts';
import { useTexts } from '../../app/locale.tsx';
import { Figure } from '../../ui/figure.tsx';
import { useNow } from '../../ui/use-now.ts';
import classes from './live-page.module.css';

/** The running figures of the header: how long live, viewers, lines per minute. */
export function LiveFacts() {
  const { t, clock } = useTexts();
  const nowMs = useNow(1000);
  const { data: state } = useQuery({ ...ask(live.state, {}), refetchInterval: 15_000 });
  if (!state) return null;
  return (
    <div className={classes['facts']}>
      {state.isLive && state.startedAt ? (
        <span className={classes['fact']}>
          <span className="sr-only">{t('live.uptime')}</span>
          <strong className="num">{clock((nowMs - Date.parse(state.startedAt)) / 1000)}</strong>
        </span>
      ) : null}
      {state.isLive ? (
        <span className={classes['fact']}>
          <IconEye size={16} stroke={1.75} aria-hidden="true" />
          <span className="sr-only">{t('live.viewers')}</span>
          <strong>
            <Figure value={state.viewers} />
          </strong>
        </span>
      ) : null}
      <span className={`${classes['fact']} ${classes['optional']}`}>
        <IconMessage size={16} stroke={1.75} aria-hidden="true" />
        <span className="sr-only">{t('live.linesPerMinute')}</span>
        <strong>
          <Figure value={state.linesPerMinute} />
        </strong>
        <small>{t('live.perMinute')}</small>
      </span>
    </div>
  );
}
