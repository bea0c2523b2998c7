import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMay } from '../../api/session.ts';
import { useTexts } from '../../app/locale.tsx';
import { PageBody, PageHeader } from '../../ui/page-header.tsx';
import { GrantDialog } from './accounts/grant-dialog.tsx';
import { HealthBody } from './health-body.tsx';
import { LinesBody } from './lines-body.tsx';

/** Does everything run, and if not, what mends it. */
export function SystemPage() {
  const { t } = useTexts();
  const mayRead = useMay('system.read');
  const { grant } = useSearch({ from: '/inside/system' });
  const navigate = useNavigate();
  return (
    <>
      <PageHeader title={t('system.title')} />
      <PageBody>{mayRead ? <HealthBody /> : <LinesBody />}</PageBody>
      {grant === undefined ? null : (
        <GrantDialog right={grant} onClose={() => void navigate({ to: '/system', replace: true })} />
      )}
    </>
  );
}
