import type { FinanceTables } from '../modules/finance/index.ts';
import type { LiveTables } from '../modules/live/index.ts';
import type { ModerationTables } from '../modules/moderation/index.ts';
import type { PlanningTables } from '../modules/planning/index.ts';
import type { TeamTables } from '../modules/team/index.ts';
import type { PlatformTables } from '../platform/tables.ts';
import type { TwitchTables } from '../twitch/tables.ts';

/** All tables as one type; only who opens a transaction holds it. */
export type Tables = PlatformTables &
  TwitchTables &
  TeamTables &
  LiveTables &
  ModerationTables &
  FinanceTables &
  PlanningTables;
