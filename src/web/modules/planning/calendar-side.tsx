import { IconAlertTriangle, IconCheck, IconChecklist, IconCircleDashed } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { PlannedStream } from '../../../contract/planning.ts';
import { refusalSentence, useTexts } from '../../app/locale.tsx';
import { Badge } from '../../ui/badge.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import classes from './calendar-side.module.css';
import { useDayFormats } from './day-formats.ts';
import { DifferenceCard } from './difference-card.tsx';
import { dayIn } from './moving.ts';
import { usePlannedStreams, useSyncState } from './queries.ts';
import { needsOf } from './stream-needs.ts';
import { useSoon } from './use-soon.ts';

/** While no stream is picked: how plan and Twitch stand, and what the coming days still need. */
export function CalendarSide({ onPick }: { onPick: (stream: PlannedStream) => void }) {
  const { t } = useTexts();
  const sync = useSyncState();
  return (
    <aside className={classes['side']} aria-label={t('planning.side.label')}>
      <QueryView query={sync}>
        {(state) => (
          <>
            {state.differences.map((difference) => (
              <DifferenceCard key={difference.id} difference={difference} />
            ))}
            <section className={classes['part']}>
              <h2 className={classes['head']}>
                {t('planning.side.twitch')}
                {state.state === 'failed' ? (
                  <Badge tone="warn" icon={<IconAlertTriangle size={13} stroke={2} aria-hidden="true" />}>
                    {t('planning.sync.states.failed')}
                  </Badge>
                ) : state.readAt === null ? (
                  <Badge>{t(`planning.sync.states.${state.state}`)}</Badge>
                ) : (
                  <Badge tone="ok" icon={<IconCheck size={13} stroke={2} aria-hidden="true" />}>
                    {t('planning.side.same', { count: state.same })}
                  </Badge>
                )}
              </h2>
              <p className={classes['line']}>
                <span>
                  {state.refusal
                    ? refusalSentence(t, state.refusal.code, state.refusal.params)
                    : state.waiting > 0
                      ? t('planning.side.waiting', { count: state.waiting })
                      : t('planning.side.nothingWaits')}
                </span>
                <Link to="/planning/sync" className={classes['link']}>
                  {t(state.waiting > 0 ? 'planning.side.preview' : 'planning.side.open')}
                </Link>
              </p>
            </section>
          </>
        )}
      </QueryView>
      <Needs onPick={onPick} />
    </aside>
  );
}

/** More would be a second list beside the calendar. */
const SHOWN_MAX = 5;

const ICONS = { confirm: IconCircleDashed, checklist: IconChecklist, refused: IconAlertTriangle };

function Needs({ onPick }: { onPick: (stream: PlannedStream) => void }) {
  const { t, time, zone } = useTexts();
  const days = useDayFormats();
  const { from, to } = useSoon();
  const soon = usePlannedStreams(from, to);
  return (
    <section className={classes['part']}>
      <h2 className={classes['head']}>{t('planning.side.needs')}</h2>
      <QueryView
        query={soon}
        empty={{
          when: ({ streams }) => needsOf(streams).length === 0,
          show: <p className={classes['line']}>{t('planning.side.nothing')}</p>,
        }}
      >
        {({ streams }) => (
          <ul className={classes['needs']}>
            {needsOf(streams)
              .slice(0, SHOWN_MAX)
              .map(({ stream, need, open }) => {
                const Icon = ICONS[need];
                return (
                  <li key={`${stream.id} ${need}`}>
                    <button type="button" className={classes['need']} data-need={need} onClick={() => onPick(stream)}>
                      <Icon size={16} stroke={1.75} aria-hidden="true" />
                      <span>
                        <strong>{stream.title}</strong>
                        <span className={classes['note']}>
                          {days.short(dayIn(zone, stream.startsAt))} {time(stream.startsAt)} ·{' '}
                          {t(`planning.side.need.${need}`, { count: open })}
                        </span>
                      </span>
                    </button>
                  </li>
                );
              })}
            {needsOf(streams).length > SHOWN_MAX ? (
              <li className={classes['line']}>
                {t('planning.side.moreNeeds', { count: needsOf(streams).length - SHOWN_MAX })}
              </li>
            ) : null}
          </ul>
        )}
      </QueryView>
    </section>
  );
}
