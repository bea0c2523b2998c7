import type { Contract, Handlers } from '../contract/endpoint.ts';
import type { ChangedThing, FeedTopic } from '../contract/feed.ts';
import type { Permission, Role } from '../contract/permissions.ts';
import type { Id, TwitchUserId } from '../kernel/id.ts';

/** The signed-in person a call comes from. */
export interface Caller {
  readonly memberId: Id<'mem'>;
  readonly role: Role;
  readonly isOwner: boolean;
  readonly permissions: readonly Permission[];
  /** `null` until the person has signed in with Twitch. */
  readonly twitchId: TwitchUserId | null;
  /** Key of the session in the store, for signing out. */
  readonly sessionKey: string;
  readonly csrfToken: string;
  /** As of a visitor, where a browser asks. */
  readonly browserKey?: string;
}

/** A browser without a session. */
export interface Visitor {
  /** Random text kept in a cookie of this browser: ties a sign-in attempt to it. */
  readonly browserKey: string;
  /** `http://localhost:8080`: what this browser calls us, already checked against the allowed hosts. */
  readonly origin: string;
  readonly language: 'de' | 'en';
  /** Where the request came from, as the connection says: behind a proxy, that. */
  readonly address: string;
}

/** By the one-time link, by Twitch in this browser, or by a code typed in anywhere. */
export type SignInWay = 'link' | 'browser' | 'code';

/** A signed-in browser as people may see it. */
export interface SessionView {
  readonly key: string;
  readonly memberId: Id<'mem'>;
  /** `null` of those that began before this was written down. */
  readonly way: SignInWay | null;
  readonly address: string | null;
  /** The person said from elsewhere that it was she. */
  readonly isConfirmed: boolean;
  /** Epoch milliseconds, as the next; the last use to within some minutes. */
  readonly beganAt: number;
  readonly lastSeenAt: number;
}

/** A room's calls, bound to what answers them. */
export interface Routes {
  readonly contract: Contract;
  readonly handlers: Handlers<Contract, Caller, Visitor>;
}

/** Binds a contract to its handlers with full types, then forgets them: the HTTP part only needs the names. */
export function routes<C extends Contract>(contract: C, handlers: Handlers<C, Caller, Visitor>): Routes {
  return { contract, handlers: handlers as unknown as Routes['handlers'] };
}

/** What is no JSON call: redirects, pages, pictures. Answers GET only. */
export interface Page {
  /** Fastify path, `/api/sign-in/link/:token`. */
  readonly path: string;
  readonly access: 'open' | Permission;
  handle(request: PageRequest): Promise<PageReply | undefined>;
}

export interface PageRequest {
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly visitor: Visitor;
  readonly caller: Caller | null;
}

export interface PageReply {
  readonly status: number;
  /** Redirect, a path of this site. */
  readonly location?: string;
  readonly contentType?: string;
  readonly body?: string | Uint8Array;
  /** Tells the browser the body is a file: shown in its window or saved, under this name. */
  readonly file?: { readonly name: string; readonly isShown: boolean };
  /** Seconds a browser may keep it; never by default. */
  readonly cacheSeconds?: number;
  /** Begins a session of this member (and ends one the browser had). */
  readonly signIn?: { readonly memberId: Id<'mem'>; readonly way: SignInWay };
}

/** A stored, numbered stream of rows that browsers follow. */
export interface FeedSource<Row = unknown> {
  readonly topic: FeedTopic;
  readonly permission: Permission;
  /** The newest position, 0 when empty. */
  lastSeq(): Promise<number>;
  /** Rows after a position in order of `seq`, at most `limit`; every row has `seq`. */
  rowsAfter(seq: number, limit: number): Promise<readonly (Row & { readonly seq: number })[]>;
  /** What this person may see of a row (moderators read deleted lines); the row itself by default. */
  forCaller?(row: Row, caller: Caller): Row;
}

/** What rooms tell browsers. Called after the commit, never inside a transaction. */
export interface FeedOut {
  rows(topic: FeedTopic, rows: readonly { readonly seq: number }[]): void;
  changed(what: ChangedThing): void;
}

/** Who has a live window open. */
export interface Presence {
  present(): ReadonlySet<Id<'mem'>>;
  /** Ends the feeds of a member, e.g. after removal. */
  disconnect(memberId: Id<'mem'>): void;
  /** Lets the feeds of a member begin anew, so that they follow changed permissions. */
  reopen(memberId: Id<'mem'>): void;
}

/** Runs outside any transaction; throws to be tried again later. */
export interface JobHandler {
  readonly kind: string;
  run(payload: unknown): Promise<void>;
}

/** What every room hands to the server: a plain list, so that `server/app.ts` is the plan of the house. */
export interface Module {
  readonly name: string;
  readonly routes: readonly Routes[];
  readonly pages: readonly Page[];
  readonly feeds: readonly FeedSource[];
  readonly jobs: readonly JobHandler[];
}
