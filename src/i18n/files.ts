import type { Mirror } from './catalogue.ts';
import { finance as deFinance } from './de/finance.ts';
import { financeFiles as deFinanceFiles } from './de/finance-files.ts';
import { finance as enFinance } from './en/finance.ts';
import { financeFiles as enFinanceFiles } from './en/finance-files.ts';
import { createTranslator, type KeyOf, type Language, type TextParams } from './translator.ts';

/** What stands in files people download; the names of things are those of the pages. */
const en = {
  file: enFinanceFiles,
  categories: enFinance.categories,
  places: enFinance.places,
  sources: enFinance.sources,
  accounts: enFinance.accounts,
};
const de: Mirror<typeof en> = {
  file: deFinanceFiles,
  categories: deFinance.categories,
  places: deFinance.places,
  sources: deFinance.sources,
  accounts: deFinance.accounts,
};

export type FileText = (key: KeyOf<typeof en>, params?: TextParams) => string;

/** Made once for each language: setting the texts up takes longer than a small file. */
const made = new Map<Language, FileText>();

export function fileText(language: Language): FileText {
  const known = made.get(language);
  if (known) return known;
  const text = createTranslator<KeyOf<typeof en>>(language, language === 'de' ? de : en);
  made.set(language, text);
  return text;
}
