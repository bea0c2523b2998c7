import { join } from 'node:path';
import type { Config } from '../server/config.ts';
import { openUpkeep } from '../server/upkeep.ts';
import { CommandRefused } from './explain.ts';
import type { Speak } from './speak.ts';

/** Works beside a running server: the copy is made online. */
export async function backup(config: Config, speak: Speak): Promise<number> {
  const upkeep = openUpkeep(config);
  if (!upkeep.hasDatabase) throw new CommandRefused(speak.say('cli.noDatabase', { folder: upkeep.folder }));
  const made = await upkeep.backups.make('by-hand');
  const megabytes = (made.sizeBytes / 1_000_000).toFixed(1);
  speak.out('cli.backupDone', { file: join(upkeep.backups.folder, made.fileName), size: megabytes });
  return 0;
}
