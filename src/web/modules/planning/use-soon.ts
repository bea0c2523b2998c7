import { useTexts } from '../../app/locale.tsx';
import { addDays, startOfDayMs } from './days.ts';
import { useToday } from './use-today.ts';

const SOON_DAYS = 8;

/** Today and the seven days after it, as a period to ask for. */
export function useSoon(): { readonly from: string; readonly to: string } {
  const { zone } = useTexts();
  const { day } = useToday();
  return {
    from: new Date(startOfDayMs(day, zone)).toISOString(),
    to: new Date(startOfDayMs(addDays(day, SOON_DAYS), zone)).toISOString(),
  };
}
