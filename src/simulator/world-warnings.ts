import { channelOf, type World } from './world.ts';
import type { SuspiciousUser, Warning } from './world-features.ts';

/** A person who was warned is silent here until they have read it; a new warning takes the place of the old. */
export function warn(
  world: World,
  input: {
    readonly channelId: string;
    readonly moderatorId: string;
    readonly userId: string;
    readonly reason: string;
  },
): Warning {
  const { channelId, ...facts } = input;
  const warning: Warning = { ...facts, atMs: world.nowMs(), isAcknowledged: false };
  channelOf(world, channelId).warnings[input.userId] = warning;
  world.emit({ kind: 'warned', channelId, warning: { ...warning } });
  return warning;
}

/** False when there is nothing to acknowledge. */
export function acknowledgeWarning(world: World, channelId: string, userId: string): boolean {
  const warning = channelOf(world, channelId).warnings[userId];
  if (!warning || warning.isAcknowledged) return false;
  warning.isAcknowledged = true;
  world.emit({ kind: 'warning-acknowledged', channelId, warning: { ...warning } });
  return true;
}

export interface Suspicion {
  readonly channelId: string;
  readonly moderatorId: string;
  readonly userId: string;
  /** null: treated like everybody else. */
  readonly status: SuspiciousUser['status'] | null;
  readonly type?: SuspiciousUser['types'][number];
}

/** Watches a person's lines, or shows them to the moderators only. */
export function suspect(world: World, input: Suspicion): SuspiciousUser | null {
  const { suspicious } = channelOf(world, input.channelId);
  const old = suspicious[input.userId];
  if (input.status === null) delete suspicious[input.userId];
  else {
    const type = input.type ?? 'MANUALLY_ADDED';
    suspicious[input.userId] = {
      userId: input.userId,
      moderatorId: input.moderatorId,
      status: input.status,
      types: [...new Set([...(old?.types ?? []), type])],
      updatedAtMs: world.nowMs(),
    };
  }
  world.emit({
    kind: 'suspicion-changed',
    channelId: input.channelId,
    userId: input.userId,
    moderatorId: input.moderatorId,
    status: input.status === null ? 'none' : input.status === 'RESTRICTED' ? 'restricted' : 'active_monitoring',
  });
  return suspicious[input.userId] ?? null;
}
