import { instantFromMs } from '../../../kernel/instant.ts';
import { Refusal } from '../../../kernel/refusal.ts';
import { instantToWallTime } from '../../../kernel/wall-time.ts';
import { cancelStream } from '../calendar/cancel-stream.ts';
import { type ChangeInput, changeStream } from '../calendar/change-stream.ts';
import { wallTimeOn } from '../calendar/expand.ts';
import { mustFindDate } from '../calendar/find-date.ts';
import type { Plan } from '../calendar/plan.ts';
import { type PlanChange, storeChange } from '../calendar/plan-change.ts';
import { readPlan } from '../calendar/plan-store.ts';
import { restoreStream } from '../calendar/restore-stream.ts';
import type { PlanningContext, PlanningDb } from '../context.ts';
import { zoneOfMachine } from './guess-zone.ts';
import { type Part, planParts } from './plan-parts.ts';
import { dropPublication, leaveDifference, savePublication } from './publication-store.ts';
import { contentOf, type RemoteSegment, saysTheSame, standsAt } from './remote-segment.ts';
import { requestSync } from './request-sync.ts';
import { type Difference, emptyPublication, type Publication } from './schedule-diff.ts';
import { readStoredDiff, type StoredDiff } from './stored-diff.ts';
import { takeSeries, takeStream } from './take-over.ts';

export interface SettleInput {
  readonly differenceId: string;
  readonly choice: 'ours' | 'theirs' | 'leave';
}

/**
 * Decides a difference. What both sides "had last" is set so that the next comparison does what was decided:
 * to theirs, then ours counts as changed and goes to Twitch; or the plan is changed to say what Twitch says.
 * A segment that is not ours is taken into the plan or left; it is never sent anything.
 *
 * @throws Refusal planning.unknown-difference, and what the plan refuses
 */
export async function settleDifference(context: PlanningContext, { differenceId, choice }: SettleInput): Promise<void> {
  await context.db.transaction(async (db) => {
    const nowMs = context.clock.nowMs();
    const stored = await readStoredDiff(db, nowMs);
    const difference = stored.diff.differences.find(({ id }) => id === differenceId);
    if (!difference) throw new Refusal('planning.unknown-difference');
    const row = stored.publications.find(({ part }) => part === difference.part?.key);
    if (choice === 'leave' || (choice === 'ours' && difference.kind === 'foreign')) {
      await leaveDifference(db, difference, nowMs);
    } else if (choice === 'ours') {
      await keepOurs(db, difference, row, nowMs);
    } else {
      await takeTheirs(db, stored, { difference, row, nowMs });
    }
    await requestSync(context, db);
  });
  context.feed.changed('plan');
}

async function keepOurs(db: PlanningDb, difference: Difference, row: Publication | undefined, nowMs: number) {
  const { kind, part, remote, startsAtMs } = difference;
  if (!row || !part) return;
  if (kind === 'gone' || !remote) return dropPublication(db, part.key);
  const agreed = kind === 'date' ? withDate(row, remote, startsAtMs) : withContent(row, part, remote, nowMs);
  await savePublication(db, agreed, nowMs);
}

interface Taking {
  readonly difference: Difference;
  readonly row: Publication | undefined;
  readonly nowMs: number;
}

async function takeTheirs(db: PlanningDb, stored: StoredDiff, { difference, row, nowMs }: Taking): Promise<void> {
  const { kind, part, remote, startsAtMs } = difference;
  if (!part) return remote && takeForeign(db, stored, remote, nowMs);
  if (!row) return;
  if (kind === 'gone' || !remote) {
    await dropPublication(db, part.key);
    return storeChange(db, cancelHere(stored.plan, part, nowMs), nowMs);
  }
  if (kind === 'date') {
    await savePublication(db, withDate(row, remote, startsAtMs), nowMs);
    return storeChange(db, takeDate(stored.plan, part, startsAtMs, nowMs), nowMs);
  }
  await storeChange(db, takeContent(stored.plan, part, remote, nowMs), nowMs);
  const after = planParts(await readPlan(db), nowMs);
  const now = after.find(({ content }) => saysTheSame(remote, content, nowMs)) ?? part;
  await dropPublication(db, part.key);
  await savePublication(db, { ...withContent(row, now, remote, nowMs), part: now.key }, nowMs);
}

/** What stands only on Twitch comes into the plan; a stream that already waits for its place there gets it. */
async function takeForeign(
  db: PlanningDb,
  { parts, publications, plan }: StoredDiff,
  remote: RemoteSegment,
  nowMs: number,
) {
  const owned = new Set(publications.filter(({ segmentKey }) => segmentKey !== null).map(({ part }) => part));
  const same = parts.find(({ key, content }) => !owned.has(key) && standsAt(remote, content, nowMs));
  if (same) {
    const { showings } = remote;
    const linked = { ...emptyPublication(same.key), segmentKey: remote.key, showingId: showings[0]?.id ?? null };
    return savePublication(db, { ...linked, synced: same.content }, nowMs);
  }
  const ownZone = (plan.series[0] ?? plan.streams[0])?.at.zone ?? zoneOfMachine();
  const taking = { nowMs, ownZone, color: ((plan.series.length + plan.streams.length) % 8) + 1 };
  const taken = remote.isRecurring ? takeSeries(remote, taking) : takeStream(remote, taking);
  await storeChange(db, taken, nowMs);
  for (const publication of taken.publications) await savePublication(db, publication, nowMs);
}

function withContent(row: Publication, part: Part, remote: RemoteSegment, nowMs: number): Publication {
  return {
    ...row,
    synced: contentOf(remote, part.content.zone, nowMs) ?? row.synced,
    refusal: null,
    refusedHash: null,
  };
}

/** From here on both sides count as having had what Twitch has for this date. */
function withDate(row: Publication, remote: RemoteSegment, startsAtMs: number): Publication {
  const isCancelled = remote.showings.some((showing) => showing.startsAtMs === startsAtMs && showing.isCancelled);
  const others = row.cancelled.filter((start) => start !== startsAtMs);
  return { ...row, cancelled: isCancelled ? [...others, startsAtMs] : others };
}

/** Gone from Twitch: cancelled here, a series from its next date on. */
function cancelHere(plan: Plan, part: Part, nowMs: number): PlanChange {
  const scope = part.content.kind === 'weekly' ? 'series' : 'this';
  return cancelStream({ streamId: part.streamIdAt(part.startsAtMs), scope, reason: '' })(plan, nowMs).change;
}

function takeDate(plan: Plan, part: Part, startsAtMs: number, nowMs: number): PlanChange {
  const streamId = part.streamIdAt(startsAtMs);
  if (!part.isCancelledAt(startsAtMs)) return cancelStream({ streamId, scope: 'this', reason: '' })(plan, nowMs).change;
  const { occurrence, series } = mustFindDate(plan, streamId, 'removed');
  if (!series || !occurrence.isMoved) return restoreStream({ streamId, scope: 'this' })(plan, nowMs).change;
  // Ours stands elsewhere, Twitch holds on to the old time: so it moves back.
  const { local, zone } = wallTimeOn(series, occurrence.seriesDay ?? '');
  return changeStream({ streamId, version: occurrence.version, scope: 'this', local, zone })(plan, nowMs).change;
}

function takeContent(plan: Plan, part: Part, remote: RemoteSegment, nowMs: number): PlanChange {
  const streamId = part.streamIdAt(part.startsAtMs);
  const { version } = mustFindDate(plan, streamId).occurrence;
  const theirs = contentOf(remote, part.content.zone, nowMs);
  const next = remote.showings[0];
  const hasMoved = theirs !== undefined && next !== undefined && !standsAt(remote, part.content, nowMs);
  const input: ChangeInput = {
    streamId,
    version,
    scope: part.content.kind === 'weekly' ? 'series' : 'this',
    title: remote.title,
    category: remote.category,
    durationMinutes: remote.durationMinutes,
    ...(hasMoved && instantToWallTime(instantFromMs(next.startsAtMs), part.content.zone)),
  };
  return changeStream(input)(plan, nowMs).change;
}
