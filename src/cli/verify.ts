import type { Config } from '../server/config.ts';
import { openUpkeep, type Upkeep } from '../server/upkeep.ts';
import { CommandRefused } from './explain.ts';
import type { Speak } from './speak.ts';

/** Reads everything; beside a running server too. Names the first fault. */
export async function verify(config: Config, speak: Speak): Promise<number> {
  const upkeep = openUpkeep(config);
  if (!upkeep.hasDatabase) throw new CommandRefused(speak.say('cli.noDatabase', { folder: upkeep.folder }));
  const found = await upkeep.backups.verify();
  const bad = found.backups.find((each) => each.trouble !== null);
  const fault =
    found.database ?? (await faultOfBooks(upkeep, speak)) ?? (bad ? `${bad.fileName}: ${bad.trouble}` : null);
  if (fault !== null) throw new CommandRefused(speak.say('cli.verifyBad', { what: fault }));
  const count = found.backups.length;
  speak.out(count === 0 ? 'cli.verifyAlone' : 'cli.verifyGood', { count });
  return 0;
}

async function faultOfBooks(upkeep: Upkeep, { say }: Speak): Promise<string | null> {
  const fault = await upkeep.verifyBooks();
  if (!fault) return null;
  const [book, what] = [say(`health.book.${fault.book}`), say(`health.ledgerFault.${fault.code}`)];
  return fault.number === null
    ? say('cli.booksBad', { book, what })
    : say('cli.booksBadAt', { book, number: fault.number, what });
}
