/**
 * Every reason a request can be refused for, with its HTTP status. The browser has a sentence for
 * each in both languages (`i18n/en/refusals.ts` must have the same keys, or nothing compiles).
 * Parameters are named in the sentence; `message` is Twitch's own English text where we pass it on.
 */
export const REFUSALS = {
  // platform
  'http.bad-input': 400,
  'http.unknown-path': 404,
  'http.no-session': 401,
  'http.forbidden': 403,
  'http.foreign-origin': 403,
  'http.foreign-host': 403,
  'http.too-large': 413,
  'http.unsupported-media-type': 415,
  'http.too-many-requests': 429,
  'http.internal': 500,
  // team and sign-in
  'team.unknown-login': 404,
  'team.already-member': 409,
  'team.unknown-member': 404,
  'team.owner-stays': 409,
  'team.not-yourself': 409,
  'team.only-owner': 403,
  'team.link-used': 410,
  'team.sign-in-expired': 410,
  'team.sign-in-state-mismatch': 400,
  'team.sign-in-refused': 403,
  'team.not-a-member': 403,
  'team.no-twitch-app': 409,
  'team.client-id-wrong': 400,
  'team.client-secret-wrong': 400,
  'team.twitch-app-fixed': 409,
  // live
  'live.no-channel': 409,
  'live.unknown-line': 404,
  'live.message-empty': 400,
  'live.message-too-long': 400,
  'live.message-command': 400,
  'live.message-dropped': 409,
  'live.reply-target-gone': 409,
  'live.may-not-chat': 403,
  'live.search-syntax': 400,
  // Twitch in general
  'twitch.unreachable': 502,
  'twitch.trouble': 502,
  'twitch.slow-down': 429,
  'twitch.rejected-input': 400,
  'twitch.reconnect': 409,
  'twitch.missing-scope': 409,
  'twitch.no-grant': 409,
  'twitch.gone': 410,
  // moderation
  'moderation.not-a-moderator': 403,
  'moderation.unknown-login': 404,
  'moderation.already-banned': 409,
  'moderation.may-not-be-banned': 409,
  'moderation.is-broadcaster': 409,
  'moderation.is-moderator': 409,
  'moderation.is-yourself': 409,
  'moderation.duration-range': 400,
  'moderation.reason-too-long': 400,
  'moderation.not-banned': 409,
  'moderation.someone-else-acts': 409,
  'moderation.is-ban-not-timeout': 409,
  'moderation.is-timeout-not-ban': 409,
  'moderation.state-unknown': 409,
  'moderation.message-not-deletable': 409,
  'moderation.message-too-old': 404,
  'moderation.unknown-action': 404,
  'moderation.cannot-undo': 409,
  // system
  'system.backup-failed': 500,
  'system.unknown-job': 404,
  'system.job-not-dead': 409,
} as const;

export type RefusalCode = keyof typeof REFUSALS;
