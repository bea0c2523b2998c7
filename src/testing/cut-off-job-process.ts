// Started by a test as a process of its own: adds a job, begins it, says so, and never finishes it.
import { writeSync } from 'node:fs';
import { systemClock } from '../platform/clock.ts';
import { type DatabaseTarget, openDatabase } from '../platform/db/open-database.ts';
import { createJobs } from '../platform/jobs/jobs.ts';
import { createLog } from '../platform/log.ts';
import type { PlatformTables } from '../platform/tables.ts';

const target = JSON.parse(process.argv[2] ?? '') as DatabaseTarget;
const database = await openDatabase<PlatformTables>(target);
const log = createLog({ level: 'silent', to: 'stderr' });
const jobs = createJobs({ database, clock: systemClock, log });
await jobs.start([
  {
    kind: 'cut-off',
    run: () => {
      writeSync(1, 'running\n');
      return new Promise(() => setInterval(() => {}, 1_000));
    },
  },
]);
await database.transaction((db) => jobs.enqueue(db, { kind: 'cut-off', payload: { greeting: 'Grüße' } }));
