import type { Locator, Page } from '@playwright/test';
import { t } from './house.ts';

/** Every page of the house behind the sign-in, by what its top says. */
export interface PageOfOurs {
  readonly path: string;
  /** Its heading, or on Home and Live (whose headings change) what stands for it. */
  anchor(page: Page): Locator;
}

const heading = (name: string) => (page: Page) => page.getByRole('heading', { name, level: 1, exact: true });

export const PAGES: readonly PageOfOurs[] = [
  { path: '/', anchor: (page) => page.getByRole('heading', { level: 1 }) },
  { path: '/live', anchor: (page) => page.getByRole('region', { name: t('live.chat'), exact: true }) },
  { path: '/moderation', anchor: heading(t('moderation.log.title')) },
  { path: '/team', anchor: heading(t('team.title')) },
  { path: '/system', anchor: heading(t('system.title')) },
  { path: '/settings', anchor: heading(t('settings.title')) },
  { path: '/connect', anchor: heading(t('system.connect.title')) },
];
