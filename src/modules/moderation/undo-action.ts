import type { ModActionView } from '../../contract/moderation.ts';
import type { TwitchUserId } from '../../kernel/id.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { Caller } from '../../platform/module.ts';
import { canUndo } from './action.ts';
import type { ModerationContext } from './context.ts';
import { lift } from './lift-restriction.ts';
import { findAction } from './mod-log-store.ts';
import { actingAs } from './target.ts';

/** Takes a timeout or ban back, whoever made it. A deleted message cannot be brought back. */
export async function undoAction(
  context: ModerationContext,
  caller: Pick<Caller, 'twitchId'>,
  { actionId }: { readonly actionId: string },
): Promise<ModActionView> {
  const action = await findAction(context.db.read, actionId);
  if (!action) throw new Refusal('moderation.unknown-action');
  if (!canUndo(action, context.clock.nowMs()) || action.target_id === null) throw new Refusal('moderation.cannot-undo');
  const acting = await actingAs(context, caller);
  const target = {
    id: action.target_id as TwitchUserId,
    login: action.target_login ?? action.target_id,
    displayName: action.target_name ?? action.target_login ?? action.target_id,
  };
  return await lift(context, acting, target, action.kind === 'ban' ? 'ban' : 'timeout');
}
