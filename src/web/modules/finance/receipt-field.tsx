import { ActionIcon, Loader } from '@mantine/core';
import { IconPaperclip, IconX } from '@tabler/icons-react';
import { type DragEvent, useRef, useState } from 'react';
import type { DocumentView } from '../../../contract/finance.ts';
import { useTexts } from '../../app/locale.tsx';
import classes from './receipt-field.module.css';
import { RECEIPT_ACCEPT } from './receipt-file.ts';
import type { Upload } from './use-receipts.ts';

interface ReceiptFieldProps {
  readonly label?: string;
  readonly documents: readonly DocumentView[];
  readonly uploads: readonly Upload[];
  readonly onFiles: (files: Iterable<File>) => void;
  /** Left out where a receipt stays for good. */
  readonly onRemove?: (sha256: string) => void;
  readonly onDrop: (uploadId: number) => void;
}

/** Receipts: dropped, pasted by the picker, on their way, kept. */
export function ReceiptField({ label, documents, uploads, onFiles, onRemove, onDrop }: ReceiptFieldProps) {
  const { t, bytes } = useTexts();
  const [isOver, setOver] = useState(false);
  const picker = useRef<HTMLInputElement>(null);
  const onDropped = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    onFiles([...event.dataTransfer.files]);
  };
  return (
    <fieldset className={classes['group']}>
      <legend className={label ? classes['label'] : 'sr-only'}>{label ?? t('finance.booking.receipt')}</legend>
      {documents.length + uploads.length > 0 ? (
        <ul className={classes['list']} aria-live="polite">
          {documents.map(({ sha256, name, sizeBytes }) => (
            <li key={sha256} className={classes['item']}>
              <IconPaperclip size={15} stroke={1.75} aria-hidden="true" />
              <span>{t('finance.booking.receiptKept', { name, size: bytes(sizeBytes) })}</span>
              {onRemove ? (
                <ActionIcon
                  size="xs"
                  aria-label={t('finance.booking.receiptRemove', { name })}
                  onClick={() => onRemove(sha256)}
                >
                  <IconX size={14} stroke={2} />
                </ActionIcon>
              ) : null}
            </li>
          ))}
          {uploads.map(({ id: uploadId, name, state, problem }) => (
            <li key={uploadId} className={classes['item']} data-bad={state === 'failed' || undefined}>
              {state === 'failed' ? null : <Loader size={14} />}
              <span>
                {state === 'failed'
                  ? problem
                  : t(state === 'reading' ? 'finance.booking.receiptReading' : 'finance.booking.receiptKeeping', {
                      name,
                    })}
              </span>
              {state === 'failed' ? (
                <ActionIcon
                  size="xs"
                  aria-label={t('finance.booking.receiptRemove', { name })}
                  onClick={() => onDrop(uploadId)}
                >
                  <IconX size={14} stroke={2} />
                </ActionIcon>
              ) : null}
            </li>
          ))}
        </ul>
      ) : null}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping has the button inside as its keyboard way */}
      <div
        className={classes['drop']}
        data-over={isOver || undefined}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={onDropped}
      >
        <IconPaperclip size={17} stroke={1.75} aria-hidden="true" />
        {t('finance.booking.dropHere')}
        <button type="button" className={classes['pick']} onClick={() => picker.current?.click()}>
          {t('finance.booking.choose')}
        </button>
        <small>{t('finance.booking.receiptRules')}</small>
        <input
          ref={picker}
          type="file"
          hidden
          multiple
          accept={RECEIPT_ACCEPT}
          aria-label={t('finance.booking.receipt')}
          onChange={(event) => {
            onFiles([...(event.currentTarget.files ?? [])]);
            // The same file can be picked again after it failed.
            event.currentTarget.value = '';
          }}
        />
      </div>
    </fieldset>
  );
}
