import { Button, Loader } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { system } from '../../../contract/system.ts';
import { call } from '../../api/call.ts';
import { feed } from '../../api/live-feed.ts';
import { useTexts } from '../../app/locale.tsx';
import { Strip } from '../../ui/strip.tsx';
import classes from './restarting.module.css';

const ASK_EVERY_MS = 1_000;
const SLOW_AFTER_MS = 30_000;

/**
 * Waits for the restarted server and goes on to it by the one-time link. It first has to be seen
 * gone: until then the answer comes from the server that is about to stop.
 */
export function Restarting({ continueUrl }: { continueUrl: string }) {
  const { t } = useTexts();
  const [isBack, setBack] = useState(false);
  const [isSlow, setSlow] = useState(false);
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  useEffect(() => {
    feed.stop();
    let wasGone = false;
    let isDone = false;
    const startedMs = Date.now();
    const timer = setInterval(async () => {
      const answers = await call(system.health, {}).then(
        () => true,
        () => false,
      );
      if (isDone) return;
      if (!answers) wasGone = true;
      // A restart can be quicker than we ask; after a while an answer is the new server's.
      if (answers && (wasGone || Date.now() - startedMs > 6_000)) {
        isDone = true;
        clearInterval(timer);
        setBack(true);
        location.assign(continueUrl);
      }
      setSlow(Date.now() - startedMs > SLOW_AFTER_MS);
    }, ASK_EVERY_MS);
    return () => {
      isDone = true;
      clearInterval(timer);
    };
  }, [continueUrl]);
  return (
    <div className={classes['restart']} role="status">
      <h1 ref={title} tabIndex={-1}>
        {t(isBack ? 'connect.restart.ready' : 'connect.restart.title')}
      </h1>
      {isBack ? (
        <Button component="a" href={continueUrl} size="md">
          {t('connect.goOn')}
        </Button>
      ) : (
        <>
          <p>{t('connect.restart.text')}</p>
          <Loader size={22} />
          {isSlow ? <Strip tone="warn">{t('connect.restart.slow')}</Strip> : null}
        </>
      )}
    </div>
  );
}
