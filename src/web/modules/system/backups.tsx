import { Button } from '@mantine/core';
import { IconDatabaseExport } from '@tabler/icons-react';
import { useMay } from '../../api/session.ts';
import { useTexts } from '../../app/locale.tsx';
import { Card } from '../../ui/card.tsx';
import { CheckList, CheckRow } from '../../ui/check-row.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { showToast } from '../../ui/toast.ts';
import { useNow } from '../../ui/use-now.ts';
import { useBackups, useMakeBackup } from './queries.ts';

const SHOWN = 6;

/** The newest backups, and a new one by button: made while everything runs, then read back. */
export function Backups() {
  const { t, bytes, dateTime, refusal } = useTexts();
  const query = useBackups();
  const make = useMakeBackup();
  const mayManage = useMay('system.manage');
  const nowMs = useNow(60_000);
  const button = mayManage ? (
    <Button
      size="xs"
      variant="default"
      loading={make.isPending}
      leftSection={<IconDatabaseExport size={15} stroke={1.75} />}
      onClick={() =>
        make.mutate(undefined, {
          onSuccess: (backup) => showToast({ text: t('health.backups.done', { size: bytes(backup.sizeBytes) }) }),
          onError: (error) => showToast({ text: refusal(error), tone: 'bad' }),
        })
      }
    >
      {t('system.backupNow')}
    </Button>
  ) : null;
  return (
    <Card
      title={t('health.backups.title')}
      count={query.data?.backups.length}
      actions={button}
      footer={query.data ? t('health.backups.folder', { folder: query.data.folder }) : undefined}
      flush
    >
      <QueryView
        query={query}
        empty={{
          when: ({ backups }) => backups.length === 0,
          show: <EmptyState>{t('health.backups.none')}</EmptyState>,
        }}
      >
        {({ backups }) => (
          <CheckList>
            {backups.slice(0, SHOWN).map((backup) => (
              <CheckRow
                key={backup.id}
                state={backup.isVerified ? 'ok' : 'warn'}
                title={dateTime(backup.at, nowMs)}
                note={`${t(backup.isVerified ? 'health.backups.verified' : 'health.backups.notVerified')} · ${t(
                  backup.reason === 'by-hand' ? 'health.backups.byHand' : 'health.backups.beforeMigration',
                )}`}
                value={bytes(backup.sizeBytes)}
              />
            ))}
          </CheckList>
        )}
      </QueryView>
    </Card>
  );
}
