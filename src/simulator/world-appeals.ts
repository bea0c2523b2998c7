import { fail, ok, type Result } from '../kernel/result.ts';
import { channelOf, type World } from './world.ts';
import type { UnbanRequest } from './world-features.ts';
import { unbanUser } from './world-moderation.ts';
import { activeBan } from './world-roles.ts';

/** Who is banned for good asks to be let back in, once at a time. */
export function requestUnban(
  world: World,
  { channelId, userId, text }: { readonly channelId: string; readonly userId: string; readonly text: string },
): Result<UnbanRequest, 'not-banned' | 'asked-already'> {
  const channel = channelOf(world, channelId);
  if (activeBan(world, channel, userId)?.endsAtMs !== null) return fail('not-banned');
  if (channel.unbanRequests.some((one) => one.userId === userId && one.status === 'pending')) {
    return fail('asked-already');
  }
  const request: UnbanRequest = {
    id: world.random.uuid(),
    userId,
    text,
    createdAtMs: world.nowMs(),
    status: 'pending',
    moderatorId: null,
    resolvedAtMs: null,
    resolutionText: '',
  };
  channel.unbanRequests.unshift(request);
  world.emit({ kind: 'unban-requested', channelId, request: { ...request } });
  return ok(request);
}

/** Approving lets the person back in. False when it was decided before. */
export function resolveUnbanRequest(
  world: World,
  channelId: string,
  request: UnbanRequest,
  decision: {
    readonly status: 'approved' | 'denied' | 'canceled';
    /** null: the person took it back. */
    readonly moderatorId: string | null;
    readonly text: string;
  },
): boolean {
  if (request.status !== 'pending') return false;
  request.status = decision.status;
  request.moderatorId = decision.moderatorId;
  request.resolvedAtMs = world.nowMs();
  request.resolutionText = decision.text;
  world.emit({ kind: 'unban-request-resolved', channelId, request: { ...request } });
  if (decision.status === 'approved' && decision.moderatorId !== null) {
    unbanUser(world, { channelId, moderatorId: decision.moderatorId, userId: request.userId });
  }
  return true;
}
