import { ActionIcon, Button } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconInfoCircle, IconX } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTexts } from '../app/locale.tsx';
import { hideToast, type ShownToast, useToasts } from './toast.ts';
import classes from './toast-host.module.css';

const SHOWN_MS = 8_000;
const ICONS = { ok: IconCircleCheck, bad: IconAlertTriangle, info: IconInfoCircle };

/** Where toasts appear; the region itself is always there, so that screen readers hear the first one. */
export function ToastHost() {
  const toasts = useToasts();
  return (
    <div className={classes['host']} aria-live="polite">
      {toasts.map((toast) => (
        <ToastView key={toast.id} toast={toast} />
      ))}
    </div>
  );
}

function ToastView({ toast }: { toast: ShownToast }) {
  const { t } = useTexts();
  const [isPaused, setPaused] = useState(false);
  const { id, tone = 'ok', undo } = toast;
  useEffect(() => {
    if (isPaused) return;
    const timer = setTimeout(() => hideToast(id), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [id, isPaused]);
  const Icon = ICONS[tone];
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only waits while the mouse rests on it
    <div
      className={classes['toast']}
      data-tone={tone}
      role={tone === 'bad' ? 'alert' : undefined}
      onPointerEnter={() => setPaused(true)}
      onPointerLeave={() => setPaused(false)}
      onFocus={() => setPaused(true)}
      onBlur={() => setPaused(false)}
    >
      <Icon size={17} stroke={1.75} aria-hidden="true" />
      <span className={classes['text']}>{toast.text}</span>
      {undo ? (
        <Button
          size="xs"
          variant="default"
          onClick={() => {
            hideToast(id);
            undo.run();
          }}
        >
          {undo.label}
        </Button>
      ) : null}
      <ActionIcon size="xs" aria-label={t('common.close')} onClick={() => hideToast(id)}>
        <IconX size={15} stroke={1.75} />
      </ActionIcon>
    </div>
  );
}
