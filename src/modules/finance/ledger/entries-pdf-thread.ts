import { Worker } from 'node:worker_threads';
import type { EntriesSheet } from './entries-pdf.ts';

/** Sets the sheet in a thread of its own: thousands of lines take seconds, in which the chat flows on. */
export function printEntries(sheet: EntriesSheet): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./entries-pdf-worker.ts', import.meta.url), { workerData: sheet });
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`the printing thread ended with ${code}`)));
  });
}
