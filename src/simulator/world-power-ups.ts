import { channelOf, type World } from './world.ts';
import type { PowerUpUse } from './world-feature-events.ts';
import { feedHypeTrain } from './world-hype-train.ts';

/** Bits for something that Twitch itself offers. */
export function spendOnPowerUp(
  world: World,
  input: {
    readonly channelId: string;
    readonly userId: string;
    readonly bits: number;
    readonly text: string | null;
    readonly use: Exclude<PowerUpUse, { kind: 'custom' }>;
  },
): void {
  pay(world, input);
}

/** Bits for something that the broadcaster offers. False when there is no such thing, or it is off. */
export function spendOnCustomPowerUp(
  world: World,
  input: { readonly channelId: string; readonly userId: string; readonly powerUpId: string; readonly input: string },
): boolean {
  const { channelId, userId } = input;
  const powerUp = channelOf(world, channelId).powerUps.find((one) => one.id === input.powerUpId);
  if (!powerUp?.isEnabled) return false;
  const use: PowerUpUse = {
    kind: 'custom',
    powerUp: { ...powerUp },
    redemptionId: world.random.uuid(),
    input: input.input,
  };
  pay(world, { channelId, userId, bits: powerUp.bits, text: null, use });
  return true;
}

function pay(
  world: World,
  input: {
    readonly channelId: string;
    readonly userId: string;
    readonly bits: number;
    readonly text: string | null;
    readonly use: PowerUpUse;
  },
): void {
  const { bitTotals } = channelOf(world, input.channelId);
  bitTotals[input.userId] = (bitTotals[input.userId] ?? 0) + input.bits;
  world.emit({ kind: 'power-up', ...input });
  feedHypeTrain(world, input.channelId, input.userId, 'bits', input.bits);
}
