import { enableCompileCache } from 'node:module';
import { startFromCache } from './start-from-cache.ts';

startFromCache(process);
// The second start reads compiled code instead of compiling: half of the time to "ready".
enableCompileCache();
const { runCommand } = await import('./run-command.ts');
process.exit(await runCommand(process.argv.slice(2)));
