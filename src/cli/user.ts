import { ROLES, type Role } from '../contract/permissions.ts';
import { Refusal } from '../kernel/refusal.ts';
import type { Config } from '../server/config.ts';
import { openUpkeep } from '../server/upkeep.ts';
import type { Arguments } from './arguments.ts';
import { CommandRefused, UsageRefused } from './explain.ts';
import { openHouse } from './house.ts';
import type { Speak } from './speak.ts';

/** Lists, adds and removes people while the server rests; in the owner's name. */
export async function user(config: Config, speak: Speak, { rest, role = 'moderator' }: Arguments): Promise<number> {
  const [what, given] = rest;
  const isKnown = what === 'list' ? given === undefined : (what === 'add' || what === 'remove') && given !== undefined;
  if (!isKnown) throw new UsageRefused(speak.say('cli.userUsage'));
  const login = given?.trim().replace(/^@/, '').toLowerCase() ?? '';
  if (what !== 'list' && !/^[a-z0-9_]{2,25}$/.test(login))
    throw new CommandRefused(speak.say('cli.userBadLogin', { login }));
  if (!isRole(role)) throw new CommandRefused(speak.say('cli.userBadRole', { role }));

  const { hasDatabase, folder } = openUpkeep(config);
  if (!hasDatabase) throw new CommandRefused(speak.say('cli.noDatabase', { folder }));
  const house = await openHouse(config);
  try {
    const { desk } = house.app.team;
    if (what === 'add') {
      await desk.add(login, role);
      speak.out('cli.userAdded', { login, role });
    } else if (what === 'remove') {
      await desk.remove(login);
      speak.out('cli.userRemoved', { login });
    } else {
      const members = await desk.list();
      if (members.length === 0) speak.out('cli.userNone');
      for (const member of members) {
        const name = member.login === '' ? '–' : member.login;
        speak.line(`${name.padEnd(26)}${member.role}${member.isOwner ? ` (${speak.say('cli.owner')})` : ''}`);
      }
    }
    return 0;
  } catch (error) {
    throw asSentence(error, login, speak);
  } finally {
    await house.close();
  }
}

function isRole(role: string): role is Role {
  return (ROLES as readonly string[]).includes(role);
}

function asSentence(error: unknown, login: string, { say }: Speak): unknown {
  if (!(error instanceof Refusal)) return error;
  switch (error.code) {
    case 'team.unknown-login':
      return new CommandRefused(say('cli.userNotOnTwitch', { login }));
    case 'team.already-member':
      return new CommandRefused(say('cli.userThere', { login }));
    case 'team.unknown-member':
      return new CommandRefused(say('cli.userUnknown', { login }));
    case 'team.owner-stays':
    case 'team.not-yourself':
      return new CommandRefused(say('cli.userOwner', { login }));
    case 'team.only-owner':
    case 'twitch.no-grant':
      return new CommandRefused(say('cli.userNoOwner'));
    default:
      return error;
  }
}
