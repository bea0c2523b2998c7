import type { Mirror } from '../catalogue.ts';
import type { en } from '../en/rooms.ts';
import { connect } from './connect.ts';
import { finance } from './finance.ts';
import { health } from './health.ts';
import { moderation } from './moderation.ts';
import { planning } from './planning.ts';
import { settings } from './settings.ts';
import { team } from './team.ts';

/** German texts of the other rooms, loaded with the first of them. */
export const de: Mirror<typeof en> = {
  connect,
  finance,
  health,
  moderation,
  planning,
  settings,
  team,
};
