import type { World } from './world.ts';
import type { User } from './world-state.ts';

/** Stands for everyone who gives subs without a name; no user of the world. */
export const ANONYMOUS: Pick<User, 'id' | 'login' | 'displayName' | 'color'> = {
  id: '274598607',
  login: 'ananonymousgifter',
  displayName: 'AnAnonymousGifter',
  color: '',
};

const CHEERER_ID = '407665396';

/** Writes the lines of everyone who gives bits without a name. */
export function anonymousCheerer(world: World): string {
  world.state.users[CHEERER_ID] ??= {
    id: CHEERER_ID,
    login: 'ananonymouscheerer',
    displayName: 'AnAnonymousCheerer',
    createdAtMs: Date.UTC(2018, 10, 1),
    color: '',
    broadcasterType: '',
    description: '',
    email: '',
  };
  return CHEERER_ID;
}
