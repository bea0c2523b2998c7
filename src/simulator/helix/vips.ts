import { findUser } from '../world.ts';
import { addVip, removeVip } from '../world-moderation.ts';
import {
  type Endpoint,
  type HelixCall,
  HelixRefusal,
  knownChannel,
  NO_CONTENT,
  ownChannel,
  required,
} from './endpoint.ts';
import { MESSAGES } from './messages.ts';
import { countCall } from './own-limits.ts';
import { ROLE_CHANGES, roleReply } from './role-list.ts';

const MANAGE: Endpoint['token'] = { kind: 'user', scopes: ['channel:manage:vips'] };
/** Twitch gives more with a larger community; this is what everybody starts with. */
const SLOTS = 10;
/** "Build a Community" wants so many followers. */
const COMMUNITY = 50;

/** GET /channels/vips: newest first. */
export const getVips: Endpoint = {
  method: 'GET',
  path: '/channels/vips',
  token: { kind: 'user', scopes: ['channel:read:vips', 'channel:manage:vips'] },
  handle(call) {
    return roleReply(call, ownChannel(call).vips);
  },
};

/** POST /channels/vips */
export const postVip: Endpoint = {
  method: 'POST',
  path: '/channels/vips',
  token: MANAGE,
  handle(call) {
    const channel = ownChannel(call);
    const userId = knownTarget(call);
    countCall(call, `vips+ ${channel.broadcasterId}`, ROLE_CHANGES);
    if (Object.keys(channel.followers).length < COMMUNITY) throw new HelixRefusal(425, MESSAGES.communityFirst);
    const isFull = Object.keys(channel.vips).length >= SLOTS;
    if (isFull && !Object.hasOwn(channel.vips, userId)) throw new HelixRefusal(409, MESSAGES.noVipSlot);
    const added = addVip(call.world, channel.broadcasterId, userId);
    if (added.ok) return NO_CONTENT;
    if (added.error === 'already') throw new HelixRefusal(422, MESSAGES.alreadyVip);
    throw new HelixRefusal(422, MESSAGES.vipIsModerator);
  },
};

/** DELETE /channels/vips: by the broadcaster, and by the VIP. */
export const deleteVip: Endpoint = {
  method: 'DELETE',
  path: '/channels/vips',
  token: MANAGE,
  handle(call) {
    const channel = knownChannel(call, required(call, 'broadcaster_id'));
    const userId = knownTarget(call);
    if (call.token.userId !== channel.broadcasterId && call.token.userId !== userId) {
      throw new HelixRefusal(403, MESSAGES.vipForbidden);
    }
    countCall(call, `vips- ${channel.broadcasterId}`, ROLE_CHANGES);
    if (!removeVip(call.world, channel.broadcasterId, userId).ok) throw new HelixRefusal(422, MESSAGES.notVip);
    return NO_CONTENT;
  },
};

function knownTarget(call: HelixCall): string {
  const userId = required(call, 'user_id');
  if (!findUser(call.world, userId)) throw new HelixRefusal(404, MESSAGES.unknownUser('user_id'));
  return userId;
}
