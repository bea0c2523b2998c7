import { channelOf, type World } from './world.ts';
import { canModerate } from './world-roles.ts';

const MOST_CHANNELS = 100;
const JOINS_PER_WINDOW = 20;
const JOIN_WINDOW_MS = 10_000;

interface Seats {
  /** When this account joined lately. */
  times: number[];
  /** By channel: over how many connections and subscriptions it is read. */
  readonly channels: Map<string, number>;
}

const seatsByWorld = new WeakMap<World, Map<string, Seats>>();

function seatsOf(world: World, account: string): Seats {
  let all = seatsByWorld.get(world);
  if (!all) {
    all = new Map();
    seatsByWorld.set(world, all);
  }
  let seats = all.get(account);
  if (!seats) {
    seats = { times: [], channels: new Map() };
    all.set(account, seats);
  }
  return seats;
}

/**
 * Sits down in a channel's chat, over IRC or EventSub: an account may join 20 channels in ten seconds and read 100
 * at once; its own and those it moderates are not counted.
 *
 * @param account the user id, or whatever tells one reader without an account from the next.
 * @returns how to leave, or undefined when it is one too many.
 */
export function takeSeat(world: World, account: string, channelId: string): (() => void) | undefined {
  if (canModerate(channelOf(world, channelId), account)) return () => {};
  const seats = seatsOf(world, account);
  const nowMs = world.nowMs();
  seats.times = seats.times.filter((time) => time > nowMs - JOIN_WINDOW_MS);
  const isHere = seats.channels.has(channelId);
  if (seats.times.length >= JOINS_PER_WINDOW || (!isHere && seats.channels.size >= MOST_CHANNELS)) return undefined;
  seats.times.push(nowMs);
  seats.channels.set(channelId, (seats.channels.get(channelId) ?? 0) + 1);
  return () => {
    const left = (seats.channels.get(channelId) ?? 1) - 1;
    if (left > 0) seats.channels.set(channelId, left);
    else seats.channels.delete(channelId);
  };
}
