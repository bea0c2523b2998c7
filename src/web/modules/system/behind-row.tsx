import { Drawer, Tooltip, UnstyledButton } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useTexts } from '../../app/locale.tsx';
import { useIsPhone } from '../../ui/use-width.ts';
import { Backups } from './backups.tsx';
import classes from './behind-row.module.css';
import { Jobs } from './jobs.tsx';

/** The backups that a row counts. */
export function BackupsButton({ figure }: { figure: string }) {
  const { t } = useTexts();
  return (
    <BehindRow figure={figure} label={t('health.backups.show')} title={t('health.backups.title')}>
      <Backups />
    </BehindRow>
  );
}

/** The jobs that a row counts. */
export function JobsButton({ figure }: { figure: string }) {
  const { t } = useTexts();
  return (
    <BehindRow figure={figure} label={t('health.jobs.show')} title={t('health.jobs.title')}>
      <Jobs />
    </BehindRow>
  );
}

interface BehindRowProps {
  readonly figure: string;
  readonly label: string;
  readonly title: string;
  readonly children: ReactNode;
}

function BehindRow({ figure, label, title, children }: BehindRowProps) {
  const { t } = useTexts();
  const isPhone = useIsPhone();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Tooltip label={label}>
        <UnstyledButton
          className={classes['figure']}
          aria-label={figure === '' ? label : `${figure}, ${label}`}
          aria-haspopup="dialog"
          onClick={() => setOpen(true)}
        >
          {figure === '' ? label : figure}
        </UnstyledButton>
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
