import type { Mirror } from './catalogue.ts';
import { cli as deCli } from './de/cli.ts';
import { health as deHealth } from './de/health.ts';
import { refusals as deRefusals } from './de/refusals.ts';
import { start as deStart } from './de/start.ts';
import { cli as enCli } from './en/cli.ts';
import { health as enHealth } from './en/health.ts';
import { refusals as enRefusals } from './en/refusals.ts';
import { start as enStart } from './en/start.ts';
import { createTranslator, type KeyOf, type Language, type TextParams } from './translator.ts';

/** What the command line says. The checks it lists are said as the page says them. */
const en = { cli: enCli, start: enStart, health: enHealth, refusals: enRefusals };
const de: Mirror<typeof en> = { cli: deCli, start: deStart, health: deHealth, refusals: deRefusals };

export type ConsoleKey = KeyOf<typeof en>;
export type Say = (key: ConsoleKey, params?: TextParams) => string;

export function createSay(language: Language): Say {
  return createTranslator<ConsoleKey>(language, language === 'de' ? de : en);
}
