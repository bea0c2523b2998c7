import type { Config } from '../server/config.ts';
import { openUpkeep } from '../server/upkeep.ts';
import { CommandRefused } from './explain.ts';
import type { Speak } from './speak.ts';

/** Reads everything; beside a running server too. Names the first fault. */
export async function verify(config: Config, speak: Speak): Promise<number> {
  const upkeep = openUpkeep(config);
  if (!upkeep.hasDatabase) throw new CommandRefused(speak.say('cli.noDatabase', { folder: upkeep.folder }));
  const found = await upkeep.backups.verify();
  const bad = found.backups.find((each) => each.trouble !== null);
  const fault = found.database ?? (bad ? `${bad.fileName}: ${bad.trouble}` : null);
  if (fault !== null) throw new CommandRefused(speak.say('cli.verifyBad', { what: fault }));
  speak.out('cli.verifyGood', { backups: found.backups.length });
  return 0;
}
