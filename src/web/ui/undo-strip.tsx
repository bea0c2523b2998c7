import { Button } from '@mantine/core';
import { type ReactNode, useEffect, useEffectEvent, useState } from 'react';
import { useTexts } from '../app/locale.tsx';
import { Key } from './key.tsx';
import classes from './strip.module.css';

interface UndoStripProps {
  readonly icon?: ReactNode;
  readonly children: ReactNode;
  /** Left out for what nobody can bring back. */
  readonly onUndo?: (() => void) | undefined;
  /** Called when the time is over. */
  readonly onDone: () => void;
  readonly seconds?: number;
  readonly isBusy?: boolean;
}

const TICK_MS = 200;

/** What was just done, and the way back for a few seconds; waits while the mouse or the focus is on it. */
export function UndoStrip({ icon, children, onUndo, onDone, seconds = 8, isBusy }: UndoStripProps) {
  const { t } = useTexts();
  const [leftMs, setLeftMs] = useState(seconds * 1000);
  const [isPaused, setPaused] = useState(false);
  const finish = useEffectEvent(onDone);
  const isOver = leftMs <= 0;

  useEffect(() => {
    if (isPaused || isBusy || isOver) return;
    const timer = setInterval(() => setLeftMs((left) => left - TICK_MS), TICK_MS);
    return () => clearInterval(timer);
  }, [isPaused, isBusy, isOver]);

  useEffect(() => {
    if (isOver) finish();
  }, [isOver]);

  return (
    <div
      className={classes['undo']}
      role="status"
      onPointerEnter={() => setPaused(true)}
      onPointerLeave={() => setPaused(false)}
      onFocus={() => setPaused(true)}
      onBlur={() => setPaused(false)}
    >
      {icon}
      <p className={classes['text']}>{children}</p>
      <span className={`num ${classes['rest']}`} aria-hidden="true">
        {t('common.secondsLeft', { seconds: Math.max(0, Math.ceil(leftMs / 1000)) })}
      </span>
      {onUndo ? (
        <Button size="xs" variant="default" loading={isBusy === true} onClick={onUndo} rightSection={<Key>Z</Key>}>
          {t('common.undo')}
        </Button>
      ) : null}
      <span
        className={classes['bar']}
        aria-hidden="true"
        style={{ transform: `scaleX(${Math.max(0, leftMs) / (seconds * 1000)})` }}
      />
    </div>
  );
}
