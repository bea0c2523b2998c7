import { Button, Group, Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTexts } from '../../app/locale.tsx';
import { ErrorStrip } from '../../ui/error-strip.tsx';
import { useReturnFocus } from '../../ui/use-return-focus.ts';
import { useIsPhone } from '../../ui/use-width.ts';
import classes from './act-dialog.module.css';
import { ActingAs } from './acting-as.tsx';
import { useDesk } from './desk.ts';

interface ActDialogProps {
  readonly title: ReactNode;
  /** The verb on the button. */
  readonly verb: string;
  readonly isDanger?: boolean;
  /** Nothing to fill in: the answer itself has the focus. Never for what is dangerous. */
  readonly hasFocus?: boolean;
  readonly isBusy: boolean;
  readonly error: Error | null;
  readonly onSubmit: () => void;
  readonly onClose: () => void;
  /** A key pressed outside of inputs; true when it was used. */
  readonly onKey?: (key: string) => boolean;
  readonly children: ReactNode;
}

/** A question before an act. `Enter` answers it from every field; the dangerous button never has the focus. */
export function ActDialog(props: ActDialogProps) {
  useReturnFocus();
  const { t } = useTexts();
  const desk = useDesk();
  const isPhone = useIsPhone();
  const isBlocked = desk.blocked('restrict') !== null;
  return (
    <Modal
      opened
      onClose={props.onClose}
      title={props.title}
      size={460}
      yOffset={isPhone ? 16 : undefined}
      attributes={{ header: { role: 'presentation' } }}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <form
        className={classes['form']}
        onSubmit={(event) => {
          event.preventDefault();
          if (!isBlocked && !props.isBusy) props.onSubmit();
        }}
        onKeyDown={(event) => {
          if (event.ctrlKey || event.metaKey || event.altKey) return;
          const { target } = event;
          const isWriting = target instanceof HTMLInputElement && target.type !== 'radio';
          if (!isWriting && props.onKey?.(event.key)) event.preventDefault();
        }}
      >
        {props.children}
        {props.error ? <ErrorStrip error={props.error} /> : null}
        <ActingAs />
        <Group justify="flex-end" gap={8} mt={4}>
          <Button variant="default" onClick={props.onClose}>
            {t('common.cancel')}
          </Button>
          <Button
            type="submit"
            color={props.isDanger ? 'bad' : 'act'}
            loading={props.isBusy}
            disabled={isBlocked}
            data-autofocus={props.hasFocus || undefined}
          >
            {props.verb}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
