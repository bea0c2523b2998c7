/**
 * Whose rows never reach a backup: sign-ins, and Twitch's tokens. A restored one-time refresh token
 * would be used twice, and Twitch then revokes everything.
 */
export const tablesWithSecrets: readonly string[] = ['platform_session', 'twitch_account'];
