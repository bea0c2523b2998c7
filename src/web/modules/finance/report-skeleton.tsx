import { Skeleton } from '@mantine/core';
import { useTexts } from '../../app/locale.tsx';
import { Delayed } from '../../ui/delayed.tsx';

/** The report's shape while it is asked for. */
export function ReportSkeleton() {
  const { t } = useTexts();
  return (
    <Delayed>
      <div role="status" aria-label={t('common.loading')} style={{ display: 'grid', gap: 16 }}>
        <Skeleton height={28} width="40%" />
        <Skeleton height={88} radius="lg" />
        <Skeleton height={340} radius="lg" />
        <Skeleton height={300} radius="lg" />
      </div>
    </Delayed>
  );
}
