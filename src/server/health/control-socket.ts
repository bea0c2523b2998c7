import { chmodSync, mkdirSync, rmSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { Refusal } from '../../kernel/refusal.ts';
import type { Log } from '../../platform/log.ts';
import { type ControlAddress, controlAddress, isPrivateFolder } from './control-address.ts';
import { type ControlAnswer, controlAsk, WORKING_EVERY_MS } from './control-protocol.ts';
import type { HealthDesk } from './health-desk.ts';

interface ControlParts {
  readonly dataFolder: string;
  readonly desk: Pick<HealthDesk, 'checkNow' | 'mend' | 'diagnosis'>;
  readonly log: Pick<Log, 'warn'>;
  origin(): string;
}

const LONGEST_ASK = 4_096;
const ASK_WITHIN_MS = 5_000;

/**
 * Answers the commands of the person who runs the server, and of nobody else: the socket is hers alone.
 * Without it the server runs as well, only `doctor` cannot ask.
 */
export async function openControl(parts: ControlParts): Promise<{ close(): Promise<void> }> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    serveOne(socket, parts);
  });
  try {
    await listenAlone(server, controlAddress(parts.dataFolder));
  } catch (error) {
    parts.log.warn('control-not-opened', { error });
  }
  return {
    async close() {
      for (const socket of sockets) socket.destroy();
      if (!server.listening) return;
      // Also takes the file away.
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

/** The lock of the data folder is held: a socket that lies there was left by a server that is gone. */
async function listenAlone(server: Server, { path, folder }: ControlAddress): Promise<void> {
  if (folder !== null) makePrivateFolder(folder);
  const isFile = process.platform !== 'win32';
  if (isFile) rmSync(path, { force: true });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, resolve);
    // In the same breath: the file is there, nobody was let in yet.
    if (isFile && server.listening) chmodSync(path, 0o600);
  });
  server.on('error', () => {});
}

function makePrivateFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (!isPrivateFolder(folder)) {
    throw new Error('the folder for the control socket belongs to somebody else');
  }
}

function serveOne(socket: Socket, parts: ControlParts): void {
  let asked = '';
  socket.setEncoding('utf8').setTimeout(ASK_WITHIN_MS, () => socket.destroy());
  socket.on('data', (chunk: string) => {
    asked += chunk;
    const end = asked.indexOf('\n');
    if (end < 0 && asked.length <= LONGEST_ASK) return;
    socket.removeAllListeners('data').setTimeout(0);
    void answer(socket, asked.slice(0, Math.max(0, end)), parts);
  });
}

async function answer(socket: Socket, line: string, parts: ControlParts): Promise<void> {
  const say = (one: ControlAnswer): void => {
    if (socket.writable) socket.write(`${JSON.stringify(one)}\n`);
  };
  const working = setInterval(() => say({ kind: 'working' }), WORKING_EVERY_MS);
  say({ kind: 'working' });
  try {
    say(await answerTo(line, parts));
  } catch (error) {
    const refusal = error instanceof Refusal ? error : new Refusal('http.internal');
    if (refusal !== error) parts.log.warn('control-failed', { error });
    say({ kind: 'refused', code: refusal.code, params: { ...refusal.params } });
  } finally {
    clearInterval(working);
    socket.end();
  }
}

async function answerTo(line: string, { desk, origin }: ControlParts): Promise<ControlAnswer> {
  const asked = controlAsk.safeParse(parseJson(line));
  if (!asked.success) throw new Refusal('http.bad-input', { fields: 'ask' });
  const { data } = asked;
  switch (data.ask) {
    case 'check':
      return { kind: 'report', report: await desk.checkNow(), origin: origin() };
    case 'diagnosis':
      return { kind: 'diagnosis', text: await desk.diagnosis() };
    case 'mend':
      return { kind: 'report', report: await desk.mend(data.mend, data.about), origin: origin() };
    default:
      return data satisfies never;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
