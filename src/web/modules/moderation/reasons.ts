import type { MessageKey } from '../../../i18n/messages.ts';

/** The reasons behind `1`–`4`; the person on Twitch reads the words. */
export const REASONS = [
  { key: '1', id: 'disturbs', text: 'moderation.reasons.disturbs' },
  { key: '2', id: 'spoiler', text: 'moderation.reasons.spoiler' },
  { key: '3', id: 'insult', text: 'moderation.reasons.insult' },
  { key: '4', id: 'advertising', text: 'moderation.reasons.advertising' },
] as const satisfies readonly { key: string; id: string; text: MessageKey }[];

/** Twitch takes no longer one. */
export const REASON_LENGTH_MAX = 500;
