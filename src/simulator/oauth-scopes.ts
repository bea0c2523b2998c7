/** All scopes Twitch knows today; the consent page refuses any other word, as Twitch does. */
export const KNOWN_SCOPES: ReadonlySet<string> = new Set(
  `analytics:read:extensions analytics:read:games bits:read channel:bot channel:edit:commercial channel:read:ads
  channel:manage:ads channel:manage:broadcast channel:read:charity channel:manage:clips editor:manage:clips
  channel:read:editors channel:manage:extensions channel:read:goals channel:read:guest_star
  channel:manage:guest_star channel:read:hype_train channel:manage:moderators channel:read:polls
  channel:manage:polls channel:read:predictions channel:manage:predictions channel:manage:raids
  channel:read:redemptions channel:manage:redemptions channel:manage:schedule channel:read:stream_key
  channel:read:subscriptions channel:manage:videos channel:read:vips channel:manage:vips channel:moderate
  clips:edit moderation:read moderator:manage:announcements moderator:manage:automod
  moderator:read:automod_settings moderator:manage:automod_settings moderator:read:banned_users
  moderator:manage:banned_users moderator:read:blocked_terms moderator:manage:blocked_terms
  moderator:read:chat_messages moderator:manage:chat_messages moderator:read:chat_settings
  moderator:manage:chat_settings moderator:read:chatters moderator:read:followers moderator:read:guest_star
  moderator:manage:guest_star moderator:read:moderators moderator:read:vips moderator:read:shield_mode
  moderator:manage:shield_mode moderator:read:shoutouts moderator:manage:shoutouts
  moderator:read:suspicious_users moderator:manage:suspicious_users moderator:read:unban_requests
  moderator:manage:unban_requests moderator:read:warnings moderator:manage:warnings user:bot user:edit
  user:edit:broadcast user:manage:blocked_users user:read:blocked_users user:manage:chat_color
  user:manage:whispers user:read:whispers user:read:broadcast user:read:chat user:write:chat user:read:email
  user:read:emotes user:read:follows user:read:moderated_channels user:read:subscriptions chat:read chat:edit
  whispers:read`.split(/\s+/),
);
