import { planning } from '../../contract/planning.ts';
import { type Routes, routes } from '../../platform/module.ts';
import { calendarHandlers } from './calendar/routes.ts';
import type { PlanningContext } from './context.ts';
import { feedHandlers } from './feed/routes.ts';
import { syncHandlers } from './sync/routes.ts';
import type { Sync } from './sync/sync.ts';
import { taskHandlers } from './tasks/routes.ts';

/** Contract call → what answers it. */
export function planningRoutes(context: PlanningContext, sync: Sync): Routes {
  return routes(planning, {
    ...calendarHandlers(context),
    ...syncHandlers(context, sync),
    ...taskHandlers(context),
    ...feedHandlers(context),
  });
}
