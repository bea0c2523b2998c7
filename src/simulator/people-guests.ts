import { findUserByLogin, type World } from './world.ts';
import type { User } from './world-state.ts';

/** The person with this login; nobody known is made: a guest with an account as old as this moment. */
export function findOrMakeUser(world: World, name: string): User {
  const found = findUserByLogin(world, name);
  if (found) return found;
  const login = name.toLowerCase();
  const user: User = {
    id: String(1_500_000_000 + Object.keys(world.state.users).length),
    login,
    displayName: name,
    createdAtMs: world.nowMs(),
    color: '',
    broadcasterType: '',
    description: '',
    email: `${login}@example.org`,
  };
  world.state.users[user.id] = user;
  world.touch();
  return user;
}
