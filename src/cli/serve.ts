import { type App, createApp } from '../server/app.ts';
import { type Config, setMockApiPort } from '../server/config.ts';
import { type Installation, openInstallation } from '../server/installation.ts';
import { openBrowser } from './open-browser.ts';
import { consentAs, type Sandbox, startSandbox } from './sandbox.ts';
import type { Speak } from './speak.ts';
import { watchParent } from './watch-parent.ts';

/** One run of the house: its folder, its Twitch, its server. */
interface Running {
  readonly app: App;
  readonly port: number;
  close(): Promise<void>;
}

interface Restart {
  readonly ownerToken: string;
}

/**
 * Serves until it is told to stop; a saved Twitch app only changes what is served, on the same port.
 * @returns the exit code.
 */
export async function serve(config: Config, speak: Speak): Promise<number> {
  const stop = Promise.withResolvers<void>();
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.once(signal, () => stop.resolve());
  const unwatch = config.isUnderNpm ? watchParent(() => stop.resolve()) : () => {};

  let port = config.port;
  let ownerToken: string | undefined;
  for (;;) {
    const restart = Promise.withResolvers<Restart>();
    const running = await run(
      { ...config, port, ...(ownerToken && { wantsSandbox: false }) },
      ownerToken,
      restart.resolve,
    );
    port = running.port;
    await greet(running, config, speak, ownerToken !== undefined);
    const next = await Promise.race([stop.promise, restart.promise]);
    await running.close();
    if (next === undefined) break;
    ownerToken = next.ownerToken;
  }
  unwatch();
  return 0;
}

async function run(
  config: Config,
  ownerToken: string | undefined,
  onRestart: (next: Restart) => void,
): Promise<Running> {
  const installation = openInstallation(config);
  let sandbox: Sandbox | undefined;
  let app: App | undefined;
  const close = async (): Promise<void> => {
    await app?.close();
    await sandbox?.stop();
    installation.close();
  };
  try {
    // A stand-in named by the environment is used as it is; otherwise the sandbox brings its own.
    if (installation.isSandbox && config.mockApiPort === undefined)
      sandbox = await startSandbox(installation.folder.path);
    const mockApiPort = sandbox?.httpPort ?? config.mockApiPort;
    setMockApiPort(mockApiPort);
    const chatUrl = sandbox ? `irc://localhost:${sandbox.ircPort}` : config.chatUrl;
    const twitch = { mockApiPort, authorizeUrl: config.authorizeUrl, chatUrl };
    const twitchApp = await appOf(installation);
    app = await createApp({ config, installation, twitchApp, twitch, ownerToken, onRestart });
    const port = await app.listen(config.port);
    if (installation.isSandbox && !app.hasChannel()) await connectSandboxChannel(app);
    return { app, port, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function appOf(installation: Installation) {
  if (installation.twitchApp) return installation.twitchApp;
  const { SANDBOX_APP } = await import('../simulator/sandbox-app.ts');
  return SANDBOX_APP;
}

/** In the sandbox nobody should have to press a button before the channel lives. */
async function connectSandboxChannel(app: App): Promise<void> {
  const { SANDBOX_STREAMER } = await import('../simulator/sandbox-app.ts');
  await app.connectChannelWith((authorizeUrl) => consentAs(authorizeUrl, SANDBOX_STREAMER));
}

async function greet(running: Running, config: Config, speak: Speak, isRestart: boolean): Promise<void> {
  const link = await running.app.firstVisitLink();
  // The browser that caused the restart has its link already.
  if (isRestart) return;
  speak.out('cli.ready', { origin: `http://localhost:${running.port}` });
  if (link === undefined) return;
  speak.out('cli.firstVisit', { link });
  if (config.opensBrowser) openBrowser(link);
}
