import type { Mend } from '../../contract/health.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { systemClock } from '../../platform/clock.ts';
import type { Config } from '../config.ts';
import { openUpkeep } from '../upkeep.ts';
import { setStyleAside } from './mends.ts';

/**
 * Mends what can be mended without a server.
 * @returns whether it is such a thing. @throws Refusal system.nothing-to-mend
 */
export async function mendAlone(config: Config, what: Mend, about: string | null): Promise<boolean> {
  const upkeep = openUpkeep(config);
  switch (what) {
    case 'back-up':
      if (!upkeep.hasDatabase) throw new Refusal('system.nothing-to-mend');
      await upkeep.backups.make('by-hand');
      return true;
    case 'set-backup-aside':
      if (about === null || !(await upkeep.backups.setAside(about))) throw new Refusal('system.nothing-to-mend');
      return true;
    case 'set-style-aside':
      await setStyleAside(upkeep.root, systemClock);
      return true;
    default:
      return false;
  }
}
