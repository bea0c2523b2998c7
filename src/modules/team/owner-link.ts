import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** The one-time link that makes the first person owner. Only its fingerprint is kept, and only in memory. */
export interface OwnerLinks {
  /**
   * A new one makes the one before invalid.
   * @param token chosen before a restart, so that the link could be given out already.
   */
  create(origin: string, token?: string): string;
  /** True once per link. */
  redeem(token: string): boolean;
}

export function createOwnerLinks(): OwnerLinks {
  let fingerprint: Buffer | undefined;
  return {
    create(origin, token = newOwnerToken()) {
      fingerprint = fingerprintOf(token);
      return ownerLink(origin, token);
    },
    redeem(token) {
      if (!fingerprint || !timingSafeEqual(fingerprint, fingerprintOf(token))) return false;
      fingerprint = undefined;
      return true;
    },
  };
}

export function newOwnerToken(): string {
  return randomBytes(32).toString('base64url');
}

export function ownerLink(origin: string, token: string): string {
  return `${origin}/api/sign-in/link/${token}`;
}

function fingerprintOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
