import { peopleOf } from './consent.ts';
import { activateDonePage, activateStartPage, consentErrorPage, consentPage } from './consent-page.ts';
import { htmlReply, languageOf } from './consent-reply.ts';
import type { SimContext, SimReply, SimRequest } from './http.ts';
import { findApp } from './oauth-apps.ts';
import { approveDevice, findWaiting, refuseDevice } from './oauth-device.ts';
import { findUserByLogin } from './world.ts';

/** GET /activate: asks for the code that the device shows, or, with it in the address, for consent. */
export function activateRequest({ world }: SimContext, request: SimRequest): SimReply {
  const language = languageOf(request);
  const userCode = request.query.get('device-code');
  if (!userCode) return htmlReply(200, activateStartPage(language));
  const login = findWaiting(world, userCode);
  if (!login) return htmlReply(400, consentErrorPage(language, 'invalid or expired code'));
  const page = consentPage({
    language,
    action: '/activate',
    userCode: login.userCode,
    appName: findApp(world, login.clientId)?.name ?? login.clientId,
    scopes: login.scopes,
    people: peopleOf(world),
    fields: { 'device-code': login.userCode },
  });
  return htmlReply(200, page);
}

/** POST /activate, a form with the code and `login` (of one of the people) or `refuse`. */
export function decideActivation({ world }: SimContext, request: SimRequest): SimReply {
  const language = languageOf(request);
  const form = new URLSearchParams(request.body);
  const userCode = form.get('device-code') ?? '';
  if (form.has('refuse')) {
    return refuseDevice(world, userCode)
      ? htmlReply(200, activateDonePage(language, 'refused'))
      : htmlReply(400, consentErrorPage(language, 'invalid or expired code'));
  }
  const user = findUserByLogin(world, form.get('login') ?? '');
  if (!user) return htmlReply(400, consentErrorPage(language, 'unknown login'));
  return approveDevice(world, userCode, user.id)
    ? htmlReply(200, activateDonePage(language, 'approved'))
    : htmlReply(400, consentErrorPage(language, 'invalid or expired code'));
}
