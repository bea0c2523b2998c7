import { type HealthReport, health } from '../../contract/health.ts';
import type { Live } from '../../modules/live/index.ts';
import type { Clock } from '../../platform/clock.ts';
import { type Caller, type Routes, routes } from '../../platform/module.ts';
import type { HealthDesk } from './health-desk.ts';
import type { Repairs } from './repairs.ts';

interface HealthRoutesParts {
  readonly clock: Clock;
  readonly desk: HealthDesk;
  readonly repairs: Pick<Repairs, 'list'>;
  readonly live: Pick<Live, 'coverage'>;
}

const DAY_MS = 86_400_000;

export function healthRoutes({ clock, desk, repairs, live }: HealthRoutesParts): Routes {
  return routes(health, {
    report: async (_input, caller) => forCaller(await desk.report(), caller),
    check: async (_input, caller) => forCaller(await desk.checkNow(), caller),
    mend: ({ mend, about }) => desk.mend(mend, about),
    async coverage({ days }) {
      const untilMs = clock.nowMs();
      return await live.coverage(untilMs - days * DAY_MS, untilMs);
    },
    repairs: async () => ({ repairs: (await repairs.list()).map((one) => ({ ...one, params: { ...one.params } })) }),
    diagnosis: async () => ({ text: await desk.diagnosis() }),
  });
}

/** Whoever may not change the house does not change its Twitch either. */
function forCaller(report: HealthReport, { permissions }: Caller): HealthReport {
  return permissions.includes('system.manage') ? report : { ...report, sandboxUrl: null };
}
