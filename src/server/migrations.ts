import { financeMigrations } from '../modules/finance/index.ts';
import { liveMigrations } from '../modules/live/index.ts';
import { moderationMigrations } from '../modules/moderation/index.ts';
import { planningMigrations } from '../modules/planning/index.ts';
import { teamMigrations } from '../modules/team/index.ts';
import type { Migration } from '../platform/db/migrate.ts';
import { platformMigrations } from '../platform/migrations.ts';
import { twitchMigrations } from '../twitch/migrations.ts';

/** Every step of every room, in the order they are taken. New ones go to the end of their release. */
export const migrations: readonly Migration[] = [
  ...platformMigrations,
  ...twitchMigrations,
  ...teamMigrations,
  ...liveMigrations,
  ...moderationMigrations,
  ...financeMigrations,
  ...planningMigrations,
];
