import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { finance } from '../../../contract/finance.ts';
import { call } from '../../api/call.ts';
import { ask, askAgainBelow } from '../../api/query-client.ts';
import { useMay } from '../../api/session.ts';
import { useTexts } from '../../app/locale.tsx';
import { ErrorStrip } from '../../ui/error-strip.tsx';
import { showToast } from '../../ui/toast.ts';
import { useReturnFocus } from '../../ui/use-return-focus.ts';
import { ZoneSelect } from '../../ui/zone-select.tsx';
import classes from './ledger-page.module.css';

/** In whose days the house books, and the way to change it; one's own zone is offered until one is chosen. */
export function BooksZone() {
  const { t } = useTexts();
  const mayWrite = useMay('finance.write');
  const { data: settings } = useQuery(ask(finance.settings, {}));
  const [isOpen, setOpen] = useState(false);
  if (!settings) return null;
  return (
    <>
      {' '}
      {t('finance.zone.now', { zone: nameOf(settings.zone) })}{' '}
      {mayWrite ? (
        <button type="button" className={classes['zone']} onClick={() => setOpen(true)}>
          {t('finance.zone.change')}
        </button>
      ) : null}
      {isOpen ? <ZoneDialog settings={settings} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

interface ZoneDialogProps {
  readonly settings: { readonly zone: string; readonly isChosen: boolean };
  readonly onClose: () => void;
}

function ZoneDialog({ settings, onClose }: ZoneDialogProps) {
  useReturnFocus();
  const { t, zone: own } = useTexts();
  const [zone, setZone] = useState(settings.isChosen ? settings.zone : own);
  const save = useMutation({
    mutationFn: () => call(finance.saveSettings, { zone }),
    onSuccess: async () => {
      showToast({ text: t('finance.zone.saved', { zone: nameOf(zone) }), tone: 'ok' });
      onClose();
      await askAgainBelow('/finance/');
    },
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('finance.zone.title')}
      size={420}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Stack gap={14}>
        <Text component="p" m={0} c="var(--lx-text2)">
          {t('finance.zone.hint')}
        </Text>
        <ZoneSelect label={t('finance.zone.label')} value={zone} onChange={setZone} />
        {save.error ? <ErrorStrip error={save.error} /> : null}
        <Group justify="flex-end" gap={8}>
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button loading={save.isPending} onClick={() => save.mutate()}>
            {t('finance.zone.save')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

const nameOf = (zone: string): string => zone.replaceAll('_', ' ');
