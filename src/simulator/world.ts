import { type Random, seededRandom } from './random.ts';
import type { WorldEvent } from './world-events.ts';
import { type AccountFacts, plainAccount, plainFeatures } from './world-features.ts';
import type { Channel, Token, User, WorldState } from './world-state.ts';

/** The simulator's only source of time; tests hand in their own. */
export interface SimulatorClock {
  /** Epoch milliseconds. */
  nowMs(): number;
}

export const realClock: SimulatorClock = { nowMs: () => Date.now() };

/**
 * The simulated Twitch: its state, its clock, and the announcement of what happened.
 * The files `world-*.ts` hold its rules and mutations as functions on it, so that chat, Helix,
 * story and test control all go through the same door.
 */
export interface World {
  readonly state: WorldState;
  readonly clock: SimulatorClock;
  /** For ids and other things that no story depends on. */
  readonly random: Random;
  /** How wrong this Twitch's clock goes; 0 unless somebody meddled with it. Not persisted. */
  clockOffsetMs: number;
  nowMs(): number;
  /** Announces what happened, to every listener in order, before it returns. */
  emit(event: WorldEvent): void;
  /** @returns how to stop listening. */
  listen(listener: (event: WorldEvent) => void): () => void;
  /** Call after a change that no event tells (a new token, a schedule segment), so that it is saved. */
  touch(): void;
  onChange(listener: () => void): void;
}

export function createWorld(state: WorldState, clock: SimulatorClock, randomSeed: string): World {
  const listeners = new Set<(event: WorldEvent) => void>();
  const changeListeners = new Set<() => void>();
  const touch = (): void => {
    for (const listener of changeListeners) listener();
  };
  const world: World = {
    state,
    clock,
    random: seededRandom(randomSeed),
    clockOffsetMs: 0,
    nowMs: () => clock.nowMs() + world.clockOffsetMs,
    emit(event) {
      for (const listener of listeners) listener(event);
      touch();
    },
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    touch,
    onChange: (listener) => void changeListeners.add(listener),
  };
  return world;
}

/** The streamer whose evening is told. */
export const STREAMER_ID = '800711400';

export function findUser(world: World, id: string): User | undefined {
  return world.state.users[id];
}

/** Who was found by login before; looked at again each time, since people come and go. */
const idByLogin = new WeakMap<WorldState['users'], Map<string, string>>();

/** @param login in any case. */
export function findUserByLogin(world: World, login: string): User | undefined {
  const wanted = login.toLowerCase();
  const { users } = world.state;
  let ids = idByLogin.get(users);
  if (!ids) {
    ids = new Map();
    idByLogin.set(users, ids);
  }
  const known = users[ids.get(wanted) ?? ''];
  if (known?.login === wanted) return known;
  const found = Object.values(users).find((user) => user.login === wanted);
  if (found) ids.set(wanted, found.id);
  return found;
}

/** @throws when nobody has the id: the caller has checked it, or it came from the world itself. */
export function userOf(world: World, id: string): User {
  const user = world.state.users[id];
  if (!user) throw new Error(`no user ${id} in the simulated world`);
  return user;
}

/** Every user has a channel; that of someone who never streamed is made when it is first asked for. */
export function channelOf(world: World, broadcasterId: string): Channel {
  let channel = world.state.channels[broadcasterId];
  if (!channel) {
    channel = emptyChannel(broadcasterId);
    world.state.channels[broadcasterId] = channel;
  }
  return channel;
}

export function emptyChannel(broadcasterId: string): Channel {
  return {
    ...plainFeatures(),
    broadcasterId,
    title: '',
    categoryId: '',
    language: 'de',
    tags: [],
    contentLabels: [],
    isBranded: false,
    brandedChangedAtMs: null,
    stream: null,
    videos: [],
    modes: {
      emoteOnly: false,
      followersOnlyMinutes: null,
      slowSeconds: null,
      subscribersOnly: false,
      uniqueChat: false,
    },
    shieldMode: { isActive: false, moderatorId: null, lastActivatedAtMs: null },
    moderators: {},
    vips: {},
    followers: {},
    subscriptions: {},
    bans: {},
    giftTotals: {},
    bitTotals: {},
    knownChatters: {},
    schedule: { segments: [], vacation: null },
    hypeTrain: null,
    hypeTrainCooldownUntilMs: 0,
  };
}

/** What Twitch holds about an account; a changed value is kept from then on. */
export function accountOf(world: World, userId: string): AccountFacts {
  let facts = world.state.accounts[userId];
  if (!facts) {
    facts = plainAccount();
    world.state.accounts[userId] = facts;
  }
  return facts;
}

/** Reads only: an ordinary account leaves no trace in the world file. */
export function readAccount(world: World, userId: string): Readonly<AccountFacts> {
  return world.state.accounts[userId] ?? PLAIN_ACCOUNT;
}

const PLAIN_ACCOUNT: Readonly<AccountFacts> = plainAccount();

export function categoryName(world: World, categoryId: string): string {
  return world.state.categories.find((category) => category.id === categoryId)?.name ?? '';
}

/** The token when it is known, neither expired nor revoked. */
export function findLiveToken(world: World, accessToken: string): Token | undefined {
  const token = Object.hasOwn(world.state.tokens, accessToken) ? world.state.tokens[accessToken] : undefined;
  return token && !token.isRevoked && token.expiresAtMs > world.nowMs() ? token : undefined;
}
