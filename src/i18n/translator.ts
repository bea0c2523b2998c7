import { createInstance } from 'i18next';

/** `team.title`; for counted texts (`rows_one`, `rows_other`) the key without its ending, and `count`. */
export type KeyOf<T> = {
  [K in keyof T & string]: T[K] extends string ? CountedName<K> : `${K}.${KeyOf<T[K]>}`;
}[keyof T & string];
type CountedName<K extends string> = K extends `${infer Base}_one` | `${infer Base}_other` ? Base : K;

export type TextParams = Readonly<Record<string, string | number>>;

export type Language = 'de' | 'en';

/** Texts of one language. Unknown parameters stay visible as `{{name}}`, so a test can find them. */
export function createTranslator<Key extends string>(
  language: Language,
  catalogue: object,
): (key: Key, params?: TextParams) => string {
  return createGrowingTranslator<Key>(language, catalogue).translate;
}

interface GrowingTranslator<Key extends string> {
  readonly translate: (key: Key, params?: TextParams) => string;
  /** More texts of the same language, under names of their own. */
  add(catalogue: object): void;
}

/** The same, where some of the texts come later. */
export function createGrowingTranslator<Key extends string>(
  language: Language,
  catalogue: object,
): GrowingTranslator<Key> {
  const instance = createInstance({
    lng: language,
    fallbackLng: false,
    // A copy: what is added later is added to this very object, and a catalogue is everybody's.
    resources: { [language]: { translation: { ...catalogue } } },
    interpolation: { escapeValue: false },
    initAsync: false,
    showSupportNotice: false,
  } as never);
  void instance.init();
  const translate = instance.t as (key: string, params: TextParams) => string;
  return {
    translate: (key, params) => translate(key, params ?? {}),
    add: (more) => void instance.addResourceBundle(language, 'translation', more, true, true),
  };
}
