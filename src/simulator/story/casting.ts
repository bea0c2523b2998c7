import { PASSER_BY_IDS } from '../people.ts';
import { REGULARS } from '../people-cast.ts';
import type { Random } from '../random.ts';
import { channelOf, findUserByLogin, STREAMER_ID, type World } from '../world.ts';
import { activeBan, isFollower, isSubscriber } from '../world-roles.ts';

/** Finds people for parts. Nobody who is banned or timed out gets one. */
export interface Casting {
  /** Undefined when the person may not write now. */
  byLogin(login: string): string | undefined;
  regular(without?: ReadonlySet<string>): string | undefined;
  passerBy(without?: ReadonlySet<string>): string | undefined;
  /** Somebody who never wrote here. */
  newcomer(without?: ReadonlySet<string>): string | undefined;
  nonFollower(): string | undefined;
  nonSubscriber(): string | undefined;
  subscriber(): string | undefined;
}

export function createCasting(world: World, random: Random): Casting {
  const channel = channelOf(world, STREAMER_ID);
  // Those who stream themselves come with their raid.
  const regulars = REGULARS.filter((one) => !one.streams)
    .map((one) => findUserByLogin(world, one.login)?.id)
    .filter((id) => id !== undefined);
  const isFree = (userId: string): boolean => activeBan(world, channel, userId) === undefined;
  const pickFrom = (ids: readonly string[], without?: ReadonlySet<string>): string | undefined => {
    const free = ids.filter((id) => isFree(id) && !without?.has(id));
    return free.length === 0 ? undefined : random.pick(free);
  };
  const hasWritten = (userId: string): boolean => Object.hasOwn(channel.knownChatters, userId);

  return {
    byLogin(login) {
      const id = findUserByLogin(world, login)?.id;
      return id !== undefined && isFree(id) ? id : undefined;
    },
    regular: (without) => pickFrom(regulars.filter(hasWritten), without),
    passerBy: (without) => pickFrom(PASSER_BY_IDS.filter(hasWritten), without),
    newcomer: (without) =>
      pickFrom(
        PASSER_BY_IDS.filter((id) => !hasWritten(id)),
        without,
      ),
    nonFollower: () => pickFrom(PASSER_BY_IDS.filter((id) => !isFollower(channel, id))),
    nonSubscriber: () => pickFrom([...regulars, ...PASSER_BY_IDS].filter((id) => !isSubscriber(channel, id))),
    subscriber: () => pickFrom(regulars.filter((id) => isSubscriber(channel, id))),
  };
}
