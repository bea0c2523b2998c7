import { useEffect, useEffectEvent } from 'react';

/**
 * Somebody who was sent to Twitch came back by the browser's own button, and finds the page as it was
 * left: busy with going away. Not called when the page is loaded anew.
 */
export function useReturn(onReturn: () => void): void {
  const tell = useEffectEvent(onReturn);
  useEffect(() => {
    const onShow = (event: PageTransitionEvent): void => {
      if (event.persisted) tell();
    };
    window.addEventListener('pageshow', onShow);
    return () => window.removeEventListener('pageshow', onShow);
  }, []);
}
