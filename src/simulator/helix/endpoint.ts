import { jsonReply, type SimContext, type SimReply } from '../http.ts';
import type { World } from '../world.ts';
import { channelOf, userOf } from '../world.ts';
import { canModerate } from '../world-roles.ts';
import type { Channel, Token } from '../world-state.ts';
import { MESSAGES } from './messages.ts';

const REASONS: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  409: 'Conflict',
  410: 'Gone',
  422: 'Unprocessable Entity',
  425: 'Too Early',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
};

/** Twitch's no. Thrown anywhere in an endpoint, turned into Twitch's error body in one place. */
export class HelixRefusal extends Error {
  readonly status: number;
  /** Further fields of the error body. */
  readonly extra: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    message: string,
    more: { extra?: Readonly<Record<string, unknown>>; headers?: Readonly<Record<string, string>> } = {},
  ) {
    super(message);
    this.name = 'HelixRefusal';
    this.status = status;
    this.extra = more.extra ?? {};
    this.headers = more.headers ?? {};
  }
}

export function refusalReply(refusal: HelixRefusal): SimReply {
  const { status, message, extra, headers } = refusal;
  const reply = jsonReply(status, { error: REASONS[status] ?? 'Error', status, message, ...extra });
  return { ...reply, headers: { ...reply.headers, ...headers } };
}

/** Which tokens an endpoint takes. `scopes` are alternatives: one of them is enough. */
export type TokenNeed =
  /** Not even a Client-Id is looked at. */
  | { readonly kind: 'none' }
  | { readonly kind: 'any' }
  | { readonly kind: 'app' }
  | { readonly kind: 'user'; readonly scopes: readonly string[] }
  | {
      /** A user token with the scope, or an app token when the named people granted theirs before. */
      readonly kind: 'user-or-granted';
      readonly scopes: readonly string[];
      readonly grants: (call: HelixCall) => readonly Grant[];
    };

export interface Grant {
  readonly userId: string;
  /** All of them. */
  readonly scopes: readonly string[];
  /** And one of these. */
  readonly oneOf?: readonly string[];
}

/**
 * A user token with one of the scopes, or an app token when the person named in the query granted one of them.
 */
export function granted(
  scopes: readonly string[],
  parameter: 'broadcaster_id' | 'moderator_id' | 'user_id' = 'moderator_id',
): TokenNeed {
  return {
    kind: 'user-or-granted',
    scopes,
    grants: (call) => [{ userId: required(call, parameter), scopes: [], oneOf: scopes }],
  };
}

/** As `granted` for moderators, where an app token also needs to be let in as a bot: by the person and by the channel. */
export function grantedToBot(scopes: readonly string[], channelParameter = 'broadcaster_id'): TokenNeed {
  return {
    kind: 'user-or-granted',
    scopes,
    grants: (call) => [
      { userId: required(call, 'moderator_id'), scopes: ['user:bot'], oneOf: scopes },
      { userId: required(call, channelParameter), scopes: ['channel:bot'] },
    ],
  };
}

export interface Endpoint {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Without `/mock`. */
  readonly path: string;
  readonly token: TokenNeed;
  readonly handle: (call: HelixCall) => SimReply;
}

/** One call whose token is good; endpoints read their input through it, so that refusals look alike. */
export interface HelixCall {
  readonly context: SimContext;
  readonly world: World;
  readonly token: Token;
  readonly query: URLSearchParams;
  /** The JSON body; `{}` when there is none. */
  readonly body: Readonly<Record<string, unknown>>;
}

export function dataReply(data: unknown, more: Readonly<Record<string, unknown>> = {}, status = 200): SimReply {
  return jsonReply(status, { data, ...more });
}

export const NO_CONTENT: SimReply = { status: 204 };

export function required(call: HelixCall, parameter: string): string {
  const value = call.query.get(parameter);
  if (value === null || value === '') throw new HelixRefusal(400, MESSAGES.parameterMissing(parameter));
  return value;
}

/** All values of a repeated parameter; comma lists are one value, as at Twitch. */
export function repeated(call: HelixCall, parameter: string, max: number): string[] {
  const values = call.query.getAll(parameter).filter((value) => value !== '');
  if (values.length > max) throw new HelixRefusal(400, MESSAGES.tooManyIds(parameter, max));
  return values;
}

/** One of a fixed list of words, or the default. */
export function choice<T extends string>(call: HelixCall, parameter: string, words: readonly T[], fallback: T): T {
  const value = call.query.get(parameter);
  if (value === null || value === '') return fallback;
  const word = words.find((one) => one === value);
  if (word === undefined) throw new HelixRefusal(400, MESSAGES.parameterMalformed(parameter));
  return word;
}

/** The channel of `broadcaster_id`, which must be the token's own. */
export function ownChannel(call: HelixCall, parameter = 'broadcaster_id'): Channel {
  const broadcasterId = required(call, parameter);
  if (call.token.userId !== null && call.token.userId !== broadcasterId) {
    throw new HelixRefusal(401, MESSAGES.tokenUserMismatch(parameter));
  }
  return knownChannel(call, broadcasterId);
}

/** The own channel of a partner or affiliate: what earns money or plays with points is theirs. */
export function earningChannel(call: HelixCall, parameter = 'broadcaster_id'): Channel {
  const channel = ownChannel(call, parameter);
  refuseUnlessEarning(call, channel);
  return channel;
}

export function refuseUnlessEarning(call: HelixCall, channel: Channel): void {
  if (!isEarning(call, channel)) throw new HelixRefusal(403, MESSAGES.partnersOnly);
}

/** Whether it is the channel of a partner or affiliate. */
export function isEarning(call: HelixCall, channel: Channel): boolean {
  return userOf(call.world, channel.broadcasterId).broadcasterType !== '';
}

/** The own channel, named in the body instead of the query. */
export function ownChannelOfBody(call: HelixCall, field = 'broadcaster_id'): Channel {
  const broadcasterId = demandText(call, field);
  if (call.token.userId !== null && call.token.userId !== broadcasterId) {
    throw new HelixRefusal(401, MESSAGES.tokenUserMismatch(field));
  }
  return knownChannel(call, broadcasterId);
}

/** The id in the query that must be the token's own user. */
export function ownUserId(call: HelixCall, parameter = 'user_id'): string {
  const userId = required(call, parameter);
  if (call.token.userId !== null && call.token.userId !== userId) {
    throw new HelixRefusal(401, MESSAGES.tokenUserMismatch(parameter));
  }
  return userId;
}

export interface Moderation {
  readonly channel: Channel;
  readonly moderatorId: string;
}

/** The channel of `broadcaster_id` and who acts there: the token's own user, who must moderate it. */
export function moderation(call: HelixCall): Moderation {
  const broadcasterId = required(call, 'broadcaster_id');
  const moderatorId = required(call, 'moderator_id');
  if (call.token.userId !== null && call.token.userId !== moderatorId) {
    throw new HelixRefusal(401, MESSAGES.tokenUserMismatch('moderator_id'));
  }
  const channel = knownChannel(call, broadcasterId);
  if (!canModerate(channel, moderatorId)) throw new HelixRefusal(403, MESSAGES.notYourModerator);
  return { channel, moderatorId };
}

export function knownChannel(call: HelixCall, broadcasterId: string): Channel {
  if (!Object.hasOwn(call.world.state.users, broadcasterId)) {
    throw new HelixRefusal(400, MESSAGES.parameterMalformed('broadcaster_id'));
  }
  return channelOf(call.world, broadcasterId);
}

/** Twitch writes moments to the second. */
export function twitchTime(epochMs: number): string {
  return new Date(epochMs).toISOString().replace(/\.\d{3}Z$/, 'Z');
}

export function textField(call: HelixCall, field: string): string | undefined {
  const value = call.body[field];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string') throw new HelixRefusal(400, MESSAGES.parameterMalformed(field));
  return value;
}

export function demandText(call: HelixCall, field: string): string {
  const value = textField(call, field) ?? '';
  if (value === '') throw new HelixRefusal(400, MESSAGES.parameterMissing(field));
  return value;
}

/** Counted as people see it: code points. */
export function refuseLonger(field: string, text: string, max: number): void {
  if (Array.from(text).length > max) throw new HelixRefusal(400, MESSAGES.textTooLong(field, max));
}

export function wholeField(call: HelixCall, field: string, [from, to]: readonly [number, number]): number | undefined {
  const value = call.body[field];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'number' || !Number.isInteger(value) || value < from || value > to) {
    throw new HelixRefusal(400, MESSAGES.parameterRange(field, from, to));
  }
  return value;
}

export function wholeQuery(call: HelixCall, name: string, [from, to]: readonly [number, number]): number | undefined {
  const text = call.query.get(name);
  if (text === null || text === '') return undefined;
  if (!/^\d+$/.test(text) || Number(text) < from || Number(text) > to) {
    throw new HelixRefusal(400, MESSAGES.parameterRange(name, from, to));
  }
  return Number(text);
}

/** `true` or `false` in the query. */
export function flagQuery(call: HelixCall, name: string): boolean | undefined {
  const text = call.query.get(name);
  if (text === null || text === '') return undefined;
  if (text !== 'true' && text !== 'false') throw new HelixRefusal(400, MESSAGES.parameterMalformed(name));
  return text === 'true';
}

export function booleanField(call: HelixCall, field: string): boolean | undefined {
  const value = call.body[field];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'boolean') throw new HelixRefusal(400, MESSAGES.parameterMalformed(field));
  return value;
}
