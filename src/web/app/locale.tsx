import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import { type Language, loadPageTexts, type MessageKey, type PageTexts, type Translate } from '../../i18n/messages.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { Unreachable } from '../api/call.ts';
import { useMeIfKnown } from '../api/session.ts';
import { createFormats, type Formats } from './formats.ts';

export interface Texts extends Formats {
  readonly t: Translate;
  readonly language: Language;
  readonly zone: string;
  /** The sentence for whatever a call threw. */
  refusal(error: unknown): string;
}

const TextsContext = createContext<Texts | null>(null);

/** The texts of a language once they are loaded. */
export interface LoadedLanguage {
  readonly language: Language;
  readonly t: Translate;
}

const KEY = 'livextrem-language';

/** Loads the language used last in this browser, so that the first page is drawn once and right. */
export async function loadFirstLanguage(): Promise<LoadedLanguage> {
  const language = rememberedLanguage() ?? browserLanguage();
  shown = await loadPageTexts(language);
  return { language, t: shown.t };
}

/** Of the language on the page; the parts of the app that come later ask it for theirs. */
let shown: PageTexts | undefined;

/** Loads a part of the app that is not on the first page, together with the texts it speaks. */
export function withRoomTexts<Part>(load: () => Promise<Part>): () => Promise<Part> {
  return async () => (await Promise.all([load(), shown?.loadRooms()]))[0];
}

/** Texts, numbers and times in the person's language and zone; changes without a reload. */
export function LocaleProvider({ first, children }: { first: LoadedLanguage; children: ReactNode }) {
  const settings = useMeIfKnown()?.settings;
  const [loaded, setLoaded] = useState(first);
  const language = settings ? (settings.language ?? browserLanguage()) : loaded.language;
  const zone = settings?.timeZone ?? browserZone();

  useEffect(() => {
    if (language === loaded.language) return;
    let isWanted = true;
    void loadPageTexts(language).then(async (texts) => {
      await texts.loadRooms();
      if (!isWanted) return;
      shown = texts;
      setLoaded({ language, t: texts.t });
    });
    return () => {
      isWanted = false;
    };
  }, [language, loaded.language]);

  useEffect(() => {
    document.documentElement.lang = loaded.language;
    if (settings) rememberLanguage(loaded.language);
  }, [loaded.language, settings]);

  const texts = useMemo(() => createTexts(loaded, zone), [loaded, zone]);
  return <TextsContext value={texts}>{children}</TextsContext>;
}

export function useTexts(): Texts {
  const texts = useContext(TextsContext);
  if (!texts) throw new Error('useTexts needs the LocaleProvider');
  return texts;
}

export function createTexts({ language, t }: LoadedLanguage, zone: string): Texts {
  return { t, language, zone, ...createFormats(language, zone, t), refusal: (error) => sentenceOf(t, error) };
}

function rememberedLanguage(): Language | null {
  try {
    const kept = localStorage.getItem(KEY);
    return kept === 'de' || kept === 'en' ? kept : null;
  } catch {
    return null;
  }
}

function rememberLanguage(language: Language): void {
  try {
    localStorage.setItem(KEY, language);
  } catch {
    // Storage can be switched off; the next page then begins in the browser's language.
  }
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
