import type { Mirror } from '../catalogue.ts';
import type { en } from '../en/pages.ts';
import { common } from './common.ts';
import { home } from './home.ts';
import { live } from './live.ts';
import { refusals } from './refusals.ts';
import { system } from './system.ts';

/** German texts of the shell, of the home page, and of what is refused. A missing one does not compile. */
export const de: Mirror<typeof en> = {
  common,
  home,
  live,
  refusals,
  system,
};
