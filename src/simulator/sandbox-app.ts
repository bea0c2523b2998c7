/** The app that is registered at the simulated Twitch from the beginning: no secret, everybody has it. */
export const SANDBOX_APP = {
  clientId: 'sandbox0livextrem0client000001',
  clientSecret: 'sandbox0livextrem0secret000001',
} as const;

/** Whose channel the sandbox is about. */
export const SANDBOX_STREAMER = 'derflaavius';
