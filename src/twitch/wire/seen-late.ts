/** Ids of such events begin so; Twitch's own never do. */
export const SEEN_LATE = 'late:';

/**
 * The id of an event that Twitch did not tell: it was found out by asking, after the event line had been away.
 * The same happening has the same id however often it is found out.
 */
export function seenLateId(type: string, ...about: readonly (string | number)[]): string {
  return `${SEEN_LATE}${type}:${about.join(':')}`;
}

export function isSeenLate(messageId: string): boolean {
  return messageId.startsWith(SEEN_LATE);
}
