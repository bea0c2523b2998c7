import type { EventSubDoor } from './eventsub-door.ts';
import type { World } from './world.ts';

/** One HTTP request, body already read (at most 1 MB). */
export interface SimRequest {
  readonly method: string;
  /** Decoded by nobody, without the query: `/mock/users`. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface SimReply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

/** What the HTTP rooms of the simulator are given. */
export interface SimContext {
  readonly world: World;
  readonly eventSub: EventSubDoor;
  /** `http://localhost:PORT`, for links that the simulator gives out. */
  readonly baseUrl: string;
}

export function jsonReply(status: number, body: unknown): SimReply {
  return { status, headers: { 'content-type': 'application/json; charset=utf-8' }, body: JSON.stringify(body) };
}
