import { useSyncExternalStore } from 'react';

/** Whether the server is reached, and since when not. Told by calls and by the feed. */
export interface ConnectionState {
  readonly isOnline: boolean;
  /** Epoch milliseconds of the last sign of life before it was lost. */
  readonly lostAtMs: number | null;
}

const ONLINE: ConnectionState = { isOnline: true, lostAtMs: null };

let state: ConnectionState = ONLINE;
let lastSignMs = Date.now();
const listeners = new Set<() => void>();

export function reportReached(): void {
  lastSignMs = Date.now();
  if (!state.isOnline) change(ONLINE);
}

export function reportLost(): void {
  if (state.isOnline) change({ isOnline: false, lostAtMs: lastSignMs });
}

export function connectionNow(): ConnectionState {
  return state;
}

export function watchConnection(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useConnection(): ConnectionState {
  return useSyncExternalStore(watchConnection, connectionNow);
}

function change(next: ConnectionState): void {
  state = next;
  for (const listener of listeners) listener();
}
