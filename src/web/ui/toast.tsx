import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { ReactNode } from 'react';

interface Toast {
  readonly text: ReactNode;
  readonly tone?: 'ok' | 'bad' | 'info';
  /** The way back, with its word. */
  readonly undo?: { readonly label: string; readonly run: () => void };
}

const SHOWN_MS = 8_000;

/** A short word at the edge for 8 s; waits while the mouse or the focus is on it. */
export function showToast({ text, tone = 'ok', undo }: Toast): void {
  const id = notifications.show({
    color: tone,
    autoClose: SHOWN_MS,
    withBorder: true,
    role: tone === 'bad' ? 'alert' : 'status',
    message: (
      <span style={{ display: 'flex', alignItems: 'center', gap: 12 }}>
        <span style={{ flex: 1 }}>{text}</span>
        {undo ? (
          <Button
            size="xs"
            variant="default"
            onClick={() => {
              notifications.hide(id);
              undo.run();
            }}
          >
            {undo.label}
          </Button>
        ) : null}
      </span>
    ),
  });
}
