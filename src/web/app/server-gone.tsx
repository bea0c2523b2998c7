import { useEffect, useEffectEvent } from 'react';
import { Unreachable } from '../api/call.ts';
import { ErrorStrip } from '../ui/error-strip.tsx';
import { useTexts } from './locale.tsx';
import { Logo } from './logo.tsx';
import classes from './server-gone.module.css';

/** Nothing is known yet and the server does not answer as it should: say so and keep asking. */
export function ServerGone({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { t } = useTexts();
  const retry = useEffectEvent(onRetry);
  useEffect(() => {
    const timer = setInterval(() => retry(), 3_000);
    return () => clearInterval(timer);
  }, []);
  return (
    <main className={classes['page']}>
      <Logo size={30} />
      <ErrorStrip error={error} onRetry={onRetry} />
      {error instanceof Unreachable ? <p className={classes['hint']}>{t('common.shell.serverGoneHint')}</p> : null}
    </main>
  );
}
