import { WebSocket } from 'ws';
import type { Endpoint, ReplyOf, RequestOf } from '../contract/endpoint.ts';
import { type FeedMessage, type FeedTopic, feedFrame } from '../contract/feed.ts';
import { type MeView, team } from '../contract/team.ts';
import type { TestTwitch } from './test-twitch.ts';

/** One browser without pages: keeps cookies, proves where it comes from, follows the feed. */
export interface TestPerson {
  readonly cookies: ReadonlyMap<string, string>;
  /** Everything the server has said to her: status, headers but cookies, bodies. */
  readonly heard: readonly string[];
  /** Any request, as a browser on our page sends it; never follows a redirect. */
  request(path: string, init?: RequestInit): Promise<Response>;
  /** @throws Refused when the answer is a refusal. */
  call<E extends Endpoint>(endpoint: E, input: RequestOf<E>): Promise<ReplyOf<E>>;
  /** The refusal's code, or `undefined` when the call was answered. */
  refusalOf<E extends Endpoint>(endpoint: E, input: RequestOf<E>): Promise<string | undefined>;
  /** Headers that a signed-in page sends with every call. */
  headers(): Record<string, string>;
  signInByLink(link: string): Promise<MeView>;
  /** Through the consent page, as this person on Twitch. @throws when we do not let her in. */
  signInAs(login: string): Promise<MeView>;
  openFeed(cursors: Partial<Record<FeedTopic, number | null>>): Promise<TestFeed>;
}

export interface TestFeed {
  readonly messages: readonly FeedMessage[];
  rows(topic: FeedTopic): readonly { readonly seq: number }[];
  /** Waits until what was received satisfies the question. */
  until(isSatisfied: (feed: TestFeed) => boolean, timeoutMs?: number): Promise<void>;
  readonly closed: Promise<number>;
  close(): void;
}

/** The server said no. */
export class Refused extends Error {
  readonly status: number;
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
  constructor(status: number, body: { code: string; params: Record<string, string | number> }) {
    super(`${status} ${body.code} ${JSON.stringify(body.params)}`);
    this.status = status;
    this.code = body.code;
    this.params = body.params;
  }
}

export function createTestPerson(origin: string, twitch: Pick<TestTwitch, 'consent'>): TestPerson {
  const cookies = new Map<string, string>();
  const heard: string[] = [];
  let csrfToken = '';

  const headers = (): Record<string, string> => ({
    origin,
    'x-csrf-token': csrfToken,
    ...(cookies.size > 0 && { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') }),
  });

  async function request(path: string, init: RequestInit = {}): Promise<Response> {
    const response = await fetch(new URL(path, origin), {
      ...init,
      redirect: 'manual',
      headers: { ...headers(), ...(init.headers as Record<string, string> | undefined) },
    });
    const said = [...response.headers].filter(([name]) => name !== 'set-cookie').map((header) => header.join(': '));
    heard.push(`${response.status}\n${said.join('\n')}\n\n${await response.clone().text()}`);
    for (const text of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(text) ?? [];
      if (value === '') cookies.delete(name);
      else cookies.set(name, value);
    }
    return response;
  }

  async function call<E extends Endpoint>(endpoint: E, input: RequestOf<E>): Promise<ReplyOf<E>> {
    const { path, init } = requestFor(endpoint, input as Record<string, unknown>);
    const response = await request(path, init);
    const body: unknown = await response.json();
    if (!response.ok) throw new Refused(response.status, body as never);
    return body as ReplyOf<E>;
  }

  async function arrive(response: Response): Promise<MeView> {
    const location = response.headers.get('location') ?? '';
    if (response.status !== 303 || location.includes('problem=')) {
      throw new Error(`not signed in: ${response.status} ${location}`);
    }
    const me = await call(team.me, {});
    csrfToken = me.csrfToken;
    return me;
  }

  return {
    cookies,
    heard,
    request,
    call,
    headers,
    async refusalOf(endpoint, input) {
      try {
        await call(endpoint, input);
        return undefined;
      } catch (error) {
        if (error instanceof Refused) return error.code;
        throw error;
      }
    },
    signInByLink: async (link) => arrive(await request(link)),
    async signInAs(login) {
      const { authorizeUrl } = await call(team.beginSignIn, {});
      const cameBack = await twitch.consent(authorizeUrl, login);
      return arrive(await request(cameBack.pathname + cameBack.search));
    },
    openFeed: (cursors) => openFeed(origin, headers(), cursors),
  };
}

/** Address and body of a call: `{name}` parts from the input, the rest in the query or as JSON. */
export function requestFor(
  endpoint: Endpoint,
  input: Readonly<Record<string, unknown>>,
): { path: string; init: { method: string; body?: string; headers?: Record<string, string> } } {
  const rest = { ...input };
  const path = `/api${endpoint.path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = String(rest[name]);
    delete rest[name];
    return encodeURIComponent(value);
  })}`;
  const { method } = endpoint;
  if (method === 'GET' || method === 'DELETE') {
    const fields = Object.entries(rest).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, String(value)] as [string, string]],
    );
    return { path: fields.length > 0 ? `${path}?${new URLSearchParams(fields)}` : path, init: { method } };
  }
  return { path, init: { method, body: JSON.stringify(rest), headers: { 'content-type': 'application/json' } } };
}

async function openFeed(
  origin: string,
  headers: Record<string, string>,
  cursors: Partial<Record<FeedTopic, number | null>>,
): Promise<TestFeed> {
  const socket = new WebSocket(`${origin.replace('http', 'ws')}/api/feed`, { headers });
  const messages: FeedMessage[] = [];
  const listeners = new Set<() => void>();
  const { promise: closed, resolve: close } = Promise.withResolvers<number>();
  socket.on('error', () => socket.terminate());
  socket.on('close', (code) => close(code));
  socket.on('message', (data) => {
    messages.push(...feedFrame.parse(JSON.parse(String(data))));
    for (const listener of listeners) listener();
  });
  const feed: TestFeed = {
    messages,
    rows: (topic) =>
      messages.flatMap((message): readonly { seq: number }[] =>
        message.type === 'rows' && message.topic === topic ? message.rows : [],
      ),
    until: (isSatisfied, timeoutMs = 10_000) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          if (!isSatisfied(feed)) return;
          clearTimeout(timer);
          listeners.delete(look);
          resolve();
        };
        const timer = setTimeout(() => {
          listeners.delete(look);
          reject(new Error(`the feed did not bring it; last: ${JSON.stringify(messages.slice(-3))}`));
        }, timeoutMs);
        listeners.add(look);
        look();
      }),
    closed,
    close: () => socket.close(),
  };
  await new Promise<void>((resolve, reject) => {
    socket.once('open', () => resolve());
    socket.once('close', (code) => reject(new Error(`the feed was not opened: ${code}`)));
  });
  socket.send(JSON.stringify({ cursors }));
  await feed.until(() => messages.some((message) => message.type === 'ready'));
  return feed;
}
