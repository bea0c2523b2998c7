import type { Mirror } from './catalogue.ts';
import { common as deCommon } from './de/common.ts';
import { home as deHome } from './de/home.ts';
import { live as deLive } from './de/live.ts';
import { moderation as deModeration } from './de/moderation.ts';
import { refusals as deRefusals } from './de/refusals.ts';
import { settings as deSettings } from './de/settings.ts';
import { system as deSystem } from './de/system.ts';
import { team as deTeam } from './de/team.ts';
import { common as enCommon } from './en/common.ts';
import { home as enHome } from './en/home.ts';
import { live as enLive } from './en/live.ts';
import { moderation as enModeration } from './en/moderation.ts';
import { refusals as enRefusals } from './en/refusals.ts';
import { settings as enSettings } from './en/settings.ts';
import { system as enSystem } from './en/system.ts';
import { team as enTeam } from './en/team.ts';
import { createTranslator, type KeyOf, type Language, type TextParams } from './translator.ts';

/** The English catalogue is the source; German files are `Mirror<typeof en>` (catalogue.ts) or nothing compiles. */
const en = {
  common: enCommon,
  home: enHome,
  live: enLive,
  moderation: enModeration,
  refusals: enRefusals,
  settings: enSettings,
  system: enSystem,
  team: enTeam,
};
type Catalogue = Mirror<typeof en>;
const de: Catalogue = {
  common: deCommon,
  home: deHome,
  live: deLive,
  moderation: deModeration,
  refusals: deRefusals,
  settings: deSettings,
  system: deSystem,
  team: deTeam,
};

export type MessageKey = KeyOf<typeof en>;

export type Translate = (key: MessageKey, params?: TextParams) => string;

export type { Language } from './translator.ts';

/** The pages' texts in one language. */
export function createTranslate(language: Language): Translate {
  return createTranslator<MessageKey>(language, language === 'de' ? de : en);
}
