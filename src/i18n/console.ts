import type { Mirror } from './catalogue.ts';
import { cli as deCli } from './de/cli.ts';
import { cli as enCli } from './en/cli.ts';
import { createTranslator, type KeyOf, type Language, type TextParams } from './translator.ts';

/** What the command line says; kept apart from the pages' texts, so that no browser loads it. */
const en = { cli: enCli };
const de: Mirror<typeof en> = { cli: deCli };

export type ConsoleKey = KeyOf<typeof en>;
export type Say = (key: ConsoleKey, params?: TextParams) => string;

export function createSay(language: Language): Say {
  return createTranslator<ConsoleKey>(language, language === 'de' ? de : en);
}
