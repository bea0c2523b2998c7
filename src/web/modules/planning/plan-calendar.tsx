import type { PlannedStream } from '../../../contract/planning.ts';
import { useTexts } from '../../app/locale.tsx';
import { useIsPhone } from '../../ui/use-width.ts';
import { AgendaView } from './agenda-view.tsx';
import { byDay, type CalendarView } from './calendar-weeks.ts';
import type { Day } from './days.ts';
import { MonthView } from './month-view.tsx';
import { WeekView } from './week-view.tsx';

interface PlanCalendarProps {
  readonly view: CalendarView;
  readonly weeks: readonly (readonly Day[])[];
  readonly day: Day;
  readonly streams: readonly PlannedStream[];
  /** The period in words. */
  readonly label: string;
}

/** Our own calendar: weeks of the plan as a month, as hours, or as a list. */
export function PlanCalendar({ view, weeks, day, streams, label }: PlanCalendarProps) {
  const { zone } = useTexts();
  const isPhone = useIsPhone();
  const days = byDay(streams, zone);
  if (view === 'month') return <MonthView weeks={weeks} streams={days} month={day} label={label} />;
  // Seven columns of hours do not fit on a phone; the week is a list there.
  if (view === 'agenda' || isPhone) return <AgendaView weeks={weeks} streams={days} label={label} />;
  return <WeekView week={weeks[0] ?? []} streams={streams} byDay={days} label={label} />;
}
