import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { PageBody, PageHeader } from '../ui/page-header.tsx';
import { Strip } from '../ui/strip.tsx';
import { useTexts } from './locale.tsx';

/** A page that broke while it was drawn, or whose script no longer exists after an update. */
export function PageFailed() {
  const { t } = useTexts();
  return (
    <>
      <PageHeader title={t('common.failed')} />
      <PageBody>
        <Strip
          tone="bad"
          icon={<IconAlertTriangle size={16} stroke={1.75} aria-hidden="true" />}
          action={
            <Button size="xs" variant="default" onClick={() => location.reload()}>
              {t('common.retry')}
            </Button>
          }
        >
          {t('common.shell.pageFailed')}
        </Strip>
      </PageBody>
    </>
  );
}
