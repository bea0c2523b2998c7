import { findUser, readAccount } from '../world.ts';
import { callOffRaid, orderRaid } from '../world-raids.ts';
import { dataReply, type Endpoint, HelixRefusal, NO_CONTENT, ownChannel, required, twitchTime } from './endpoint.ts';
import { MESSAGES } from './messages.ts';
import { countCall } from './own-limits.ts';

const TOKEN: Endpoint['token'] = { kind: 'user', scopes: ['channel:manage:raids'] };

/** POST /raids: leaves after ninety seconds; that it has left is only seen as an event. */
export const postRaid: Endpoint = {
  method: 'POST',
  path: '/raids',
  token: TOKEN,
  handle(call) {
    const channel = ownChannel(call, 'from_broadcaster_id');
    const toId = required(call, 'to_broadcaster_id');
    countCall(call, `raids ${channel.broadcasterId}`, { count: 10, windowMs: 10 * 60_000 });
    if (toId === channel.broadcasterId) throw new HelixRefusal(400, MESSAGES.raidSelf);
    if (!findUser(call.world, toId)) throw new HelixRefusal(404, MESSAGES.raidUnknown);
    if (readAccount(call.world, toId).blocked.includes(channel.broadcasterId)) {
      throw new HelixRefusal(400, MESSAGES.raidRefused);
    }
    if (channel.pendingRaid) throw new HelixRefusal(409, MESSAGES.raidRuns);
    const { broadcasterId: channelId } = channel;
    const raid = orderRaid(call.world, { channelId, moderatorId: channelId, toId });
    return dataReply([{ created_at: twitchTime(raid.createdAtMs), is_mature: false }]);
  },
};

/** DELETE /raids */
export const deleteRaid: Endpoint = {
  method: 'DELETE',
  path: '/raids',
  token: TOKEN,
  handle(call) {
    const { broadcasterId } = ownChannel(call);
    if (!callOffRaid(call.world, broadcasterId, broadcasterId)) throw new HelixRefusal(404, MESSAGES.noRaid);
    return NO_CONTENT;
  },
};
