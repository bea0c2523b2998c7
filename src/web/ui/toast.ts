import { useSyncExternalStore } from 'react';

export interface Toast {
  readonly text: string;
  readonly tone?: 'ok' | 'bad' | 'info';
  /** The way back, with its word. */
  readonly undo?: { readonly label: string; readonly run: () => void };
}

export interface ShownToast extends Toast {
  readonly id: number;
}

const SHOWN_MAX = 4;

let toasts: readonly ShownToast[] = [];
let lastId = 0;
const listeners = new Set<() => void>();

function change(next: readonly ShownToast[]): void {
  toasts = next;
  for (const listener of listeners) listener();
}

/** A short word at the edge for 8 s; waits while the mouse or the focus is on it. */
export function showToast(toast: Toast): void {
  lastId += 1;
  change([...toasts, { ...toast, id: lastId }].slice(-SHOWN_MAX));
}

export function hideToast(id: number): void {
  change(toasts.filter((toast) => toast.id !== id));
}

export function useToasts(): readonly ShownToast[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => toasts,
  );
}
