import type { PlannedStream } from '../../../contract/planning.ts';
import { useTexts } from '../../app/locale.tsx';
import classes from './agenda-view.module.css';
import { useCalendar } from './calendar-context.ts';
import { loadOf } from './calendar-weeks.ts';
import { useDayFormats } from './day-formats.ts';
import { type Day, weekNumber } from './days.ts';
import { StreamChip } from './stream-chip.tsx';
import { WeekLoad } from './week-load.tsx';

interface AgendaViewProps {
  readonly weeks: readonly (readonly Day[])[];
  readonly streams: ReadonlyMap<Day, readonly PlannedStream[]>;
  readonly label: string;
}

/** The streams as a list, by week and day; days without one are left out. */
export function AgendaView({ weeks, streams, label }: AgendaViewProps) {
  const { t } = useTexts();
  const days = useDayFormats();
  const { today } = useCalendar();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
    <section className={classes['scroll']} aria-label={label} tabIndex={0}>
      {weeks.map((week) => {
        const full = week.filter((day) => (streams.get(day)?.length ?? 0) > 0);
        return (
          <section key={week[0]} className={classes['week']}>
            <h2 className={classes['head']}>
              <WeekLoad number={weekNumber(week[0] ?? today)} load={loadOf(week, streams)} isLine />
            </h2>
            {full.length === 0 ? <p className={classes['none']}>{t('planning.calendar.emptyWeek')}</p> : null}
            {full.map((day) => (
              <div key={day} className={classes['day']}>
                <h3 data-today={day === today || undefined}>
                  {days.short(day)}
                  {day === today ? <span> · {t('planning.today')}</span> : null}
                </h3>
                <div className={classes['streams']}>
                  {streams.get(day)?.map((stream) => (
                    <StreamChip key={stream.id} stream={stream} form="row" />
                  ))}
                </div>
              </div>
            ))}
          </section>
        );
      })}
    </section>
  );
}
