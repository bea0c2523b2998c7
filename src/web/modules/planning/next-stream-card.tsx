import { Button } from '@mantine/core';
import { IconCalendarPlus, IconChecklist, IconCircleCheck } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { PlannedStream } from '../../../contract/planning.ts';
import { useMay } from '../../api/session.ts';
import { useTexts } from '../../app/locale.tsx';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorStrip } from '../../ui/error-strip.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { ChecklistPopover } from './checklist-popover.tsx';
import { countdownTo } from './countdown.ts';
import { useDayFormats } from './day-formats.ts';
import { addDays } from './days.ts';
import classes from './next-stream-card.module.css';
import { useGoPlanning } from './plan-door.ts';
import { useChangeStream, useNextStream } from './queries.ts';
import { StatusBadge, TwitchBadge } from './stream-badges.tsx';
import { StreamDayBand } from './stream-day-band.tsx';
import { useToday } from './use-today.ts';

/** The stream that comes next, on the band of its day. Nothing without the permission. */
export function NextStreamCard({ footer }: { footer?: ReactNode }) {
  return useMay('planning.read') ? <NextCard footer={footer} /> : null;
}

function NextCard({ footer }: { footer: ReactNode }) {
  const { t } = useTexts();
  const mayWrite = useMay('planning.write');
  const plan = useGoPlanning();
  const query = useNextStream();
  return (
    <Card footer={footer}>
      <QueryView query={query}>
        {({ stream }) =>
          stream ? (
            <Next stream={stream} />
          ) : (
            <EmptyState
              action={
                mayWrite ? (
                  <Button leftSection={<IconCalendarPlus size={15} stroke={1.75} />} onClick={plan}>
                    {t('planning.plan')}
                  </Button>
                ) : null
              }
            >
              {t('planning.empty')}
            </EmptyState>
          )
        }
      </QueryView>
    </Card>
  );
}

function Next({ stream }: { stream: PlannedStream }) {
  const { t } = useTexts();
  const mayWrite = useMay('planning.write');
  const navigate = useNavigate();
  const confirm = useChangeStream();
  const { nowMs } = useToday(10_000);
  const { state, seconds } = countdownTo(Date.parse(stream.startsAt), nowMs);
  const open = (): void => void navigate({ to: '/planning', search: { stream: stream.id } });
  const isUnconfirmed = stream.status === 'planned' && mayWrite;
  return (
    <div className={classes['card']}>
      <div className={classes['top']}>
        <div className={classes['words']}>
          <p className={classes['over']}>
            <span>{t('planning.next.title')}</span>
            <StatusBadge status={stream.status} />
            {stream.twitch.state === 'off' ? null : <TwitchBadge state={stream.twitch.state} />}
          </p>
          <h2 className={classes['title']}>{stream.title}</h2>
          <p className={classes['when']}>
            <When stream={stream} />
          </p>
        </div>
        <Countdown state={state} seconds={seconds} />
      </div>
      <StreamDayBand stream={stream} nowMs={nowMs} />
      <div className={classes['bottom']}>
        {isUnconfirmed ? (
          <Button
            loading={confirm.isPending}
            leftSection={<IconCircleCheck size={16} stroke={1.75} />}
            onClick={() => confirm.mutate({ streamId: stream.id, version: stream.version, status: 'confirmed' })}
          >
            {t('planning.confirm')}
          </Button>
        ) : null}
        <Button
          variant={isUnconfirmed ? 'default' : 'filled'}
          leftSection={<IconChecklist size={16} stroke={1.75} />}
          onClick={open}
        >
          {t('planning.next.open')}
        </Button>
        <ChecklistPopover stream={stream} />
      </div>
      {confirm.error ? <ErrorStrip error={confirm.error} /> : null}
    </div>
  );
}

function When({ stream }: { stream: PlannedStream }) {
  const { t, time, dayKey } = useTexts();
  const days = useDayFormats();
  const today = useToday();
  const day = dayKey(stream.startsAt);
  const name =
    day === today.day ? t('planning.today') : day === addDays(today.day, 1) ? t('planning.tomorrow') : days.short(day);
  return [
    `${name} ${time(stream.startsAt)}–${time(stream.endsAt)}`,
    stream.category?.name,
    stream.repeat ? t('planning.series') : null,
  ]
    .filter(Boolean)
    .join(' · ');
}

function Countdown({ state, seconds }: { state: 'ahead' | 'running'; seconds: number }) {
  const { t, duration } = useTexts();
  return (
    <p className={classes['clock']}>
      <span className="num">{seconds < 60 ? t('common.now') : duration(seconds)}</span>
      <small>{t(state === 'ahead' ? 'planning.next.untilStart' : 'planning.next.sinceStart')}</small>
    </p>
  );
}
