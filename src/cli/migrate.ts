import type { Config } from '../server/config.ts';
import { openInstallation } from '../server/installation.ts';
import { bringUpToDate } from '../server/upkeep.ts';
import type { Speak } from './speak.ts';

export async function migrateOnly(config: Config, speak: Speak): Promise<number> {
  const installation = openInstallation(config);
  try {
    const done = await bringUpToDate(installation);
    if (done.length === 0) speak.out('cli.migrateNothing');
    else speak.out('cli.migrateDone', { steps: done.join(', ') });
    return 0;
  } finally {
    installation.close();
  }
}
