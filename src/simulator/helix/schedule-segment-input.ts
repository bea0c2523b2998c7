import { instantToMs, parseInstant } from '../../kernel/instant.ts';
import { isZone } from '../../kernel/wall-time.ts';
import { type HelixCall, HelixRefusal, textField } from './endpoint.ts';
import { MESSAGES } from './messages.ts';

const MIN_MINUTES = 30;
const MAX_MINUTES = 1380;
const MAX_TITLE_LENGTH = 140;

/** Epoch milliseconds of an RFC 3339 text. */
export function readMoment(text: string): number | undefined {
  const instant = parseInstant(text);
  return instant === undefined ? undefined : instantToMs(instant);
}

/** `undefined` when the field is missing; refuses what is no time and what is over. */
export function readStartTime(call: HelixCall): number | undefined {
  const text = textField(call, 'start_time');
  if (text === undefined) return undefined;
  const startAtMs = readMoment(text);
  if (startAtMs === undefined) throw new HelixRefusal(400, MESSAGES.segmentStart);
  if (startAtMs < call.world.nowMs()) throw new HelixRefusal(400, MESSAGES.segmentPast);
  return startAtMs;
}

/** Minutes; documented as text, sent as a number by some, both taken. */
export function readDuration(call: HelixCall): number | undefined {
  const value = call.body['duration'];
  if (value === undefined || value === null) return undefined;
  const minutes = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
  const isWhole = typeof minutes === 'number' && Number.isInteger(minutes);
  if (!isWhole || minutes < MIN_MINUTES || minutes > MAX_MINUTES) throw new HelixRefusal(400, MESSAGES.segmentDuration);
  return minutes;
}

export function readTimezone(call: HelixCall): string | undefined {
  const timezone = textField(call, 'timezone');
  if (timezone === undefined) return undefined;
  if (timezone === '' || !isZone(timezone)) throw new HelixRefusal(400, MESSAGES.segmentTimezone);
  return timezone;
}

export function readTitle(call: HelixCall): string | undefined {
  const title = textField(call, 'title');
  if (title !== undefined && Array.from(title).length > MAX_TITLE_LENGTH) {
    throw new HelixRefusal(400, MESSAGES.segmentTitle);
  }
  return title;
}

/** null clears the category. */
export function readCategory(call: HelixCall): string | null | undefined {
  const id = textField(call, 'category_id');
  if (id === undefined) return undefined;
  if (id === '') return null;
  if (!call.world.state.categories.some((category) => category.id === id)) {
    throw new HelixRefusal(400, MESSAGES.segmentCategory);
  }
  return id;
}
