import type { Mirror } from '../catalogue.ts';
import type { en } from '../en/pages.ts';
import { common } from './common.ts';
import { finance } from './finance.ts';
import { home } from './home.ts';
import { live } from './live.ts';
import { moderation } from './moderation.ts';
import { planning } from './planning.ts';
import { refusals } from './refusals.ts';
import { settings } from './settings.ts';
import { system } from './system.ts';
import { team } from './team.ts';

/** All texts of the pages in German. A missing one does not compile. */
export const de: Mirror<typeof en> = {
  common,
  finance,
  home,
  live,
  moderation,
  planning,
  refusals,
  settings,
  system,
  team,
};
