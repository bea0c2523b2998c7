import { ActionIcon, Drawer, Tooltip } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useTexts } from '../../app/locale.tsx';
import { useIsPhone } from '../../ui/use-width.ts';
import { Backups } from './backups.tsx';
import { Jobs } from './jobs.tsx';

/** The backups that a row counts. */
export function BackupsButton() {
  const { t } = useTexts();
  return (
    <BehindRow label={t('health.backups.show')} title={t('health.backups.title')}>
      <Backups />
    </BehindRow>
  );
}

/** The jobs that a row counts. */
export function JobsButton() {
  const { t } = useTexts();
  return (
    <BehindRow label={t('health.jobs.show')} title={t('health.jobs.title')}>
      <Jobs />
    </BehindRow>
  );
}

function BehindRow({ label, title, children }: { label: string; title: string; children: ReactNode }) {
  const { t } = useTexts();
  const isPhone = useIsPhone();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Tooltip label={label}>
        <ActionIcon
          size="xs"
          c="var(--lx-text3)"
          aria-label={label}
          aria-haspopup="dialog"
          onClick={() => setOpen(true)}
        >
          <IconChevronRight size={16} stroke={1.75} />
        </ActionIcon>
      </Tooltip>
      <Drawer
        opened={isOpen}
        onClose={() => setOpen(false)}
        position={isPhone ? 'bottom' : 'right'}
        size={isPhone ? '85%' : 440}
        title={title}
        attributes={{ header: { role: 'presentation' } }}
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        {children}
      </Drawer>
    </>
  );
}
