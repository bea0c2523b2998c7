import { type AddressInfo, connect, createServer } from 'node:net';
import { cleanUpLater } from './clean-up.ts';

/** Stands between the product and its Twitch, and writes down every secret that Twitch gives out. */
export interface WireTap {
  readonly port: number;
  /** What was given out until now: its name in Twitch's words, and the value. */
  readonly given: readonly { readonly name: string; readonly value: string }[];
}

const SECRET = /"(access_token|refresh_token|device_code)":"([^"]+)"/g;

export async function startWireTap(targetPort: number): Promise<WireTap> {
  const given: { name: string; value: string }[] = [];
  const server = createServer((socket) => {
    const through = connect(targetPort, 'localhost');
    let said = '';
    through.on('data', (chunk: Buffer) => {
      // An answer may come in pieces; more than the longest is never looked through twice.
      said = (said + chunk.toString('latin1')).slice(-20_000);
      for (const [, name = '', value = ''] of said.matchAll(SECRET)) {
        if (!given.some((one) => one.value === value)) given.push({ name: name.replace('_', ' '), value });
      }
    });
    for (const [from, to] of [
      [socket, through],
      [through, socket],
    ] as const) {
      from.on('error', () => {});
      from.on('close', () => to.destroy());
      from.pipe(to);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  cleanUpLater(() => void server.close());
  return { port: (server.address() as AddressInfo).port, given };
}
