import { channelOf, type World } from './world.ts';
import type { Prediction } from './world-features.ts';

/** Who is not resolved by then is refunded. */
const RESOLVE_WITHIN_MS = 24 * 3_600_000;
const KEEP = 100;

export interface NewPrediction {
  readonly channelId: string;
  readonly title: string;
  readonly outcomes: readonly string[];
  readonly seconds: number;
}

export function runningPrediction(world: World, channelId: string): Prediction | undefined {
  return channelOf(world, channelId).predictions.find((one) => one.status === 'ACTIVE' || one.status === 'LOCKED');
}

/** @returns undefined while another one is open. */
export function startPrediction(world: World, input: NewPrediction): Prediction | undefined {
  if (runningPrediction(world, input.channelId)) return undefined;
  const channel = channelOf(world, input.channelId);
  const prediction: Prediction = {
    id: world.random.uuid(),
    title: input.title,
    // Two outcomes are blue and pink; of more, all are blue.
    outcomes: input.outcomes.map((title, index) => ({
      id: world.random.uuid(),
      title,
      color: input.outcomes.length === 2 && index === 1 ? 'PINK' : 'BLUE',
      bets: {},
    })),
    windowSeconds: input.seconds,
    createdAtMs: world.nowMs(),
    status: 'ACTIVE',
    lockedAtMs: null,
    endedAtMs: null,
    winningOutcomeId: null,
  };
  channel.predictions = [prediction, ...channel.predictions].slice(0, KEEP);
  announce(world, input.channelId, 'begin', prediction);
  return prediction;
}

/** @param outcome counted from 1. */
export function bet(
  world: World,
  channelId: string,
  { outcome, userId, points }: { readonly outcome: number; readonly userId: string; readonly points: number },
): boolean {
  const prediction = runningPrediction(world, channelId);
  const chosen = prediction?.outcomes[outcome - 1];
  if (!chosen || prediction?.status !== 'ACTIVE') return false;
  chosen.bets[userId] = (chosen.bets[userId] ?? 0) + points;
  announce(world, channelId, 'progress', prediction);
  return true;
}

export function lockPrediction(world: World, channelId: string, prediction: Prediction): void {
  prediction.status = 'LOCKED';
  prediction.lockedAtMs = world.nowMs();
  announce(world, channelId, 'lock', prediction);
}

/** @param winningOutcomeId null cancels: everybody gets their points back. */
export function endPrediction(
  world: World,
  channelId: string,
  prediction: Prediction,
  winningOutcomeId: string | null,
): void {
  prediction.lockedAtMs ??= world.nowMs();
  prediction.status = winningOutcomeId === null ? 'CANCELED' : 'RESOLVED';
  prediction.winningOutcomeId = winningOutcomeId;
  prediction.endedAtMs = world.nowMs();
  announce(world, channelId, 'end', prediction);
}

/** Locks when the window is over, and gives up a day after that. */
export function moveDuePrediction(world: World, channelId: string): void {
  const prediction = runningPrediction(world, channelId);
  if (!prediction) return;
  const nowMs = world.nowMs();
  if (prediction.status === 'ACTIVE' && nowMs >= prediction.createdAtMs + prediction.windowSeconds * 1000) {
    lockPrediction(world, channelId, prediction);
  }
  if (prediction.lockedAtMs !== null && nowMs >= prediction.lockedAtMs + RESOLVE_WITHIN_MS) {
    endPrediction(world, channelId, prediction, null);
  }
}

/** What each person gets of an outcome: the winners share everything by what they put in. */
export function winningsOf(prediction: Prediction, outcomeId: string, userId: string): number | null {
  if (prediction.status === 'CANCELED' || prediction.winningOutcomeId === null) return null;
  if (prediction.winningOutcomeId !== outcomeId) return 0;
  const sum = (bets: Record<string, number>): number =>
    Object.values(bets).reduce((total, points) => total + points, 0);
  const all = prediction.outcomes.reduce((total, outcome) => total + sum(outcome.bets), 0);
  const winning = prediction.outcomes.find((outcome) => outcome.id === outcomeId)?.bets ?? {};
  return Math.floor((all * (winning[userId] ?? 0)) / Math.max(1, sum(winning)));
}

function announce(
  world: World,
  channelId: string,
  phase: 'begin' | 'progress' | 'lock' | 'end',
  prediction: Prediction,
): void {
  const outcomes = prediction.outcomes.map((outcome) => ({ ...outcome, bets: { ...outcome.bets } }));
  world.emit({ kind: 'prediction', phase, channelId, prediction: { ...prediction, outcomes } });
}
