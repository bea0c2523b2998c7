import { IconPlus } from '@tabler/icons-react';
import { useRef } from 'react';
import type { PlannedStream } from '../../../contract/planning.ts';
import { useTexts } from '../../app/locale.tsx';
import { useIsPhone } from '../../ui/use-width.ts';
import { useCalendar } from './calendar-context.ts';
import { loadOf } from './calendar-weeks.ts';
import { useDayFormats } from './day-formats.ts';
import { type Day, isSameMonth, weekNumber } from './days.ts';
import classes from './month-view.module.css';
import { StreamChip } from './stream-chip.tsx';
import { useStreamDrop } from './use-stream-drag.ts';
import { WeekLoad } from './week-load.tsx';

interface MonthViewProps {
  readonly weeks: readonly (readonly Day[])[];
  readonly streams: ReadonlyMap<Day, readonly PlannedStream[]>;
  /** A day of the month that is shown; the others are quieter. */
  readonly month: Day;
  readonly label: string;
}

/** A month in weeks: on the left what each week asks, then its seven days. */
export function MonthView({ weeks, streams, month, label }: MonthViewProps) {
  const { t } = useTexts();
  const days = useDayFormats();
  return (
    <div className={classes['scroll']}>
      {/* A real table, laid out as grids: rows that share the height, and the same eight columns. */}
      <table className={classes['month']} aria-label={label}>
        <thead>
          <tr className={classes['head']}>
            <th scope="col">
              <span className="sr-only">{t('planning.calendar.week')}</span>
            </th>
            {weeks[0]?.map((day) => (
              <th key={day} scope="col">
                {days.weekday(day)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week[0]} className={classes['week']}>
              <th scope="row" className={classes['load']}>
                <WeekLoad number={weekNumber(week[0] ?? month)} load={loadOf(week, streams)} />
              </th>
              {week.map((day) => (
                <DayCell key={day} day={day} isOther={!isSameMonth(day, month)} streams={streams.get(day) ?? []} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function DayCell({ day, isOther, streams }: { day: Day; isOther: boolean; streams: readonly PlannedStream[] }) {
  const { t } = useTexts();
  const days = useDayFormats();
  const calendar = useCalendar();
  const isPhone = useIsPhone();
  const ref = useRef<HTMLTableCellElement>(null);
  useStreamDrop(ref, {
    isOn: calendar.mayWrite,
    onDrop: (stream) => calendar.move(stream, { day, minutes: null }),
  });
  const isToday = day === calendar.today;
  return (
    <td ref={ref} className={classes['day']} data-other={isOther || undefined} data-today={isToday || undefined}>
      <div className={classes['number']}>
        <span className="num" aria-current={isToday ? 'date' : undefined}>
          <span aria-hidden="true">{days.inMonth(day)}</span>
          <span className="sr-only">{days.long(day)}</span>
        </span>
        {calendar.mayWrite && day >= calendar.today && !isPhone ? (
          <button
            type="button"
            // By keyboard `N` plans a stream; a stop on each of forty days would only be in the way.
            tabIndex={-1}
            className={classes['add']}
            aria-label={t('planning.calendar.planOn', { day: days.short(day) })}
            onClick={() => calendar.planOn(day)}
          >
            <IconPlus size={14} stroke={2} />
          </button>
        ) : null}
      </div>
      {streams.map((stream) => (
        <StreamChip key={stream.id} stream={stream} form={isPhone ? 'time' : 'cell'} />
      ))}
    </td>
  );
}
