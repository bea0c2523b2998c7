import { createHash, randomBytes } from 'node:crypto';

/** What a calendar program must know to read the plan: 32 random bytes, never stored. */
export function newCalendarToken(): string {
  return randomBytes(32).toString('base64url');
}

/** What is stored of it. */
export function hashCalendarToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** As short as it is, no look into the store is worth it. */
export function isCalendarToken(text: string): boolean {
  return /^[A-Za-z0-9_-]{43}$/.test(text);
}

export function calendarPath(token: string): string {
  return `/calendar/${token}.ics`;
}
