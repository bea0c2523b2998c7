// The real server on a channel of the simulated Twitch, as its own process, with waits shortened as much as
// the night is: says its port, then every few seconds what it holds in memory. Ends with its parent.
import { parseArgs } from 'node:util';
import { createApp } from '../../src/server/app.ts';
import { readConfig, setMockApiPort } from '../../src/server/config.ts';
import { openInstallation } from '../../src/server/installation.ts';
import { SANDBOX_APP } from '../../src/simulator/sandbox-app.ts';

const { values } = parseArgs({
  options: {
    data: { type: 'string', default: '' },
    'http-port': { type: 'string', default: '0' },
    'irc-port': { type: 'string', default: '0' },
  },
});
const SAY_MS = 5_000;
const httpPort = Number(values['http-port']);
setMockApiPort(httpPort);
const config = readConfig({ data: values.data, port: '0', sandbox: true }, { LIVEXTREM_LOG_LEVEL: 'warn' });
const installation = openInstallation(config);
const app = await createApp({
  config,
  installation,
  twitchApp: SANDBOX_APP,
  twitch: { mockApiPort: httpPort, chatUrl: `irc://localhost:${values['irc-port']}` },
  times: {
    chat: {
      silenceMs: 1_500,
      pongMs: 500,
      loginMs: 2_000,
      joinMs: 2_000,
      provenMs: 300,
      backOff: { firstMs: 50, mostMs: 1_000 },
    },
    events: {
      welcomeMs: 2_000,
      patienceMs: 500,
      provenMs: 500,
      orderAgainMs: 500,
      backOff: { firstMs: 50, mostMs: 1_000 },
    },
    vault: { tickMs: 100, validateAfterMs: 2_000, validationsPerMinute: 60, pauseMs: 100 },
    refreshMs: 1_000,
  },
  onRestart: () => {},
});
const port = await app.listen(0);
await app.connectChannelWith(async (authorizeUrl) => {
  const page = new URL(authorizeUrl);
  const form = new URLSearchParams(page.searchParams);
  form.set('login', 'derflaavius');
  const answer = await fetch(`${page.origin}${page.pathname}`, { method: 'POST', body: form, redirect: 'manual' });
  return new URL(answer.headers.get('location') ?? '');
});
process.stdout.write(`port ${port} link ${await app.firstVisitLink()}\n`);
const saying = setInterval(() => {
  globalThis.gc?.();
  const { heapUsed, external, rss } = process.memoryUsage();
  process.stdout.write(`memory ${heapUsed} ${external} ${rss}\n`);
}, SAY_MS);

async function stop(): Promise<void> {
  clearInterval(saying);
  await app.close();
  installation.close();
  process.exit(0);
}
process.once('SIGTERM', stop);
process.stdin.on('end', stop).resume();
