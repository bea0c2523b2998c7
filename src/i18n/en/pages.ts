import { common } from './common.ts';
import { home } from './home.ts';
import { live } from './live.ts';
import { refusals } from './refusals.ts';
import { system } from './system.ts';

/** English texts of the shell, of the home page, and of what is refused: the source of every other language. */
export const en = {
  common,
  home,
  live,
  refusals,
  system,
};
