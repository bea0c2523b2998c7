import { enableCompileCache } from 'node:module';

// The second start reads compiled code instead of compiling: half of the time to "ready".
enableCompileCache();
const { runCommand } = await import('./run-command.ts');
process.exit(await runCommand(process.argv.slice(2)));
