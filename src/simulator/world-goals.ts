import { channelOf, type World } from './world.ts';
import type { Goal, GoalType } from './world-features.ts';

export interface NewGoal {
  readonly channelId: string;
  readonly type: GoalType;
  readonly description: string;
  readonly current: number;
  readonly target: number;
}

/** Goals are begun on Twitch's own pages only: no program can. */
export function beginGoal(world: World, input: NewGoal): Goal {
  const { channelId, ...facts } = input;
  const goal: Goal = { id: world.random.uuid(), ...facts, createdAtMs: world.nowMs() };
  channelOf(world, channelId).goals.push(goal);
  world.emit({ kind: 'goal', phase: 'begin', channelId, goal: { ...goal } });
  return goal;
}

export function setGoal(world: World, channelId: string, goal: Goal, current: number): void {
  if (current === goal.current) return;
  goal.current = current;
  world.emit({ kind: 'goal', phase: 'progress', channelId, goal: { ...goal } });
}

/** Moves every goal of these kinds: a new follower, a new subscription. */
export function advanceGoals(world: World, channelId: string, types: readonly GoalType[], by: number): void {
  for (const goal of channelOf(world, channelId).goals) {
    if (types.includes(goal.type)) setGoal(world, channelId, goal, goal.current + by);
  }
}

export function endGoal(world: World, channelId: string, goal: Goal): void {
  const channel = channelOf(world, channelId);
  channel.goals = channel.goals.filter((one) => one.id !== goal.id);
  world.emit({ kind: 'goal', phase: 'end', channelId, goal: { ...goal } });
}
