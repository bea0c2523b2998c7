import { useSettings } from '../api/session.ts';
import { useTexts } from '../app/locale.tsx';

interface FigureProps {
  readonly value: number | null | undefined;
  /** `+38` instead of `38`. */
  readonly isChange?: boolean;
  /** Already written: a duration, a size, an amount. Used instead of `value`. */
  readonly text?: string;
  readonly className?: string | undefined;
}

/** A figure with aligned digits; dots while numbers are hidden, also for screen readers. An unknown one is a dash. */
export function Figure({ value, isChange, text, className }: FigureProps) {
  const { settings } = useSettings();
  const { t, number, change } = useTexts();
  const classes = className ? `num ${className}` : 'num';
  if (settings.hideNumbers) {
    return (
      <span className={classes}>
        <span aria-hidden="true">•••</span>
        <span className="sr-only">{t('common.hidden')}</span>
      </span>
    );
  }
  const shown = text ?? (value === null || value === undefined ? '–' : isChange ? change(value) : number(value));
  return <span className={classes}>{shown}</span>;
}
