import type { Mirror } from './catalogue.ts';
import { cli as deCli } from './de/cli.ts';
import { start as deStart } from './de/start.ts';
import { cli as enCli } from './en/cli.ts';
import { start as enStart } from './en/start.ts';
import { createTranslator, type KeyOf, type Language, type TextParams } from './translator.ts';

/** What the command line says; kept apart from the pages' texts, so that no browser loads it. */
const en = { cli: enCli, start: enStart };
const de: Mirror<typeof en> = { cli: deCli, start: deStart };

export type ConsoleKey = KeyOf<typeof en>;
export type Say = (key: ConsoleKey, params?: TextParams) => string;

export function createSay(language: Language): Say {
  return createTranslator<ConsoleKey>(language, language === 'de' ? de : en);
}
