import { createServer, type Server } from 'node:http';
import { networkInterfaces } from 'node:os';
import { describe, expect, it } from 'vitest';
import { cleanUpLater } from '../../testing/clean-up.ts';
import { loopbackAddresses } from '../../testing/http-server.ts';
import { closeServer, listen } from './listen.ts';

function servers(): { main: Server; second: Server } {
  const pair = { main: createServer(), second: createServer() };
  cleanUpLater(async () => {
    await closeServer(pair.main);
    await closeServer(pair.second);
  });
  return pair;
}

const addressOf = (server: Server) => server.address() as { address: string; port: number } | null;

describe('listening on loopback', () => {
  it.each(['localhost', '127.0.0.1', '::1'])('is on every address there is, whichever is named (%s)', async (host) => {
    const pair = servers();
    const port = await listen(pair, host, 0);
    const bound = [pair.main, pair.second].filter((server) => server.listening).map(addressOf);
    expect(bound).toMatchObject(loopbackAddresses().map((address) => ({ address, port })));
  });

  it('is there as well when an address of the machine is named', async () => {
    const outside = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
    const host = outside.find((entry) => !entry.internal && entry.family === 'IPv4')?.address ?? '127.0.0.2';
    const pair = servers();
    const port = await listen(pair, host, 0);
    expect([addressOf(pair.main), addressOf(pair.second)]).toMatchObject([
      { address: host, port },
      { address: '127.0.0.1', port },
    ]);
  });

  it('refuses a port that is taken on either, and leaves neither open', async () => {
    for (const taken of loopbackAddresses()) {
      const other = createServer();
      await new Promise<void>((resolve) => other.listen({ host: taken, port: 0, exclusive: true }, resolve));
      cleanUpLater(() => closeServer(other));
      const pair = servers();
      const port = addressOf(other)?.port ?? 0;
      await expect(listen(pair, 'localhost', port), taken).rejects.toMatchObject({ code: 'EADDRINUSE' });
      expect([pair.main.listening, pair.second.listening]).toEqual([false, false]);
    }
  });

  it('can be tried again after a refusal', async () => {
    const other = createServer();
    const taken = loopbackAddresses().at(-1);
    await new Promise<void>((resolve) => other.listen({ host: taken, port: 0, exclusive: true }, resolve));
    const port = addressOf(other)?.port ?? 0;
    const pair = servers();
    await expect(listen(pair, 'localhost', port)).rejects.toThrow();
    await closeServer(other);
    expect(await listen(pair, 'localhost', port)).toBe(port);
  });
});
