/**
 * A stand-in for AutoMod that judges nothing: these words, and no others, are held or refused, so that a
 * person or a test can cause either on purpose.
 */
const HELD_WORD = 'automodheld';
const BLOCKED_WORD = 'automodblocked';

/** Waits for a moderator's decision. */
export function isHeldByAutomod(text: string): boolean {
  return text.toLowerCase().includes(HELD_WORD);
}

/** Refused at once, nobody is asked. */
export function isBlockedByAutomod(text: string): boolean {
  return text.toLowerCase().includes(BLOCKED_WORD);
}
