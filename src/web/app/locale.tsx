import { createContext, type ReactNode, useContext, useEffect, useMemo } from 'react';
import { createTranslate, type Language, type MessageKey, type Translate } from '../../i18n/messages.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { Unreachable } from '../api/call.ts';
import { useSettings } from '../api/session.ts';
import { createFormats, type Formats } from './formats.ts';

export interface Texts extends Formats {
  readonly t: Translate;
  readonly language: Language;
  readonly zone: string;
  /** The sentence for whatever a call threw. */
  refusal(error: unknown): string;
}

const TextsContext = createContext<Texts | null>(null);

/** Texts, numbers and times in the person's language and zone; changes without a reload. */
export function LocaleProvider({ children }: { children: ReactNode }) {
  const { settings } = useSettings();
  const language = settings.language ?? browserLanguage();
  const zone = settings.timeZone ?? browserZone();
  const texts = useMemo(() => createTexts(language, zone), [language, zone]);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  return <TextsContext value={texts}>{children}</TextsContext>;
}

export function useTexts(): Texts {
  const texts = useContext(TextsContext);
  if (!texts) throw new Error('useTexts needs the LocaleProvider');
  return texts;
}

export function createTexts(language: Language, zone: string): Texts {
  const t = createTranslate(language);
  return { t, language, zone, ...createFormats(language, zone, t), refusal: (error) => sentenceOf(t, error) };
}

export function browserLanguage(): Language {
  const preferred = navigator.languages.find((tag) => /^(?:de|en)\b/i.test(tag));
  return preferred?.toLowerCase().startsWith('de') ? 'de' : 'en';
}

export function browserZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

function sentenceOf(t: Translate, error: unknown): string {
  if (error instanceof Unreachable) return t('common.shell.serverGone');
  if (!(error instanceof Refusal)) return t('common.failed');
  return refusalSentence(t, error.code, error.params);
}

/** A refusal by its code; a code without a sentence (a newer server) still says that it failed. */
export function refusalSentence(t: Translate, code: string, params: Refusal['params'] = {}): string {
  const values: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(params)) {
    if (typeof value === 'string' || typeof value === 'number') values[name] = value;
  }
  const key = `refusals.${code}` as MessageKey;
  const text = t(key, values);
  if (text === key) return t('common.failed');
  // Twitch's own words may be missing; the sentence then ends before the colon.
  return text.replace(/: ?\{\{\w+\}\}$/, '.');
}
