import type { Locator, Page } from '@playwright/test';
import { t } from './house.ts';

/** Every page of the house behind the sign-in, by what its top says. */
export interface PageOfOurs {
  readonly path: string;
  /** Stands outside the rooms, without their navigation. */
  readonly isAlone?: true;
  /** Its heading, or where that changes (Home, Live, the calendar, a stream) what stands for it. */
  anchor(page: Page): Locator;
}

const heading = (name: string) => (page: Page) => page.getByRole('heading', { name, level: 1, exact: true });

export const PAGES: readonly PageOfOurs[] = [
  { path: '/', anchor: (page) => page.getByRole('heading', { level: 1 }) },
  { path: '/live', anchor: (page) => page.getByRole('region', { name: t('live.chat'), exact: true }) },
  { path: '/moderation', anchor: heading(t('moderation.log.title')) },
  { path: '/planning', anchor: (page) => page.getByRole('heading', { level: 1 }) },
  { path: '/planning/tasks', anchor: heading(t('planning.tasks.title')) },
  { path: '/planning/sync', anchor: heading(t('planning.sync.title')) },
  { path: '/planning/review', anchor: heading(t('planning.review.title')) },
  { path: '/finance', anchor: heading(t('finance.overview.title')) },
  { path: '/finance/ledger', anchor: heading(t('finance.ledger.title')) },
  { path: '/finance/streams', anchor: heading(t('finance.streams.title')) },
  { path: '/finance/streams/1', anchor: (page) => page.getByRole('region', { name: t('finance.report.figures') }) },
  { path: '/finance/rows', anchor: heading(t('finance.rows.title')) },
  { path: '/finance/estimates', anchor: heading(t('finance.estimates.title')) },
  { path: '/team', anchor: heading(t('team.title')) },
  { path: '/system', anchor: heading(t('system.title')) },
  { path: '/settings', anchor: heading(t('settings.title')) },
  { path: '/connect', isAlone: true, anchor: (page) => page.getByRole('heading', { level: 1 }) },
];
