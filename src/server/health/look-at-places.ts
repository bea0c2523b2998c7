import { connect as connectTcp } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { TwitchAddresses } from '../../twitch/addresses.ts';
import type { LineName, PlaceState } from './house-state.ts';

const ANSWER_MS = 5_000;
const PORTS: Readonly<Record<string, number>> = {
  'http:': 80,
  'ws:': 80,
  'https:': 443,
  'wss:': 443,
  'irc:': 6667,
  'ircs:': 6697,
};

/** Whether Twitch can be reached from here at all; nothing is said to it. */
export function lookAtPlaces(addresses: TwitchAddresses): Promise<PlaceState[]> {
  const places: readonly (readonly [LineName, string])[] = [
    ['sign-in', addresses.oauth],
    ['api', addresses.helix],
    ['chat', addresses.chat],
    ['events', addresses.eventSubSocket],
  ];
  return Promise.all(
    places.map(async ([line, address]) => {
      const { protocol, hostname, port, host } = new URL(address);
      const isTls = protocol === 'https:' || protocol === 'wss:' || protocol === 'ircs:';
      const numbered = port === '' ? (PORTS[protocol] ?? 443) : Number(port);
      return { line, host, isReached: await isReached({ host: hostname, port: numbered, isTls }) };
    }),
  );
}

/** Does somebody take the connection, with a certificate where one is due? */
function isReached({ host, port, isTls }: { host: string; port: number; isTls: boolean }): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = isTls ? connectTls({ host, port, servername: host }) : connectTcp({ host, port });
    const done = (isGood: boolean): void => {
      socket.destroy();
      resolve(isGood);
    };
    socket.once(isTls ? 'secureConnect' : 'connect', () => done(true));
    socket.once('error', () => done(false));
    socket.setTimeout(ANSWER_MS, () => done(false));
  });
}
