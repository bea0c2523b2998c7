import { findUser } from '../world.ts';
import { SAME_TARGET_PAUSE_MS, SHOUTOUT_PAUSE_MS, shoutOut } from '../world-raids.ts';
import { canModerate } from '../world-roles.ts';
import {
  type Endpoint,
  grantedToBot,
  HelixRefusal,
  knownChannel,
  NO_CONTENT,
  ownUserId,
  required,
} from './endpoint.ts';
import { MESSAGES } from './messages.ts';

/** POST /chat/shoutouts: one in two minutes, the same channel once an hour. */
export const postShoutout: Endpoint = {
  method: 'POST',
  path: '/chat/shoutouts',
  token: grantedToBot(['moderator:manage:shoutouts'], 'from_broadcaster_id'),
  handle(call) {
    const fromId = required(call, 'from_broadcaster_id');
    const toId = required(call, 'to_broadcaster_id');
    const moderatorId = ownUserId(call, 'moderator_id');
    const channel = knownChannel(call, fromId);
    if (!canModerate(channel, moderatorId)) throw new HelixRefusal(403, MESSAGES.notYourModerator);
    if (fromId === toId) throw new HelixRefusal(400, MESSAGES.shoutoutSelf);
    if (!findUser(call.world, toId)) throw new HelixRefusal(400, MESSAGES.unknownUser('to_broadcaster_id'));
    if ((channel.stream?.viewerCount ?? 0) < 1) throw new HelixRefusal(400, MESSAGES.shoutoutOffline);
    const nowMs = call.world.nowMs();
    const isTooSoon = channel.shoutouts.some(
      (one) => one.atMs > nowMs - (one.toId === toId ? SAME_TARGET_PAUSE_MS : SHOUTOUT_PAUSE_MS),
    );
    if (isTooSoon) throw new HelixRefusal(429, MESSAGES.ownLimit);
    shoutOut(call.world, { fromId, toId, moderatorId });
    return NO_CONTENT;
  },
};
