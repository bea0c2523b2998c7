import { addBlockedTerm, removeBlockedTerm } from '../world-automod.ts';
import type { BlockedTerm } from '../world-features.ts';
import {
  dataReply,
  demandText,
  type Endpoint,
  granted,
  HelixRefusal,
  moderation,
  NO_CONTENT,
  required,
  twitchTime,
} from './endpoint.ts';
import { MESSAGES } from './messages.ts';
import { pageReply } from './paging.ts';

const PATH = '/moderation/blocked_terms';
const MANAGE = granted(['moderator:manage:blocked_terms']);

/** GET /moderation/blocked_terms: newest first. */
export const getBlockedTerms: Endpoint = {
  method: 'GET',
  path: PATH,
  token: granted(['moderator:read:blocked_terms', 'moderator:manage:blocked_terms']),
  handle(call) {
    const { channel } = moderation(call);
    return pageReply(call, channel.blockedTerms, {
      keyOf: (term) => term.id,
      max: 100,
      show: (term) => toTerm(channel.broadcasterId, term),
    });
  },
};

/** POST /moderation/blocked_terms: one that is there is given back as it is. */
export const postBlockedTerm: Endpoint = {
  method: 'POST',
  path: PATH,
  token: MANAGE,
  handle(call) {
    const { channel, moderatorId } = moderation(call);
    const text = demandText(call, 'text').trim();
    const length = Array.from(text).length;
    if (length < 2 || length > 500) throw new HelixRefusal(400, MESSAGES.parameterRange('text', 2, 500));
    // A star stands for letters at the beginning or end of a word, nowhere else.
    if (/[^\s*]\*+[^\s*]/.test(text)) throw new HelixRefusal(400, MESSAGES.parameterMalformed('text'));
    return dataReply([
      toTerm(channel.broadcasterId, addBlockedTerm(call.world, channel.broadcasterId, moderatorId, text)),
    ]);
  },
};

/** DELETE /moderation/blocked_terms: 204 also for one that is not there. */
export const deleteBlockedTerm: Endpoint = {
  method: 'DELETE',
  path: PATH,
  token: MANAGE,
  handle(call) {
    const { channel, moderatorId } = moderation(call);
    removeBlockedTerm(call.world, channel.broadcasterId, moderatorId, required(call, 'id'));
    return NO_CONTENT;
  },
};

function toTerm(broadcasterId: string, term: BlockedTerm): Record<string, unknown> {
  return {
    broadcaster_id: broadcasterId,
    moderator_id: term.moderatorId,
    id: term.id,
    text: term.text,
    created_at: twitchTime(term.createdAtMs),
    updated_at: twitchTime(term.createdAtMs),
    expires_at: null,
  };
}
