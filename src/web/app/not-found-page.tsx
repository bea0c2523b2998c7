import { Button } from '@mantine/core';
import { Link, useLocation } from '@tanstack/react-router';
import { EmptyState } from '../ui/empty-state.tsx';
import { PageBody, PageHeader } from '../ui/page-header.tsx';
import { useTexts } from './locale.tsx';

export function NotFoundPage() {
  const { t } = useTexts();
  const { pathname } = useLocation();
  return (
    <>
      <PageHeader title={t('common.shell.notFound')} />
      <PageBody>
        <EmptyState
          action={
            <Button component={Link} to="/">
              {t('common.shell.toHome')}
            </Button>
          }
        >
          {t('common.shell.notFoundHint', { path: pathname })}
        </EmptyState>
      </PageBody>
    </>
  );
}
