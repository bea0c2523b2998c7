import type { ScheduleDifference, SyncState } from '../../../contract/planning.ts';
import { instantFromMs } from '../../../kernel/instant.ts';
import { findDate } from '../calendar/find-date.ts';
import { viewDates } from '../calendar/views.ts';
import type { PlanningContext } from '../context.ts';
import { readScheduleRead } from './publication-store.ts';
import type { Action, Difference } from './schedule-diff.ts';
import { readStoredDiff, type StoredDiff } from './stored-diff.ts';
import type { ScheduleReadRow } from './tables.ts';

const MINUTE_MS = 60_000;
const KINDS = { content: 'changed', date: 'changed', gone: 'gone-from-twitch', foreign: 'only-on-twitch' } as const;

/** How the plan and Twitch's schedule stand to each other; Twitch is not asked. */
export async function readSyncState(context: PlanningContext): Promise<SyncState> {
  const nowMs = context.clock.nowMs();
  const { db } = context;
  const read = await readScheduleRead(db.read);
  const stored = await readStoredDiff(db.read, nowMs);
  const { diff, plan, seenAtMs } = stored;
  const open = diff.differences.filter(({ isLeft }) => !isLeft).sort((a, b) => a.startsAtMs - b.startsAtMs);
  return {
    state: stateOf(read, diff.actions.length > 0),
    readAt: read.read_at === null ? null : instantFromMs(read.read_at),
    refusal: read.refusal_code === null ? null : { code: read.refusal_code, params: { ...read.refusal_json } },
    same: diff.same,
    waiting: diff.actions.length + diff.laterCancels,
    differences: open.map((one) => viewOf(one, seenAtMs.get(one.id) ?? nowMs)),
    refused: await viewDates(context, plan, refusedDates(stored)),
    preview: previewOf(diff.actions),
  };
}

function stateOf({ state }: ScheduleReadRow, isWaiting: boolean): SyncState['state'] {
  return state === 'ok' && isWaiting ? 'waiting' : state;
}

function refusedDates({ plan, parts, publications }: StoredDiff) {
  const refused = new Set(publications.filter((row) => row.refusal !== null).map(({ part }) => part));
  return parts
    .filter(({ key }) => refused.has(key))
    .sort((a, b) => a.startsAtMs - b.startsAtMs)
    .flatMap((part) => findDate(plan, part.streamIdAt(part.startsAtMs))?.occurrence ?? []);
}

function viewOf({ id, kind, part, remote, startsAtMs }: Difference, seenAtMs: number): ScheduleDifference {
  const oursAtMs = kind === 'date' || !part ? startsAtMs : part.startsAtMs;
  const showing = remote?.showings.find((one) => one.startsAtMs === startsAtMs);
  return {
    id,
    kind: KINDS[kind],
    streamId: part?.streamIdAt(oursAtMs) ?? null,
    ours: part
      ? {
          title: part.content.title,
          category: part.content.category?.name ?? null,
          ...span(oursAtMs, part.content.durationMinutes),
          isRecurring: part.content.kind === 'weekly',
          isCancelled: part.isCancelledAt(oursAtMs),
        }
      : null,
    theirs: remote
      ? {
          title: remote.title,
          category: remote.category?.name ?? null,
          ...span(startsAtMs, remote.durationMinutes),
          isRecurring: remote.isRecurring,
          isCancelled: showing?.isCancelled ?? false,
        }
      : null,
    seenAt: instantFromMs(seenAtMs),
  };
}

function span(startsAtMs: number, durationMinutes: number) {
  return { startsAt: instantFromMs(startsAtMs), endsAt: instantFromMs(startsAtMs + durationMinutes * MINUTE_MS) };
}

/** Deleted and made anew is a change to whoever reads it. */
function previewOf(actions: readonly Action[]): SyncState['preview'] {
  const renewed = new Set(actions.flatMap((action) => (action.act === 'delete' && action.part ? [action.key] : [])));
  return actions.flatMap((action): SyncState['preview'] => {
    if (action.act === 'create') {
      const { key, content, startsAtMs } = action.part;
      const act = renewed.has(key) ? 'change' : 'create';
      return [{ act, title: content.title, startsAt: instantFromMs(startsAtMs) }];
    }
    if (action.act === 'delete') {
      if (action.part) return [];
      const { title, showings } = action.remote;
      return [{ act: 'delete', title, startsAt: instantFromMs(showings[0]?.startsAtMs ?? 0) }];
    }
    const startsAtMs = action.act === 'change' ? action.part.startsAtMs : action.showing.startsAtMs;
    return [{ act: action.act, title: action.part.content.title, startsAt: instantFromMs(startsAtMs) }];
  });
}
