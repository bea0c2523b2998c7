import { ActionIcon, Button, Group, Modal, Stack } from '@mantine/core';
import { IconArrowBackUp, IconArrowsMove, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { usePageKeys } from '../../app/keys.ts';
import { useTexts } from '../../app/locale.tsx';
import { ErrorStrip } from '../../ui/error-strip.tsx';
import { UndoStrip } from '../../ui/undo-strip.tsx';
import { useReturnFocus } from '../../ui/use-return-focus.ts';
import { useDayFormats } from './day-formats.ts';
import classes from './move-report.module.css';
import { dayIn, movedStream } from './moving.ts';
import { type Scope, ScopeChoice } from './scope-choice.tsx';
import type { useMoveStream } from './use-move-stream.ts';

type MoveUse = ReturnType<typeof useMoveStream>;

/** Under the calendar: what was moved with the way back, or why it was not; and the question about series. */
export function MoveReport({ move }: { move: MoveUse }) {
  const { t, time, zone } = useTexts();
  const days = useDayFormats();
  usePageKeys({ z: () => (move.done ? move.undo() : false) });
  const shown = move.done?.moved ?? move.undone;
  const when = shown ? `${days.weekday(dayIn(zone, shown.startsAt))} ${time(shown.startsAt)}` : '';
  return (
    <>
      <div className={classes['report']}>
        {move.error ? (
          <ErrorStrip
            error={move.error}
            action={
              <ActionIcon size="xs" aria-label={t('common.close')} onClick={move.dismiss}>
                <IconX size={15} stroke={1.75} />
              </ActionIcon>
            }
          />
        ) : shown ? (
          <UndoStrip
            key={`${shown.id} ${shown.version}`}
            icon={
              move.undone ? (
                <IconArrowBackUp size={17} stroke={1.75} aria-hidden="true" />
              ) : (
                <IconArrowsMove size={17} stroke={1.75} aria-hidden="true" />
              )
            }
            onUndo={move.done ? move.undo : undefined}
            onDone={move.dismiss}
            isBusy={move.isBusy}
          >
            {t(move.undone ? 'planning.move.undone' : 'planning.move.done', { when })}
          </UndoStrip>
        ) : null}
      </div>
      <ScopeDialog key={move.asked?.stream.id} move={move} />
    </>
  );
}

function ScopeDialog({ move }: { move: MoveUse }) {
  useReturnFocus();
  const { t, time, zone } = useTexts();
  const days = useDayFormats();
  const [scope, setScope] = useState<Scope>('this');
  if (!move.asked) return null;
  const { stream, local } = move.asked;
  const goal = movedStream(stream, local);
  const when = `${days.short(dayIn(zone, goal.startsAt))} ${time(goal.startsAt)}`;
  return (
    <Modal
      opened
      onClose={() => move.answer(null)}
      title={t('planning.move.title', { title: stream.title })}
      size={440}
      attributes={{ header: { role: 'presentation' } }}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          move.answer(scope);
        }}
      >
        <Stack gap={16}>
          <p className={classes['question']}>{t('planning.move.question', { when })}</p>
          <ScopeChoice value={scope} onChange={setScope} />
          <Group justify="flex-end" gap={8}>
            <Button variant="default" onClick={() => move.answer(null)}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" data-autofocus>
              {t('planning.move.verb', { when })}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
