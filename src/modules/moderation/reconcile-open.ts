import type { TwitchUserId } from '../../kernel/id.ts';
import { instantToMs } from '../../kernel/instant.ts';
import { getStanding, type Standing } from '../../twitch/moderation.ts';
import { announce } from './carry-out.ts';
import type { ModerationContext } from './context.ts';
import { type ActionChange, changeAction, findAction, readOpen } from './mod-log-store.ts';
import type { ActionRow } from './tables.ts';

/** So long an act may be on its way to Twitch: only then its absence there proves that it failed. */
const UNDERWAY_MS = 30_000;

/**
 * After a crash between intent and outcome: what Twitch's present state proves becomes done or refused,
 * the rest stays visible as open. Run at start, and once more when nothing can be on its way any more.
 */
export async function reconcileOpen(context: ModerationContext): Promise<void> {
  const nowMs = context.clock.nowMs();
  for (const action of await readOpen(context.db.read, nowMs)) {
    const change = action.kind === 'delete' ? await deletionOutcome(context, action) : await outcome(context, action);
    if (!change || (change.state === 'refused' && action.at > nowMs - UNDERWAY_MS)) continue;
    const row = await context.db.transaction(async (db) => {
      const now = await findAction(db, action.id);
      return now?.state === 'open' ? await changeAction(db, action.id, change) : undefined;
    });
    if (row) announce(context, [row]);
  }
}

async function outcome(context: ModerationContext, action: ActionRow): Promise<ActionChange | undefined> {
  const { channel_id, target_id } = action;
  if (target_id === null) return undefined;
  const standing = await getStanding(context.helix, channel_id as TwitchUserId, target_id as TwitchUserId);
  return standing.ok ? outcomeByStanding(action, standing.value, context.clock.nowMs()) : undefined;
}

/** What a person's standing proves about an intent of ours; `undefined` when it proves nothing. */
export function outcomeByStanding(
  action: Pick<ActionRow, 'kind' | 'at' | 'seconds'>,
  standing: Standing,
  nowMs: number,
): ActionChange | undefined {
  const notDone: ActionChange = { state: 'refused', refusal: 'twitch.unreachable' };
  switch (action.kind) {
    case 'ban':
      return standing.state === 'ban' ? { state: 'done' } : notDone;
    case 'timeout':
      if (standing.state === 'timeout') return { state: 'done', until: instantToMs(standing.until) };
      // It may have run out meanwhile, or somebody banned the person since.
      return standing.state === 'free' && action.at + (action.seconds ?? 0) * 1000 > nowMs ? notDone : undefined;
    case 'unban':
    case 'untimeout':
      return standing.state === 'free' ? { state: 'done' } : notDone;
    default:
      return undefined;
  }
}

async function deletionOutcome(context: ModerationContext, action: ActionRow): Promise<ActionChange | undefined> {
  if (action.message_id === null) return undefined;
  const line = await context.live.findMessage(context.db.read, action.message_id, action.at);
  return line?.removed?.by === 'delete' ? { state: 'done' } : undefined;
}
