import type { MessageKey } from '../../../i18n/messages.ts';

type Advice =
  Extract<MessageKey, `planning.sync.advice.${string}`> extends `planning.sync.advice.${infer Name}` ? Name : never;

const ADVICE: Readonly<Record<string, Advice>> = {
  'planning.no-single-streams': 'no-single-streams',
  'planning.not-weekly': 'not-weekly',
  'planning.start-in-past': 'past',
  'planning.series-move-refused': 'series',
  'planning.occurrence-cancel-later': 'series',
  'twitch.missing-scope': 'right',
  'twitch.no-grant': 'right',
  'twitch.reconnect': 'right',
};

/** What a person can do about a refusal of Twitch, where its sentence does not say so itself. */
export function adviceFor(code: string | undefined): Advice | null {
  return ADVICE[code ?? ''] ?? null;
}
