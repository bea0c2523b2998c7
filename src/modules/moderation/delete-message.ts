import type { ModActionView } from '../../contract/moderation.ts';
import type { Caller } from '../../platform/module.ts';
import { deleteMessage as deleteAtTwitch } from '../../twitch/moderation.ts';
import { carryOut, withoutEnd } from './carry-out.ts';
import type { ModerationContext } from './context.ts';
import { messageOf } from './message-in-question.ts';
import { actingAs } from './target.ts';

/** Deletes one message, as the caller. Twitch refuses what is older than six hours. */
export async function deleteMessage(
  context: ModerationContext,
  caller: Pick<Caller, 'twitchId'>,
  { messageId }: { readonly messageId: string },
): Promise<ModActionView> {
  const acting = await actingAs(context, caller);
  const line = await context.live.findMessage(context.db.read, messageId, context.clock.nowMs());
  const author = line?.line.author;
  return await carryOut(context, acting, {
    kind: 'delete',
    target: author?.twitchId ? { id: author.twitchId, login: author.login, displayName: author.displayName } : null,
    message: (line && messageOf(line)) ?? { id: messageId, text: '', seq: null },
    send: () =>
      withoutEnd(
        deleteAtTwitch(context.helix, { channelId: acting.channel.twitchId, actorId: acting.by.id, messageId }),
      ),
  });
}
