import { createInstance } from 'i18next';
import type { Mirror } from './catalogue.ts';
import { common as deCommon } from './de/common.ts';
import { common as enCommon } from './en/common.ts';

/** The English catalogue is the source; German files are `Mirror<typeof en>` (catalogue.ts) or nothing compiles. */
const en = { common: enCommon };
type Catalogue = Mirror<typeof en>;
const de: Catalogue = { common: deCommon };

/** `team.title`; for counted texts (`rows_one`, `rows_other`) the key without its ending, and `count`. */
export type MessageKey = Leaves<typeof en>;
type Leaves<T> = {
  [K in keyof T & string]: T[K] extends string ? CountedName<K> : `${K}.${Leaves<T[K]>}`;
}[keyof T & string];
type CountedName<K extends string> = K extends `${infer Base}_one` | `${infer Base}_other` ? Base : K;

export type Translate = (key: MessageKey, params?: Readonly<Record<string, string | number>>) => string;

export type Language = 'de' | 'en';

/** Texts of one language. Unknown parameters stay visible as `{{name}}`, so a test can find them. */
export function createTranslate(language: Language): Translate {
  const instance = createInstance({
    lng: language,
    fallbackLng: false,
    resources: { en: { translation: en }, de: { translation: de } },
    interpolation: { escapeValue: false },
    initAsync: false,
    showSupportNotice: false,
  } as never);
  void instance.init();
  return (key, params) => instance.t(key, params ?? {});
}
