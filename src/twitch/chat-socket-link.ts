import type { Buffer } from 'node:buffer';
import { connect as connectTcp, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { WebSocket } from 'ws';
import { createLineSplitter } from './wire/line-splitter.ts';

/** One connection to a chat server, whatever carries it. */
export interface ChatLink {
  /** One line, without its end. */
  send(line: string): void;
  /** Ends it at once; nothing is told any more. */
  close(): void;
}

export interface ChatLinkEvents {
  onOpen(): void;
  /** What one read brought; never empty. */
  onLines(lines: readonly string[]): void;
  /** Once, unless we closed it ourselves. */
  onClose(reason: string): void;
}

/** Opens `ircs:`, `irc:`, `wss:` or `ws:`. */
export function openChatLink(address: string, events: ChatLinkEvents): ChatLink {
  const url = new URL(address);
  switch (url.protocol) {
    case 'irc:':
    case 'ircs:':
      return openTcp(url, events);
    case 'ws:':
    case 'wss:':
      return openWebSocket(url, events);
    default:
      throw new Error(`${url.protocol} is no chat protocol`);
  }
}

function openTcp(url: URL, events: ChatLinkEvents): ChatLink {
  // An IPv6 address stands in brackets in an URL and without them everywhere else.
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const isSecure = url.protocol === 'ircs:';
  const port = url.port === '' ? (isSecure ? 6697 : 6667) : Number(url.port);
  const socket: Socket = isSecure ? connectTls({ host, port, servername: host }) : connectTcp({ host, port });
  const splitter = createLineSplitter();
  const link = guard(events, () => socket.destroy());
  socket.setNoDelay(true);
  socket.setKeepAlive(true, 30_000);
  socket.once(isSecure ? 'secureConnect' : 'connect', link.opened);
  socket.on('data', (bytes: Buffer) => {
    const lines = splitter.push(bytes);
    if (lines === undefined) link.broken('line-too-long');
    else link.lines(lines);
  });
  socket.on('error', (error) => link.broken(error.message));
  socket.on('end', () => link.broken('closed'));
  socket.on('close', () => link.broken('closed'));
  return {
    send: (line) => {
      if (socket.writable) socket.write(`${line}\r\n`);
    },
    close: link.closed,
  };
}

function openWebSocket(url: URL, events: ChatLinkEvents): ChatLink {
  const socket = new WebSocket(url, { perMessageDeflate: false, handshakeTimeout: 10_000, maxPayload: 1024 * 1024 });
  const splitter = createLineSplitter();
  const link = guard(events, () => socket.terminate());
  socket.on('open', link.opened);
  socket.on('message', (data) => {
    // With the socket's usual settings a message is one buffer. It may hold several lines, and the
    // last of them may lack its end.
    const lines = splitter.push(data as Buffer);
    const last = splitter.rest();
    if (lines === undefined) link.broken('line-too-long');
    else link.lines(last === undefined ? lines : [...lines, last]);
  });
  socket.on('error', (error) => link.broken(error.message));
  socket.on('close', (code) => link.broken(`closed ${code}`));
  return {
    send: (line) => {
      if (socket.readyState === WebSocket.OPEN) socket.send(`${line}\r\n`);
    },
    close: link.closed,
  };
}

/** Sockets tell of their end twice and of errors after it; the reader shall hear of it once. */
function guard(events: ChatLinkEvents, destroy: () => void) {
  let isOver = false;
  return {
    opened: () => {
      if (!isOver) events.onOpen();
    },
    lines: (lines: readonly string[]) => {
      if (!isOver && lines.length > 0) events.onLines(lines);
    },
    broken: (reason: string) => {
      if (isOver) return;
      isOver = true;
      destroy();
      events.onClose(reason);
    },
    closed: () => {
      isOver = true;
      destroy();
    },
  };
}
