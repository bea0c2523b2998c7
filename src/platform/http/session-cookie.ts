import { randomBytes } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { LANGUAGES, type Language } from '../../contract/settings.ts';
import type { Visitor } from '../module.ts';
import { SESSION_DAYS } from './sessions.ts';
import type { Site } from './site.ts';

/**
 * No script reads our cookies. `Lax`, because Twitch sends people back by a link, which must find
 * them signed in; not `Secure`, because loopback speaks plain HTTP.
 */
const COOKIE = { path: '/', httpOnly: true, sameSite: 'lax' } as const;
const DAY_SECONDS = 86_400;
const BROWSER_KEY = /^[A-Za-z0-9_-]{22}$/;

export function setSessionCookie(reply: FastifyReply, site: Site, token: string): void {
  reply.setCookie(site.sessionCookie, token, { ...COOKIE, maxAge: SESSION_DAYS * DAY_SECONDS });
}

export function clearSessionCookie(reply: FastifyReply, site: Site): void {
  reply.clearCookie(site.sessionCookie, COOKIE);
}

/** Who asks when nobody is signed in: a browser, told apart by a cookie it gets here. */
export function visitorOf(request: FastifyRequest, reply: FastifyReply, site: Site): Visitor {
  let browserKey = request.cookies[site.browserCookie];
  if (browserKey === undefined || !BROWSER_KEY.test(browserKey)) {
    browserKey = randomBytes(16).toString('base64url');
    reply.setCookie(site.browserCookie, browserKey, { ...COOKIE, maxAge: 365 * DAY_SECONDS });
  }
  return {
    browserKey,
    origin: request.headers.origin ?? `http://${request.headers.host}`,
    language: languageOf(request.headers['accept-language']),
    address: request.ip,
  };
}

/** The first of our languages that the browser names; browsers name them by preference. */
function languageOf(acceptLanguage: string | undefined): Language {
  for (const tag of (acceptLanguage ?? '').toLowerCase().split(',')) {
    const language = LANGUAGES.find((known) => known === tag.trim().slice(0, 2));
    if (language !== undefined) return language;
  }
  return 'en';
}
