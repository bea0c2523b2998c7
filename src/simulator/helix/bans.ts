import { findUser } from '../world.ts';
import { banUser, unbanUser } from '../world-moderation.ts';
import { activeBan, activeBans, canModerate } from '../world-roles.ts';
import {
  dataReply,
  type Endpoint,
  type Grant,
  granted,
  type HelixCall,
  HelixRefusal,
  moderation,
  NO_CONTENT,
  ownChannel,
  repeated,
  required,
  twitchTime,
} from './endpoint.ts';
import { MESSAGES } from './messages.ts';
import { pageOf } from './paging.ts';
import { named } from './users.ts';

/** Two weeks: the longest timeout. */
const MAX_TIMEOUT_SECONDS = 1_209_600;
const MAX_REASON_LENGTH = 500;

const MANAGE_BANS: Endpoint['token'] = {
  kind: 'user-or-granted',
  scopes: ['moderator:manage:banned_users'],
  grants: (call): readonly Grant[] => [
    { userId: required(call, 'moderator_id'), scopes: ['moderator:manage:banned_users', 'user:bot'] },
  ],
};

/** POST /moderation/bans: a ban, or a timeout when there is a duration. */
export const postBan: Endpoint = {
  method: 'POST',
  path: '/moderation/bans',
  token: MANAGE_BANS,
  handle(call) {
    const { channel, moderatorId } = moderation(call);
    const { userId, seconds, reason } = readBan(call);
    if (!findUser(call.world, userId)) throw new HelixRefusal(400, MESSAGES.unknownTarget);
    if (userId === moderatorId || canModerate(channel, userId)) throw new HelixRefusal(400, MESSAGES.mayNotBeBanned);
    // Who is banned cannot be moved into a timeout either: that takes an unban first.
    if (activeBan(call.world, channel, userId)?.endsAtMs === null) throw new HelixRefusal(400, MESSAGES.alreadyBanned);
    const banned = banUser(call.world, { channelId: channel.broadcasterId, moderatorId, userId, reason, seconds });
    if (!banned.ok) {
      throw new HelixRefusal(400, banned.error === 'already-banned' ? MESSAGES.alreadyBanned : MESSAGES.mayNotBeBanned);
    }
    const { createdAtMs, endsAtMs } = banned.value;
    return dataReply([
      {
        broadcaster_id: channel.broadcasterId,
        moderator_id: moderatorId,
        user_id: userId,
        created_at: twitchTime(createdAtMs),
        end_time: endsAtMs === null ? null : twitchTime(endsAtMs),
      },
    ]);
  },
};

function readBan(call: HelixCall): { userId: string; seconds: number | null; reason: string } {
  const data = call.body['data'];
  if (typeof data !== 'object' || data === null || Array.isArray(data)) {
    throw new HelixRefusal(400, MESSAGES.parameterMissing('data'));
  }
  const fields: Readonly<Record<string, unknown>> = { ...data };
  const { user_id: userId, duration, reason } = fields;
  if (typeof userId !== 'string' || userId === '') throw new HelixRefusal(400, MESSAGES.userIdFieldRequired);
  if (reason !== undefined && reason !== null && typeof reason !== 'string') {
    throw new HelixRefusal(400, MESSAGES.parameterMalformed('reason'));
  }
  if (Array.from(reason ?? '').length > MAX_REASON_LENGTH) throw new HelixRefusal(400, MESSAGES.reasonTooLong);
  return { userId, seconds: readDuration(duration), reason: reason ?? '' };
}

function readDuration(duration: unknown): number | null {
  if (duration === undefined || duration === null) return null;
  const isWhole = typeof duration === 'number' && Number.isInteger(duration);
  if (!isWhole || duration < 1 || duration > MAX_TIMEOUT_SECONDS) throw new HelixRefusal(400, MESSAGES.durationInvalid);
  return duration;
}

/** DELETE /moderation/bans: ends a ban and a timeout alike. */
export const deleteBan: Endpoint = {
  method: 'DELETE',
  path: '/moderation/bans',
  token: MANAGE_BANS,
  handle(call) {
    const { channel, moderatorId } = moderation(call);
    const userId = required(call, 'user_id');
    const unbanned = unbanUser(call.world, { channelId: channel.broadcasterId, moderatorId, userId });
    if (!unbanned.ok) throw new HelixRefusal(400, MESSAGES.notBanned);
    return NO_CONTENT;
  },
};

/** GET /moderation/banned: for the broadcaster only. */
export const getBanned: Endpoint = {
  method: 'GET',
  path: '/moderation/banned',
  token: granted(['moderation:read', 'moderator:manage:banned_users'], 'broadcaster_id'),
  handle(call) {
    const channel = ownChannel(call);
    const userIds = repeated(call, 'user_id', 100);
    const all = activeBans(call.world, channel);
    const wanted = userIds.length === 0 ? all : all.filter((ban) => userIds.includes(ban.userId));
    const { items, pagination } = pageOf(call, wanted, { keyOf: (ban) => ban.userId, max: 100, takesBefore: true });
    const data = items.map((ban) => ({
      ...named(call, 'user', ban.userId),
      expires_at: ban.endsAtMs === null ? '' : twitchTime(ban.endsAtMs),
      created_at: twitchTime(ban.createdAtMs),
      reason: ban.reason,
      ...named(call, 'moderator', ban.moderatorId),
    }));
    return dataReply(data, { pagination });
  },
};
