import type { en as pages } from './en/pages.ts';
import type { en as rooms } from './en/rooms.ts';
import { createGrowingTranslator, type KeyOf, type Language, type TextParams } from './translator.ts';

export type MessageKey = KeyOf<typeof pages & typeof rooms>;

export type Translate = (key: MessageKey, params?: TextParams) => string;

export type { Language } from './translator.ts';

/** The pages' texts in one language; the other one is never loaded. */
export interface PageTexts {
  readonly t: Translate;
  /** Adds the texts of the rooms, once: the first page does without them. */
  loadRooms(): Promise<void>;
}

export async function loadPageTexts(language: Language): Promise<PageTexts> {
  const pages = language === 'de' ? (await import('./de/pages.ts')).de : (await import('./en/pages.ts')).en;
  const { translate, add } = createGrowingTranslator<MessageKey>(language, pages);
  let loading: Promise<void> | undefined;
  async function load(): Promise<void> {
    add(language === 'de' ? (await import('./de/rooms.ts')).de : (await import('./en/rooms.ts')).en);
  }
  return {
    t: translate,
    loadRooms() {
      // A failed load is tried again by the next room.
      loading ??= load().catch((error: unknown) => {
        loading = undefined;
        throw error;
      });
      return loading;
    },
  };
}

/** Every text of a language at once. */
export async function loadTranslate(language: Language): Promise<Translate> {
  const texts = await loadPageTexts(language);
  await texts.loadRooms();
  return texts.t;
}
