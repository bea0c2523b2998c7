import { findUser } from '../world.ts';
import { addModerator, removeModerator } from '../world-moderation.ts';
import {
  type Endpoint,
  granted,
  type HelixCall,
  HelixRefusal,
  NO_CONTENT,
  ownChannel,
  ownUserId,
  required,
} from './endpoint.ts';
import { MESSAGES } from './messages.ts';
import { countCall } from './own-limits.ts';
import { pageReply } from './paging.ts';
import { ROLE_CHANGES, roleReply } from './role-list.ts';
import { named } from './users.ts';

/** GET /moderation/moderators: without the broadcaster, newest first. */
export const getModerators: Endpoint = {
  method: 'GET',
  path: '/moderation/moderators',
  token: { kind: 'user', scopes: ['moderation:read', 'channel:manage:moderators'] },
  handle(call) {
    return roleReply(call, ownChannel(call).moderators);
  },
};

const MANAGE: Endpoint['token'] = { kind: 'user', scopes: ['channel:manage:moderators'] };

/** POST /moderation/moderators: a VIP must lose that role first. */
export const postModerator: Endpoint = {
  method: 'POST',
  path: '/moderation/moderators',
  token: MANAGE,
  handle(call) {
    const { broadcasterId } = ownChannel(call);
    const userId = knownTarget(call);
    countCall(call, `moderators+ ${broadcasterId}`, ROLE_CHANGES);
    const added = addModerator(call.world, broadcasterId, userId);
    if (added.ok) return NO_CONTENT;
    if (added.error === 'is-vip') throw new HelixRefusal(422, MESSAGES.isVip);
    throw new HelixRefusal(400, added.error === 'banned' ? MESSAGES.moderatorBanned : MESSAGES.alreadyModerator);
  },
};

/** DELETE /moderation/moderators */
export const deleteModerator: Endpoint = {
  method: 'DELETE',
  path: '/moderation/moderators',
  token: MANAGE,
  handle(call) {
    const { broadcasterId } = ownChannel(call);
    const userId = knownTarget(call);
    countCall(call, `moderators- ${broadcasterId}`, ROLE_CHANGES);
    if (!removeModerator(call.world, broadcasterId, userId).ok) throw new HelixRefusal(400, MESSAGES.notModerator);
    return NO_CONTENT;
  },
};

function knownTarget(call: HelixCall): string {
  const userId = required(call, 'user_id');
  if (!findUser(call.world, userId)) throw new HelixRefusal(400, MESSAGES.unknownUser('user_id'));
  return userId;
}

/** GET /moderation/channels: where the token's user moderates; the own channel is not among them. */
export const getModeratedChannels: Endpoint = {
  method: 'GET',
  path: '/moderation/channels',
  token: granted(['user:read:moderated_channels'], 'user_id'),
  handle(call) {
    const userId = ownUserId(call);
    const all = Object.values(call.world.state.channels)
      .filter((channel) => Object.hasOwn(channel.moderators, userId))
      .map((channel) => channel.broadcasterId);
    return pageReply(call, all, { keyOf: (id) => id, max: 100, show: (id) => named(call, 'broadcaster', id) });
  },
};
