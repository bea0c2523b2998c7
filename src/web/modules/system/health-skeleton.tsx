import { Skeleton } from '@mantine/core';
import { Card } from '../../ui/card.tsx';
import { Delayed, SkeletonRows } from '../../ui/delayed.tsx';
import classes from './system-page.module.css';

/** The page in its own shape while the first report is asked for, so that nothing jumps. */
export function HealthSkeleton() {
  return (
    <Delayed>
      <div className={classes['verdict']} aria-hidden="true">
        <Skeleton width={48} height={48} radius="lg" />
        <div className={classes['sentence']}>
          <Skeleton height={20} width={240} mb={10} />
          <Skeleton height={10} width={360} maw="100%" />
        </div>
      </div>
      <Card>
        <div style={{ minHeight: 130 }}>
          <SkeletonRows rows={3} height={32} />
        </div>
      </Card>
      <div className={classes['columns']}>
        <Card flush>
          <SkeletonRows rows={6} height={52} />
        </Card>
        <Card flush>
          <SkeletonRows rows={6} height={52} />
        </Card>
      </div>
    </Delayed>
  );
}
