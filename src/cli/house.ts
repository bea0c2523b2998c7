import type { App } from '../server/app.ts';
import { type Config, setMockApiPort } from '../server/config.ts';
import { type Installation, openInstallation } from '../server/installation.ts';
import { type Sandbox, startSandbox } from './sandbox.ts';

/** An installation with its Twitch, built but not listening yet. */
export interface House {
  readonly app: App;
  readonly installation: Installation;
  /** Where the stand-in for Twitch listens, if there is one. */
  readonly mockApiPort: number | undefined;
  close(): Promise<void>;
}

export interface HouseRestart {
  readonly ownerToken: string;
}

export interface HouseOptions {
  readonly ownerToken?: string | undefined;
  readonly onRestart?: (next: HouseRestart) => void;
  /** The sandbox's Twitch ended by itself and is started again; the reason is what it said last. */
  readonly onSandboxLost?: (reason: string) => void;
}

/** @throws StartProblem when the data folder cannot be used; everything opened so far is closed then. */
export async function openHouse(config: Config, options: HouseOptions = {}): Promise<House> {
  const installation = openInstallation(config);
  let sandbox: Sandbox | undefined;
  try {
    // A stand-in named by the environment is used as it is; otherwise the sandbox brings its own.
    const bringsOwn = installation.isSandbox && config.mockApiPort === undefined;
    const starting = bringsOwn ? startSandbox(installation.folder.path, options.onSandboxLost) : undefined;
    // Loaded while the stand-in starts: each takes its while, on a processor of its own.
    const loading = import('../server/app.ts');
    sandbox = await starting;
    const { createApp } = await loading;
    const mockApiPort = sandbox?.httpPort ?? config.mockApiPort;
    setMockApiPort(mockApiPort);
    const app = await createApp({
      config,
      installation,
      twitchApp: installation.twitchApp ?? (await import('../simulator/sandbox-app.ts')).SANDBOX_APP,
      twitch: {
        mockApiPort,
        authorizeUrl: config.authorizeUrl,
        chatUrl: sandbox ? `irc://localhost:${sandbox.ircPort}` : config.chatUrl,
      },
      sandboxUrl:
        installation.isSandbox && mockApiPort !== undefined ? `http://localhost:${mockApiPort}/sim/` : undefined,
      ownerToken: options.ownerToken,
      onRestart: options.onRestart ?? (() => {}),
    });
    return {
      app,
      installation,
      mockApiPort,
      async close() {
        try {
          await app.close();
        } finally {
          await sandbox?.stop();
          installation.close();
        }
      },
    };
  } catch (error) {
    await sandbox?.stop();
    installation.close();
    throw error;
  }
}
