import { isZone } from '../../kernel/wall-time.ts';
import {
  type Endpoint,
  flagQuery,
  type HelixCall,
  HelixRefusal,
  NO_CONTENT,
  ownChannel,
  required,
} from './endpoint.ts';
import { MESSAGES } from './messages.ts';
import { readMoment } from './schedule-segment-input.ts';

/** PATCH /schedule/settings: the vacation. Everything stands in the query. */
export const patchScheduleSettings: Endpoint = {
  method: 'PATCH',
  path: '/schedule/settings',
  token: { kind: 'user', scopes: ['channel:manage:schedule'] },
  handle(call) {
    const { schedule } = ownChannel(call);
    const isEnabled = flagQuery(call, 'is_vacation_enabled');
    if (schedule.segments.length === 0 && schedule.vacation === null) throw new HelixRefusal(404, MESSAGES.noSchedule);
    if (isEnabled === true) schedule.vacation = readVacation(call);
    if (isEnabled === false) schedule.vacation = null;
    call.world.touch();
    return NO_CONTENT;
  },
};

function readVacation(call: HelixCall): { startAtMs: number; endAtMs: number } {
  const startAtMs = moment(call, 'vacation_start_time');
  const endAtMs = moment(call, 'vacation_end_time');
  if (!isZone(required(call, 'timezone'))) throw new HelixRefusal(400, MESSAGES.segmentTimezone);
  if (endAtMs <= startAtMs) throw new HelixRefusal(400, MESSAGES.vacationEnd);
  return { startAtMs, endAtMs };
}

function moment(call: HelixCall, name: string): number {
  const atMs = readMoment(required(call, name));
  if (atMs === undefined) throw new HelixRefusal(400, MESSAGES.parameterMalformed(name));
  return atMs;
}
