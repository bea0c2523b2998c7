import { useLayoutEffect, useRef, useState } from 'react';
import type { PlannedStream } from '../../../contract/planning.ts';
import { useTexts } from '../../app/locale.tsx';
import { useCalendar } from './calendar-context.ts';
import { layOutDay, loadOf } from './calendar-weeks.ts';
import { useDayFormats } from './day-formats.ts';
import { clockOf, type Day, minutesOfDay, weekNumber } from './days.ts';
import { minuteAt } from './moving.ts';
import { StreamChip } from './stream-chip.tsx';
import { useStreamDrop } from './use-stream-drag.ts';
import { WeekLoad } from './week-load.tsx';
import classes from './week-view.module.css';

const HOUR_PX = 46;
const HOURS = Array.from({ length: 24 }, (_, hour) => hour);
/** Where the view opens when nothing is planned: evenings are when people stream. */
const OPENS_AT_MINUTES = 15 * 60;

interface WeekViewProps {
  readonly week: readonly Day[];
  readonly streams: readonly PlannedStream[];
  readonly byDay: ReadonlyMap<Day, readonly PlannedStream[]>;
  readonly label: string;
}

/** Seven days with their hours: a stream can be dragged to another day and another time. */
export function WeekView({ week, streams, byDay, label }: WeekViewProps) {
  const { zone } = useTexts();
  const days = useDayFormats();
  const { today } = useCalendar();
  const scroll = useRef<HTMLDivElement>(null);
  const first = Math.min(
    OPENS_AT_MINUTES,
    ...week.flatMap((day) => (byDay.get(day) ?? []).map(({ startsAt }) => minutesOfDay(Date.parse(startsAt), zone))),
  );
  const monday = week[0] ?? today;
  const openedFor = useRef('');
  useLayoutEffect(() => {
    // Once per week, as soon as its streams are known: later changes must not move what somebody looks at.
    const key = `${monday} ${byDay.size > 0}`;
    if (openedFor.current === key) return;
    openedFor.current = key;
    if (scroll.current) scroll.current.scrollTop = Math.max(0, (first / 60 - 1) * HOUR_PX);
  }, [monday, byDay, first]);

  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
    <section ref={scroll} className={classes['scroll']} aria-label={label} tabIndex={0}>
      <div className={classes['head']}>
        <div className={classes['load']}>
          <WeekLoad number={weekNumber(monday)} load={loadOf(week, byDay)} />
        </div>
        {week.map((day) => (
          <div key={day} className={classes['name']} data-today={day === today || undefined}>
            <span aria-hidden="true">
              {days.weekday(day)} <span className="num">{Number(day.slice(8))}</span>
            </span>
          </div>
        ))}
      </div>
      <div className={classes['body']} style={{ height: 24 * HOUR_PX }}>
        <div className={classes['hours']} aria-hidden="true">
          {HOURS.slice(1).map((hour) => (
            <span key={hour} className="num" style={{ top: hour * HOUR_PX }}>
              {clockOf(hour * 60)}
            </span>
          ))}
        </div>
        {week.map((day) => (
          <DayColumn key={day} day={day} streams={streams} />
        ))}
      </div>
    </section>
  );
}

function DayColumn({ day, streams }: { day: Day; streams: readonly PlannedStream[] }) {
  const { t, zone } = useTexts();
  const days = useDayFormats();
  const calendar = useCalendar();
  const ref = useRef<HTMLElement>(null);
  const [over, setOver] = useState<number | null>(null);
  useStreamDrop(ref, {
    isOn: calendar.mayWrite,
    onDrop: (stream, { offsetPx, grabPx }) =>
      calendar.move(stream, { day, minutes: minuteAt(offsetPx, grabPx, HOUR_PX) }),
    onHover: (at) => setOver(at === null ? null : minuteAt(at.offsetPx, at.grabPx, HOUR_PX)),
  });
  const blocks = layOutDay(streams, day, zone);
  const nowTop = day === calendar.today ? (minutesOfDay(calendar.nowMs, zone) / 60) * HOUR_PX : null;
  return (
    <section
      ref={ref}
      className={classes['day']}
      aria-label={days.long(day)}
      data-today={day === calendar.today || undefined}
      style={{ backgroundSize: `100% ${HOUR_PX}px` }}
      onDoubleClick={(event) => {
        if (!calendar.mayWrite || event.target !== event.currentTarget) return;
        const offsetPx = event.clientY - event.currentTarget.getBoundingClientRect().top;
        calendar.planOn(day, minuteAt(offsetPx, 0, HOUR_PX));
      }}
      title={calendar.mayWrite && blocks.length === 0 ? t('planning.calendar.doubleClick') : undefined}
    >
      {blocks.map(({ stream, fromMinutes, toMinutes, lane, lanes }) => (
        <StreamChip
          key={stream.id}
          stream={stream}
          form="block"
          isNarrow={lanes > 1}
          style={{
            top: (fromMinutes / 60) * HOUR_PX + 1,
            height: ((toMinutes - fromMinutes) / 60) * HOUR_PX - 2,
            insetInlineStart: `calc(${(lane / lanes) * 100}% + 2px)`,
            width: `calc(${100 / lanes}% - 5px)`,
          }}
        />
      ))}
      {over === null ? null : (
        <span className={`num ${classes['drop']}`} style={{ top: (over / 60) * HOUR_PX }} aria-hidden="true">
          {clockOf(over)}
        </span>
      )}
      {nowTop === null ? null : <span className={classes['now']} style={{ top: nowTop }} aria-hidden="true" />}
    </section>
  );
}
