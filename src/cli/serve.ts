import type { App } from '../server/app.ts';
import type { Config } from '../server/config.ts';
import { giveBackMemorySoon } from './give-back-memory.ts';
import { type House, type HouseRestart, openHouse } from './house.ts';
import { openBrowser } from './open-browser.ts';
import { probePort } from './probe-port.ts';
import { consentAs } from './sandbox.ts';
import type { Speak } from './speak.ts';
import { watchParent } from './watch-parent.ts';

/**
 * Serves until it is told to stop. A Twitch app saved in the browser only changes what is served, on
 * the same port: the sandbox goes down and the real channel comes up.
 * @returns the exit code.
 */
export async function serve(config: Config, speak: Speak): Promise<number> {
  const stop = Promise.withResolvers<undefined>();
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.once(signal, () => stop.resolve(undefined));
  const unwatch = config.isUnderNpm ? watchParent(() => stop.resolve(undefined)) : () => {};

  await probePort(config.port, config.host ?? '127.0.0.1');
  let current = config;
  let ownerToken: string | undefined;
  for (;;) {
    const restart = Promise.withResolvers<HouseRestart>();
    const house = await openHouse(current, { ownerToken, onRestart: restart.resolve });
    const port = await begin(house, current.port);
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

async function begin(house: House, wantedPort: number): Promise<number> {
  try {
    const port = await house.app.listen(wantedPort);
    if (house.installation.isSandbox && !house.app.hasChannel()) await connectSandboxChannel(house.app);
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
