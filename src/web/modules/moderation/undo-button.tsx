import { Button } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import type { ModActionView } from '../../../contract/moderation.ts';
import { useTexts } from '../../app/locale.tsx';
import { ErrorStrip } from '../../ui/error-strip.tsx';
import { useNow } from '../../ui/use-now.ts';
import { useAct, useDesk } from './desk.ts';
import { isUndoable } from './mod-log.ts';

/** Takes an act back while it still holds; the refusal stands right under it. */
export function UndoButton({ action, size = 'xs' }: { action: ModActionView; size?: 'xs' | 'sm' }) {
  const { t } = useTexts();
  const desk = useDesk();
  const act = useAct();
  const nowMs = useNow(5_000);
  if (!isUndoable(action, nowMs) || desk.blocked('restrict') !== null)
    return act.error ? <ErrorStrip error={act.error} /> : null;
  return (
    <>
      <Button
        size={size}
        variant="default"
        loading={act.isBusy}
        leftSection={<IconArrowBackUp size={14} stroke={2} />}
        onClick={(event) => {
          event.stopPropagation();
          act.run({ type: 'undo', action });
        }}
      >
        {t('moderation.actions.undo')}
      </Button>
      {act.error ? <ErrorStrip error={act.error} /> : null}
    </>
  );
}
