import type { Mirror } from './catalogue.ts';
import { common as deCommon } from './de/common.ts';
import { common as enCommon } from './en/common.ts';
import { createTranslator, type KeyOf, type Language, type TextParams } from './translator.ts';

/** The English catalogue is the source; German files are `Mirror<typeof en>` (catalogue.ts) or nothing compiles. */
const en = { common: enCommon };
type Catalogue = Mirror<typeof en>;
const de: Catalogue = { common: deCommon };

export type MessageKey = KeyOf<typeof en>;

export type Translate = (key: MessageKey, params?: TextParams) => string;

export type { Language } from './translator.ts';

/** The pages' texts in one language. */
export function createTranslate(language: Language): Translate {
  return createTranslator<MessageKey>(language, language === 'de' ? de : en);
}
