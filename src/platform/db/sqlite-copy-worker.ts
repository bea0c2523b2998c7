import { parentPort, workerData } from 'node:worker_threads';
import { checkLiveSqlite, checkSqlite, copySqlite } from './sqlite-copy.ts';
import type { SqliteWork } from './sqlite-copy-thread.ts';

async function work(order: SqliteWork): Promise<unknown> {
  switch (order.what) {
    case 'copy':
      return copySqlite(order.source, order.copy, order.tablesLeftOut);
    case 'check':
      return checkSqlite(order.file);
    case 'check-live':
      return checkLiveSqlite(order.file);
    default:
      return order satisfies never;
  }
}

parentPort?.postMessage(await work(workerData as SqliteWork));
