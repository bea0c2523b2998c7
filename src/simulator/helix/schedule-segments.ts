import { userOf } from '../world.ts';
import type { Channel, ScheduleSegment } from '../world-state.ts';
import {
  booleanField,
  dataReply,
  type Endpoint,
  type HelixCall,
  HelixRefusal,
  NO_CONTENT,
  ownChannel,
  required,
} from './endpoint.ts';
import { MESSAGES } from './messages.ts';
import { toSchedule } from './schedule.ts';
import { findOccurrence, type Occurrence, occurrenceAt, occurrencesFrom, overlaps } from './schedule-occurrences.ts';
import { readCategory, readDuration, readStartTime, readTimezone, readTitle } from './schedule-segment-input.ts';

const TOKEN: Endpoint['token'] = { kind: 'user', scopes: ['channel:manage:schedule'] };

/** POST /schedule/segment: one stream, or a weekly series without end. */
export const postSegment: Endpoint = {
  method: 'POST',
  path: '/schedule/segment',
  token: TOKEN,
  handle(call) {
    const channel = ownChannel(call);
    const segment: ScheduleSegment = {
      id: call.world.random.uuid(),
      startAtMs: demand('start_time', readStartTime(call)),
      timezone: demand('timezone', readTimezone(call)),
      durationMinutes: demand('duration', readDuration(call)),
      isRecurring: booleanField(call, 'is_recurring') ?? false,
      categoryId: readCategory(call) ?? null,
      title: readTitle(call) ?? '',
      canceledStartsMs: [],
    };
    if (!segment.isRecurring) refuseWithoutStatus(call, channel);
    refuseOverlap(call, channel, segment);
    channel.schedule.segments.push(segment);
    call.world.touch();
    return dataReply(toSchedule(call, channel, [occurrenceAt(segment, segment.startAtMs)]));
  },
};

function demand<T>(field: string, value: T | undefined): T {
  if (value === undefined) throw new HelixRefusal(400, MESSAGES.parameterMissing(field));
  return value;
}

/**
 * PATCH /schedule/segment. Title, category, duration and zone change the whole series, whichever showing
 * was named; `is_canceled` concerns the next showing from now on, not the one named.
 */
export const patchSegment: Endpoint = {
  method: 'PATCH',
  path: '/schedule/segment',
  token: TOKEN,
  handle(call) {
    const channel = ownChannel(call);
    const occurrence = findOccurrence(channel.schedule, required(call, 'id'));
    if (!occurrence) throw new HelixRefusal(404, MESSAGES.segmentNotFound);
    const { segment } = occurrence;
    const changed = readChanges(call, channel, segment);
    refuseOverlap(call, channel, changed);
    const isCanceled = booleanField(call, 'is_canceled');
    Object.assign(segment, changed);
    const shown =
      isCanceled === undefined
        ? occurrenceAt(segment, segment.isRecurring ? occurrence.startAtMs : segment.startAtMs)
        : setCanceled(call, channel, segment, isCanceled);
    call.world.touch();
    return dataReply(toSchedule(call, channel, [shown]));
  },
};

function readChanges(call: HelixCall, channel: Channel, segment: ScheduleSegment): ScheduleSegment {
  const startAtMs = readStartTime(call);
  if (startAtMs !== undefined) {
    if (segment.isRecurring) throw new HelixRefusal(400, MESSAGES.segmentRecurringMove);
    refuseWithoutStatus(call, channel);
  }
  const categoryId = readCategory(call);
  return {
    ...segment,
    startAtMs: startAtMs ?? segment.startAtMs,
    durationMinutes: readDuration(call) ?? segment.durationMinutes,
    timezone: readTimezone(call) ?? segment.timezone,
    title: readTitle(call) ?? segment.title,
    categoryId: categoryId === undefined ? segment.categoryId : categoryId,
  };
}

function setCanceled(call: HelixCall, channel: Channel, segment: ScheduleSegment, isCanceled: boolean): Occurrence {
  const next = occurrencesFrom({ ...channel.schedule, segments: [segment] }, call.world.nowMs())[0];
  const startAtMs = next?.startAtMs ?? segment.startAtMs;
  const others = segment.canceledStartsMs.filter((start) => start !== startAtMs);
  segment.canceledStartsMs = isCanceled ? [...others, startAtMs] : others;
  return occurrenceAt(segment, startAtMs);
}

/** DELETE /schedule/segment: the whole series, whichever showing was named. */
export const deleteSegment: Endpoint = {
  method: 'DELETE',
  path: '/schedule/segment',
  token: TOKEN,
  handle(call) {
    const channel = ownChannel(call);
    const occurrence = findOccurrence(channel.schedule, required(call, 'id'));
    if (!occurrence) throw new HelixRefusal(400, MESSAGES.segmentNotFound);
    channel.schedule.segments = channel.schedule.segments.filter((one) => one.id !== occurrence.segment.id);
    call.world.touch();
    return NO_CONTENT;
  },
};

function refuseWithoutStatus(call: HelixCall, channel: Channel): void {
  if (userOf(call.world, channel.broadcasterId).broadcasterType !== '') return;
  throw new HelixRefusal(403, MESSAGES.nonRecurringForbidden);
}

function refuseOverlap(call: HelixCall, channel: Channel, segment: ScheduleSegment): void {
  const others = channel.schedule.segments.filter((one) => one.id !== segment.id);
  if (others.some((other) => overlaps(segment, other, call.world.nowMs()))) {
    throw new HelixRefusal(400, MESSAGES.segmentOverlap);
  }
}
