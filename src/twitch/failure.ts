/**
 * Why Twitch did not do what was asked. The codes are those refusals of the contract that begin
 * with these rooms' names; this room may not import the contract, so they are written out here and
 * the modules turn a failure into the refusal of the same name.
 */
export type TwitchFailureCode =
  | 'twitch.unreachable'
  | 'twitch.trouble'
  | 'twitch.slow-down'
  | 'twitch.rejected-input'
  | 'twitch.reconnect'
  | 'twitch.missing-scope'
  | 'twitch.no-grant'
  | 'twitch.gone'
  | 'team.client-id-wrong'
  | 'team.client-secret-wrong'
  | 'team.client-secret-missing'
  | 'team.client-is-confidential'
  | 'team.client-is-public'
  | 'team.code-needs-secret'
  | 'team.device-expired'
  | 'team.device-refused'
  | 'moderation.not-a-moderator'
  | 'moderation.unknown-login'
  | 'moderation.already-banned'
  | 'moderation.may-not-be-banned'
  | 'moderation.is-broadcaster'
  | 'moderation.is-moderator'
  | 'moderation.is-yourself'
  | 'moderation.duration-range'
  | 'moderation.reason-too-long'
  | 'moderation.not-banned'
  | 'moderation.someone-else-acts'
  | 'moderation.is-ban-not-timeout'
  | 'moderation.is-timeout-not-ban'
  | 'moderation.state-unknown'
  | 'moderation.message-not-deletable'
  | 'moderation.message-too-old'
  | 'moderation.unknown-action'
  | 'moderation.cannot-undo'
  | 'live.no-channel'
  | 'live.channel-suspended'
  | 'twitch.too-many-connections'
  | 'twitch.all-refused'
  | 'live.unknown-line'
  | 'live.message-empty'
  | 'live.message-too-long'
  | 'live.message-command'
  | 'live.message-dropped'
  | 'live.reply-target-gone'
  | 'live.may-not-chat'
  | 'live.search-syntax'
  | 'planning.title-too-long'
  | 'planning.duration-range'
  | 'planning.zone-unknown'
  | 'planning.category-unknown'
  | 'planning.start-in-past'
  | 'planning.no-single-streams'
  | 'planning.series-move-refused'
  | 'planning.overlaps-on-twitch'
  | 'planning.gone-from-twitch';

/** Twitch's "no" as a value: what to say to the person, and the values that belong into the sentence. */
export interface TwitchFailure {
  readonly code: TwitchFailureCode;
  /** Never secrets. `message` is Twitch's own English text where there is one. */
  readonly params: Readonly<Record<string, string | number | boolean | null>>;
}

export function twitchFailure(code: TwitchFailureCode, params: TwitchFailure['params'] = {}): TwitchFailure {
  return { code, params };
}
