import { useTexts } from '../../app/locale.tsx';
import { useIsPhone } from '../../ui/use-width.ts';
import classes from './week-load.module.css';

interface WeekLoadProps {
  readonly number: number;
  readonly load: { readonly streams: number; readonly hours: number; readonly isAhead: boolean };
  /** In one line, where it heads a list. */
  readonly isLine?: boolean;
}

/** `KW 48 · 4 Streams · 12 h geplant` */
export function WeekLoad({ number, load, isLine }: WeekLoadProps) {
  const { t, number: written } = useTexts();
  const isPhone = useIsPhone();
  if (isPhone && !isLine) {
    return (
      <span className={classes['number']}>
        <span aria-hidden="true">{number}</span>
        <span className="sr-only">
          {t('planning.calendar.weekNumber', { week: number })}
          {load.streams > 0 ? `, ${t('planning.calendar.streams', { count: load.streams })}` : null}
        </span>
      </span>
    );
  }
  return (
    <span className={isLine ? classes['line'] : classes['load']}>
      <span className={classes['number']}>{t('planning.calendar.weekNumber', { week: number })}</span>
      {load.streams > 0 ? (
        <>
          <span>{t('planning.calendar.streams', { count: load.streams })}</span>
          <span className="num">
            {t(load.isAhead ? 'planning.calendar.hoursPlanned' : 'planning.calendar.hours', {
              hours: written(load.hours),
            })}
          </span>
        </>
      ) : null}
    </span>
  );
}
