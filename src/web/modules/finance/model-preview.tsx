import type { ModelValues } from '../../../contract/finance.ts';
import { useTexts } from '../../app/locale.tsx';
import classes from './estimates-page.module.css';
import { modelChanges } from './model-values.ts';

/** The effect of a change, in sentences, while it is typed. */
export function ModelPreview({
  before,
  now,
  day,
}: {
  before: ModelValues;
  now: ModelValues | null;
  day: string | null;
}) {
  const { t, money, calendarDate } = useTexts();
  const changes = now ? modelChanges(before, now) : [];
  const of = (minor: number, currency: ModelValues['currency']): string => money({ minor: String(minor), currency });
  return (
    <div className={classes['preview']} aria-live="polite">
      <strong>{t('finance.estimates.preview')}</strong>
      {changes.length === 0 || !now ? (
        <p>{t('finance.estimates.previewNone')}</p>
      ) : (
        <>
          <ul>
            {changes.map((change) => {
              const amounts = { before: of(change.before, before.currency), now: of(change.now, now.currency) };
              if (change.kind === 'tier') {
                return (
                  <li key={change.tier}>{t('finance.estimates.previewTier', { ...amounts, tier: change.tier })}</li>
                );
              }
              return (
                <li key={change.kind}>
                  {t(
                    change.kind === 'prime' ? 'finance.estimates.previewPrime' : 'finance.estimates.previewBits',
                    amounts,
                  )}
                </li>
              );
            })}
          </ul>
          {day === null ? null : <p>{t('finance.estimates.previewFrom', { day: calendarDate(day) })}</p>}
        </>
      )}
    </div>
  );
}
