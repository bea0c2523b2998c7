import type { ReactNode } from 'react';
import { useMay } from '../../api/session.ts';
import { useTexts } from '../../app/locale.tsx';
import { PageBody, PageHeader } from '../../ui/page-header.tsx';
import { Strip } from '../../ui/strip.tsx';

/** Pages of the plan for who may read it; the others get their title and one sentence. */
export function PlanGate({ title, children }: { title: string; children: ReactNode }) {
  const { t } = useTexts();
  if (useMay('planning.read')) return children;
  return (
    <>
      <PageHeader title={title} />
      <PageBody>
        <Strip tone="info">{t('planning.noPermission')}</Strip>
      </PageBody>
    </>
  );
}
