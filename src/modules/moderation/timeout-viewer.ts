import { type ModActionView, TIMEOUT_SECONDS_MAX } from '../../contract/moderation.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { Caller } from '../../platform/module.ts';
import type { ModerationContext } from './context.ts';
import { type Restriction, restrictViewer } from './restrict-viewer.ts';

/** Silences a person for 1 second to 14 days, as the caller. */
export async function timeoutViewer(
  context: ModerationContext,
  caller: Pick<Caller, 'twitchId'>,
  input: Restriction & { readonly seconds: number },
): Promise<ModActionView> {
  if (!Number.isInteger(input.seconds) || input.seconds < 1 || input.seconds > TIMEOUT_SECONDS_MAX) {
    throw new Refusal('moderation.duration-range', { seconds: input.seconds, longest: TIMEOUT_SECONDS_MAX });
  }
  return await restrictViewer(context, caller, input);
}
