import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { Line, Net } from './net.ts';

/** Which line an HTTP address belongs to; what is not Twitch's belongs to none and always works. */
export function lineOfPath(path: string): Line | undefined {
  if (path.startsWith('/auth/') || path === '/activate') return 'oauth';
  if (path.startsWith('/mock/') || path === '/eventsub/subscriptions') return 'helix';
  return undefined;
}

/** Decides for each request whether the network lets it through. */
export interface HttpTaps {
  /** `hang`: it is never answered. `cut`: its connection ends at once. */
  meet(line: Line, request: IncomingMessage): 'through' | 'hang' | 'cut';
  /** While this request is answered its connection is left alone: it may be the one that gives the order. */
  spare(request: IncomingMessage): void;
}

export function createHttpTaps(net: Net): HttpTaps {
  // A kept connection carries calls of several lines; each line falls silent for itself.
  const known = new WeakMap<Socket, Set<Line>>();
  const silent = new WeakMap<Socket, Set<Line>>();
  const spared = new WeakSet<Socket>();
  const linesOf = (map: WeakMap<Socket, Set<Line>>, socket: Socket): Set<Line> => {
    const lines = map.get(socket) ?? new Set();
    map.set(socket, lines);
    return lines;
  };
  return {
    meet(line, { socket }) {
      const greeting = net.greeting(line);
      if (greeting === 'refuse') return 'cut';
      if (!linesOf(known, socket).has(line)) {
        linesOf(known, socket).add(line);
        const forget = net.opened(line, {
          silence: () => void linesOf(silent, socket).add(line),
          drop: () => void (spared.has(socket) || socket.destroy()),
        });
        socket.once('close', forget);
      }
      return greeting === 'hang' || silent.get(socket)?.has(line) ? 'hang' : 'through';
    },
    spare(request) {
      spared.add(request.socket);
      request.once('close', () => spared.delete(request.socket));
    },
  };
}
