import { z } from 'zod';

/** A code to type in at Twitch, on whatever device; Twitch is asked by the server meanwhile. */
export const deviceAttempt = z.object({
  attemptId: z.string(),
  userCode: z.string(),
  /** The whole link, with the code in it. */
  verificationUri: z.url(),
  expiresAt: z.iso.datetime(),
});
export type DeviceAttempt = z.infer<typeof deviceAttempt>;
