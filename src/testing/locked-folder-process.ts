// Started by a test as a process of its own: locks a data folder, opens its database, says so, and stays.
import { writeSync } from 'node:fs';
import { openDataFolder } from '../platform/db/data-folder.ts';
import { migrate } from '../platform/db/migrate.ts';
import { openDatabase } from '../platform/db/open-database.ts';
import { StartProblem } from '../platform/db/start-problem.ts';
import { platformMigrations } from '../platform/migrations.ts';

const path = process.argv[2] ?? '';
// As root nothing is read-only; so the test can ask to be somebody else.
if (process.argv[3] !== undefined) process.setuid?.(Number(process.argv[3]));
try {
  const folder = openDataFolder(path, platformMigrations);
  const database = await openDatabase({ file: folder.databaseFile });
  await migrate(database, platformMigrations);
  writeSync(1, 'open\n');
  setInterval(() => {}, 1_000);
} catch (error) {
  writeSync(1, `${error instanceof StartProblem ? error.code : String(error)}\n`);
  process.exitCode = 1;
}
