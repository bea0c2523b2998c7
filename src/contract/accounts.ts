import { z } from 'zod';
import { deviceAttempt } from './device-attempt.ts';
import { endpoint } from './endpoint.ts';

/**
 * What the owner lets liveXtrem do on the channel, in her words. Each stands for scopes that Twitch is
 * asked for; one that is not given disables that part only. `chat` is always asked for.
 */
export const RIGHTS = ['chat', 'moderation', 'planning', 'revenue'] as const;
export type Right = (typeof RIGHTS)[number];

/** `channel`: reads and writes for the channel; `bot`: writes under a name of its own; `member`: a person of the team acts. */
export const ACCOUNT_USES = ['channel', 'bot', 'member'] as const;
export type AccountUse = (typeof ACCOUNT_USES)[number];

/**
 * Why an account must be connected anew. `refused`: Twitch says no (revoked, password changed, too old);
 * `unanswered`: the answer to a renewal never reached us, and with it the new tokens; `other-app`: it was
 * given to another Twitch app; `other-key`: the key that opens it is gone; `none`: there is no grant.
 */
const GRANT_LOSSES = ['refused', 'unanswered', 'other-app', 'other-key', 'none'] as const;

/** A Twitch account that gave us a grant; never its tokens. */
const account = z.object({
  twitchId: z.string(),
  login: z.string(),
  displayName: z.string(),
  uses: z.array(z.enum(ACCOUNT_USES)),
  isMine: z.boolean(),
  /** `reconnect`: the grant is good for nothing; only a new consent helps. */
  state: z.enum(['ok', 'reconnect']),
  lostBy: z.enum(GRANT_LOSSES).nullable(),
  /** Twitch's answer to the last renewal never came: the grant may end at `expiresAt`. */
  isUnsure: z.boolean(),
  scopes: z.array(z.string()),
  /** What its uses need and the grant lacks. */
  missingScopes: z.array(z.string()),
  connectedAt: z.iso.datetime(),
  /** When the pair in use was issued; it renews itself before `expiresAt`. */
  issuedAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  /** When Twitch last confirmed the token; `null` before the first time. */
  validatedAt: z.iso.datetime().nullable(),
  /** Apps without a secret: without a refresh until then the grant dies (30 days); else `null`. */
  refreshBy: z.iso.datetime().nullable(),
});
export type AccountView = z.infer<typeof account>;

const right = z.object({
  right: z.enum(RIGHTS),
  isAlways: z.boolean(),
  /** Chosen by the owner. */
  isOn: z.boolean(),
  /** Every scope it stands for. */
  scopes: z.array(z.string()),
  /** Those the channel's grant lacks; empty when it can be used. */
  missing: z.array(z.string()),
});
export type RightView = z.infer<typeof right>;

const consent = {
  /** `channel` and `bot` are the owner's to begin; `own` connects the caller's own account anew. */
  purpose: z.enum(['channel', 'bot', 'own']),
  /** For `channel`: what it shall be allowed from now on; what is left out stays as chosen. */
  rights: z.array(z.enum(RIGHTS)).optional(),
  /**
   * Where to go afterwards, a path of this site. When a consent in the browser came to nothing, with
   * `?problem=CODE&attempt=ID`; what else is known of it says `/sign-in/attempts/ID`.
   */
  returnTo: z
    .string()
    .max(200)
    .regex(/^\/(?![/\\])[\w/?=&.-]*$/)
    .default('/system'),
  /** Meant is another account than the one connected so far; without it, another one is refused. */
  otherAccount: z.boolean().default(false),
};

export const accounts = {
  list: endpoint({
    method: 'GET',
    path: '/accounts',
    access: 'system.read',
    summary: 'Every connected Twitch account: what it is used for, its rights, the age of its grant. Never a token.',
    input: z.object({}),
    output: z.object({ accounts: z.array(account), clientType: z.enum(['confidential', 'public']) }),
  }),
  rights: endpoint({
    method: 'GET',
    path: '/accounts/rights',
    access: 'member',
    summary: 'What liveXtrem may do on the channel, and what is missing for it.',
    input: z.object({}),
    output: z.object({ rights: z.array(right) }),
  }),
  begin: endpoint({
    method: 'POST',
    path: '/accounts/consent',
    access: 'member',
    summary:
      'Begins a consent in the browser, which then goes to `authorizeUrl`. Asks for the old and the new rights together.',
    input: z.object(consent),
    output: z.object({ attemptId: z.string(), authorizeUrl: z.url(), expiresAt: z.iso.datetime() }),
  }),
  beginDevice: endpoint({
    method: 'POST',
    path: '/accounts/device',
    access: 'member',
    summary:
      'Begins the same consent by a code: for apps without a secret, and for servers without a browser. How it stands says `/sign-in/attempts/{attemptId}`.',
    input: z.object(consent),
    output: deviceAttempt,
  }),
  remove: endpoint({
    method: 'DELETE',
    path: '/accounts/{twitchId}/grant',
    access: 'member',
    summary: 'Gives a grant back: revoked at Twitch, then deleted here. Everybody the own one, the owner each.',
    input: z.object({ twitchId: z.string().max(40) }),
    output: z.object({}),
  }),
};
