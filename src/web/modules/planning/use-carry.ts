import { type KeyboardEvent, useEffect, useEffectEvent, useRef, useState } from 'react';
import type { PlannedStream } from '../../../contract/planning.ts';
import { useTexts } from '../../app/locale.tsx';
import type { CalendarView } from './calendar-weeks.ts';
import { useDayFormats } from './day-formats.ts';
import { clockOf, type Day, minutesOfDay } from './days.ts';
import { dayIn, type Place, placeAfterKey } from './moving.ts';
import { isOpen } from './stream-look.ts';

interface Carried {
  readonly stream: PlannedStream;
  readonly at: { readonly day: Day; readonly minutes: number };
  readonly hasNewTime: boolean;
  /** Put down when Shift is let go. */
  readonly byShift: boolean;
}

interface CarryOptions {
  readonly view: CalendarView;
  readonly mayWrite: boolean;
  onPutDown(stream: PlannedStream, to: Place): void;
}

/**
 * Moving by keyboard: `M` takes the focused stream up, arrows carry it, Enter puts it down, Escape
 * gives up. With Shift held, arrows carry it and letting go puts it down.
 */
export function useCarry({ view, mayWrite, onPutDown }: CarryOptions) {
  const { t, zone } = useTexts();
  const days = useDayFormats();
  const [carried, setCarried] = useState<Carried | null>(null);
  const [said, setSaid] = useState('');

  const say = ({ stream, at }: Carried): void =>
    setSaid(t('planning.move.carried', { title: stream.title, day: days.long(at.day), time: clockOf(at.minutes) }));
  const placeOf = ({ at, hasNewTime }: Carried): Place => ({ day: at.day, minutes: hasNewTime ? at.minutes : null });
  const putDown = useEffectEvent((): void => {
    if (!carried) return;
    setCarried(null);
    onPutDown(carried.stream, placeOf(carried));
  });

  const isByShift = carried?.byShift ?? false;
  useEffect(() => {
    if (!isByShift) return;
    const onKeyUp = (event: globalThis.KeyboardEvent): void => {
      if (event.key === 'Shift') putDown();
    };
    document.addEventListener('keyup', onKeyUp);
    return () => document.removeEventListener('keyup', onKeyUp);
  }, [isByShift]);

  // It is drawn in another cell, as another element: the focus goes along, also when it is put down or goes back.
  const held = useRef<string | null>(null);
  const carriedId = carried?.stream.id;
  const carriedDay = carried?.at.day;
  useEffect(() => {
    const id = carriedId ?? held.current;
    held.current = carriedId ?? null;
    if (id === null || (carriedId !== undefined && carriedDay === undefined)) return;
    document.querySelector<HTMLElement>(`[data-stream="${CSS.escape(id)}"]`)?.focus();
  }, [carriedId, carriedDay]);

  const pressOn = (stream: PlannedStream, event: KeyboardEvent): void => {
    if (!mayWrite || !isOpen(stream) || event.ctrlKey || event.metaKey || event.altKey) return;
    const isArrow = /^(?:Arrow|Page)/.test(event.key);
    const isCarrying = carried?.stream.id === stream.id;
    if (isCarrying && (event.key === 'Enter' || event.key === ' ')) {
      event.preventDefault();
      putDown();
    } else if (isCarrying && event.key === 'Escape') {
      event.preventDefault();
      setCarried(null);
      setSaid(t('planning.move.givenUp'));
    } else if (event.key.toLowerCase() === 'm' && !isCarrying) {
      event.preventDefault();
      const startMs = Date.parse(stream.startsAt);
      const taken: Carried = {
        stream,
        at: { day: dayIn(zone, stream.startsAt), minutes: minutesOfDay(startMs, zone) },
        hasNewTime: false,
        byShift: false,
      };
      setCarried(taken);
      setSaid(t('planning.move.taken', { title: stream.title }));
    } else if (isArrow && (isCarrying || event.shiftKey)) {
      event.preventDefault();
      const from = isCarrying && carried ? carried : startCarrying(stream, zone);
      const byTime = view === 'week';
      const at = placeAfterKey(event.key, from.at, byTime);
      if (!at) return;
      const next = { ...from, at, hasNewTime: from.hasNewTime || at.minutes !== from.at.minutes };
      setCarried(next);
      say(next);
    }
  };
  return {
    carried: carried ? { stream: carried.stream, to: placeOf(carried), day: carried.at.day } : null,
    said,
    pressOn,
  };
}

function startCarrying(stream: PlannedStream, zone: string): Carried {
  const at = { day: dayIn(zone, stream.startsAt), minutes: minutesOfDay(Date.parse(stream.startsAt), zone) };
  return { stream, at, hasNewTime: false, byShift: true };
}
