import { Skeleton } from '@mantine/core';
import { useTexts } from '../../app/locale.tsx';
import { Card } from '../../ui/card.tsx';
import { Delayed, SkeletonRows } from '../../ui/delayed.tsx';
import { BandSkeleton } from './band-skeleton.tsx';
import coverage from './coverage-card.module.css';
import classes from './system-page.module.css';

/** The page in its own shape while the first report is asked for, so that nothing jumps. */
export function HealthSkeleton() {
  const { t } = useTexts();
  return (
    <Delayed>
      <div className={classes['verdict']} aria-hidden="true">
        <Skeleton width={48} height={48} radius="lg" />
        <div className={classes['sentence']}>
          <Skeleton height={20} width={240} mb={10} />
          <Skeleton height={10} width={360} maw="100%" />
        </div>
        <div className={classes['buttons']}>
          <Skeleton height={32} width={160} radius={7} />
          <Skeleton height={32} width={122} radius={7} />
        </div>
      </div>
      <Card title={t('health.coverage.title')} className={coverage['card']}>
        <BandSkeleton />
      </Card>
      <div className={classes['columns']}>
        <Card title={t('health.groups.twitch')} flush>
          <SkeletonRows rows={6} height={52} />
        </Card>
        <Card title={t('health.groups.data')} flush>
          <SkeletonRows rows={6} height={52} />
        </Card>
      </div>
    </Delayed>
  );
}
