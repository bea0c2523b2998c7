import { fstatSync } from 'node:fs';
import { enableCompileCache } from 'node:module';
import { parseArgs } from 'node:util';

// The simulated Twitch as its own process: says its ports in one JSON line, stops with its parent.
const { values } = parseArgs({
  options: {
    folder: { type: 'string' },
    port: { type: 'string', default: '0' },
    'irc-port': { type: 'string', default: '0' },
    seed: { type: 'string', default: 'evening' },
    speed: { type: 'string', default: '1' },
    'no-story': { type: 'boolean', default: false },
    'no-past': { type: 'boolean', default: false },
    'redirect-uri': { type: 'string', multiple: true, default: [] },
  },
});
if (values.folder === undefined) {
  process.stderr.write('--folder says where the simulated world is kept\n');
  process.exit(2);
}

// Compiled code is read from the second start on: the server waits for us.
enableCompileCache();
const { startSimulator } = await import('./start.ts');
const simulator = await startSimulator({
  folder: values.folder,
  port: Number(values.port),
  ircPort: Number(values['irc-port']),
  seed: values.seed,
  speed: Number(values.speed),
  story: !values['no-story'] && process.env['LIVEXTREM_SIMULATOR_STORY'] !== '0',
  past: !values['no-past'] && process.env['LIVEXTREM_SIMULATOR_PAST'] !== '0',
  redirectUris: values['redirect-uri'],
});

let isStopping = false;
async function stop(): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  await simulator.stop();
  process.exit(0);
}

process.on('SIGTERM', stop);
process.on('SIGINT', stop);
process.on('disconnect', stop);
// A parent that gave us a pipe holds its other end open for as long as it lives.
const input = fstatSync(0);
if (input.isFIFO() || input.isSocket()) process.stdin.on('end', stop).on('error', stop).resume();
const { httpPort, ircPort } = simulator;
process.stdout.write(`${JSON.stringify({ httpPort, ircPort })}\n`);
