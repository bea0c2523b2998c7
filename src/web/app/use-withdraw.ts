import { useEffect, useRef } from 'react';
import { team } from '../../contract/team.ts';
import { call } from '../api/call.ts';

/**
 * Whoever goes away from a code gives it up: what is shown nowhere must not be agreed to later. Also when
 * the window closes; one that the browser keeps for coming back to does not count as gone.
 */
export function useWithdraw(attemptId: string, isWaiting: boolean): void {
  const waits = useRef(isWaiting);
  const leaving = useRef<number | undefined>(undefined);
  useEffect(() => {
    waits.current = isWaiting;
  }, [isWaiting]);
  useEffect(() => {
    const withdraw = (keepalive: boolean): void => {
      if (!waits.current) return;
      waits.current = false;
      // Whoever it does not reach is not waited for: the code ends by itself in some minutes.
      call(team.cancelSignIn, { attemptId }, { keepalive }).catch(() => {});
    };
    const onHide = (event: PageTransitionEvent): void => {
      if (!event.persisted) withdraw(true);
    };
    window.clearTimeout(leaving.current);
    window.addEventListener('pagehide', onHide);
    return () => {
      window.removeEventListener('pagehide', onHide);
      // React takes effects back and sets them up again while developing: only who stays away is gone.
      leaving.current = window.setTimeout(() => withdraw(false), 0);
    };
  }, [attemptId]);
}
