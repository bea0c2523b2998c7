import type { HealthCheck } from '../../contract/health.ts';
import { sortChecks } from './check.ts';
import { dataChecks } from './data-checks.ts';
import type { HouseState } from './house-state.ts';
import { serverChecks } from './server-checks.ts';
import { twitchChecks } from './twitch-checks.ts';

/** Everything that can be said of the house, in the order in which it is listed. */
export function findChecks(house: HouseState): HealthCheck[] {
  return sortChecks([...twitchChecks(house), ...dataChecks(house), ...serverChecks(house)]);
}
