import { createContext, type KeyboardEvent, useContext } from 'react';
import type { PlannedStream } from '../../../contract/planning.ts';
import type { Day } from './days.ts';
import type { Place } from './moving.ts';

/** What every part of the calendar knows and can do. */
export interface CalendarUse {
  readonly today: Day;
  readonly nowMs: number;
  readonly nextId: string | undefined;
  readonly pickedId: string | undefined;
  /** Taken up by keyboard and not yet put down. */
  readonly carriedId: string | undefined;
  readonly mayWrite: boolean;
  pick(stream: PlannedStream): void;
  move(stream: PlannedStream, to: Place): void;
  /** A key on a focused stream. */
  pressOn(stream: PlannedStream, event: KeyboardEvent): void;
  planOn(day: Day, minutes?: number): void;
}

const CalendarContext = createContext<CalendarUse | null>(null);
export const CalendarProvider = CalendarContext.Provider;

export function useCalendar(): CalendarUse {
  const use = useContext(CalendarContext);
  if (!use) throw new Error('parts of the calendar need the CalendarProvider');
  return use;
}
