import { forChannel, type Json, person, type WireEvent, wireTime } from './eventsub-parts.ts';
import type { World } from './world.ts';
import type { FeatureEvent } from './world-feature-events.ts';
import type { Prediction, PredictionOutcome } from './world-features.ts';
import { winningsOf } from './world-predictions.ts';

export function pollEvent(world: World, { phase, channelId, poll }: FeatureEvent & { kind: 'poll' }): WireEvent {
  const times =
    phase === 'end'
      ? { status: poll.status.toLowerCase(), ended_at: wireTime(poll.endedAtMs ?? world.nowMs()) }
      : { ends_at: wireTime(poll.startedAtMs + poll.durationSeconds * 1000) };
  return forChannel(world, `channel.poll.${phase}`, channelId, {
    id: poll.id,
    title: poll.title,
    choices: poll.choices.map(({ id, title, votes, pointsVotes }) =>
      phase === 'begin' ? { id, title } : { id, title, bits_votes: 0, channel_points_votes: pointsVotes, votes },
    ),
    bits_voting: { is_enabled: false, amount_per_vote: 0 },
    channel_points_voting: { is_enabled: poll.pointsPerVote !== null, amount_per_vote: poll.pointsPerVote ?? 0 },
    started_at: wireTime(poll.startedAtMs),
    ...times,
  });
}

export function predictionEvent(
  world: World,
  { phase, channelId, prediction }: FeatureEvent & { kind: 'prediction' },
): WireEvent {
  return forChannel(world, `channel.prediction.${phase}`, channelId, {
    id: prediction.id,
    title: prediction.title,
    ...(phase === 'end' ? { winning_outcome_id: prediction.winningOutcomeId } : {}),
    outcomes: prediction.outcomes.map((outcome) => wireOutcome(world, phase, prediction, outcome)),
    ...(phase === 'end' ? { status: prediction.status.toLowerCase() } : {}),
    started_at: wireTime(prediction.createdAtMs),
    ...predictionTimes(phase, prediction),
  });
}

function predictionTimes(phase: 'begin' | 'progress' | 'lock' | 'end', prediction: Readonly<Prediction>): Json {
  const { createdAtMs, windowSeconds, lockedAtMs, endedAtMs } = prediction;
  if (phase === 'lock') return { locked_at: wireTime(lockedAtMs ?? createdAtMs) };
  if (phase === 'end') return { ended_at: wireTime(endedAtMs ?? createdAtMs) };
  return { locks_at: wireTime(createdAtMs + windowSeconds * 1000) };
}

function wireOutcome(
  world: World,
  phase: 'begin' | 'progress' | 'lock' | 'end',
  prediction: Readonly<Prediction>,
  outcome: PredictionOutcome,
): Json {
  const { id, title } = outcome;
  const color = outcome.color.toLowerCase();
  if (phase === 'begin') return { id, title, color };
  const bets = Object.entries(outcome.bets).sort((a, b) => b[1] - a[1]);
  return {
    id,
    title,
    color,
    users: bets.length,
    channel_points: bets.reduce((sum, [, points]) => sum + points, 0),
    top_predictors: bets.slice(0, 10).map(([userId, points]) => ({
      ...person(world, userId),
      channel_points_used: points,
      channel_points_won: winningsOf(prediction, id, userId),
    })),
  };
}
