import { createServer } from 'node:net';

/**
 * Is the port to be had? Asked before anything else, so that a taken one leaves no trace on disk.
 * @throws the system's error, EADDRINUSE or EACCES
 */
export function probePort(port: number, host: string): Promise<void> {
  if (port === 0) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen({ port, host, exclusive: true }, () => probe.close(() => resolve()));
  });
}
