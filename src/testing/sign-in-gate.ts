import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TwitchAddresses } from '../twitch/addresses.ts';
import { cleanUpLater } from './clean-up.ts';
import type { SimulatedTwitch } from './simulated-twitch.ts';

/**
 * What becomes of a request: it passes, it is lost on its way, Twitch hears it and its answer is lost, or
 * something is answered that the simulator never says.
 */
export type Fate =
  | 'pass'
  | 'lose-request'
  | 'lose-answer'
  | { readonly status: number; readonly message?: string; readonly text?: string };

/** Stands before the simulator's sign-in, to lose and to falsify. */
export interface SignInGate {
  /** The simulator's, with the sign-in behind the gate. */
  readonly addresses: TwitchAddresses;
  /** What becomes of the next requests to `path` (`/token`), one after the other; later ones pass. */
  decide(path: string, ...fates: readonly Fate[]): void;
  /** Twitch hears the next request to `path`, and its answer waits until it is released. */
  hold(path: string): HeldAnswer;
  /** `token refresh_token` and the like, in order. */
  readonly asked: readonly string[];
}

interface HeldAnswer {
  /** The request came. */
  readonly asked: Promise<void>;
  /** Twitch has answered it. */
  readonly answered: Promise<void>;
  release(): void;
}

export async function startSignInGate(twitch: SimulatedTwitch): Promise<SignInGate> {
  const asked: string[] = [];
  const fates = new Map<string, Fate[]>();
  const held = new Map<string, Record<'asked' | 'answered' | 'released', PromiseWithResolvers<void>>>();

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url ?? '/';
    const body = await readText(request);
    asked.push(`${path.slice(1)} ${new URLSearchParams(body).get('grant_type') ?? ''}`.trim());
    const fate = fates.get(path)?.shift() ?? 'pass';
    const hold = held.get(path);
    held.delete(path);
    hold?.asked.resolve();
    if (fate === 'lose-request') {
      request.socket.destroy();
    } else if (typeof fate === 'object') {
      const text = fate.text ?? JSON.stringify({ status: fate.status, message: fate.message });
      response.writeHead(fate.status).end(text);
    } else {
      const answer = await fetch(`${twitch.addresses.oauth}${path}`, {
        method: request.method ?? 'GET',
        headers: headersOf(request),
        ...(request.method === 'POST' && { body }),
      });
      const text = await answer.text();
      hold?.answered.resolve();
      await hold?.released.promise;
      if (fate === 'lose-answer') request.socket.destroy();
      else response.writeHead(answer.status, { 'content-type': 'application/json' }).end(text);
    }
  }

  const server = createServer((request, response) => {
    handle(request, response).catch(() => request.socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  cleanUpLater(() => {
    server.close();
    server.closeAllConnections();
  });
  const { port } = server.address() as AddressInfo;
  return {
    addresses: { ...twitch.addresses, oauth: `http://127.0.0.1:${port}` },
    decide: (path, ...next) => void fates.set(path, [...next]),
    hold(path) {
      const moments = {
        asked: Promise.withResolvers<void>(),
        answered: Promise.withResolvers<void>(),
        released: Promise.withResolvers<void>(),
      };
      held.set(path, moments);
      return {
        asked: moments.asked.promise,
        answered: moments.answered.promise,
        release: () => moments.released.resolve(),
      };
    },
    asked,
  };
}

async function readText(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) text += String(chunk);
  return text;
}

function headersOf({ headers }: IncomingMessage): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const name of ['authorization', 'content-type'] as const) {
    const value = headers[name];
    if (value !== undefined) kept[name] = value;
  }
  return kept;
}
