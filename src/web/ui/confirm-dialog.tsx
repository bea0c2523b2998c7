import { Button, Group, Modal, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTexts } from '../app/locale.tsx';
import { ErrorStrip } from './error-strip.tsx';

interface ConfirmDialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly onConfirm: () => void;
  /** The question with its consequence in the sentence. */
  readonly question: ReactNode;
  readonly title: string;
  /** The verb on the button. */
  readonly verb: string;
  readonly isDanger?: boolean;
  readonly isBusy?: boolean;
  readonly error?: unknown;
  /** More to fill in, between question and buttons. */
  readonly children?: ReactNode;
}

/** Asked only when something cannot be undone or reaches many people. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { t } = useTexts();
  return (
    <Modal
      opened={props.isOpen}
      onClose={props.onClose}
      title={props.title}
      size={440}
      attributes={{ header: { role: 'presentation' } }}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Text component="div" size="md" c="var(--lx-text2)">
        {props.question}
      </Text>
      {props.children}
      {props.error ? <ErrorStrip error={props.error} /> : null}
      <Group justify="flex-end" gap={8} mt={20}>
        <Button variant="default" onClick={props.onClose}>
          {t('common.cancel')}
        </Button>
        <Button
          color={props.isDanger === false ? 'act' : 'bad'}
          loading={props.isBusy === true}
          onClick={props.onConfirm}
          data-autofocus
        >
          {props.verb}
        </Button>
      </Group>
    </Modal>
  );
}
