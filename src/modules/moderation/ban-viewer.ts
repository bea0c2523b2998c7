import type { ModActionView } from '../../contract/moderation.ts';
import type { Caller } from '../../platform/module.ts';
import type { ModerationContext } from './context.ts';
import { type Restriction, restrictViewer } from './restrict-viewer.ts';

/** Shuts a person out for good, as the caller. */
export async function banViewer(
  context: ModerationContext,
  caller: Pick<Caller, 'twitchId'>,
  input: Omit<Restriction, 'seconds'>,
): Promise<ModActionView> {
  const { userId, login, messageId, reason } = input;
  return await restrictViewer(context, caller, { userId, login, messageId, reason });
}
