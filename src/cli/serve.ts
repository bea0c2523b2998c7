import { redactText } from '../platform/redact.ts';
import type { App } from '../server/app.ts';
import type { Config } from '../server/config.ts';
import { explain } from './explain.ts';
import { giveBackMemorySoon } from './give-back-memory.ts';
import { type House, type HouseRestart, openHouse } from './house.ts';
import { openBrowser } from './open-browser.ts';
import { probePort } from './probe-port.ts';
import { consentAs } from './sandbox.ts';
import { recordSandboxPast } from './sandbox-past.ts';
import type { Speak } from './speak.ts';
import { watchParent } from './watch-parent.ts';

/** Asked to stop, the process is gone within five seconds, whoever does not answer: Twitch, a database, a start. */
const STOP_WITHIN_MS = 4_000;

/**
 * Serves until it is told to stop. A Twitch app saved in the browser only changes what is served, on
 * the same port: the sandbox goes down and the real channel comes up.
 * @returns the exit code.
 */
export async function serve(config: Config, speak: Speak): Promise<number> {
  const stop = Promise.withResolvers<undefined>();
  const stopped = new AbortController();
  const askToStop = (): void => {
    stop.resolve(undefined);
    stopped.abort();
    setTimeout(() => process.exit(0), STOP_WITHIN_MS);
  };
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.once(signal, askToStop);
  const unwatch = config.isUnderNpm ? watchParent(askToStop) : () => {};
  let house: House | undefined;
  process.once('uncaughtException', (error) => {
    house?.app.noteCrash(error);
    process.stderr.write(`${redactText(error.stack ?? String(error))}\n`);
    process.exit(1);
  });

  await probePort(config.port, config.host ?? '127.0.0.1');
  let current = config;
  let ownerToken: string | undefined;
  for (;;) {
    const restart = Promise.withResolvers<HouseRestart>();
    const before = house;
    try {
      house = await openHouse(current, {
        ownerToken,
        onRestart: restart.resolve,
        onSandboxLost: (reason) => void process.stderr.write(`${speak.say('cli.simulatorLost', { reason })}\n`),
      });
    } catch (error) {
      const why = explain(error, speak.say);
      if (!before?.installation.isSandbox || current.wantsSandbox || !why) throw error;
      // Who came from the sandbox is not left outside: it is said what is wrong, and the sandbox is back.
      process.stderr.write(`${why.sentence}\n`);
      ownerToken = undefined;
      current = { ...current, wantsSandbox: true };
      continue;
    }
    const port = await begin(house, current.port, speak, stopped.signal);
    const { isAppSealed, root } = house.installation;
    if (isAppSealed) process.stderr.write(`${speak.say('cli.appSealed', { folder: root })}\n`);
    await greet(house.app, port, config, speak, ownerToken !== undefined);
    giveBackMemorySoon();
    const next = await Promise.race([stop.promise, restart.promise]);
    await house.close();
    if (next === undefined) break;
    ownerToken = next.ownerToken;
    current = { ...config, port, wantsSandbox: false };
  }
  unwatch();
  return 0;
}

async function begin(house: House, wantedPort: number, speak: Speak, stopped: AbortSignal): Promise<number> {
  const { app, installation, mockApiPort } = house;
  try {
    const port = await app.listen(wantedPort, { holdsLinesBack: installation.isSandbox });
    if (!installation.isSandbox) return port;
    if (!app.hasChannel()) await connectSandboxChannel(app);
    // Before the lines open: what comes over them then is newer than all of it.
    if (mockApiPort !== undefined) await recordSandboxPast(app, mockApiPort, speak, stopped);
    app.openLines();
    return port;
  } catch (error) {
    await house.close();
    throw error;
  }
}

/** In the sandbox nobody should have to press a button before the channel lives. */
async function connectSandboxChannel(app: App): Promise<void> {
  const { SANDBOX_STREAMER } = await import('../simulator/sandbox-app.ts');
  await app.connectChannelWith((authorizeUrl) => consentAs(authorizeUrl, SANDBOX_STREAMER));
}

async function greet(app: App, port: number, config: Config, speak: Speak, isRestart: boolean): Promise<void> {
  const link = await app.firstVisitLink();
  // The browser that caused the restart has its link already.
  if (isRestart) return;
  speak.out('cli.ready', { origin: `http://localhost:${port}` });
  if (link === undefined) return;
  speak.out('cli.firstVisit', { link });
  if (config.opensBrowser) openBrowser(link);
}
