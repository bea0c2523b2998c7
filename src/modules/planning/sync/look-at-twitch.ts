import type { TwitchUserId } from '../../../kernel/id.ts';
import { ok, type Result } from '../../../kernel/result.ts';
import type { TwitchFailure } from '../../../twitch/failure.ts';
import type { Plan } from '../calendar/plan.ts';
import { readPlan, saveSeries, saveStream } from '../calendar/plan-store.ts';
import type { PlanningContext, PlanningDb } from '../context.ts';
import { zoneOfMachine } from './guess-zone.ts';
import { FARTHEST_MS, planParts, WINDOW_MS } from './plan-parts.ts';
import {
  dropPublication,
  forgetChannel,
  noteDifferences,
  readDifferenceRows,
  readPublicationRows,
  readRemote,
  readScheduleRead,
  replaceRemote,
  savePublication,
  saveScheduleRead,
} from './publication-store.ts';
import { groupShowings, type RemoteSegment, upcoming } from './remote-segment.ts';
import { diffSchedule, type ScheduleDiff } from './schedule-diff.ts';
import { takeOver } from './take-over.ts';

/** What is to be done on Twitch, and what stands there. */
export interface Look {
  readonly diff: ScheduleDiff;
  readonly remote: readonly RemoteSegment[];
}

const DAY_MS = 24 * 3_600_000;
/** How far back a plan begins that is taken over. */
const PAST_MS = 90 * DAY_MS;
/** Each round of notes leads to fewer; this only ends what would be a fault of ours. */
const MOST_NOTES = 8;

/** Reads Twitch's schedule and stores it with all that follows without a call. */
export async function lookAtTwitch(
  context: PlanningContext,
  channelId: TwitchUserId,
  isForced: boolean,
): Promise<Result<Look, TwitchFailure>> {
  const nowMs = context.clock.nowMs();
  const before = await readScheduleRead(context.db.read);
  const plan = await readPlan(context.db.read);
  const isFirst = before.taken_over_at === null && isEmpty(plan);
  const read = await context.schedule.read(channelId, {
    fromMs: isFirst ? nowMs - PAST_MS : nowMs,
    untilMs: isFirst ? nowMs + FARTHEST_MS : await horizonOf(context.db.read, plan, nowMs),
  });
  if (!read.ok) return read;
  const segments = groupShowings(read.value);
  const remote = segments
    .map((segment) => ({ ...segment, showings: upcoming(segment, nowMs) }))
    .filter(({ showings }) => showings.length > 0);

  return context.db.transaction(async (db) => {
    const { channel_id, taken_over_at } = await readScheduleRead(db);
    if (channel_id !== null && channel_id !== channelId) await forgetChannel(db);
    await replaceRemote(db, remote);
    // The plan may have got its first stream while Twitch answered: then it is ours from the beginning.
    if (isFirst && taken_over_at === null && isEmpty(await readPlan(db))) await storeTakenOver(db, segments, nowMs);
    const diff = await noteWhatIsKnown(db, remote, { nowMs, isForced });
    await saveScheduleRead(db, {
      channel_id: channelId,
      state: 'ok',
      read_at: nowMs,
      refusal: null,
      taken_over_at: taken_over_at ?? nowMs,
    });
    return ok({ diff, remote });
  });
}

function isEmpty(plan: Plan): boolean {
  return plan.series.length === 0 && plan.streams.length === 0;
}

/** As far as anything of ours stands, shall stand or may have been made, and at least as far as dates are entered. */
async function horizonOf(db: PlanningDb, plan: Plan, nowMs: number): Promise<number> {
  const publications = await readPublicationRows(db);
  const ours = new Set(publications.map(({ segmentKey }) => segmentKey));
  const lastMs = Math.max(
    nowMs + WINDOW_MS,
    ...planParts(plan, nowMs).map(({ startsAtMs }) => startsAtMs),
    ...publications.map(({ synced }) => (synced?.kind === 'single' ? synced.startsAtMs : 0)),
    ...publications.map(({ intent }) => (intent?.act === 'create' ? intent.startsAtMs : 0)),
    ...(await readRemote(db)).filter(({ key }) => ours.has(key)).map(({ showings }) => showings[0]?.startsAtMs ?? 0),
  );
  // Two weeks more: a stream moved a little on Twitch is still found.
  return Math.min(lastMs, nowMs + FARTHEST_MS) + 14 * DAY_MS;
}

async function storeTakenOver(db: PlanningDb, segments: readonly RemoteSegment[], nowMs: number): Promise<void> {
  const { series, streams, publications } = takeOver(segments, nowMs, zoneOfMachine());
  for (const one of series) await saveSeries(db, one, nowMs);
  for (const one of streams) await saveStream(db, one, nowMs);
  for (const one of publications) await savePublication(db, one, nowMs);
}

async function noteWhatIsKnown(
  db: PlanningDb,
  remote: readonly RemoteSegment[],
  { nowMs, isForced }: { readonly nowMs: number; readonly isForced: boolean },
): Promise<ScheduleDiff> {
  const parts = planParts(await readPlan(db), nowMs);
  const left = await leftDifferences(db);
  for (let round = 0; round < MOST_NOTES; round += 1) {
    const diff = diffSchedule({ parts, publications: await readPublicationRows(db), remote, left, nowMs, isForced });
    if (diff.notes.length === 0) {
      await noteDifferences(db, diff.differences, nowMs);
      return diff;
    }
    for (const { part, to } of diff.notes) {
      if (to) await savePublication(db, to, nowMs);
      else await dropPublication(db, part);
    }
  }
  throw new Error('the notes about the schedule on Twitch do not come to an end');
}

/** What was decided to be left as it is, by id. */
async function leftDifferences(db: PlanningDb): Promise<Map<string, string>> {
  const rows = await readDifferenceRows(db);
  return new Map(rows.filter((row) => row.is_left).map((row) => [row.id, row.fingerprint]));
}
