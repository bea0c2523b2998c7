import { Stack } from '@mantine/core';
import { useState } from 'react';
import type { PlannedStream } from '../../../contract/planning.ts';
import { useTexts } from '../../app/locale.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { showToast } from '../../ui/toast.ts';
import { useDayFormats } from './day-formats.ts';
import { dayIn } from './moving.ts';
import { useRemoveStream } from './queries.ts';
import { type Scope, ScopeChoice } from './scope-choice.tsx';

interface RemoveDialogProps {
  readonly stream: PlannedStream;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** Asked first: a stream that is gone from the plan is gone from Twitch too. */
export function RemoveDialog({ stream, onClose, onDone }: RemoveDialogProps) {
  const { t, zone } = useTexts();
  const days = useDayFormats();
  const remove = useRemoveStream();
  const [scope, setScope] = useState<Scope>('this');
  const day = days.short(dayIn(zone, stream.startsAt));
  const consequence = t(stream.twitch.state === 'off' ? 'planning.remove.onlyHere' : 'planning.remove.onTwitch');
  return (
    <ConfirmDialog
      isOpen
      onClose={onClose}
      onConfirm={() =>
        remove.mutate(
          { streamId: stream.id, scope },
          {
            onSuccess: () => {
              onClose();
              onDone();
              showToast({ text: t('planning.remove.done', { title: stream.title }) });
            },
          },
        )
      }
      title={t('planning.remove.title', { title: stream.title })}
      question={`${t(scope === 'this' ? 'planning.remove.question' : 'planning.remove.questionMany', { day })} ${consequence}`}
      verb={t('planning.remove.verb')}
      isBusy={remove.isPending}
      error={remove.error}
    >
      {stream.seriesId === null ? null : (
        <Stack mt={16}>
          <ScopeChoice value={scope} onChange={setScope} />
        </Stack>
      )}
    </ConfirmDialog>
  );
}
