import type { en } from './en/pages.ts';
import { createTranslator, type KeyOf, type Language, type TextParams } from './translator.ts';

export type MessageKey = KeyOf<typeof en>;

export type Translate = (key: MessageKey, params?: TextParams) => string;

export type { Language } from './translator.ts';

/** The pages' texts in one language; the other one is never loaded. */
export async function loadTranslate(language: Language): Promise<Translate> {
  const catalogue = language === 'de' ? (await import('./de/pages.ts')).de : (await import('./en/pages.ts')).en;
  return createTranslator<MessageKey>(language, catalogue);
}
