import { existsSync } from 'node:fs';
import { connect } from 'node:net';
import { createInterface } from 'node:readline';
import { controlAddress, isPrivateFolder } from '../server/health/control-address.ts';
import { type ControlAnswer, type ControlAsk, controlAnswer } from '../server/health/control-protocol.ts';

/** A server that says nothing for so long hangs. While it works it says so each second. */
const SILENT_MS = 5_000;

export type Asked =
  | { readonly is: 'answered'; readonly answer: Exclude<ControlAnswer, { kind: 'working' }> }
  /** Nobody listens: no server runs. */
  | { readonly is: 'none' }
  | { readonly is: 'hanging' }
  /** The server is somebody else's, or could be. */
  | { readonly is: 'forbidden' };

/** Asks the server that works in a data folder. Never throws, never waits for ever. */
export function askServer(dataFolder: string, ask: ControlAsk, silentMs = SILENT_MS): Promise<Asked> {
  const { path, folder } = controlAddress(dataFolder);
  if (folder !== null && existsSync(folder) && !isPrivateFolder(folder)) return Promise.resolve({ is: 'forbidden' });
  return new Promise((resolve) => {
    const socket = connect(path);
    const done = (asked: Asked): void => {
      resolve(asked);
      socket.destroy();
    };
    socket.setTimeout(silentMs, () => done({ is: 'hanging' }));
    socket.once('connect', () => socket.write(`${JSON.stringify(ask)}\n`));
    socket.on('error', ({ code }: NodeJS.ErrnoException) => {
      done({ is: code === 'EACCES' || code === 'EPERM' ? 'forbidden' : socket.bytesRead > 0 ? 'hanging' : 'none' });
    });
    const lines = createInterface({ input: socket });
    // An error of the socket is told above; here it would end the process.
    lines.on('error', () => {});
    lines.on('line', (line) => {
      const answer = readAnswer(line);
      if (answer !== undefined && answer.kind !== 'working') done({ is: 'answered', answer });
    });
    // It went away before it had answered: it is being stopped.
    socket.once('close', () => done({ is: 'none' }));
  });
}

/** What another version says may be something else. */
function readAnswer(line: string): ControlAnswer | undefined {
  try {
    return controlAnswer.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}
