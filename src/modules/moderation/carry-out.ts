import type { ModActionView } from '../../contract/moderation.ts';
import { newId } from '../../kernel/id.ts';
import { type Instant, instantToMs } from '../../kernel/instant.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { ok, type Result } from '../../kernel/result.ts';
import type { TwitchFailure } from '../../twitch/failure.ts';
import { type Action, type ActionKind, viewOfAction } from './action.ts';
import type { ModerationContext } from './context.ts';
import { changeAction, findAction, insertAction, markUndone } from './mod-log-store.ts';
import type { ActionRow } from './tables.ts';
import type { Acting, Target } from './target.ts';

type Parts = Pick<ModerationContext, 'db' | 'clock' | 'feed'>;

export interface Outcome {
  /** When it ends by itself, where Twitch says so. */
  readonly until: Instant | null;
}

export interface Plan {
  readonly kind: ActionKind;
  readonly target: Target | null;
  readonly reason?: string | undefined;
  readonly seconds?: number | undefined;
  readonly message?: Action['message'];
  /** The call to Twitch, under the acting person's grant. */
  send(): Promise<Result<Outcome, TwitchFailure>>;
  /** A sharper reason than Twitch gave, where we know more. */
  explain?(failure: TwitchFailure): TwitchFailure;
}

/**
 * Carries out one act of a moderator:
 *
 *     intent (open)  ──►  Twitch  ──►  outcome (done | refused)
 *     one commit                       one commit
 *
 * A crash in between leaves the intent visible as open. Twitch's echo may come before its answer; then
 * the entry is done already and the answer only completes it.
 */
export async function carryOut(context: Parts, acting: Acting, plan: Plan): Promise<ModActionView> {
  const intent = await context.db.transaction((db) => insertAction(db, intentOf(acting, plan, context.clock.nowMs())));
  announce(context, [intent]);

  const answer = await plan.send();
  const failure = answer.ok ? undefined : (plan.explain?.(answer.error) ?? answer.error);

  const rows = await context.db.transaction(async (db) => {
    if (!answer.ok) {
      // The echo has shown that it was done after all, whatever the answer says.
      const now = await findAction(db, intent.id);
      if (now?.state !== 'open') return now ? [now] : [];
      return [await changeAction(db, intent.id, { state: 'refused', refusal: failure?.code ?? null })];
    }
    const { until } = answer.value;
    const done = await changeAction(db, intent.id, {
      state: 'done',
      refusal: null,
      ...(until ? { until: instantToMs(until) } : {}),
    });
    return isLifting(done.kind) ? [done, ...(await markUndone(db, done))] : [done];
  });
  announce(context, rows);
  if (failure !== undefined) throw new Refusal(failure.code, failure.params);
  const [done] = rows;
  if (!done) throw new Error(`action ${intent.id} is gone`);
  return viewOfAction(done, context.clock.nowMs());
}

/** For calls that answer nothing but yes. */
export async function withoutEnd(reply: Promise<Result<void, TwitchFailure>>): Promise<Result<Outcome, TwitchFailure>> {
  const answer = await reply;
  return answer.ok ? ok({ until: null }) : answer;
}

export function isLifting(kind: string): boolean {
  return kind === 'unban' || kind === 'untimeout';
}

/** Tells everyone who follows the mod log; after the commit. */
export function announce(context: Pick<ModerationContext, 'clock' | 'feed'>, rows: readonly ActionRow[]): void {
  if (rows.length === 0) return;
  const nowMs = context.clock.nowMs();
  const inOrder = [...rows].sort((a, b) => a.seq - b.seq);
  context.feed.rows(
    'mod-log',
    inOrder.map((row) => viewOfAction(row, nowMs)),
  );
}

function intentOf(acting: Acting, plan: Plan, nowMs: number): Action {
  return {
    id: newId('act', nowMs),
    kind: plan.kind,
    atMs: nowMs,
    channelId: acting.channel.twitchId,
    target: plan.target,
    by: acting.by,
    reason: plan.reason || null,
    seconds: plan.seconds ?? null,
    untilMs: plan.seconds === undefined ? null : nowMs + plan.seconds * 1000,
    message: plan.message ?? null,
    state: 'open',
    refusal: null,
    source: 'here',
    details: {},
  };
}
