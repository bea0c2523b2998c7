import { isRejectedByAutomod } from '../world-automod.ts';
import type { Prediction, PredictionOutcome } from '../world-features.ts';
import { endPrediction, lockPrediction, startPrediction, winningsOf } from '../world-predictions.ts';
import {
  dataReply,
  demandText,
  type Endpoint,
  earningChannel,
  type HelixCall,
  HelixRefusal,
  ownChannelOfBody,
  refuseLonger,
  refuseUnlessEarning,
  textField,
  twitchTime,
  wholeField,
} from './endpoint.ts';
import { MESSAGES } from './messages.ts';
import { pageReply, pickById } from './paging.ts';
import { named } from './users.ts';
import { readTitles } from './vote-titles.ts';

const MANAGE: Endpoint['token'] = { kind: 'user', scopes: ['channel:manage:predictions'] };

/** GET /predictions: newest first. */
export const getPredictions: Endpoint = {
  method: 'GET',
  path: '/predictions',
  token: { kind: 'user', scopes: ['channel:read:predictions', 'channel:manage:predictions'] },
  handle(call) {
    const { broadcasterId, predictions } = earningChannel(call);
    const wanted = pickById(call, predictions, { max: 25 });
    return pageReply(call, wanted, {
      keyOf: (one) => one.id,
      max: 25,
      show: (one) => toPrediction(call, broadcasterId, one),
    });
  },
};

/** POST /predictions */
export const postPrediction: Endpoint = {
  method: 'POST',
  path: '/predictions',
  token: MANAGE,
  handle(call) {
    const channel = ownChannelOfBody(call);
    const title = demandText(call, 'title');
    refuseLonger('title', title, 45);
    if (isRejectedByAutomod(title)) throw new HelixRefusal(400, MESSAGES.rejectedByAutomod);
    const outcomes = readTitles(call, 'outcomes', [2, 10], MESSAGES.predictionOutcomes);
    const seconds = wholeField(call, 'prediction_window', [30, 1800]);
    if (seconds === undefined) throw new HelixRefusal(400, MESSAGES.parameterMissing('prediction_window'));
    refuseUnlessEarning(call, channel);
    const channelId = channel.broadcasterId;
    const prediction = startPrediction(call.world, { channelId, title, outcomes, seconds });
    if (!prediction) throw new HelixRefusal(400, MESSAGES.predictionRuns);
    return dataReply([toPrediction(call, channelId, prediction)]);
  },
};

/** PATCH /predictions: what is open is locked, resolved or canceled; what is locked is resolved or canceled. */
export const patchPrediction: Endpoint = {
  method: 'PATCH',
  path: '/predictions',
  token: MANAGE,
  handle(call) {
    const channel = ownChannelOfBody(call);
    const id = demandText(call, 'id');
    const status = demandText(call, 'status');
    const prediction = channel.predictions.find((one) => one.id === id);
    if (!prediction) throw new HelixRefusal(404, MESSAGES.predictionNotFound);
    if (status !== 'LOCKED' && status !== 'RESOLVED' && status !== 'CANCELED') {
      throw new HelixRefusal(400, MESSAGES.parameterMalformed('status'));
    }
    const isOpen = prediction.status === 'ACTIVE' || (prediction.status === 'LOCKED' && status !== 'LOCKED');
    if (!isOpen) throw new HelixRefusal(400, MESSAGES.predictionOver);
    const { world } = call;
    if (status === 'LOCKED') lockPrediction(world, channel.broadcasterId, prediction);
    else if (status === 'CANCELED') endPrediction(world, channel.broadcasterId, prediction, null);
    else endPrediction(world, channel.broadcasterId, prediction, readWinner(call, prediction));
    return dataReply([toPrediction(call, channel.broadcasterId, prediction)]);
  },
};

function readWinner(call: HelixCall, prediction: Prediction): string {
  const id = textField(call, 'winning_outcome_id') ?? '';
  if (id === '') throw new HelixRefusal(400, MESSAGES.winnerMissing);
  if (!prediction.outcomes.some((one) => one.id === id)) {
    throw new HelixRefusal(400, MESSAGES.parameterMalformed('winning_outcome_id'));
  }
  return id;
}

function toPrediction(call: HelixCall, broadcasterId: string, prediction: Prediction): Record<string, unknown> {
  const time = (atMs: number | null): string | null => (atMs === null ? null : twitchTime(atMs));
  return {
    id: prediction.id,
    ...named(call, 'broadcaster', broadcasterId),
    title: prediction.title,
    winning_outcome_id: prediction.winningOutcomeId,
    outcomes: prediction.outcomes.map((outcome) => toOutcome(call, prediction, outcome)),
    prediction_window: prediction.windowSeconds,
    status: prediction.status,
    created_at: twitchTime(prediction.createdAtMs),
    ended_at: time(prediction.endedAtMs),
    locked_at: time(prediction.lockedAtMs),
  };
}

function toOutcome(call: HelixCall, prediction: Prediction, outcome: PredictionOutcome): Record<string, unknown> {
  const bets = Object.entries(outcome.bets).sort((a, b) => b[1] - a[1]);
  const top = bets.slice(0, 10).map(([userId, points]) => ({
    ...named(call, 'user', userId),
    channel_points_used: points,
    channel_points_won: winningsOf(prediction, outcome.id, userId) ?? 0,
  }));
  return {
    id: outcome.id,
    title: outcome.title,
    users: bets.length,
    channel_points: bets.reduce((sum, [, points]) => sum + points, 0),
    top_predictors: top.length === 0 ? null : top,
    color: outcome.color,
  };
}
