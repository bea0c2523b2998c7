import { setShieldMode } from '../world-moderation.ts';
import type { Channel } from '../world-state.ts';
import {
  booleanField,
  dataReply,
  type Endpoint,
  granted,
  type HelixCall,
  HelixRefusal,
  moderation,
  twitchTime,
} from './endpoint.ts';
import { MESSAGES } from './messages.ts';
import { named } from './users.ts';

const PATH = '/moderation/shield_mode';

/** GET /moderation/shield_mode */
export const getShieldMode: Endpoint = {
  method: 'GET',
  path: PATH,
  token: granted(['moderator:read:shield_mode', 'moderator:manage:shield_mode']),
  handle(call) {
    return dataReply([toShield(call, moderation(call).channel)]);
  },
};

/** PUT /moderation/shield_mode */
export const putShieldMode: Endpoint = {
  method: 'PUT',
  path: PATH,
  token: granted(['moderator:manage:shield_mode']),
  handle(call) {
    const { channel, moderatorId } = moderation(call);
    const isActive = booleanField(call, 'is_active');
    if (isActive === undefined) throw new HelixRefusal(400, MESSAGES.parameterMissing('is_active'));
    setShieldMode(call.world, { channelId: channel.broadcasterId, moderatorId, isActive });
    return dataReply([toShield(call, channel)]);
  },
};

function toShield(call: HelixCall, { shieldMode }: Channel): Record<string, unknown> {
  const { isActive, moderatorId, lastActivatedAtMs } = shieldMode;
  const nobody = { moderator_id: '', moderator_login: '', moderator_name: '' };
  return {
    is_active: isActive,
    ...(moderatorId === null ? nobody : named(call, 'moderator', moderatorId)),
    last_activated_at: lastActivatedAtMs === null ? '' : twitchTime(lastActivatedAtMs),
  };
}
