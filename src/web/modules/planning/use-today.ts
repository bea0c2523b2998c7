import { useTexts } from '../../app/locale.tsx';
import { useNow } from '../../ui/use-now.ts';
import { minutesOfDay } from './days.ts';
import type { Today } from './read-due.ts';

/** Today in the person's zone, and the moment; renewed every so often. */
export function useToday(everyMs = 30_000): Today & { readonly nowMs: number } {
  const { dayKey, zone, language } = useTexts();
  const nowMs = useNow(everyMs);
  return { day: dayKey(nowMs), minutes: minutesOfDay(nowMs, zone), language, nowMs };
}
