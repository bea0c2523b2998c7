import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** The one-time link that makes the first person owner. Only its fingerprint is kept, and only in memory. */
export interface OwnerLinks {
  /** A new one makes the one before invalid. */
  create(origin: string): string;
  /** True once per link. */
  redeem(token: string): boolean;
}

export function createOwnerLinks(): OwnerLinks {
  let fingerprint: Buffer | undefined;
  return {
    create(origin) {
      const token = randomBytes(32).toString('base64url');
      fingerprint = fingerprintOf(token);
      return `${origin}/api/sign-in/link/${token}`;
    },
    redeem(token) {
      if (!fingerprint || !timingSafeEqual(fingerprint, fingerprintOf(token))) return false;
      fingerprint = undefined;
      return true;
    },
  };
}

function fingerprintOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
