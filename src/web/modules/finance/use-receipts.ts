import { useState } from 'react';
import { type DocumentView, finance } from '../../../contract/finance.ts';
import { call } from '../../api/call.ts';
import { useTexts } from '../../app/locale.tsx';
import { readBase64, receiptProblem } from './receipt-file.ts';

export interface Upload {
  readonly id: number;
  readonly name: string;
  readonly state: 'reading' | 'keeping' | 'failed';
  /** Why it failed. */
  readonly problem?: string;
}

/** Receipts on their way: each file is read, sent and kept for itself, so one that fails holds up nobody. */
export function useReceipts(onKept: (document: DocumentView) => void) {
  const { t, bytes, refusal } = useTexts();
  const [uploads, setUploads] = useState<readonly Upload[]>([]);
  const change = (id: number, to: Partial<Upload>): void =>
    setUploads((now) => now.map((upload) => (upload.id === id ? { ...upload, ...to } : upload)));
  const drop = (id: number): void => setUploads((now) => now.filter((upload) => upload.id !== id));

  const send = async (id: number, file: File): Promise<void> => {
    const { name } = file;
    const problem = receiptProblem(file);
    if (problem) {
      change(id, { state: 'failed', problem: t(`finance.booking.${problem}`, { name, size: bytes(file.size) }) });
      return;
    }
    const contentBase64 = await readBase64(file).catch(() => null);
    if (contentBase64 === null) {
      change(id, { state: 'failed', problem: t('finance.booking.receiptUnreadable', { name }) });
      return;
    }
    change(id, { state: 'keeping' });
    try {
      onKept(await call(finance.addDocument, { name: name.slice(0, 200), contentBase64 }));
      drop(id);
    } catch (error) {
      change(id, { state: 'failed', problem: `${name}: ${refusal(error)}` });
    }
  };

  return {
    uploads,
    isBusy: uploads.some(({ state }) => state !== 'failed'),
    add(files: Iterable<File>): void {
      for (const file of files) {
        lastUpload += 1;
        const id = lastUpload;
        setUploads((now) => [...now, { id, name: file.name, state: 'reading' }]);
        void send(id, file);
      }
    },
    drop,
  };
}

let lastUpload = 0;
