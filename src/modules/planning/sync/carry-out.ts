import type { TwitchUserId } from '../../../kernel/id.ts';
import type { TwitchFailure } from '../../../twitch/failure.ts';
import type { ScheduledShowing, SegmentChanges } from '../../../twitch/schedule.ts';
import type { PlanningContext } from '../context.ts';
import { contentKey } from './content.ts';
import type { Part, PartRefusal } from './plan-parts.ts';
import { dropPublication, findPublication, savePublication } from './publication-store.ts';
import { fingerprintOf, type RemoteSegment, segmentKeyOf, upcoming } from './remote-segment.ts';
import { type Action, DELETED, dateHash, emptyPublication, type Publication } from './schedule-diff.ts';
import { kindOfTrouble, refusalOf } from './trouble.ts';

/** What the actions of one look at Twitch have in common. */
export interface Round {
  readonly channelId: TwitchUserId;
  /** Twitch's schedule as it was looked at. */
  readonly remote: readonly RemoteSegment[];
  /** Twitch said that this channel may have no single streams: not asked again in this round. */
  hasNoSingles: boolean;
}

/** `failed` is no answer about the thing itself: Twitch's trouble, or a missing grant. */
export type Outcome =
  | { readonly kind: 'done' | 'refused' | 'stale' }
  | { readonly kind: 'failed'; readonly failure: TwitchFailure };

const DONE: Outcome = { kind: 'done' };
const STALE: Outcome = { kind: 'stale' };
const NO_REFUSAL = { refusal: null, refusedHash: null, refusedAgainst: null } as const;

/** Makes one call and keeps what came of it. What must not happen twice is on record before the call. */
export function carryOut(context: PlanningContext, round: Round, action: Action): Promise<Outcome> {
  switch (action.act) {
    case 'create':
      return create(context, round, action.part);
    case 'delete':
      return remove(context, round, action);
    case 'change':
      return change(context, round, action);
    case 'cancel':
    case 'restore':
      return setCancelled(context, round, action);
  }
}

async function create(context: PlanningContext, round: Round, part: Part): Promise<Outcome> {
  const { content, startsAtMs } = part;
  const row = (await findPublication(context.db.read, part.key)) ?? emptyPublication(part.key);
  if (row.segmentKey !== null || startsAtMs <= context.clock.nowMs()) return STALE;
  const hash = contentKey(content);
  if (content.kind === 'single' && round.hasNoSingles) {
    return refuse(context, round, row, hash, refusalFor(part, { code: 'planning.no-single-streams', params: {} }));
  }
  // An earlier call may still have made one: what it could have made must not count as known.
  const known = row.intent?.act === 'create' ? row.intent.known : round.remote.map(({ key }) => key);
  const begun: Publication = { ...row, intent: { act: 'create', content, startsAtMs, known } };
  await save(context, begun);

  const reply = await context.schedule.createSegment(round.channelId, {
    startsAtMs,
    zone: content.zone,
    durationMinutes: content.durationMinutes,
    isRecurring: content.kind === 'weekly',
    title: content.title,
    categoryId: content.category?.id ?? null,
  });
  if (reply.ok) {
    const { id } = reply.value;
    const made = {
      ...emptyPublication(part.key),
      segmentKey: segmentKeyOf(reply.value),
      showingId: id,
      synced: content,
    };
    await save(context, made);
    return DONE;
  }
  if (kindOfTrouble(reply.error) !== 'part') return { kind: 'failed', failure: reply.error };
  if (reply.error.code === 'planning.no-single-streams') round.hasNoSingles = true;
  // What overlaps may be the segment of an earlier call that Twitch does not list yet.
  const isUnclear = reply.error.code === 'planning.overlaps-on-twitch';
  const after = isUnclear ? begun : { ...begun, intent: null };
  return refuse(context, round, after, hash, refusalFor(part, refusalOf(reply.error)), isUnclear);
}

async function remove(
  context: PlanningContext,
  round: Round,
  { key, part, remote }: Extract<Action, { act: 'delete' }>,
): Promise<Outcome> {
  const row = await findPublication(context.db.read, key);
  const showing = remote.showings[0];
  if (row?.segmentKey !== remote.key || !showing) return STALE;
  await save(context, { ...row, intent: { act: 'delete' } });
  const reply = await context.schedule.deleteSegment(round.channelId, showing.id);
  if (reply.ok) {
    if (part) await save(context, emptyPublication(key));
    else await context.db.transaction((db) => dropPublication(db, key));
    return DONE;
  }
  if (kindOfTrouble(reply.error) !== 'part') return { kind: 'failed', failure: reply.error };
  const hash = part ? contentKey(part.content) : DELETED;
  return refuse(context, round, { ...row, intent: null }, hash, refusalOf(reply.error));
}

async function change(
  context: PlanningContext,
  round: Round,
  { part, remote }: Extract<Action, { act: 'change' }>,
): Promise<Outcome> {
  const row = await findPublication(context.db.read, part.key);
  const showing = upcoming(remote, context.clock.nowMs())[0];
  if (row?.segmentKey !== remote.key || !showing) return STALE;
  const { content } = part;
  const changes = changesOf(row, part, remote);
  await save(context, { ...row, intent: { act: 'change', content } });
  const reply = await context.schedule.changeSegment(round.channelId, showing.id, changes);
  if (reply.ok) {
    const cancelled = changes.startsAtMs === undefined ? row.cancelled : [];
    await save(context, { ...row, ...NO_REFUSAL, intent: null, synced: content, cancelled });
    return DONE;
  }
  return settle(context, round, row, contentKey(content), part, reply.error);
}

function changesOf(row: Publication, { content }: Part, remote: RemoteSegment): SegmentChanges {
  const startsAtMs = remote.showings[0]?.startsAtMs;
  return {
    ...(content.title !== remote.title && { title: content.title }),
    ...(content.category?.id !== remote.category?.id && { categoryId: content.category?.id ?? null }),
    ...(content.durationMinutes !== remote.durationMinutes && { durationMinutes: content.durationMinutes }),
    ...(content.zone !== row.synced?.zone && { zone: content.zone }),
    ...(content.kind === 'single' && content.startsAtMs !== startsAtMs && { startsAtMs: content.startsAtMs }),
  };
}

async function setCancelled(
  context: PlanningContext,
  round: Round,
  { act, part, remote, showing }: Extract<Action, { act: 'cancel' | 'restore' }>,
): Promise<Outcome> {
  const row = await findPublication(context.db.read, part.key);
  const next = upcoming(remote, context.clock.nowMs())[0];
  if (row?.segmentKey !== remote.key || next?.id !== showing.id) return STALE;
  const isCancelled = act === 'cancel';
  await save(context, { ...row, intent: { act, startsAtMs: showing.startsAtMs } });
  const reply = await context.schedule.changeSegment(round.channelId, showing.id, { isCancelled });
  if (!reply.ok) return settle(context, round, row, dateHash(act, showing.startsAtMs), part, reply.error);
  if (isOther(reply.value, showing.startsAtMs)) {
    // Twitch takes whichever is the next when the call arrives; that was another one.
    await context.schedule.changeSegment(round.channelId, reply.value.id, { isCancelled: !isCancelled });
    return STALE;
  }
  const others = row.cancelled.filter((startsAtMs) => startsAtMs !== showing.startsAtMs);
  const cancelled = isCancelled ? [...others, showing.startsAtMs] : others;
  await save(context, { ...row, intent: null, cancelled });
  return DONE;
}

function isOther(answered: ScheduledShowing, startsAtMs: number): boolean {
  return answered.startsAtMs !== startsAtMs;
}

async function settle(
  context: PlanningContext,
  round: Round,
  row: Publication,
  hash: string,
  part: Part,
  failure: TwitchFailure,
): Promise<Outcome> {
  if (kindOfTrouble(failure) !== 'part') return { kind: 'failed', failure };
  // Gone in the meantime: the next look tells.
  if (failure.code === 'planning.gone-from-twitch') return STALE;
  const isUnclear = failure.code === 'planning.overlaps-on-twitch';
  return refuse(context, round, { ...row, intent: null }, hash, refusalFor(part, refusalOf(failure)), isUnclear);
}

async function refuse(
  context: PlanningContext,
  { remote }: Round,
  row: Publication,
  hash: string,
  refusal: PartRefusal,
  dependsOnOthers = false,
): Promise<Outcome> {
  const refusedAgainst = dependsOnOthers ? fingerprintOf(remote) : null;
  await save(context, { ...row, refusal, refusedHash: hash, refusedAgainst });
  return { kind: 'refused' };
}

/** The same "no" of Twitch's means something else for a series that is not weekly, and for a moved date. */
function refusalFor(part: Part, refusal: PartRefusal): PartRefusal {
  const isSingles = refusal.code === 'planning.no-single-streams';
  if (isSingles && part.isOfOddSeries) return { code: 'planning.not-weekly', params: {} };
  const isInTheWay = isSingles || refusal.code === 'planning.overlaps-on-twitch';
  return isInTheWay && part.isMoved ? { code: 'planning.series-move-refused', params: {} } : refusal;
}

function save(context: PlanningContext, publication: Publication): Promise<void> {
  return context.db.transaction((db) => savePublication(db, publication, context.clock.nowMs()));
}
