import { Skeleton } from '@mantine/core';
import { useTexts } from '../../app/locale.tsx';
import { Delayed } from '../../ui/delayed.tsx';
import classes from './coverage-card.module.css';

const LANES = ['chat', 'events', 'viewers'] as const;

/** The three lanes before it is known what was recorded. */
export function BandSkeleton() {
  const { t } = useTexts();
  return (
    <div className={classes['waiting']} role="status" aria-label={t('common.loading')}>
      <Delayed>
        {LANES.map((lane) => (
          <div key={lane}>
            <span>{t(`health.coverage.${lane}`)}</span>
            <Skeleton height={14} radius={3} />
          </div>
        ))}
      </Delayed>
    </div>
  );
}
