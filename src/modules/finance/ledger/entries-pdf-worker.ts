import { parentPort, workerData } from 'node:worker_threads';
import { type EntriesSheet, writeEntriesPdf } from './entries-pdf.ts';

parentPort?.postMessage(await writeEntriesPdf(workerData as EntriesSheet));
