import { connect } from 'node:net';
import { WebSocket } from 'ws';

// Clients for tests that see the bare wire: no parser of ours between the simulator and the test.

const PATIENCE_MS = 5_000;

/** Collects what comes and lets a test wait for a certain one. */
function createInbox<T>(): {
  readonly all: T[];
  put(item: T): void;
  /** The first one that fits, among those that came already too. */
  waitFor(fits: (item: T) => boolean): Promise<T>;
} {
  const all: T[] = [];
  const waiting = new Set<() => void>();
  return {
    all,
    put(item) {
      all.push(item);
      for (const look of [...waiting]) look();
    },
    waitFor(fits) {
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          waiting.delete(look);
          reject(new Error(`did not come; there was:\n${all.map((one) => JSON.stringify(one)).join('\n')}`));
        }, PATIENCE_MS);
        const look = (): void => {
          const found = all.find(fits);
          if (found === undefined) return;
          clearTimeout(timer);
          waiting.delete(look);
          resolve(found);
        };
        waiting.add(look);
        look();
      });
    },
  };
}

export interface IrcClient {
  readonly lines: readonly string[];
  send(...lines: string[]): void;
  /** Bytes as they are, to cut lines anywhere. */
  sendBytes(bytes: Uint8Array): void;
  waitFor(part: string | RegExp): Promise<string>;
  /** Asks and waits for the answer, so that everything said before has arrived. */
  settle(): Promise<void>;
  readonly closed: Promise<void>;
  close(): void;
}

export function connectIrc(port: number, host = '127.0.0.1'): IrcClient {
  const socket = connect({ port, host });
  const inbox = createInbox<string>();
  let rest = '';
  socket.setEncoding('utf8').on('data', (text: string) => {
    const lines = `${rest}${text}`.split('\r\n');
    rest = lines.pop() ?? '';
    for (const line of lines) inbox.put(line);
  });
  socket.on('error', () => socket.destroy());
  let asked = 0;
  const send = (...lines: string[]): void => void socket.write(lines.map((line) => `${line}\r\n`).join(''));
  const waitFor = (part: string | RegExp): Promise<string> =>
    inbox.waitFor((line) => (typeof part === 'string' ? line.includes(part) : part.test(line)));
  return {
    lines: inbox.all,
    send,
    waitFor,
    sendBytes: (bytes) => void socket.write(bytes),
    async settle() {
      asked += 1;
      send(`PING :settled-${asked}`);
      await waitFor(`PONG tmi.twitch.tv :settled-${asked}`);
    },
    closed: new Promise((resolve) => socket.on('close', () => resolve())),
    close: () => socket.destroy(),
  };
}

interface EventSubFrame {
  readonly metadata: Readonly<Record<string, string>>;
  readonly payload: {
    readonly session?: Readonly<Record<string, unknown>> & { id: string; reconnect_url: string | null };
    readonly subscription?: Readonly<Record<string, unknown>> & { type: string; status: string };
    readonly event?: Readonly<Record<string, unknown>>;
  };
}

export interface EventSubClient {
  readonly frames: readonly EventSubFrame[];
  waitFor(messageType: string, fits?: (frame: EventSubFrame) => boolean): Promise<EventSubFrame>;
  send(text: string): void;
  /** The close code. */
  readonly closed: Promise<number>;
  close(): void;
}

export function connectEventSub(url: string, options: { readonly autoPong?: boolean } = {}): EventSubClient {
  const socket = new WebSocket(url, options);
  const inbox = createInbox<EventSubFrame>();
  socket.on('message', (data) => inbox.put(JSON.parse(String(data)) as EventSubFrame));
  const closed = new Promise<number>((resolve) => {
    socket.on('close', (code) => resolve(code));
    socket.on('error', () => resolve(1006));
  });
  return {
    frames: inbox.all,
    closed,
    waitFor: (messageType, fits = () => true) =>
      inbox.waitFor((frame) => frame.metadata['message_type'] === messageType && fits(frame)),
    send: (text) => socket.send(text),
    close: () => socket.close(),
  };
}
