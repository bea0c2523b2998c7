import { systemClock } from '../platform/clock.ts';
import type { Config } from '../server/config.ts';
import { openUpkeep } from '../server/upkeep.ts';
import type { Arguments } from './arguments.ts';
import { UsageRefused } from './explain.ts';
import type { Speak } from './speak.ts';

export async function restore(config: Config, speak: Speak, { rest }: Arguments): Promise<number> {
  const [file] = rest;
  if (file === undefined) throw new UsageRefused(speak.say('cli.restoreNeedsFile'));
  const restored = await openUpkeep(config).restore(file, systemClock.nowMs());
  speak.out(restored.kept === null ? 'cli.restoreFirst' : 'cli.restoreDone', {
    file: restored.file,
    kept: restored.kept ?? '',
  });
  return 0;
}
