import { categoryName } from '../world.ts';
import type { Channel } from '../world-state.ts';
import {
  dataReply,
  type Endpoint,
  type HelixCall,
  HelixRefusal,
  knownChannel,
  repeated,
  required,
  twitchTime,
} from './endpoint.ts';
import { MESSAGES } from './messages.ts';
import { pageOf } from './paging.ts';
import { findOccurrence, type Occurrence, occurrencesFrom } from './schedule-occurrences.ts';
import { readMoment } from './schedule-segment-input.ts';
import { named } from './users.ts';

/** GET /schedule. `data` is an object here, and 404 means that nothing is planned. */
export const getSchedule: Endpoint = {
  method: 'GET',
  path: '/schedule',
  token: { kind: 'any' },
  handle(call) {
    const channel = knownChannel(call, required(call, 'broadcaster_id'));
    const ids = repeated(call, 'id', 100);
    const fromMs = readStart(call);
    const { schedule } = channel;
    if (schedule.segments.length === 0 && schedule.vacation === null) throw new HelixRefusal(404, MESSAGES.noSchedule);
    const occurrences =
      ids.length > 0
        ? ids.map((id) => findOccurrence(schedule, id)).filter((one) => one !== undefined)
        : occurrencesFrom(schedule, fromMs);
    if (ids.length > 0 && occurrences.length === 0) throw new HelixRefusal(404, MESSAGES.noSchedule);
    const { items, pagination } = pageOf(call, occurrences, { keyOf: (one) => one.id, max: 25 });
    return dataReply(toSchedule(call, channel, items), { pagination });
  },
};

function readStart(call: HelixCall): number {
  const text = call.query.get('start_time') ?? '';
  if (text === '') return call.world.nowMs();
  const moment = readMoment(text);
  if (moment === undefined) throw new HelixRefusal(400, MESSAGES.segmentStart);
  return moment;
}

/** The body's `data`. `segments` is null, not empty, when there is none. */
export function toSchedule(
  call: HelixCall,
  channel: Channel,
  occurrences: readonly Occurrence[],
): Record<string, unknown> {
  const { vacation } = channel.schedule;
  return {
    segments: occurrences.length === 0 ? null : occurrences.map((one) => toSegment(call, one)),
    ...named(call, 'broadcaster', channel.broadcasterId),
    vacation: vacation && { start_time: twitchTime(vacation.startAtMs), end_time: twitchTime(vacation.endAtMs) },
  };
}

function toSegment(call: HelixCall, occurrence: Occurrence): Record<string, unknown> {
  const { segment } = occurrence;
  return {
    id: occurrence.id,
    start_time: twitchTime(occurrence.startAtMs),
    end_time: twitchTime(occurrence.endAtMs),
    title: segment.title,
    canceled_until: occurrence.isCanceled ? twitchTime(occurrence.endAtMs) : null,
    category:
      segment.categoryId === null
        ? null
        : { id: segment.categoryId, name: categoryName(call.world, segment.categoryId) },
    is_recurring: segment.isRecurring,
  };
}
