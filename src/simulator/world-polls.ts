import { channelOf, type World } from './world.ts';
import type { Poll, PollStatus } from './world-features.ts';

const KEEP_MS = 90 * 24 * 3_600_000;

export interface NewPoll {
  readonly channelId: string;
  readonly title: string;
  readonly choices: readonly string[];
  readonly seconds: number;
  readonly pointsPerVote?: number | null;
}

export function runningPoll(world: World, channelId: string): Poll | undefined {
  return channelOf(world, channelId).polls.find((one) => one.status === 'ACTIVE');
}

/** @returns undefined while another one runs. */
export function startPoll(world: World, input: NewPoll): Poll | undefined {
  if (runningPoll(world, input.channelId)) return undefined;
  const channel = channelOf(world, input.channelId);
  const startedAtMs = world.nowMs();
  const poll: Poll = {
    id: world.random.uuid(),
    title: input.title,
    choices: input.choices.map((title) => ({ id: world.random.uuid(), title, votes: 0, pointsVotes: 0 })),
    pointsPerVote: input.pointsPerVote ?? null,
    durationSeconds: input.seconds,
    startedAtMs,
    status: 'ACTIVE',
    endedAtMs: null,
  };
  channel.polls = [poll, ...channel.polls.filter((one) => one.startedAtMs > startedAtMs - KEEP_MS)];
  announce(world, input.channelId, 'begin', poll);
  return poll;
}

/** @param choice counted from 1. @param points votes that were bought with points, counted in both. */
export function vote(
  world: World,
  channelId: string,
  { choice, votes, points = 0 }: { readonly choice: number; readonly votes: number; readonly points?: number },
): boolean {
  const poll = runningPoll(world, channelId);
  const chosen = poll?.choices[choice - 1];
  if (!poll || !chosen) return false;
  chosen.votes += votes;
  chosen.pointsVotes += points;
  announce(world, channelId, 'progress', poll);
  return true;
}

/** Archiving one that is over says nothing more: only a running one ends with a word. */
export function endPoll(world: World, channelId: string, poll: Poll, status: Exclude<PollStatus, 'ACTIVE'>): void {
  const wasRunning = poll.status === 'ACTIVE';
  poll.status = status;
  if (wasRunning) poll.endedAtMs = Math.min(world.nowMs(), poll.startedAtMs + poll.durationSeconds * 1000);
  if (wasRunning) announce(world, channelId, 'end', poll);
  else world.touch();
}

export function endDuePoll(world: World, channelId: string): void {
  const poll = runningPoll(world, channelId);
  if (!poll || world.nowMs() < poll.startedAtMs + poll.durationSeconds * 1000) return;
  endPoll(world, channelId, poll, 'COMPLETED');
}

function announce(world: World, channelId: string, phase: 'begin' | 'progress' | 'end', poll: Poll): void {
  world.emit({
    kind: 'poll',
    phase,
    channelId,
    poll: { ...poll, choices: poll.choices.map((choice) => ({ ...choice })) },
  });
}
