import type { PlannedStream } from '../../../contract/planning.ts';
import { instantFromMs } from '../../../kernel/instant.ts';
import { Temporal } from '../../../kernel/temporal.ts';
import type { Occurrence } from '../calendar/plan.ts';
import type { PlanningDb } from '../context.ts';
import { type Content, contentKey } from './content.ts';
import { isOfOtherChannel } from './other-channel.ts';
import { dateKey, type PartRefusal, weeklyPartKey } from './plan-parts.ts';
import { readDifferenceRows, readPublicationRows, readRemote, readScheduleRead } from './publication-store.ts';
import type { RemoteSegment } from './remote-segment.ts';
import { SYNC_JOB } from './request-sync.ts';
import { DELETED, type Publication } from './schedule-diff.ts';

type PublicationView = PlannedStream['twitch'];

/** What is asked of the database once for all dates. */
interface Known {
  readonly rows: ReadonlyMap<string, Publication>;
  readonly remote: ReadonlyMap<string, RemoteSegment>;
  /** Ids of differences nobody has left as they are. */
  readonly open: ReadonlySet<string>;
  readonly tries: Pick<PublicationView, 'attempts' | 'nextTryAt'>;
  /** Why nothing goes to Twitch at the moment. */
  readonly trouble: PartRefusal | null;
  readonly nowMs: number;
}

const NO_TRIES = { attempts: 0, nextTryAt: null };
const CANCEL_LATER: PartRefusal = { code: 'planning.occurrence-cancel-later', params: {} };
const DATE_DIFFERS: PartRefusal = { code: 'planning.date-differs', params: {} };

/** How these dates stand on Twitch, by `Occurrence.id`; every one of them has an entry. */
export async function readPublications(
  db: PlanningDb,
  occurrences: readonly Occurrence[],
  nowMs: number,
): Promise<ReadonlyMap<string, PublicationView>> {
  const keys = new Set(occurrences.flatMap((date) => [dateKey(date), ...weeklyKeys(date)]));
  const read = await readScheduleRead(db);
  const { refusal_code, refusal_json } = read;
  const isOther = isOfOtherChannel(read);
  // A season's dates belong to few parts; past some hundred keys all rows are less than the question.
  const rows = isOther ? [] : await readPublicationRows(db, keys.size < 200 ? [...keys] : undefined);
  const differences = isOther ? [] : await readDifferenceRows(db);
  const known: Known = {
    rows: new Map(rows.map((row) => [row.part, row])),
    remote: new Map((await readRemote(db)).map((segment) => [segment.key, segment])),
    open: new Set(differences.filter((row) => !row.is_left).map(({ id }) => id)),
    tries: await readTries(db),
    trouble: refusal_code === null ? null : { code: refusal_code, params: refusal_json ?? {} },
    nowMs,
  };
  return new Map(occurrences.map((date) => [date.id, viewOf(date, known)]));
}

function weeklyKeys({ seriesId, seriesDay }: Occurrence): string[] {
  if (seriesId === null || seriesDay === null) return [];
  return [weeklyPartKey(seriesId, Temporal.PlainDate.from(seriesDay).dayOfWeek)];
}

function viewOf(date: Occurrence, known: Known): PublicationView {
  const single = known.rows.get(dateKey(date));
  const weekly = weeklyKeys(date).map((key) => known.rows.get(key))[0];
  if (single) return viewOfSingle(date, single, known);
  if (weekly && !date.isMoved) return viewOfDate(date, weekly, known);
  if (!date.isPublished || date.startsAtMs <= known.nowMs) return state('off');
  // Cancelled before it ever stood there: there is nothing to say to anybody.
  if (date.status === 'cancelled') return state('off');
  return waiting(known);
}

/** A single segment: a single stream, a moved date, a date of a series that is not plainly weekly. */
function viewOfSingle(date: Occurrence, row: Publication, known: Known): PublicationView {
  const isOver = row.synced?.kind === 'single' && row.synced.startsAtMs <= known.nowMs;
  if (isOver) return state(row.segmentKey === null ? 'off' : 'published');
  if (hasDifference(row.part, date.startsAtMs, known)) return state('differs');
  if (row.refusal !== null && row.refusedHash !== DELETED) return state('refused', row.refusal);
  if (!date.isPublished) return row.segmentKey === null ? state('off') : waiting(known);
  const isThere =
    row.segmentKey !== null && row.synced !== null && contentKey(row.synced) === contentKey(contentOf(date));
  return isThere && isCancelled(date) === row.cancelled.includes(date.startsAtMs) ? state('published') : waiting(known);
}

function contentOf({ title, category, durationMinutes, startsAtMs, at }: Occurrence): Content {
  return { kind: 'single', title, category, durationMinutes, startsAtMs, zone: at.zone };
}

/** One date of a weekly segment. */
function viewOfDate(date: Occurrence, row: Publication, known: Known): PublicationView {
  const isPast = date.startsAtMs <= known.nowMs;
  const segment = row.segmentKey === null ? undefined : known.remote.get(row.segmentKey);
  if (isPast) return state(row.segmentKey === null ? 'off' : 'published');
  if (hasDifference(row.part, date.startsAtMs, known)) return state('differs');
  if (row.refusal !== null && row.refusedHash !== DELETED) return state('refused', row.refusal);
  if (!date.isPublished && row.segmentKey === null) return state('off');
  const { synced } = row;
  if (row.segmentKey === null || synced?.kind !== 'weekly') return waiting(known);
  const isCancelledThere = row.cancelled.includes(date.startsAtMs);
  if (isCancelled(date) !== isCancelledThere) {
    const isNext = segment?.showings.find(({ startsAtMs }) => startsAtMs > known.nowMs)?.startsAtMs === date.startsAtMs;
    return isNext ? waiting(known) : { ...state('waiting', CANCEL_LATER), ...NO_TRIES };
  }
  const isSame =
    date.title === synced.title &&
    date.durationMinutes === synced.durationMinutes &&
    (date.category?.id ?? null) === (synced.category?.id ?? null);
  const isAtItsTime = date.at.zone === synced.zone && date.at.local.slice(11) === synced.time;
  if (isSame && isAtItsTime) return state('published');
  // A date that has a row of its own differs from its series; Twitch has no place for that.
  return date.id.startsWith('plan_') && isAtItsTime ? state('differs', DATE_DIFFERS) : waiting(known);
}

function isCancelled({ status }: Occurrence): boolean {
  return status === 'cancelled';
}

function hasDifference(part: string, startsAtMs: number, { open }: Known): boolean {
  return open.has(`changed:${part}`) || open.has(`gone:${part}`) || open.has(`date:${part}:${startsAtMs}`);
}

function state(name: PublicationView['state'], refusal: PartRefusal | null = null): PublicationView {
  return { state: name, refusal: refusal && { code: refusal.code, params: { ...refusal.params } }, ...NO_TRIES };
}

function waiting({ trouble, tries }: Known): PublicationView {
  return { ...state('waiting', trouble), ...tries };
}

/** How often the order to Twitch was tried, and when it is tried again. */
export async function readTries(db: PlanningDb): Promise<Pick<PublicationView, 'attempts' | 'nextTryAt'>> {
  const job = await db
    .selectFrom('platform_job')
    .select(['attempts', 'run_at', 'state'])
    .where('kind', '=', SYNC_JOB)
    .where('state', 'in', ['waiting', 'running'])
    .orderBy('attempts', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!job) return NO_TRIES;
  const isAgain = job.state === 'waiting' && job.attempts > 0;
  return { attempts: job.attempts, nextTryAt: isAgain ? instantFromMs(job.run_at) : null };
}
