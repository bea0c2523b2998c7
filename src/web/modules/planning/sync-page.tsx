import { IconAlertTriangle, IconCircleCheck, IconClock, IconRefresh } from '@tabler/icons-react';
import type { SyncState } from '../../../contract/planning.ts';
import { useMay } from '../../api/session.ts';
import { refusalSentence, useTexts } from '../../app/locale.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Card } from '../../ui/card.tsx';
import { ErrorStrip } from '../../ui/error-strip.tsx';
import { Figure } from '../../ui/figure.tsx';
import { HeaderAction } from '../../ui/header-action.tsx';
import { PageBody, PageHeader } from '../../ui/page-header.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { useNow } from '../../ui/use-now.ts';
import { AllowSchedule, needsRight } from './allow-schedule.tsx';
import { CalendarLinks } from './calendar-links.tsx';
import { useDayFormats } from './day-formats.ts';
import { DifferenceCard } from './difference-card.tsx';
import { dayIn } from './moving.ts';
import { PlanGate } from './plan-gate.tsx';
import { useSyncNow, useSyncState } from './queries.ts';
import { RefusedStreams } from './refused-streams.tsx';
import classes from './sync-page.module.css';

/** How the plan and Twitch's own schedule stand to each other, and what will be done about it. */
export function SyncPage() {
  const { t } = useTexts();
  return (
    <PlanGate title={t('planning.sync.title')}>
      <Sync />
    </PlanGate>
  );
}

function Sync() {
  const { t, dateTime } = useTexts();
  const nowMs = useNow(30_000);
  const mayWrite = useMay('planning.write');
  const query = useSyncState();
  const sync = useSyncNow();
  const readAt = query.data?.readAt;
  return (
    <>
      <PageHeader
        title={t('planning.sync.title')}
        note={
          query.data
            ? readAt
              ? t('planning.sync.readAt', { time: dateTime(readAt, nowMs) })
              : t('planning.sync.neverRead')
            : undefined
        }
        actions={
          mayWrite && query.data && canSync(query.data) ? (
            <HeaderAction
              icon={IconRefresh}
              label={t(sync.isPending ? 'planning.sync.running' : 'planning.sync.now')}
              onClick={() => {
                if (!sync.isPending) sync.mutate();
              }}
            />
          ) : null
        }
      />
      <PageBody>
        <div className={classes['column']}>
          {sync.error ? <ErrorStrip error={sync.error} onRetry={() => sync.mutate()} /> : null}
          <QueryView query={query}>
            {(state) => (
              <>
                <Verdict state={state} />
                {state.differences.length > 0 ? (
                  <section className={classes['differences']} aria-labelledby="differences">
                    <h2 id="differences">{t('planning.sync.differences')}</h2>
                    <div>
                      {state.differences.map((difference) => (
                        <DifferenceCard key={difference.id} difference={difference} />
                      ))}
                    </div>
                  </section>
                ) : null}
                {state.refused.length > 0 ? <RefusedStreams streams={state.refused} /> : null}
                <Preview state={state} />
              </>
            )}
          </QueryView>
          <CalendarLinks />
          {mayWrite ? null : <p className={classes['note']}>{t('planning.sync.readOnly')}</p>}
        </div>
      </PageBody>
    </>
  );
}

/** A plan made for another channel waits for exactly this. */
function canSync({ state, refusal }: SyncState): boolean {
  return state !== 'off' || refusal?.code === 'planning.other-channel';
}

/** The state in one sentence, and the figures it is made of. */
function Verdict({ state }: { state: SyncState }) {
  const { t } = useTexts();
  const differing = state.differences.length;
  const isWell = state.state === 'ok' && differing === 0 && state.refused.length === 0;
  const isWarn = state.state === 'failed' || differing > 0 || state.refused.length > 0;
  const Icon = isWell ? IconCircleCheck : isWarn ? IconAlertTriangle : IconClock;
  const sentence =
    state.state === 'ok' && differing > 0
      ? t('planning.sync.sentences.differs', { count: differing })
      : state.state === 'waiting'
        ? t('planning.sync.sentences.waiting', { count: Math.max(1, state.waiting) })
        : state.state === 'ok' && state.refused.length > 0
          ? t('planning.sync.sentences.refused', { count: state.refused.length })
          : t(`planning.sync.sentences.${state.state}`);
  return (
    <Card flush>
      <div className={classes['verdict']} data-tone={isWell ? 'ok' : isWarn ? 'warn' : 'idle'}>
        <Icon size={20} stroke={1.75} aria-hidden="true" />
        <div>
          <p className={classes['sentence']}>{sentence}</p>
          {state.refusal ? (
            <p className={classes['why']}>{refusalSentence(t, state.refusal.code, state.refusal.params)}</p>
          ) : null}
          {state.refusal && needsRight(state.refusal.code) ? <AllowSchedule /> : null}
        </div>
      </div>
      <dl className={classes['figures']}>
        {(
          [
            ['same', state.same],
            ['waitingCount', state.waiting],
            ['differing', differing],
            ['refusedCount', state.refused.length],
          ] as const
        ).map(([name, value]) => (
          <div key={name}>
            <dt>{t(`planning.sync.${name}`)}</dt>
            <dd>
              <Figure value={value} />
            </dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}

const ACT_TONES = { create: 'ok', change: 'act', cancel: 'warn', restore: 'ok', delete: 'bad' } as const;

function Preview({ state }: { state: SyncState }) {
  const { t, time, zone } = useTexts();
  const days = useDayFormats();
  return (
    <Card title={t('planning.sync.preview')} count={state.preview.length || undefined} flush>
      {state.preview.length === 0 ? (
        <p className={classes['none']}>{t('planning.sync.previewEmpty')}</p>
      ) : (
        <ul className={classes['list']}>
          {state.preview.map(({ act, title, startsAt }) => (
            <li key={`${act} ${startsAt} ${title}`}>
              <span className={classes['act']}>
                <Badge tone={ACT_TONES[act]}>{t(`planning.sync.acts.${act}`)}</Badge>
              </span>
              <span className={classes['name']}>{title}</span>
              <span className="num">
                {days.short(dayIn(zone, startsAt))} {time(startsAt)}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
