import { Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { PlannedStream } from '../../../contract/planning.ts';
import { useTexts } from '../../app/locale.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { useDayFormats } from './day-formats.ts';
import { dayIn } from './moving.ts';
import { useCancelStream } from './queries.ts';
import { type Scope, ScopeChoice } from './scope-choice.tsx';

interface CancelDialogProps {
  readonly stream: PlannedStream;
  readonly onClose: () => void;
  readonly onDone: (stream: PlannedStream) => void;
}

const REASON_MAX = 200;

/** Says what cancelling does here and on Twitch before it is done. */
export function CancelDialog({ stream, onClose, onDone }: CancelDialogProps) {
  const { t, zone } = useTexts();
  const days = useDayFormats();
  const cancel = useCancelStream();
  const [reason, setReason] = useState('');
  const [scope, setScope] = useState<Scope>('this');
  const day = days.short(dayIn(zone, stream.startsAt));
  const consequence = t(stream.twitch.state === 'off' ? 'planning.cancel.onlyHere' : 'planning.cancel.onTwitch');
  return (
    <ConfirmDialog
      isOpen
      onClose={onClose}
      onConfirm={() =>
        cancel.mutate(
          { streamId: stream.id, scope, reason: reason.trim() },
          {
            onSuccess: (cancelled) => {
              onClose();
              onDone(cancelled);
            },
          },
        )
      }
      title={t('planning.cancel.title', { title: stream.title })}
      question={`${t(scope === 'this' ? 'planning.cancel.question' : 'planning.cancel.questionMany', { day })} ${consequence}`}
      verb={t('planning.cancel.verb')}
      isBusy={cancel.isPending}
      error={cancel.error}
    >
      <Stack gap={16} mt={16}>
        {stream.seriesId === null ? null : <ScopeChoice value={scope} onChange={setScope} />}
        <TextInput
          label={t('planning.cancel.reason')}
          description={t('planning.cancel.reasonHint')}
          inputWrapperOrder={['label', 'input', 'description']}
          maxLength={REASON_MAX}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      </Stack>
    </ConfirmDialog>
  );
}
