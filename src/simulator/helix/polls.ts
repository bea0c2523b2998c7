import type { Poll } from '../world-features.ts';
import { endPoll, startPoll } from '../world-polls.ts';
import {
  booleanField,
  dataReply,
  demandText,
  type Endpoint,
  earningChannel,
  type HelixCall,
  HelixRefusal,
  ownChannelOfBody,
  refuseLonger,
  refuseUnlessEarning,
  twitchTime,
  wholeField,
} from './endpoint.ts';
import { MESSAGES } from './messages.ts';
import { pageReply, pickById } from './paging.ts';
import { named } from './users.ts';
import { readTitles } from './vote-titles.ts';

const MANAGE: Endpoint['token'] = { kind: 'user', scopes: ['channel:manage:polls'] };

/** GET /polls: newest first. */
export const getPolls: Endpoint = {
  method: 'GET',
  path: '/polls',
  token: { kind: 'user', scopes: ['channel:read:polls', 'channel:manage:polls'] },
  handle(call) {
    const { broadcasterId, polls } = earningChannel(call);
    const wanted = pickById(call, polls, { max: 20, notFound: MESSAGES.pollNotFound });
    return pageReply(call, wanted, {
      keyOf: (poll) => poll.id,
      max: 20,
      show: (poll) => toPoll(call, broadcasterId, poll),
    });
  },
};

/** POST /polls */
export const postPoll: Endpoint = {
  method: 'POST',
  path: '/polls',
  token: MANAGE,
  handle(call) {
    const channel = ownChannelOfBody(call);
    const title = demandText(call, 'title');
    refuseLonger('title', title, 60);
    const choices = readTitles(call, 'choices', [2, 5], MESSAGES.pollChoices);
    const seconds = wholeField(call, 'duration', [15, 1800]);
    if (seconds === undefined) throw new HelixRefusal(400, MESSAGES.parameterMissing('duration'));
    const hasPoints = booleanField(call, 'channel_points_voting_enabled') ?? false;
    // Clients send 0 where there are no votes for points.
    const points = hasPoints ? wholeField(call, 'channel_points_per_vote', [1, 1_000_000]) : undefined;
    if (hasPoints && points === undefined) {
      throw new HelixRefusal(400, MESSAGES.parameterMissing('channel_points_per_vote'));
    }
    refuseUnlessEarning(call, channel);
    const pointsPerVote = hasPoints ? (points ?? null) : null;
    const channelId = channel.broadcasterId;
    const poll = startPoll(call.world, { channelId, title, choices, seconds, pointsPerVote });
    if (!poll) throw new HelixRefusal(400, MESSAGES.pollRuns);
    return dataReply([toPoll(call, channelId, poll)]);
  },
};

/** PATCH /polls: TERMINATED leaves the result visible, ARCHIVED does not. */
export const patchPoll: Endpoint = {
  method: 'PATCH',
  path: '/polls',
  token: MANAGE,
  handle(call) {
    const channel = ownChannelOfBody(call);
    const id = demandText(call, 'id');
    const status = demandText(call, 'status');
    if (status !== 'TERMINATED' && status !== 'ARCHIVED') {
      throw new HelixRefusal(400, MESSAGES.parameterMalformed('status'));
    }
    const poll = channel.polls.find((one) => one.id === id);
    if (poll?.status !== 'ACTIVE') throw new HelixRefusal(400, MESSAGES.pollNotActive);
    endPoll(call.world, channel.broadcasterId, poll, status);
    return dataReply([toPoll(call, channel.broadcasterId, poll)]);
  },
};

function toPoll(call: HelixCall, broadcasterId: string, poll: Poll): Record<string, unknown> {
  return {
    id: poll.id,
    ...named(call, 'broadcaster', broadcasterId),
    title: poll.title,
    choices: poll.choices.map(({ id, title, votes, pointsVotes }) => ({
      id,
      title,
      votes,
      channel_points_votes: pointsVotes,
      bits_votes: 0,
    })),
    bits_voting_enabled: false,
    bits_per_vote: 0,
    channel_points_voting_enabled: poll.pointsPerVote !== null,
    channel_points_per_vote: poll.pointsPerVote ?? 0,
    status: poll.status,
    duration: poll.durationSeconds,
    started_at: twitchTime(poll.startedAtMs),
    ended_at: poll.endedAtMs === null ? null : twitchTime(poll.endedAtMs),
  };
}
