import type { TwitchUserId } from '../kernel/id.ts';
import { instantFromMs, instantToMs, parseInstant } from '../kernel/instant.ts';
import { fail, ok, type Result } from '../kernel/result.ts';
import { type TwitchFailure, twitchFailure } from './failure.ts';
import type { Helix } from './helix.ts';
import type { Explain } from './helix-refusal.ts';

/** One showing on Twitch's schedule. A weekly series has one a week, each with an id of its own. */
export interface ScheduledShowing {
  /** Names this showing; calls that change a series take the id of any of its showings. */
  readonly id: string;
  /** The series or single segment it belongs to; `null` when the id does not tell. */
  readonly segmentKey: string | null;
  readonly startsAtMs: number;
  readonly endsAtMs: number;
  readonly title: string;
  readonly category: { readonly id: string; readonly name: string } | null;
  readonly isRecurring: boolean;
  readonly isCancelled: boolean;
}

export interface NewSegment {
  readonly startsAtMs: number;
  /** IANA name; of a weekly series the clock of this zone is kept. */
  readonly zone: string;
  readonly durationMinutes: number;
  /** Weekly without end. */
  readonly isRecurring: boolean;
  readonly title: string;
  /** `null` for none. */
  readonly categoryId: string | null;
}

export interface SegmentChanges {
  /** Of a single segment only. */
  readonly startsAtMs?: number;
  readonly zone?: string;
  readonly durationMinutes?: number;
  readonly title?: string;
  readonly categoryId?: string | null;
  /** Cancels the *next* showing of a series, or takes that back, whichever showing the id names. */
  readonly isCancelled?: boolean;
}

type Reply<T> = Promise<Result<T, TwitchFailure>>;

/** Twitch's own schedule of a channel. Reading and writing need the channel's grant. */
export interface Schedule {
  /** Showings that start in the period, earliest first; it may begin in the past. An empty list when nothing is planned. */
  read(
    channelId: TwitchUserId,
    period: { readonly fromMs: number; readonly untilMs: number },
  ): Reply<readonly ScheduledShowing[]>;
  /** Not repeated by itself: ask `read` what came of a call whose answer got lost. */
  createSegment(channelId: TwitchUserId, segment: NewSegment): Reply<ScheduledShowing>;
  changeSegment(channelId: TwitchUserId, id: string, changes: SegmentChanges): Reply<ScheduledShowing>;
  /** The whole series, whichever showing is named. What is gone already counts as deleted. */
  deleteSegment(channelId: TwitchUserId, id: string): Reply<void>;
}

/** Twitch's largest page here. */
const PAGE = '25';
/** A schedule of seven weekly series over a year has 15 pages. */
const MOST_PAGES = 60;
const TITLE_MAX = 140;
const SCOPES = ['channel:manage:schedule'];

export function createSchedule(helix: Helix): Schedule {
  return {
    async read(channelId, { fromMs, untilMs }) {
      const showings: ScheduledShowing[] = [];
      const cursors = new Set<string>();
      let after: string | undefined;
      for (let page = 0; page < MOST_PAGES; page += 1) {
        const reply = await helix.call(channelId, {
          url: 'schedule',
          query: { broadcaster_id: channelId, start_time: twitchTime(fromMs), first: PAGE, after },
        });
        if (!reply.ok) return isEmptySchedule(reply.error) ? ok(showings) : reply;
        const found = showingsOf(reply.value);
        showings.push(...found.filter(({ startsAtMs }) => startsAtMs < untilMs));
        after = cursorOf(reply.value);
        // The same cursor again would be a circle; past the period nothing more is wanted.
        if (after === undefined || cursors.has(after) || found.some(({ startsAtMs }) => startsAtMs >= untilMs)) break;
        cursors.add(after);
      }
      return ok(showings.sort((a, b) => a.startsAtMs - b.startsAtMs));
    },

    async createSegment(channelId, segment) {
      const reply = await helix.call(
        channelId,
        {
          url: 'schedule/segment',
          method: 'POST',
          scopes: SCOPES,
          query: { broadcaster_id: channelId },
          jsonBody: {
            start_time: twitchTime(segment.startsAtMs),
            timezone: segment.zone,
            duration: String(segment.durationMinutes),
            is_recurring: segment.isRecurring,
            title: segment.title,
            ...(segment.categoryId === null ? {} : { category_id: segment.categoryId }),
          },
        },
        explainRefusal(segment.zone),
      );
      return reply.ok ? showingOf(reply.value) : reply;
    },

    async changeSegment(channelId, id, changes) {
      const { startsAtMs, zone, durationMinutes, title, categoryId, isCancelled } = changes;
      const reply = await helix.call(
        channelId,
        {
          url: 'schedule/segment',
          method: 'PATCH',
          scopes: SCOPES,
          query: { broadcaster_id: channelId, id },
          jsonBody: {
            ...(startsAtMs === undefined ? {} : { start_time: twitchTime(startsAtMs) }),
            ...(zone === undefined ? {} : { timezone: zone }),
            ...(durationMinutes === undefined ? {} : { duration: String(durationMinutes) }),
            ...(title === undefined ? {} : { title }),
            ...(categoryId === undefined ? {} : { category_id: categoryId ?? '' }),
            ...(isCancelled === undefined ? {} : { is_canceled: isCancelled }),
          },
        },
        explainRefusal(zone ?? ''),
      );
      return reply.ok ? showingOf(reply.value) : reply;
    },

    async deleteSegment(channelId, id) {
      const reply = await helix.call(
        channelId,
        { url: 'schedule/segment', method: 'DELETE', scopes: SCOPES, query: { broadcaster_id: channelId, id } },
        explainRefusal(''),
      );
      if (!reply.ok && reply.error.code !== 'planning.gone-from-twitch') return reply;
      return ok(undefined);
    },
  };
}

/**
 * The segment that a showing belongs to. Ids are base64 of `{"segmentID":"…","isoYear":2026,"isoWeek":48}`;
 * Twitch does not document that, so anything else is taken and says nothing.
 */
export function readSegmentKey(id: string): string | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(id, 'base64').toString('utf8'));
    const key = fieldOf(value, 'segmentID');
    return typeof key === 'string' && key !== '' ? key : null;
  } catch {
    return null;
  }
}

/** 404 is Twitch's way to say "nothing planned"; the word tells it from a wrong address. */
function isEmptySchedule({ code, params }: TwitchFailure): boolean {
  return code === 'twitch.rejected-input' && params['status'] === 404;
}

/** Twitch has 400 for almost everything; only its wording tells why. */
function explainRefusal(zone: string): Explain {
  return ({ status, message }) => {
    if (/in the past/i.test(message)) return twitchFailure('planning.start-in-past');
    if (/on recurring segments/i.test(message)) return twitchFailure('planning.series-move-refused');
    if (/overlap/i.test(message)) return twitchFailure('planning.overlaps-on-twitch');
    if (status === 403 || /partners? and affiliates?|non-recurring/i.test(message)) {
      return twitchFailure('planning.no-single-streams');
    }
    if (status === 404 || /\bid query parameter\b|segments? (was|were) not found/i.test(message)) {
      return twitchFailure('planning.gone-from-twitch');
    }
    if (/duration/i.test(message)) return twitchFailure('planning.duration-range');
    if (/title/i.test(message)) return twitchFailure('planning.title-too-long', { max: TITLE_MAX });
    if (/category/i.test(message)) return twitchFailure('planning.category-unknown');
    if (/time ?zone/i.test(message)) return twitchFailure('planning.zone-unknown', { zone });
    return undefined;
  };
}

function showingOf(body: unknown): Result<ScheduledShowing, TwitchFailure> {
  const [showing] = showingsOf(body);
  return showing ? ok(showing) : fail(twitchFailure('twitch.trouble', { status: 200 }));
}

/** Here `data` is an object, and `segments` may be null. What has no id or no times is left out. */
function showingsOf(body: unknown): ScheduledShowing[] {
  const segments = fieldOf(fieldOf(body, 'data'), 'segments');
  return Array.isArray(segments) ? segments.flatMap(readShowing) : [];
}

function readShowing(value: unknown): ScheduledShowing[] {
  const id = textOf(value, 'id');
  const startsAt = parseInstant(textOf(value, 'start_time'));
  const endsAt = parseInstant(textOf(value, 'end_time'));
  if (id === '' || startsAt === undefined || endsAt === undefined) return [];
  const category = fieldOf(value, 'category');
  const categoryId = textOf(category, 'id');
  return [
    {
      id,
      segmentKey: readSegmentKey(id),
      startsAtMs: instantToMs(startsAt),
      endsAtMs: instantToMs(endsAt),
      title: textOf(value, 'title'),
      category: categoryId === '' ? null : { id: categoryId, name: textOf(category, 'name') },
      isRecurring: fieldOf(value, 'is_recurring') === true,
      isCancelled: textOf(value, 'canceled_until') !== '',
    },
  ];
}

function cursorOf(body: unknown): string | undefined {
  const cursor = textOf(fieldOf(body, 'pagination'), 'cursor');
  return cursor === '' ? undefined : cursor;
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}

function textOf(value: unknown, name: string): string {
  const field = fieldOf(value, name);
  return typeof field === 'string' ? field : '';
}

/** Twitch writes and reads moments to the second. */
function twitchTime(ms: number): string {
  return instantFromMs(ms).replace(/\.\d{3}Z$/, 'Z');
}
