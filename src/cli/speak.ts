import type { ConsoleKey, Say } from '../i18n/console.ts';
import type { TextParams } from '../i18n/translator.ts';

/** What a command says to the person at the terminal. */
export interface Speak {
  readonly say: Say;
  /** One line on stdout. */
  out(key: ConsoleKey, params?: TextParams): void;
  /** A line that is already written. */
  line(text: string): void;
}

export function createSpeak(say: Say): Speak {
  const line = (text: string): void => void process.stdout.write(`${text}\n`);
  return { say, line, out: (key, params) => line(say(key, params)) };
}
