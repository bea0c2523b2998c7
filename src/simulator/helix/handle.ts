import { meetFault } from '../faults.ts';
import type { SimContext, SimReply, SimRequest } from '../http.ts';
import { grantedScopes } from '../oauth-tokens.ts';
import { findLiveToken } from '../world.ts';
import type { Token } from '../world-state.ts';
import { keepUp } from '../world-upkeep.ts';
import { type Endpoint, type HelixCall, HelixRefusal, refusalReply } from './endpoint.ts';
import { DEAD_PATHS, ENDPOINTS } from './endpoints.ts';
import { MESSAGES } from './messages.ts';
import { type Allowance, takePoint } from './rate-limit.ts';

/** Stands for whoever asks where no token is needed. */
const NOBODY: Token = {
  accessToken: '',
  refreshToken: null,
  clientId: '',
  userId: null,
  scopes: [],
  issuedAtMs: 0,
  expiresAtMs: 0,
  isRevoked: false,
};

/** Twitch's `https://api.twitch.tv/helix/…`, here under `/mock/…`, and `/eventsub/subscriptions`. */
export async function handleHelix(context: SimContext, request: SimRequest): Promise<SimReply> {
  const fault = await meetFault(context.world, request);
  if (fault) return fault;
  let allowance: Allowance | undefined;
  try {
    const endpoint = findEndpoint(request);
    const token = endpoint.token.kind === 'none' ? NOBODY : authenticate(context, request);
    if (endpoint.token.kind !== 'none') allowance = takePoint(context.world, token);
    if (allowance?.isAllowed === false) throw new HelixRefusal(429, MESSAGES.tooManyRequests);
    keepUp(context.world);
    refuseOtherToken(endpoint, token);
    const call = { context, world: context.world, token, query: request.query, body: readBody(request) };
    refuseWithoutGrant(endpoint, call);
    return withHeaders(endpoint.handle(call), allowance);
  } catch (error) {
    if (error instanceof HelixRefusal) return withHeaders(refusalReply(error), allowance);
    throw error;
  }
}

// An endpoint with a bucket of its own has written that one's numbers: they stay.
function withHeaders(reply: SimReply, allowance: Allowance | undefined): SimReply {
  return { ...reply, headers: { ...allowance?.headers, ...reply.headers } };
}

function findEndpoint(request: SimRequest): Endpoint {
  const path = request.path.replace(/^\/mock(?=\/)/, '');
  if (DEAD_PATHS.includes(path)) throw new HelixRefusal(410, MESSAGES.gone);
  const endpoint = ENDPOINTS.find((one) => one.path === path && one.method === request.method);
  if (!endpoint) throw new HelixRefusal(404, MESSAGES.notFound);
  return endpoint;
}

function authenticate(context: SimContext, request: SimRequest): Token {
  const header = request.headers['authorization'] ?? '';
  if (header === '') throw new HelixRefusal(401, MESSAGES.noToken);
  const accessToken = /^bearer +(\S+)$/i.exec(header)?.[1];
  if (accessToken === undefined) throw new HelixRefusal(401, MESSAGES.invalidToken);
  const clientId = request.headers['client-id'] ?? '';
  if (clientId === '') throw new HelixRefusal(401, MESSAGES.noClientId);
  const token = findLiveToken(context.world, accessToken);
  if (!token) throw new HelixRefusal(401, MESSAGES.invalidToken);
  if (token.clientId !== clientId) throw new HelixRefusal(401, MESSAGES.clientIdMismatch);
  return token;
}

function refuseOtherToken({ token: need }: Endpoint, token: Token): void {
  if (need.kind === 'any' || need.kind === 'none') return;
  if (need.kind === 'app') {
    if (token.userId !== null) throw new HelixRefusal(401, MESSAGES.appTokenNeeded);
    return;
  }
  if (token.userId === null) {
    if (need.kind === 'user') throw new HelixRefusal(401, MESSAGES.userTokenNeeded);
    return;
  }
  if (need.scopes.length > 0 && !need.scopes.some((scope) => token.scopes.includes(scope))) {
    throw new HelixRefusal(401, MESSAGES.missingScope(need.scopes));
  }
}

/** An app token acts for people who granted the scopes to the same client id at some time. */
function refuseWithoutGrant({ token: need }: Endpoint, call: HelixCall): void {
  if (need.kind !== 'user-or-granted' || call.token.userId !== null) return;
  for (const grant of need.grants(call)) {
    const granted = grantedScopes(call.world, call.token.clientId, grant.userId);
    const missing = grant.scopes.filter((scope) => !granted.has(scope));
    if (grant.oneOf && !grant.oneOf.some((scope) => granted.has(scope))) missing.push(...grant.oneOf);
    if (missing.length > 0) throw new HelixRefusal(401, MESSAGES.missingScope(missing));
  }
}

function readBody(request: SimRequest): Readonly<Record<string, unknown>> {
  if (request.body === '') return {};
  const value = parseJson(request.body);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new HelixRefusal(400, MESSAGES.bodyMissing);
  }
  return { ...value };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
