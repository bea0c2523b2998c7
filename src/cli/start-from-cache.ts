import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The process as it was started, and how it is replaced; tests play it. */
export interface OwnProcess {
  readonly argv: readonly string[];
  readonly execArgv: readonly string[];
  readonly execPath: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  /** Same process id, same streams, everything else anew; does not return. */
  execve?(file: string, args: readonly string[], env: NodeJS.ProcessEnv): never;
}

/**
 * What starts a process is compiled before any line of it runs, and for that the compiler itself is loaded:
 * 16 MB that a server would hold for good. Started once more with the cache named from outside, Node finds
 * even the first file in it. Where it is not there yet, or the system cannot replace a process (Windows),
 * everything runs as before.
 */
export function startFromCache(own: OwnProcess): void {
  const isServer = own.argv[2] === 'serve';
  if (!isServer || own.platform === 'win32' || own.env['NODE_COMPILE_CACHE'] !== undefined) return;
  // A line to the parent would not survive.
  if (own.env['NODE_CHANNEL_FD'] !== undefined) return;
  own.execve?.(own.execPath, [own.execPath, ...own.execArgv, ...own.argv.slice(1)], {
    ...own.env,
    NODE_COMPILE_CACHE: join(tmpdir(), 'node-compile-cache'),
  } as NodeJS.ProcessEnv);
}
