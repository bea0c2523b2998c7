import { randomBytes } from 'node:crypto';

/** Lower-case letters and digits. The world's own random source repeats itself after a restart; a secret must not. */
export function randomSecret(characters: number): string {
  return randomBytes(characters).toString('base64url').replace(/[-_]/g, '').toLowerCase().slice(0, characters);
}
