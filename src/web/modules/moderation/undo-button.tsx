import { Button } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import type { ModActionView } from '../../../contract/moderation.ts';
import { useTexts } from '../../app/locale.tsx';
import { ErrorStrip } from '../../ui/error-strip.tsx';
import { useNow } from '../../ui/use-now.ts';
import { useAct, useDesk } from './desk.ts';
import { isUndoable } from './mod-log.ts';
import classes from './undo-button.module.css';

interface UndoButtonProps {
  readonly action: ModActionView;
  /** A word among others in a list, or a button of its own. */
  readonly form?: 'word' | 'button';
}

/** Takes an act back while it still holds; the refusal stands right under it. */
export function UndoButton({ action, form = 'word' }: UndoButtonProps) {
  const { t } = useTexts();
  const desk = useDesk();
  const act = useAct();
  const nowMs = useNow(5_000);
  const run = (): void => act.run({ type: 'undo', action });
  const error = act.error ? <ErrorStrip error={act.error} /> : null;
  if (!isUndoable(action, nowMs) || desk.blocked('restrict') !== null) return error;
  return (
    <>
      {form === 'word' ? (
        <button type="button" className={classes['word']} aria-busy={act.isBusy} disabled={act.isBusy} onClick={run}>
          {t('moderation.actions.undo')}
        </button>
      ) : (
        <Button
          variant="default"
          loading={act.isBusy}
          leftSection={<IconArrowBackUp size={15} stroke={1.75} />}
          onClick={run}
        >
          {t('moderation.actions.undo')}
        </Button>
      )}
      {error}
    </>
  );
}
