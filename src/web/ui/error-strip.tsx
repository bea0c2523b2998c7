import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTexts } from '../app/locale.tsx';
import classes from './strip.module.css';

interface ErrorStripProps {
  /** What a call threw; its sentence is shown. */
  readonly error: unknown;
  readonly onRetry?: (() => void) | undefined;
  /** Another way out than trying again. */
  readonly action?: ReactNode;
}

/** What failed, in place, with the way out. */
export function ErrorStrip({ error, onRetry, action }: ErrorStripProps) {
  const { t, refusal } = useTexts();
  return (
    <div className={classes['box']} data-tone="bad" role="alert">
      <IconAlertTriangle size={16} stroke={1.75} aria-hidden="true" />
      <p className={classes['text']}>{refusal(error)}</p>
      {action}
      {onRetry ? (
        <Button size="xs" variant="default" onClick={onRetry}>
          {t('common.retry')}
        </Button>
      ) : null}
    </div>
  );
}
