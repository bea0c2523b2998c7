import { Worker } from 'node:worker_threads';
import type { EntriesSheet } from './entries-pdf.ts';

/** Sets sheets one after the other: however often somebody asks, the chat keeps a processor. */
export function createPrinter(): (sheet: EntriesSheet) => Promise<Uint8Array> {
  let last: Promise<unknown> = Promise.resolve();
  return (sheet) => {
    const next = last.then(() => printEntries(sheet));
    last = next.catch(() => {});
    return next;
  };
}

/** In a thread of its own: thousands of lines take seconds, in which the chat flows on. */
function printEntries(sheet: EntriesSheet): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./entries-pdf-worker.ts', import.meta.url), { workerData: sheet });
    let printed: Uint8Array | undefined;
    worker.once('message', (pdf: Uint8Array) => {
      printed = pdf;
    });
    worker.once('error', reject);
    worker.once('exit', (code) => {
      if (printed) resolve(printed);
      else reject(new Error(`the printing thread ended with ${code}`));
    });
  });
}
