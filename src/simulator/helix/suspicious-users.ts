import { findUser } from '../world.ts';
import type { SuspiciousUser } from '../world-features.ts';
import { canModerate } from '../world-roles.ts';
import { suspect } from '../world-warnings.ts';
import {
  dataReply,
  demandText,
  type Endpoint,
  granted,
  type HelixCall,
  HelixRefusal,
  type Moderation,
  moderation,
  required,
  twitchTime,
} from './endpoint.ts';
import { MESSAGES } from './messages.ts';

const PATH = '/moderation/suspicious_users';
const TOKEN = granted(['moderator:manage:suspicious_users']);

/** POST /moderation/suspicious_users */
export const postSuspiciousUser: Endpoint = {
  method: 'POST',
  path: PATH,
  token: TOKEN,
  handle(call) {
    const where = moderation(call);
    const userId = demandText(call, 'user_id');
    const status = demandText(call, 'status');
    if (status !== 'ACTIVE_MONITORING' && status !== 'RESTRICTED') {
      throw new HelixRefusal(400, MESSAGES.parameterMalformed('status'));
    }
    if (!findUser(call.world, userId) || canModerate(where.channel, userId)) {
      throw new HelixRefusal(400, MESSAGES.mayNotBeSuspected);
    }
    const channelId = where.channel.broadcasterId;
    const person = suspect(call.world, { channelId, moderatorId: where.moderatorId, userId, status });
    return dataReply([toTreatment(call, where, { userId, status, types: person?.types ?? [] })]);
  },
};

/** DELETE /moderation/suspicious_users: treated like everybody else again. */
export const deleteSuspiciousUser: Endpoint = {
  method: 'DELETE',
  path: PATH,
  token: TOKEN,
  handle(call) {
    const where = moderation(call);
    const userId = required(call, 'user_id');
    const old = where.channel.suspicious[userId];
    if (!old) throw new HelixRefusal(400, MESSAGES.notSuspicious);
    const channelId = where.channel.broadcasterId;
    suspect(call.world, { channelId, moderatorId: where.moderatorId, userId, status: null });
    return dataReply([toTreatment(call, where, { userId, status: 'NO_TREATMENT', types: old.types })]);
  },
};

function toTreatment(
  call: HelixCall,
  { channel, moderatorId }: Moderation,
  person: { readonly userId: string; readonly status: string; readonly types: SuspiciousUser['types'] },
): Record<string, unknown> {
  return {
    user_id: person.userId,
    broadcaster_id: channel.broadcasterId,
    moderator_id: moderatorId,
    updated_at: twitchTime(call.world.nowMs()),
    status: person.status,
    types: person.types,
  };
}
