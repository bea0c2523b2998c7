import type { ReactNode } from 'react';
import { useMay } from '../../api/session.ts';
import { useTexts } from '../../app/locale.tsx';
import { Strip } from '../../ui/strip.tsx';

/** Pages of the room for who may read money; the others get one sentence. */
export function FinanceGate({ children }: { children: ReactNode }) {
  const { t } = useTexts();
  if (useMay('finance.read')) return children;
  return (
    <div style={{ padding: 16 }}>
      <Strip tone="info">{t('finance.noPermission')}</Strip>
    </div>
  );
}
