import type { Handlers } from '../../../contract/endpoint.ts';
import type { planning } from '../../../contract/planning.ts';
import { Refusal } from '../../../kernel/refusal.ts';
import type { Caller, Visitor } from '../../../platform/module.ts';
import type { PlanningContext } from '../context.ts';
import type { Sync } from './sync.ts';

type SyncCalls = Pick<typeof planning, 'categories' | 'syncState' | 'syncNow' | 'settleDifference'>;

export function syncHandlers(context: PlanningContext, sync: Sync): Handlers<SyncCalls, Caller, Visitor> {
  return {
    async categories({ query }) {
      const channel = context.channel();
      if (channel === null) throw new Refusal('live.no-channel');
      const found = await context.categories.search(channel.twitchId, query);
      if (!found.ok) throw new Refusal(found.error.code, found.error.params);
      return { categories: [...found.value] };
    },
    syncState: () => sync.state(),
    syncNow: () => sync.now(),
    settleDifference: (input) => sync.settle(input),
  };
}
