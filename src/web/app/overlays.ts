import { useSyncExternalStore } from 'react';

type Overlay = 'palette' | 'keys' | null;

let open: Overlay = null;
const listeners = new Set<() => void>();

function show(next: Overlay): void {
  open = next;
  for (const listener of listeners) listener();
}

export const openPalette = (): void => show('palette');
export const openKeys = (): void => show('keys');
export const closeOverlay = (): void => show(null);

/** Which of the shell's own dialogs is open. */
export function useOverlay(): Overlay {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => open,
  );
}
