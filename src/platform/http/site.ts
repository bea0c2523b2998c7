import { networkInterfaces } from 'node:os';

const LOOPBACK_HOSTS: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '::1']);

export function isLoopback(host: string): boolean {
  return LOOPBACK_HOSTS.has(host);
}

/**
 * By which names this server may be called, known once its port is.
 *
 * A page on any domain can point that domain's name at 127.0.0.1 (DNS rebinding) and then talks to
 * us as "same origin". Its requests still carry the foreign name in `Host`, so only known names are
 * answered. Cookies do not know ports, hence the port in their names: two installations on one
 * machine must not sign each other out.
 */
export class Site {
  readonly #configured: readonly string[];
  #hosts: ReadonlySet<string> = new Set();
  #port = 0;

  /** @param configured further names, `pc.local` (our port, and 80/443 behind a proxy) or `pc.local:8443`. */
  constructor(configured: readonly string[]) {
    this.#configured = configured.map((host) => host.toLowerCase());
  }

  /** @param host what the server was told to listen on. */
  open(host: string, port: number): void {
    this.#port = port;
    const names = ['localhost', '127.0.0.1', '[::1]', ...addressesOf(host), ...this.#configured];
    const hosts = names.flatMap((name) => (/:\d+$/.test(name) ? [name] : [`${name}:${port}`]));
    // A browser leaves the default port out.
    if (port === 80) hosts.push(...names);
    this.#hosts = new Set([...hosts, ...this.#configured]);
  }

  get port(): number {
    return this.#port;
  }

  get sessionCookie(): string {
    return sessionCookieName(this.#port);
  }

  get browserCookie(): string {
    return `livextrem_${this.#port}_browser`;
  }

  isOwnHost(host: string | undefined): boolean {
    return host !== undefined && this.#hosts.has(host.toLowerCase());
  }

  /** Own is only the very host the request went to; https is a proxy's. */
  isOwnOrigin(origin: string, host: string | undefined): boolean {
    const own = host?.toLowerCase();
    return own !== undefined && (origin === `http://${own}` || origin === `https://${own}`);
  }

  /** The printed address for a visitor who came by a bare loopback address; sign-in returns to it. */
  localhostFor(host: string | undefined): string | undefined {
    if (host !== `127.0.0.1:${this.#port}` && host !== `[::1]:${this.#port}`) return undefined;
    return `http://localhost:${this.#port}`;
  }
}

export function sessionCookieName(port: number): string {
  return `livextrem_${port}`;
}

/** An address cannot be rebound, so when listening on every interface all of our own are fine. */
function addressesOf(host: string): string[] {
  if (isLoopback(host)) return [];
  if (host !== '0.0.0.0' && host !== '::') return [bracketed(host.toLowerCase())];
  return Object.values(networkInterfaces()).flatMap((list) => (list ?? []).map((entry) => bracketed(entry.address)));
}

function bracketed(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}
