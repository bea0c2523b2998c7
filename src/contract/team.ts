import { z } from 'zod';
import { deviceAttempt } from './device-attempt.ts';
import { endpoint } from './endpoint.ts';
import { PERMISSIONS, ROLES } from './permissions.ts';
import { personalSettings } from './settings.ts';

const login = z
  .string()
  .trim()
  .transform((text) => text.replace(/^@/, '').toLowerCase())
  .pipe(z.string().regex(/^[a-z0-9_]{2,25}$/));

export const member = z.object({
  id: z.string(),
  role: z.enum(ROLES),
  isOwner: z.boolean(),
  /** `null` until the person has signed in with Twitch once. */
  twitchId: z.string().nullable(),
  login: z.string(),
  displayName: z.string(),
  addedAt: z.iso.datetime(),
  lastSeenAt: z.iso.datetime().nullable(),
  /** Has a live window open right now. */
  isPresent: z.boolean(),
});
export type MemberView = z.infer<typeof member>;

/** As whom the signed-in person acts on Twitch; `null` without a connected account. */
export const actingAs = z.object({
  twitchId: z.string(),
  login: z.string(),
  displayName: z.string(),
  /** Scopes that the features open to this person need and the grant lacks. */
  missingScopes: z.array(z.string()),
  needsReconnect: z.boolean(),
});

export const me = z.object({
  member,
  permissions: z.array(z.enum(PERMISSIONS)),
  settings: personalSettings,
  actingAs: actingAs.nullable(),
  channel: z.object({ twitchId: z.string(), login: z.string(), displayName: z.string() }).nullable(),
  /** The bot's account, where there is one and I may write under its name. */
  bot: z.object({ twitchId: z.string(), login: z.string(), displayName: z.string() }).nullable(),
  isSandbox: z.boolean(),
  /** Is a Twitch app set up? Always so in the sandbox. */
  hasTwitchApp: z.boolean(),
  version: z.string(),
  /** Sent back in the `x-csrf-token` header of every call that changes something. */
  csrfToken: z.string(),
});
export type MeView = z.infer<typeof me>;

/** `confidential` has a secret; `public` has none, and its people connect by a code. */
export const CLIENT_TYPES = ['confidential', 'public'] as const;
export type ClientType = (typeof CLIENT_TYPES)[number];

/** A browser that is signed in. */
const signIn = z.object({
  id: z.string(),
  memberId: z.string(),
  displayName: z.string(),
  /** By the one-time link, by Twitch in that browser, or by a code; `null` where it was not written down. */
  way: z.enum(['link', 'browser', 'code']).nullable(),
  /** Where it came from; `null` on this machine (a proxy's address counts as its own), or when not known. */
  address: z.string().nullable(),
  beganAt: z.iso.datetime(),
  lastSeenAt: z.iso.datetime(),
  isMine: z.boolean(),
  /** The browser that asks. */
  isThis: z.boolean(),
  /** Mine, by a code, elsewhere, and I did not say yet that it was me. */
  isToConfirm: z.boolean(),
  mayEnd: z.boolean(),
});
export type SignInView = z.infer<typeof signIn>;

const attempt = z.object({
  id: z.string(),
  state: z.enum(['waiting', 'done', 'refused', 'expired', 'cancelled']),
  expiresAt: z.iso.datetime(),
  /** A refusal with its parameters, where it ended without a consent. */
  problem: z
    .object({
      code: z.string(),
      params: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
    })
    .nullable(),
});

/** Where to go after a sign-in, a path of this site; what is none is the start page. */
const returnTo = z
  .string()
  .max(2000)
  // Browsers drop control characters, and then `/<tab>/evil.example` is another site.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: exactly those must not be in it.
  .regex(/^\/(?![/\\])[^\u0000-\u0020\u007f\\]*$/)
  .default('/')
  .catch('/');

const empty = z.object({});

export const team = {
  signInState: endpoint({
    method: 'GET',
    path: '/sign-in/state',
    access: 'open',
    summary: 'What the sign-in page must know: is there an owner, how can Twitch be asked, is this the sandbox.',
    input: empty,
    output: z.object({
      isOwned: z.boolean(),
      isSandbox: z.boolean(),
      hasTwitchApp: z.boolean(),
      /** With a public app there is only the sign-in by a code. */
      clientType: z.enum(CLIENT_TYPES),
      /** Twitch can send this browser back: the app has a secret, and this is the address it was registered with. */
      comesBack: z.boolean(),
    }),
  }),
  beginSignIn: endpoint({
    method: 'POST',
    path: '/sign-in/twitch',
    access: 'open',
    summary:
      'Begins a sign-in with Twitch; the browser then goes to `authorizeUrl`. Replaces an attempt of this browser.',
    input: z.object({
      /** Ask again although consent was given, to choose another account. */
      otherAccount: z.boolean().default(false),
      returnTo,
    }),
    output: z.object({ attemptId: z.string(), authorizeUrl: z.url(), expiresAt: z.iso.datetime() }),
  }),
  beginDeviceSignIn: endpoint({
    method: 'POST',
    path: '/sign-in/device',
    access: 'open',
    summary:
      'Begins a sign-in by a code; once its attempt is done, the browser goes to `/api/sign-in/attempts/{attemptId}/enter`.',
    input: z.object({ returnTo }),
    output: deviceAttempt,
  }),
  signInAttempt: endpoint({
    method: 'GET',
    path: '/sign-in/attempts/{attemptId}',
    access: 'open',
    summary: 'How an attempt of this browser stands: to sign in, or to connect an account.',
    input: z.object({ attemptId: z.string().max(64) }),
    output: attempt,
  }),
  cancelSignIn: endpoint({
    method: 'DELETE',
    path: '/sign-in/attempts/{attemptId}',
    access: 'open',
    summary: 'Cancels a waiting attempt of this browser.',
    input: z.object({ attemptId: z.string().max(64) }),
    output: attempt,
  }),
  signOut: endpoint({
    method: 'POST',
    path: '/me/sign-out',
    access: 'member',
    summary: 'Ends this session.',
    input: empty,
    output: empty,
  }),
  me: endpoint({
    method: 'GET',
    path: '/me',
    access: 'member',
    summary: 'Who I am here, what I may do, as whom I act on Twitch.',
    input: empty,
    output: me,
  }),
  signIns: endpoint({
    method: 'GET',
    path: '/me/sign-ins',
    access: 'member',
    summary: 'The browsers in which I am signed in, newest first; who manages the team sees everybody’s.',
    input: empty,
    output: z.object({ signIns: z.array(signIn) }),
  }),
  endSignIn: endpoint({
    method: 'DELETE',
    path: '/me/sign-ins/{signInId}',
    access: 'member',
    summary: 'Signs such a browser out; the owner’s only the owner.',
    input: z.object({ signInId: z.string().max(64) }),
    output: empty,
  }),
  confirmSignIn: endpoint({
    method: 'POST',
    path: '/me/sign-ins/{signInId}/confirm',
    access: 'member',
    summary: 'Says of a sign-in of my own by a code, elsewhere, that it was me.',
    input: z.object({ signInId: z.string().max(64) }),
    output: empty,
  }),
  saveSettings: endpoint({
    method: 'PATCH',
    path: '/me/settings',
    access: 'member',
    summary: 'Changes my own settings; what is left out stays.',
    input: personalSettings.partial(),
    output: personalSettings,
  }),
  members: endpoint({
    method: 'GET',
    path: '/team/members',
    access: 'team.read',
    summary: 'Everybody in the team, owner first.',
    input: empty,
    output: z.object({ members: z.array(member) }),
  }),
  addMember: endpoint({
    method: 'POST',
    path: '/team/members',
    access: 'team.manage',
    summary: 'Adds a person by Twitch login; Twitch is asked whether the login exists.',
    input: z.object({ login, role: z.enum(ROLES) }),
    output: member,
  }),
  changeRole: endpoint({
    method: 'PATCH',
    path: '/team/members/{memberId}',
    access: 'team.manage',
    summary: 'Gives a member another role; open sessions follow at once.',
    input: z.object({ memberId: z.string().max(64), role: z.enum(ROLES) }),
    output: member,
  }),
  removeMember: endpoint({
    method: 'DELETE',
    path: '/team/members/{memberId}',
    access: 'team.manage',
    summary: 'Removes a member, ends the sessions and forgets the Twitch grant.',
    input: z.object({ memberId: z.string().max(64) }),
    output: empty,
  }),
  twitchApp: endpoint({
    method: 'GET',
    path: '/setup/twitch',
    access: 'system.manage',
    summary: 'The Twitch app in use, and what to register one with; never the secret.',
    input: empty,
    output: z.object({
      redirectUri: z.url(),
      /** A name nobody on Twitch should have yet: the app's must be unique there. */
      suggestedName: z.string(),
      /** `null` in the sandbox, whose app is nobody's to see. */
      clientId: z.string().nullable(),
      clientType: z.enum(CLIENT_TYPES).nullable(),
      /** Set by environment: the page only shows it then. */
      isFixed: z.boolean(),
    }),
  }),
  saveTwitchApp: endpoint({
    method: 'POST',
    path: '/setup/twitch',
    access: 'system.manage',
    summary:
      'Tries the app at Twitch, seals it, and restarts on the real channel. A public one is sent without a secret.',
    input: z.object({
      clientId: z
        .string()
        .trim()
        .min(1)
        .max(100)
        .regex(/^[a-z0-9]+$/i),
      clientType: z.enum(CLIENT_TYPES).default('confidential'),
      clientSecret: z
        .string()
        .trim()
        .min(1)
        .max(200)
        .regex(/^[\x21-\x7e]+$/)
        .optional(),
    }),
    /**
     * `continueUrl`: where to go on after the restart. From the sandbox it is a one-time link that makes this
     * person owner of the real installation; there it is a page of the same installation, session kept.
     */
    output: z.object({ continueUrl: z.url() }),
  }),
};
