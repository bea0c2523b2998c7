import { type ConsentPerson, type ConsentRole, consentErrorPage, consentPage } from './consent-page.ts';
import { htmlReply, languageOf } from './consent-reply.ts';
import type { SimContext, SimReply, SimRequest } from './http.ts';
import { findApp, isRegisteredRedirect } from './oauth-apps.ts';
import { findUnknownScope, readScopes } from './oauth-device.ts';
import { issueCode } from './oauth-tokens.ts';
import { findUserByLogin, type World } from './world.ts';
import type { AppRegistration } from './world-state.ts';

/** Whom one can be at the consent page: one for each way a sign-in can end. */
const PEOPLE: readonly (readonly [login: string, role: ConsentRole])[] = [
  ['derflaavius', 'streamer'],
  ['nordlicht_mod', 'moderator'],
  ['mara_manager', 'manager'],
  ['fremder_gast', 'stranger'],
];

const CARRIED = ['client_id', 'redirect_uri', 'response_type', 'scope', 'state', 'force_verify'] as const;

interface AuthorizeRequest {
  readonly app: AppRegistration;
  readonly redirectUri: string;
  readonly scopes: readonly string[];
  readonly state: string | null;
}

/**
 * GET /auth/authorize. Always asks, also when consent was given before: in the sandbox one changes
 * persons more often than permissions.
 */
export function authorizeRequest(context: SimContext, request: SimRequest): SimReply {
  const asked = readAuthorize(context.world, request.query, request);
  if ('reply' in asked) return asked.reply;
  const { app, scopes } = asked.value;
  const fields: Record<string, string> = {};
  for (const name of CARRIED) {
    const value = request.query.get(name);
    if (value !== null) fields[name] = value;
  }
  const page = consentPage({
    language: languageOf(request),
    action: '/auth/authorize',
    appName: app.name,
    scopes,
    people: peopleOf(context.world),
    fields,
  });
  return htmlReply(200, page);
}

/**
 * POST /auth/authorize, a form with the query's fields and `login` (of one of the people) or `refuse`.
 * Answers 302 to the redirect URI, as Twitch does after its button.
 */
export function decideConsent(context: SimContext, request: SimRequest): SimReply {
  const { world } = context;
  const form = new URLSearchParams(request.body);
  const asked = readAuthorize(world, form, request);
  if ('reply' in asked) return asked.reply;
  const { app, redirectUri, scopes, state } = asked.value;
  if (form.has('refuse')) {
    return redirect(redirectUri, {
      error: 'access_denied',
      error_description: 'The user denied you access',
      state,
    });
  }
  const user = findUserByLogin(world, form.get('login') ?? '');
  if (!user) return htmlReply(400, consentErrorPage(languageOf(request), 'unknown login'));
  const code = issueCode(world, { clientId: app.clientId, userId: user.id, scopes, redirectUri });
  return redirect(redirectUri, { code: code.code, scope: scopes.join(' '), state });
}

function readAuthorize(
  world: World,
  parameters: URLSearchParams,
  request: SimRequest,
): { readonly value: AuthorizeRequest } | { readonly reply: SimReply } {
  const clientId = parameters.get('client_id') ?? '';
  const redirectUri = parameters.get('redirect_uri') ?? '';
  const state = parameters.get('state');
  const app = findApp(world, clientId);
  // Without a trusted address there is nowhere to send the browser back to: Twitch shows its own page.
  const show = (message: string) => ({ reply: htmlReply(400, consentErrorPage(languageOf(request), message)) });
  if (clientId === '') return show('missing client id');
  if (!app) return show('invalid client');
  if (redirectUri === '') return show('missing redirect_uri');
  if (!isRegisteredRedirect(app, redirectUri)) return show('Parameter redirect_uri does not match registered URI');
  const sendBack = (error: string, description: string) => ({
    reply: redirect(redirectUri, { error, error_description: description, state }),
  });
  const responseType = parameters.get('response_type');
  if (responseType === null) return sendBack('invalid_request', 'missing response type');
  if (responseType !== 'code') return sendBack('unsupported_response_type', 'unsupported response type');
  const forceVerify = parameters.get('force_verify');
  if (forceVerify !== null && forceVerify !== 'true' && forceVerify !== 'false') {
    return sendBack('invalid_request', 'invalid force_verify');
  }
  if (app.clientSecret === null) return sendBack('unauthorized_client', 'a public client signs in by device code only');
  const scopes = readScopes(parameters.get('scope') ?? '');
  const unknown = findUnknownScope(scopes);
  if (unknown !== undefined) return sendBack('invalid_scope', `invalid scope requested: '${unknown}'`);
  return { value: { app, redirectUri, scopes, state } };
}

/** One button each. */
export function peopleOf(world: World): ConsentPerson[] {
  return PEOPLE.flatMap(([login, role]) => {
    const user = findUserByLogin(world, login);
    return user ? [{ login, displayName: user.displayName, color: user.color, role }] : [];
  });
}

function redirect(redirectUri: string, parameters: Readonly<Record<string, string | null>>): SimReply {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) if (value !== null) query.set(name, value);
  // Joined by hand: the registered text goes back byte for byte, a URL object would add a slash.
  return {
    status: 302,
    headers: { location: `${redirectUri}?${query}`, 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' },
  };
}
