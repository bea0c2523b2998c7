import { useEffect, useState } from 'react';

/**
 * For a dialog that is there only while it is open: when it goes, the focus goes back to what had it before,
 * not to the beginning of the page. (Mantine does so only for one that stays and is told that it is closed.)
 */
export function useReturnFocus(): void {
  // At the first drawing: soon afterwards the dialog takes the focus.
  const [before] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      window.setTimeout(() => {
        // What has taken the focus meanwhile keeps it.
        if (document.activeElement !== document.body) return;
        if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
      });
    },
    [before],
  );
}
