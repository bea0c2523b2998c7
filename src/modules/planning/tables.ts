import type { CalendarTables } from './calendar/tables.ts';
import type { FeedTables } from './feed/tables.ts';
import type { SyncTables } from './sync/tables.ts';
import type { TaskTables } from './tasks/tables.ts';

export type PlanningTables = CalendarTables & FeedTables & SyncTables & TaskTables;
