import type { Server } from 'node:http';
import { isLoopback } from './site.ts';

/** Some other program may sit on [::1] at the very port the system gave us on 127.0.0.1. */
const FREE_PORT_TRIES = 20;
const NO_IPV6 = new Set(['EADDRNOTAVAIL', 'EAFNOSUPPORT', 'EINVAL']);

const EVERY_ADDRESS = new Set(['0.0.0.0', '::']);

/**
 * Listens on one port, always reachable as `localhost`, where the printed link and Twitch send people:
 * for loopback on 127.0.0.1 and ::1, because `localhost` is either, by browser and system; for one
 * address of the machine on 127.0.0.1 as well. A machine without IPv6 has only the first.
 * @returns the port.
 * @throws the system's error (`EADDRINUSE`, `EACCES`, `EADDRNOTAVAIL`), with nothing left open.
 */
export async function listen(servers: { main: Server; second: Server }, host: string, port: number): Promise<number> {
  if (EVERY_ADDRESS.has(host)) return bind(servers.main, host, port);
  const [first, other] = isLoopback(host) ? ['127.0.0.1', '::1'] : [host, '127.0.0.1'];
  for (let tries = 1; ; tries += 1) {
    const given = await bind(servers.main, first, port);
    // A name of this machine may stand for loopback.
    if (addressOf(servers.main) === other) return given;
    try {
      await bind(servers.second, other, given);
      return given;
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code ?? '';
      if (NO_IPV6.has(code)) return given;
      await closeServer(servers.main);
      if (port !== 0 || code !== 'EADDRINUSE' || tries === FREE_PORT_TRIES) throw error;
    }
  }
}

export function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    if (!server.listening) resolve();
    else server.close(() => resolve());
  });
}

function addressOf(server: Server): string | undefined {
  const address = server.address();
  return typeof address === 'object' ? address?.address : undefined;
}

function bind(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port, exclusive: true }, () => {
      server.off('error', reject);
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}
