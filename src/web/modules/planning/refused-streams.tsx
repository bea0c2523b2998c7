import { IconAlertTriangle } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { PlannedStream } from '../../../contract/planning.ts';
import { refusalSentence, useTexts } from '../../app/locale.tsx';
import { Card } from '../../ui/card.tsx';
import { AllowSchedule, needsRight } from './allow-schedule.tsx';
import { useDayFormats } from './day-formats.ts';
import { dayIn } from './moving.ts';
import { adviceFor } from './refusal-advice.ts';
import classes from './refused-streams.module.css';

/** What Twitch refused: why in its own terms, and what helps. */
export function RefusedStreams({ streams }: { streams: readonly PlannedStream[] }) {
  const { t, time, zone } = useTexts();
  const days = useDayFormats();
  return (
    <Card title={t('planning.sync.refused')} count={streams.length} flush>
      <ul className={classes['list']}>
        {streams.map((stream) => {
          const { refusal } = stream.twitch;
          const advice = adviceFor(refusal?.code);
          return (
            <li key={stream.id}>
              <IconAlertTriangle size={17} stroke={1.75} aria-hidden="true" />
              <div className={classes['words']}>
                <p className={classes['title']}>
                  {stream.title}
                  <span className="num">
                    {days.short(dayIn(zone, stream.startsAt))} {time(stream.startsAt)}
                  </span>
                </p>
                {refusal ? <p>{refusalSentence(t, refusal.code, refusal.params)}</p> : null}
                {advice ? <p className={classes['advice']}>{t(`planning.sync.advice.${advice}`)}</p> : null}
                {refusal && needsRight(refusal.code) ? <AllowSchedule /> : null}
              </div>
              <Link to="/planning" search={{ stream: stream.id }} className={classes['link']}>
                {t('planning.sync.openStream')}
              </Link>
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
