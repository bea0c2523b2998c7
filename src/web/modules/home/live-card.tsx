import { Button } from '@mantine/core';
import { IconMessages } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { live } from '../../../contract/live.ts';
import { ask } from '../../api/query-client.ts';
import { useMay } from '../../api/session.ts';
import { useTexts } from '../../app/locale.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Card } from '../../ui/card.tsx';
import { Figure } from '../../ui/figure.tsx';
import { LivePill } from '../../ui/live-pill.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { useNow } from '../../ui/use-now.ts';
import { DayBand } from './day-band.tsx';
import classes from './live-card.module.css';

/** The channel now: live or not, since when, on the band of the day. */
export function LiveCard({ footer }: { footer: ReactNode }) {
  const { t, clock, time } = useTexts();
  const nowMs = useNow(1000);
  const mayRead = useMay('live.read');
  const navigate = useNavigate();
  const query = useQuery({ ...ask(live.state, {}), refetchInterval: 30_000 });
  return (
    <Card footer={footer}>
      <QueryView query={query}>
        {(state) => (
          <div className={classes['card']}>
            <div className={classes['top']}>
              <div className={classes['words']}>
                <p className={classes['over']}>
                  {state.isLive ? <LivePill /> : <Badge>{t('home.offlineNow')}</Badge>}
                  {state.isLive && state.startedAt ? (
                    <span>{t('home.since', { time: time(state.startedAt) })}</span>
                  ) : (
                    <span>{t('home.lastTitle')}</span>
                  )}
                </p>
                <h2 className={classes['title']}>{state.title || t('live.noTitle')}</h2>
                <p className={classes['category']}>{state.category}</p>
              </div>
              {state.isLive && state.startedAt ? (
                <p className={classes['clock']}>
                  <span className="num">{clock((nowMs - Date.parse(state.startedAt)) / 1000)}</span>
                  <small>
                    <Figure value={state.viewers} /> {t('home.watching')}
                  </small>
                </p>
              ) : null}
            </div>
            <DayBand state={state} nowMs={nowMs} />
            {mayRead ? (
              <div className={classes['bottom']}>
                <Button
                  leftSection={<IconMessages size={16} stroke={1.75} />}
                  onClick={() => void navigate({ to: '/live' })}
                >
                  {t('home.openLive')}
                </Button>
              </div>
            ) : null}
          </div>
        )}
      </QueryView>
    </Card>
  );
}
