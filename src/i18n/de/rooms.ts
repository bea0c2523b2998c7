import type { Mirror } from '../catalogue.ts';
import type { en } from '../en/rooms.ts';
import { finance } from './finance.ts';
import { moderation } from './moderation.ts';
import { planning } from './planning.ts';
import { settings } from './settings.ts';
import { team } from './team.ts';

/** German texts of the other rooms, loaded with the first of them. */
export const de: Mirror<typeof en> = {
  finance,
  moderation,
  planning,
  settings,
  team,
};
