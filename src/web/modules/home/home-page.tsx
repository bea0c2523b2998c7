import { SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { system } from '../../../contract/system.ts';
import { ask } from '../../api/query-client.ts';
import { useMay } from '../../api/session.ts';
import { useTexts } from '../../app/locale.tsx';
import { Card } from '../../ui/card.tsx';
import { PageBody, PageHeader } from '../../ui/page-header.tsx';
import { useNow } from '../../ui/use-now.ts';
import classes from './home-page.module.css';
import { LiveCard } from './live-card.tsx';
import { NumberTiles } from './number-tiles.tsx';

interface HomePageProps {
  /** Widgets of other rooms, composed by the shell. */
  readonly chat: ReactNode;
  readonly events: ReactNode;
  readonly duty: ReactNode;
  readonly problems: ReactNode;
  readonly connections: ReactNode;
}

type Days = 7 | 30 | 90;

/** What is now, what needs me, what came in: without scrolling on a laptop. */
export function HomePage({ chat, events, duty, problems, connections }: HomePageProps) {
  const { t, dayLong, time } = useTexts();
  const nowMs = useNow(10_000);
  const mayRead = useMay('live.read');
  const [days, setDays] = useState<Days>(30);
  const { data: needs } = useQuery(ask(system.problems, {}));
  return (
    <>
      <PageHeader
        title={dayLong(nowMs)}
        note={time(nowMs)}
        actions={
          mayRead ? (
            <SegmentedControl
              className={classes['range'] ?? ''}
              aria-label={t('home.range')}
              size="xs"
              value={String(days)}
              onChange={(value) => setDays(Number(value) as Days)}
              data={[
                { value: '7', label: t('home.range7') },
                { value: '30', label: t('home.range30') },
                { value: '90', label: t('home.range90') },
              ]}
            />
          ) : null
        }
      />
      <PageBody>
        <div className={classes['grid']}>
          <LiveCard className={classes['live']} duty={duty} />
          <Card
            className={classes['needs']}
            title={t('home.needsYou')}
            count={needs?.problems.length || undefined}
            flush
            fill
            footer={
              needs
                ? needs.problems.length > 0
                  ? t('home.restIsFine', { time: time(needs.checkedAt) })
                  : t('home.checked', { time: time(needs.checkedAt) })
                : undefined
            }
          >
            {problems}
          </Card>
          {mayRead ? <NumberTiles className={classes['tiles']} days={days} /> : null}
          {mayRead ? (
            <Card
              className={classes['chat']}
              title={t('live.chat')}
              flush
              fill
              actions={
                <Link to="/live" className={classes['all']}>
                  {t('home.openLive')}
                </Link>
              }
            >
              {chat}
            </Card>
          ) : null}
          {mayRead ? (
            <Card className={classes['events']} title={t('home.events')} flush fill>
              {events}
            </Card>
          ) : null}
          <Card className={classes['connections']} title={t('home.connections')} flush>
            {connections}
          </Card>
        </div>
      </PageBody>
    </>
  );
}
