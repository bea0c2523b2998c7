import type { Socket } from 'node:net';
import type { WebSocket } from 'ws';
import type { IrcServer } from './irc.ts';

const LONGEST_LINE_BYTES = 16 * 1024;

/** Chat over plain TCP: bytes are collected up to each line end, then read as UTF-8. */
export function serveTcp(server: Pick<IrcServer, 'accept'>, socket: Socket): void {
  let rest: Buffer = Buffer.alloc(0);
  const client = server.accept({
    send: (text) => void socket.write(text),
    close: () => socket.destroySoon(),
  });
  socket.setNoDelay(true);
  socket.on('data', (bytes: Buffer) => {
    rest = rest.length === 0 ? bytes : Buffer.concat([rest, bytes]);
    let end = rest.indexOf(10);
    while (end >= 0) {
      client.receive(rest.toString('utf8', 0, end).replace(/\r$/, ''));
      rest = rest.subarray(end + 1);
      end = rest.indexOf(10);
    }
    if (rest.length > LONGEST_LINE_BYTES) socket.destroy();
  });
  socket.on('error', () => socket.destroy());
  socket.on('close', () => client.closed());
}

/** Chat over WebSocket: a frame holds one or more lines. */
export function serveWebSocket(server: Pick<IrcServer, 'accept'>, socket: WebSocket): void {
  const client = server.accept({
    send: (text) => socket.send(text),
    close: () => socket.close(),
  });
  socket.on('message', (data) => {
    for (const line of String(data).split(/\r?\n/)) if (line !== '') client.receive(line);
  });
  socket.on('error', () => socket.terminate());
  socket.on('close', () => client.closed());
}
