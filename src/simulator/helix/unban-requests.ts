import { resolveUnbanRequest } from '../world-appeals.ts';
import type { UnbanRequest, UnbanRequestStatus } from '../world-features.ts';
import {
  choice,
  dataReply,
  type Endpoint,
  type HelixCall,
  HelixRefusal,
  moderation,
  refuseLonger,
  required,
  twitchTime,
} from './endpoint.ts';
import { MESSAGES } from './messages.ts';
import { pageReply } from './paging.ts';
import { named } from './users.ts';

const PATH = '/moderation/unban_requests';
const STATUSES: readonly UnbanRequestStatus[] = ['pending', 'approved', 'denied', 'acknowledged', 'canceled'];

/** GET /moderation/unban_requests: of one status, newest first. */
export const getUnbanRequests: Endpoint = {
  method: 'GET',
  path: PATH,
  token: { kind: 'user', scopes: ['moderator:read:unban_requests', 'moderator:manage:unban_requests'] },
  handle(call) {
    const { channel } = moderation(call);
    required(call, 'status');
    const status = choice(call, 'status', STATUSES, 'pending');
    const userId = call.query.get('user_id') ?? '';
    const wanted = channel.unbanRequests.filter(
      (one) => one.status === status && (userId === '' || one.userId === userId),
    );
    return pageReply(call, wanted, {
      keyOf: (one) => one.id,
      max: 100,
      show: (one) => toRequest(call, channel.broadcasterId, one),
    });
  },
};

/** PATCH /moderation/unban_requests: approving unbans. */
export const patchUnbanRequest: Endpoint = {
  method: 'PATCH',
  path: PATH,
  token: { kind: 'user', scopes: ['moderator:manage:unban_requests'] },
  handle(call) {
    const { channel, moderatorId } = moderation(call);
    const id = required(call, 'unban_request_id');
    required(call, 'status');
    const status = choice(call, 'status', ['approved', 'denied'], 'denied');
    const text = call.query.get('resolution_text') ?? '';
    refuseLonger('resolution_text', text, 500);
    const request = channel.unbanRequests.find((one) => one.id === id);
    if (!request) throw new HelixRefusal(404, MESSAGES.unbanRequestGone);
    const decision = { status, moderatorId, text };
    if (!resolveUnbanRequest(call.world, channel.broadcasterId, request, decision)) {
      throw new HelixRefusal(400, MESSAGES.unbanRequestDecided);
    }
    return dataReply([toRequest(call, channel.broadcasterId, request)]);
  },
};

function toRequest(call: HelixCall, broadcasterId: string, request: UnbanRequest): Record<string, unknown> {
  const nobody = { moderator_id: '', moderator_login: '', moderator_name: '' };
  return {
    id: request.id,
    ...named(call, 'broadcaster', broadcasterId),
    ...(request.moderatorId === null ? nobody : named(call, 'moderator', request.moderatorId)),
    ...named(call, 'user', request.userId),
    text: request.text,
    status: request.status,
    created_at: twitchTime(request.createdAtMs),
    resolved_at: request.resolvedAtMs === null ? '' : twitchTime(request.resolvedAtMs),
    resolution_text: request.resolutionText,
  };
}
