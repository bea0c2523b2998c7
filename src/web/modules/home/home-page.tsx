import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { live } from '../../../contract/live.ts';
import { system } from '../../../contract/system.ts';
import { ask } from '../../api/query-client.ts';
import { useMay } from '../../api/session.ts';
import { useTexts } from '../../app/locale.tsx';
import { Card } from '../../ui/card.tsx';
import { PageBody, PageHeader } from '../../ui/page-header.tsx';
import { useNow } from '../../ui/use-now.ts';
import { CardFoot } from './card-foot.tsx';
import { DaysChoice } from './days-choice.tsx';
import classes from './home-page.module.css';
import { LiveCard } from './live-card.tsx';
import { type Days, NumberTiles } from './number-tiles.tsx';

interface HomePageProps {
  /** Widgets of other rooms, composed by the shell; each shows nothing to who may not read it. */
  readonly nextStream: (footer: ReactNode) => ReactNode;
  readonly tasks: ReactNode;
  readonly money: ReactNode;
  readonly lastStream: ReactNode;
  readonly chat: ReactNode;
  readonly events: ReactNode;
  readonly duty: ReactNode;
  readonly problems: ReactNode;
}

/** What is next or now, what needs me, what came in: without scrolling on a laptop. */
export function HomePage({ nextStream, tasks, money, lastStream, chat, events, duty, problems }: HomePageProps) {
  const { t, dayLong, time } = useTexts();
  const nowMs = useNow(10_000);
  const mayRead = useMay('live.read');
  const mayPlan = useMay('planning.read');
  const maySeeMoney = useMay('finance.read');
  const [days, setDays] = useState<Days>(30);
  const { data: needs } = useQuery(ask(system.problems, {}));
  const { data: state } = useQuery({ ...ask(live.state, {}), refetchInterval: 30_000 });
  const foot = <CardFoot duty={duty} />;
  return (
    <>
      <PageHeader
        title={dayLong(nowMs)}
        note={time(nowMs)}
        actions={mayRead ? <DaysChoice days={days} onChange={setDays} /> : null}
      />
      <PageBody>
        <div className={classes['page']}>
          <div className={classes['top']}>
            {mayPlan && state && !state.isLive ? nextStream(foot) : <LiveCard footer={foot} />}
            <div className={classes['needs']}>
              <Card
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
            </div>
          </div>
          <NumberTiles days={days} money={maySeeMoney ? money : null} />
          <div className={classes['columns']}>
            {mayPlan ? <div className={classes['scrolls']}>{tasks}</div> : null}
            {mayRead ? (
              <div className={classes['scrolls']} data-wide>
                <Card
                  title={t('home.events')}
                  flush
                  fill
                  actions={
                    <Link to="/live" className={classes['all']}>
                      {t('home.all')}
                    </Link>
                  }
                >
                  {events}
                </Card>
              </div>
            ) : null}
            {maySeeMoney ? lastStream : null}
            {mayRead && !maySeeMoney ? (
              <div className={classes['scrolls']}>
                <Card
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
              </div>
            ) : null}
          </div>
        </div>
      </PageBody>
    </>
  );
}
