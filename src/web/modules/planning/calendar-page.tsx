import { ActionIcon, Button, SegmentedControl, Tooltip } from '@mantine/core';
import { useLocalStorage, useMediaQuery } from '@mantine/hooks';
import { IconCalendarPlus, IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import type { PlannedStream } from '../../../contract/planning.ts';
import { useMay } from '../../api/session.ts';
import { usePageKeys } from '../../app/keys.ts';
import { useTexts } from '../../app/locale.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { HeaderAction } from '../../ui/header-action.tsx';
import { PageBody, PageHeader } from '../../ui/page-header.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { useIsNarrow, useIsPhone } from '../../ui/use-width.ts';
import { CalendarProvider } from './calendar-context.ts';
import classes from './calendar-page.module.css';
import { CalendarSide } from './calendar-side.tsx';
import { CALENDAR_VIEWS, type CalendarView, periodOf, stepped, weeksOf } from './calendar-weeks.ts';
import { useDayFormats } from './day-formats.ts';
import { addDays, type Day } from './days.ts';
import { MoveReport } from './move-report.tsx';
import { dayIn, localAfterMove, movedStream } from './moving.ts';
import { PlanCalendar } from './plan-calendar.tsx';
import { useArrival } from './plan-door.ts';
import { PlanGate } from './plan-gate.tsx';
import { DEFAULT_START, type PlanTask } from './plan-task.ts';
import { useNextStream, usePlannedStream, usePlannedStreams } from './queries.ts';
import { StreamInspector } from './stream-inspector.tsx';
import { SyncStrip } from './sync-strip.tsx';
import { useCarry } from './use-carry.ts';
import { useMoveStream } from './use-move-stream.ts';
import { useToday } from './use-today.ts';

// The form brings the date picker; who only looks at the plan never loads it.
const PlanForm = lazy(() => import('./plan-form.tsx').then((module) => ({ default: module.PlanForm })));

/** The plan as a calendar, with the picked stream or the state of Twitch beside it. */
export function CalendarPage() {
  const { t } = useTexts();
  return (
    <PlanGate title={t('common.rooms.planning')}>
      <Calendar />
    </PlanGate>
  );
}

function Calendar() {
  const { t, zone } = useTexts();
  const days = useDayFormats();
  const { stream: pickedId, at } = useSearch({ from: '/inside/planning' });
  const navigate = useNavigate();
  const isNarrow = useIsNarrow();
  const isPhone = useIsPhone();
  const isTight = useMediaQuery('(max-width: 1359px)', false, { getInitialValueInEffect: false });
  const mayWrite = useMay('planning.write');
  const { day: today, minutes: nowMinutes, nowMs } = useToday();
  const [kept, setView] = useLocalStorage<CalendarView | ''>({
    key: 'livextrem-calendar-view',
    defaultValue: '',
    getInitialValueInEffect: false,
  });
  const view: CalendarView = CALENDAR_VIEWS.find((each) => each === kept) ?? (isPhone ? 'agenda' : 'month');
  const [task, setTask] = useState<PlanTask | null>(null);

  const pickedAlone = usePlannedStream(at === undefined ? pickedId : undefined).data;
  const shownDay = at ?? (pickedAlone ? dayIn(zone, pickedAlone.startsAt) : today);
  const show = (next: { stream?: string | undefined; at?: Day }): void => {
    const stream = 'stream' in next ? next.stream : pickedId;
    void navigate({
      to: '/planning',
      search: { ...(stream ? { stream } : {}), at: next.at ?? shownDay },
      replace: true,
    });
  };

  const move = useMoveStream((moved) => {
    if (pickedId !== undefined && moved.id !== pickedId) show({ stream: moved.id });
  });
  const carry = useCarry({ view, mayWrite, onPutDown: move.move });
  const day =
    carry.carried && !weeksOf(view, shownDay).flat().includes(carry.carried.day) ? carry.carried.day : shownDay;
  const weeks = weeksOf(view, day);
  const { from, to } = periodOf(weeks, zone);
  const query = usePlannedStreams(from, to);
  const nextId = useNextStream().data?.stream?.id;
  const streams = withCarried(query.data?.streams ?? [], carry.carried, zone);
  const label = view === 'month' ? days.month(day) : days.span(weeks[0]?.[0] ?? day, weeks.at(-1)?.at(-1) ?? day);

  const pick = (stream: PlannedStream): void => show({ stream: stream.id === pickedId ? undefined : stream.id });
  const step = (by: 1 | -1): void => show({ at: stepped(view, day, by) });
  const stepPicked = (by: 1 | -1): unknown => {
    const at = streams.findIndex(({ id }) => id === pickedId);
    const next = streams[at < 0 ? 0 : Math.max(0, Math.min(streams.length - 1, at + by))];
    if (!next) return false;
    show({ stream: next.id });
    return true;
  };
  const planNew = (): void =>
    setTask({ kind: 'new', day: shownDay > today ? shownDay : nowMinutes < DEFAULT_START ? today : addDays(today, 1) });
  useArrival(() => {
    if (mayWrite) planNew();
  });
  usePageKeys({
    n: () => (mayWrite ? planNew() : false),
    j: () => stepPicked(1),
    k: () => stepPicked(-1),
    e: () => {
      const picked = streams.find(({ id }) => id === pickedId);
      if (!picked || !mayWrite) return false;
      setTask({ kind: 'edit', stream: picked });
      return true;
    },
  });

  const steps = (
    <div className={classes['steps']}>
      <Tooltip label={t(`planning.calendar.previous.${view}`)}>
        <ActionIcon aria-label={t(`planning.calendar.previous.${view}`)} onClick={() => step(-1)}>
          <IconChevronLeft size={17} stroke={1.75} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={t(`planning.calendar.next.${view}`)}>
        <ActionIcon aria-label={t(`planning.calendar.next.${view}`)} onClick={() => step(1)}>
          <IconChevronRight size={17} stroke={1.75} />
        </ActionIcon>
      </Tooltip>
      <Button variant="default" onClick={() => show({ at: today })}>
        {t('planning.today')}
      </Button>
    </div>
  );
  const views = (
    <SegmentedControl
      aria-label={t('planning.calendar.view')}
      value={view}
      onChange={(value) => setView(value as CalendarView)}
      data={CALENDAR_VIEWS.map((value) => ({ value, label: t(`planning.calendar.views.${value}`) }))}
    />
  );
  const picked = streams.find(({ id }) => id === pickedId) ?? (pickedAlone?.id === pickedId ? pickedAlone : undefined);
  return (
    <>
      <PageHeader
        title={label}
        actions={
          <>
            {isTight ? null : views}
            {mayWrite ? (
              <HeaderAction icon={IconCalendarPlus} label={t('planning.plan')} keyName="N" onClick={planNew} />
            ) : null}
          </>
        }
      >
        {isPhone ? null : steps}
      </PageHeader>
      <PageBody isFlush>
        <div className={classes['page']}>
          <div className={classes['main']}>
            {isTight ? (
              <div className={classes['bar']}>
                {isPhone ? steps : null}
                {views}
              </div>
            ) : null}
            {isNarrow ? <SyncStrip /> : null}
            <CalendarProvider
              value={{
                today,
                nowMs,
                nextId,
                pickedId,
                carriedId: carry.carried?.stream.id,
                mayWrite,
                pick,
                move: move.move,
                pressOn: carry.pressOn,
                planOn: (onDay, minutes) =>
                  setTask({ kind: 'new', day: onDay, ...(minutes === undefined ? {} : { minutes }) }),
              }}
            >
              <QueryView
                query={query}
                skeleton={<PlanCalendar view={view} weeks={weeks} day={day} streams={[]} label={label} />}
              >
                {() => (
                  <>
                    {streams.length === 0 ? (
                      <div className={classes['empty']}>
                        <EmptyState
                          action={
                            mayWrite ? (
                              <Button size="xs" onClick={planNew}>
                                {t('planning.plan')}
                              </Button>
                            ) : null
                          }
                        >
                          {t(nextId === undefined ? 'planning.empty' : 'planning.calendar.emptyPeriod')}
                        </EmptyState>
                      </div>
                    ) : null}
                    <PlanCalendar view={view} weeks={weeks} day={day} streams={streams} label={label} />
                  </>
                )}
              </QueryView>
            </CalendarProvider>
            <MoveReport move={move} />
            <p className="sr-only" role="status">
              {carry.said}
            </p>
          </div>
          {picked ? (
            <div className={classes['side']}>
              <StreamInspector
                stream={picked}
                onClose={() => show({ stream: undefined })}
                onTask={setTask}
                onChanged={(changed) => show({ stream: changed?.id })}
              />
            </div>
          ) : isNarrow ? null : (
            <CalendarSide onPick={pick} />
          )}
        </div>
      </PageBody>
      <Suspense>
        {task ? (
          <PlanForm
            task={task}
            onClose={() => setTask(null)}
            onSaved={(saved) => {
              setTask(null);
              show({ stream: saved.id, at: dayIn(zone, saved.startsAt) });
            }}
          />
        ) : null}
      </Suspense>
    </>
  );
}

/** While a stream is carried by keys, it is drawn where it would be put down. */
function withCarried(
  streams: readonly PlannedStream[],
  carried: ReturnType<typeof useCarry>['carried'],
  zone: string,
): readonly PlannedStream[] {
  if (!carried) return streams;
  const shown = movedStream(carried.stream, localAfterMove(carried.stream, carried.to, zone));
  return [...streams.filter(({ id }) => id !== shown.id), shown];
}
