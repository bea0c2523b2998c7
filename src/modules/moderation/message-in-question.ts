import type { TwitchUserId } from '../../kernel/id.ts';
import type { StoredLine } from '../live/index.ts';
import type { Action } from './action.ts';
import type { ModerationContext, ModerationDb } from './context.ts';

/**
 * The line an act is about, as it was: the one named, else the last thing the person wrote. Kept with
 * the act, because that is what one wants to read months later.
 */
export async function messageInQuestion(
  context: Pick<ModerationContext, 'live' | 'clock'>,
  db: ModerationDb,
  about: { readonly messageId?: string | undefined; readonly targetId?: TwitchUserId | undefined },
): Promise<Action['message']> {
  const nowMs = context.clock.nowMs();
  if (about.messageId) {
    const line = await context.live.findMessage(db, about.messageId, nowMs);
    if (line) return messageOf(line);
  }
  if (about.targetId === undefined) return null;
  const last = await context.live.lastMessageOf(db, about.targetId, nowMs);
  return last ? messageOf(last) : null;
}

export function messageOf({ seq, line }: StoredLine): Action['message'] {
  return line.messageId === null ? null : { id: line.messageId, text: line.text, seq };
}
