import type { Server } from 'node:http';
import { isLoopback } from './site.ts';

/** Some other program may sit on [::1] at the very port the system gave us on 127.0.0.1. */
const FREE_PORT_TRIES = 20;
const NO_IPV6 = new Set(['EADDRNOTAVAIL', 'EAFNOSUPPORT', 'EINVAL']);

/**
 * Listens on one port; for loopback on 127.0.0.1 and ::1, because `localhost` is either, by browser
 * and system. A machine without IPv6 has only the first.
 * @returns the port.
 * @throws the system's error (`EADDRINUSE`, `EACCES`, `EADDRNOTAVAIL`), with nothing left open.
 */
export async function listen(servers: { main: Server; second: Server }, host: string, port: number): Promise<number> {
  if (!isLoopback(host)) return bind(servers.main, host, port);
  for (let tries = 1; ; tries += 1) {
    const given = await bind(servers.main, '127.0.0.1', port);
    try {
      await bind(servers.second, '::1', given);
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
