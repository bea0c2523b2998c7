import { CONSENT_POLICY, preferredLanguage } from './consent-page.ts';
import type { SimReply, SimRequest } from './http.ts';

/** A page of the kind that asks for consent: stored nowhere, framed by nobody. */
export function htmlReply(status: number, body: string): SimReply {
  return {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': CONSENT_POLICY,
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-frame-options': 'DENY',
    },
    body,
  };
}

export function languageOf(request: SimRequest) {
  return preferredLanguage(request.headers['accept-language'] ?? '');
}
