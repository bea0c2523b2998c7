import { findUser } from '../world.ts';
import { canModerate } from '../world-roles.ts';
import { warn } from '../world-warnings.ts';
import { dataReply, type Endpoint, granted, HelixRefusal, moderation } from './endpoint.ts';
import { MESSAGES } from './messages.ts';

const MAX_REASON_LENGTH = 500;

/** POST /moderation/warnings: the person is silent until they have read it. */
export const postWarning: Endpoint = {
  method: 'POST',
  path: '/moderation/warnings',
  token: granted(['moderator:manage:warnings']),
  handle(call) {
    const { channel, moderatorId } = moderation(call);
    const { data } = call.body;
    if (typeof data !== 'object' || data === null || Array.isArray(data)) {
      throw new HelixRefusal(400, MESSAGES.parameterMissing('data'));
    }
    const { user_id: userId, reason }: Readonly<Record<string, unknown>> = { ...data };
    if (typeof userId !== 'string' || userId === '') throw new HelixRefusal(400, MESSAGES.userIdFieldRequired);
    if (typeof reason !== 'string' || reason === '') throw new HelixRefusal(400, MESSAGES.reasonRequired);
    if (Array.from(reason).length > MAX_REASON_LENGTH) throw new HelixRefusal(400, MESSAGES.reasonTooLong);
    if (!findUser(call.world, userId)) throw new HelixRefusal(400, MESSAGES.unknownTarget);
    if (canModerate(channel, userId)) throw new HelixRefusal(400, MESSAGES.mayNotBeWarned);
    warn(call.world, { channelId: channel.broadcasterId, moderatorId, userId, reason });
    return dataReply([{ broadcaster_id: channel.broadcasterId, user_id: userId, moderator_id: moderatorId, reason }]);
  },
};
