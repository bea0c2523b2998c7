import type { TwitchUserId } from '../kernel/id.ts';
import { type Instant, parseInstant } from '../kernel/instant.ts';
import { fail, ok, type Result } from '../kernel/result.ts';
import { type TwitchFailure, twitchFailure } from './failure.ts';
import type { Helix } from './helix.ts';
import type { Explain } from './helix-refusal.ts';

/** Who acts where on whom. The actor's own grant is used. */
export interface ModerationTarget {
  readonly channelId: TwitchUserId;
  readonly actorId: TwitchUserId;
  readonly userId: TwitchUserId;
}

export interface BanOrder extends ModerationTarget {
  /** 1 to 1 209 600; left out for a ban. */
  readonly seconds?: number | undefined;
  readonly reason?: string | undefined;
}

/** What a person may do on the channel right now. */
export type Standing =
  | { readonly state: 'free' }
  | { readonly state: 'timeout'; readonly until: Instant }
  | { readonly state: 'ban' };

type Reply<T> = Promise<Result<T, TwitchFailure>>;

/** Bans, or times out when `seconds` are given. Repeating is harmless: the same order leads to the same state. */
export async function banUser(helix: Helix, order: BanOrder): Reply<{ readonly until: Instant | null }> {
  const { channelId, actorId, userId, seconds, reason } = order;
  const reply = await helix.call(
    actorId,
    {
      url: 'moderation/bans',
      method: 'POST',
      scopes: ['moderator:manage:banned_users'],
      repeatable: true,
      query: { broadcaster_id: channelId, moderator_id: actorId },
      jsonBody: {
        data: {
          user_id: userId,
          ...(seconds === undefined ? {} : { duration: seconds }),
          ...(reason === undefined || reason === '' ? {} : { reason }),
        },
      },
    },
    explainBan(order),
  );
  return reply.ok ? ok({ until: readEndTime(reply.value) }) : reply;
}

/** Lifts a timeout and a ban alike; ask `getStanding` first where the difference matters. */
export function unbanUser(helix: Helix, target: ModerationTarget): Reply<void> {
  const { channelId, actorId, userId } = target;
  return helix.asUser(
    actorId,
    (api) => api.moderation.unbanUser(channelId, userId),
    ({ status, message }) => {
      if (status === 400 && /not banned|isn't banned|is not timed out/i.test(message))
        return twitchFailure('moderation.not-banned');
      return explainRole({ status, message });
    },
  );
}

export interface Deletion {
  readonly channelId: TwitchUserId;
  readonly actorId: TwitchUserId;
  readonly messageId: string;
}

/** Deletes one message. Without an id Twitch would clear the whole chat, so an empty one never leaves the house. */
export async function deleteMessage(helix: Helix, { channelId, actorId, messageId }: Deletion): Reply<void> {
  if (messageId.trim() === '') return fail(twitchFailure('moderation.message-too-old'));
  return helix.asUser(
    actorId,
    (api) => api.moderation.deleteChatMessages(channelId, messageId),
    (answer) => {
      if (answer.status === 404) return twitchFailure('moderation.message-too-old');
      if (answer.status === 400) return twitchFailure('moderation.message-not-deletable');
      return explainRole(answer);
    },
  );
}

/** Only the broadcaster's grant may ask this. */
export function getStanding(helix: Helix, channelId: TwitchUserId, userId: TwitchUserId): Reply<Standing> {
  return helix.asUser(channelId, async (api): Promise<Standing> => {
    const { data } = await api.moderation.getBannedUsers(channelId, { userId });
    const ban = data.find((entry) => entry.userId === userId);
    if (!ban) return { state: 'free' };
    const until = ban.expiryDate ? parseInstant(ban.expiryDate.toISOString()) : undefined;
    return until === undefined ? { state: 'ban' } : { state: 'timeout', until };
  });
}

/** Twitch says 400 for everything that cannot be done; only the ids and its wording tell why. */
function explainBan({ channelId, actorId, userId }: BanOrder): Explain {
  return (answer) => {
    const { status, message } = answer;
    if (status !== 400) return explainRole(answer);
    if (/already banned/i.test(message)) return twitchFailure('moderation.already-banned');
    if (/duration/i.test(message)) return twitchFailure('moderation.duration-range');
    if (/reason/i.test(message)) return twitchFailure('moderation.reason-too-long');
    if (/does not exist|doesn't exist|not found/i.test(message)) return twitchFailure('moderation.unknown-login');
    if (userId === channelId) return twitchFailure('moderation.is-broadcaster');
    if (userId === actorId) return twitchFailure('moderation.is-yourself');
    if (!/may not be banned|cannot be banned|can't be banned|may not be timed out/i.test(message)) return undefined;
    return twitchFailure(/moderator/i.test(message) ? 'moderation.is-moderator' : 'moderation.may-not-be-banned');
  };
}

const explainRole: Explain = ({ status }) => {
  if (status === 403) return twitchFailure('moderation.not-a-moderator');
  if (status === 409) return twitchFailure('moderation.someone-else-acts');
  return undefined;
};

function readEndTime(body: unknown): Instant | null {
  if (typeof body !== 'object' || body === null || !('data' in body) || !Array.isArray(body.data)) return null;
  const entry: unknown = body.data[0];
  if (typeof entry !== 'object' || entry === null || !('end_time' in entry)) return null;
  return typeof entry.end_time === 'string' ? (parseInstant(entry.end_time) ?? null) : null;
}
