import { Modal } from '@mantine/core';
import type { EntryView } from '../../../contract/finance.ts';
import { useTexts } from '../../app/locale.tsx';
import { useReturnFocus } from '../../ui/use-return-focus.ts';
import { useIsPhone } from '../../ui/use-width.ts';
import { BookingForm } from './booking-form.tsx';
import type { BookingStart } from './booking-values.ts';

interface BookingDialogProps {
  readonly start: BookingStart;
  readonly onClose: () => void;
  readonly onSaved?: (entry: EntryView) => void;
}

/** A booking in the streamer's words: what, how much, from where, with which receipt. */
export function BookingDialog({ start, onClose, onSaved }: BookingDialogProps) {
  useReturnFocus();
  const { t } = useTexts();
  const isPhone = useIsPhone();
  const title = start.draft
    ? 'finance.booking.editTitle'
    : start.copyOf
      ? 'finance.booking.copyTitle'
      : 'finance.booking.title';
  return (
    <Modal
      opened
      onClose={onClose}
      title={t(title)}
      size={560}
      fullScreen={isPhone}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <BookingForm start={start} onClose={onClose} onSaved={onSaved} />
    </Modal>
  );
}
