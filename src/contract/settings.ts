import { z } from 'zod';
import { isZone } from '../kernel/wall-time.ts';

export const LANGUAGES = ['de', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** What each person sets for herself. `null` means "as the browser says". */
export const personalSettings = z.object({
  language: z.enum(LANGUAGES).nullable(),
  timeZone: z.string().max(64).refine(isZone, 'unknown time zone').nullable(),
  colorScheme: z.enum(['system', 'light', 'dark']).nullable(),
  hideNumbers: z.boolean(),
  plainNames: z.boolean(),
  singleKeys: z.boolean(),
});
export type PersonalSettings = z.infer<typeof personalSettings>;

export const DEFAULT_SETTINGS: PersonalSettings = {
  language: null,
  timeZone: null,
  colorScheme: null,
  hideNumbers: false,
  plainNames: false,
  singleKeys: true,
};
