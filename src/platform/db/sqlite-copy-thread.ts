import { Worker } from 'node:worker_threads';
import type { CheckedFile } from './sqlite-copy.ts';

export type SqliteWork =
  | { readonly what: 'copy'; readonly source: string; readonly copy: string; readonly tablesLeftOut: readonly string[] }
  | { readonly what: 'check'; readonly file: string }
  | { readonly what: 'check-live'; readonly file: string };

/**
 * Does what reads a whole database in a thread of its own, so that chat flows on meanwhile.
 * @throws Error that says what is wrong
 */
export function workOnSqlite(order: SqliteWork & { readonly what: 'copy' | 'check' }): Promise<CheckedFile>;
export function workOnSqlite(order: SqliteWork & { readonly what: 'check-live' }): Promise<void>;
export function workOnSqlite(order: SqliteWork): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./sqlite-copy-worker.ts', import.meta.url), { workerData: order });
    let answer: unknown;
    worker.once('message', (message) => {
      answer = message;
    });
    worker.once('error', reject);
    // After the end, so that every file is closed when the caller renames it.
    worker.once('exit', (code) =>
      code === 0 ? resolve(answer) : reject(new Error(`the copying thread ended with ${code}`)),
    );
  });
}
