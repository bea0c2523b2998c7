import { newLogin, PASSER_BY_IDS } from '../people.ts';
import { REGULARS, TEAM } from '../people-cast.ts';
import { hashText, type Random } from '../random.ts';
import { findUserByLogin, type World } from '../world.ts';
import type { PastBroadcast } from './calendar.ts';
import type { Show } from './shows.ts';

const DAY_MS = 24 * 60 * 60_000;

/** When a person comes, how long and how much there is to say. */
export interface Habit {
  readonly userId: string;
  /** Nobody is there before having found the channel, and some stay away again. */
  readonly fromMs: number;
  readonly untilMs: number;
  /** How often, of evenings within that time. */
  readonly often: number;
  /** How much is written, against others. */
  readonly talk: number;
  /** Found the channel within these ninety days. */
  readonly isNew: boolean;
}

/** Left for tonight, so that somebody can still come for the first time. */
const LEFT_FOR_TONIGHT = 45;
const NEWCOMERS = 190;

/**
 * Everybody who comes to the channel in ninety days. Regulars come most weeks, some only to what they like;
 * some come for a season, many now and then, many once; new people find the channel all the time.
 */
export function makeHabits(world: World, random: Random, broadcasts: readonly PastBroadcast[]): Habit[] {
  const first = broadcasts[0]?.startMs ?? 0;
  const last = broadcasts.at(-1)?.startMs ?? 0;
  const always = { fromMs: first - DAY_MS, untilMs: last + DAY_MS };
  const someTime = (): number => first + random.next() * (last - first);
  const habits: Habit[] = [];
  const add = (userId: string, habit: Omit<Habit, 'userId' | 'isNew'>, isNew = false): void => {
    habits.push({ userId, ...habit, isNew });
  };

  for (const { login, role } of [...TEAM, ...REGULARS]) {
    const id = findUserByLogin(world, login)?.id;
    // He comes for the first time tonight; she is no part of it.
    if (id === undefined || login === 'der_ole' || role === 'stranger') continue;
    if (role === 'moderator') add(id, { ...always, often: 0.9, talk: 1.2 });
    else if (role === 'manager') add(id, { ...always, often: 0.35, talk: 0.4 });
    else add(id, { ...always, often: 0.35 + random.next() * 0.6, talk: 0.5 + random.next() ** 2 * 4 });
  }
  PASSER_BY_IDS.slice(0, -LEFT_FOR_TONIGHT).forEach((userId, index) => {
    const talk = 0.3 + random.next() ** 2 * 1.4;
    if (index % 5 === 0) {
      const fromMs = someTime();
      const days = random.between(18, 45);
      add(userId, { fromMs, untilMs: fromMs + days * DAY_MS, often: 0.3 + random.next() * 0.35, talk });
    } else if (index % 5 < 3) add(userId, { ...always, often: 0.03 + random.next() * 0.12, talk });
    else add(userId, { ...onlyAt(random.pick(broadcasts)), often: 1, talk: talk / 2 });
  });
  for (const userId of inventNewcomers(world, random, first)) {
    const found = random.pick(broadcasts);
    const talk = 0.3 + random.next() ** 2 * 1.6;
    const stays = random.next();
    if (stays < 0.45) add(userId, { ...onlyAt(found), often: 1, talk: talk / 2 }, true);
    else {
      const often = stays < 0.85 ? 0.05 + random.next() * 0.15 : 0.4 + random.next() * 0.4;
      add(userId, { fromMs: found.startMs, untilMs: always.untilMs, often, talk }, true);
    }
  }
  return habits;
}

function onlyAt({ startMs }: PastBroadcast): { fromMs: number; untilMs: number } {
  return { fromMs: startMs, untilMs: startMs };
}

/** Whether this person comes to this evening. */
export function comes(habit: Habit, broadcast: PastBroadcast, random: Random): boolean {
  if (broadcast.startMs < habit.fromMs || broadcast.startMs > habit.untilMs) return false;
  return random.chance(Math.min(0.97, habit.often * liking(habit.userId, broadcast.show)));
}

/** Everybody likes one kind of evening best and cares little for another. */
function liking(userId: string, show: Show): number {
  const taste = hashText(`${userId} likes ${show.name}`) % 100;
  const isPopular = show.viewers > 35 ? 0.15 : 0;
  if (taste < 22) return 1.45 + isPopular;
  return taste > 82 ? 0.35 : 0.9 + isPopular;
}

function inventNewcomers(world: World, random: Random, firstMs: number): string[] {
  const used = new Set(Object.values(world.state.users).map((user) => user.login));
  return Array.from({ length: NEWCOMERS }, (_, index) => {
    const login = newLogin(random, used);
    const id = String(1_310_000_000 + index * 40_009);
    world.state.users[id] = {
      id,
      login,
      displayName: random.chance(0.4) ? login.charAt(0).toUpperCase() + login.slice(1) : login,
      createdAtMs: firstMs - random.between(2, 3000) * DAY_MS,
      color: random.pick(NEW_COLORS),
      broadcasterType: '',
      description: '',
      email: `${login}@example.org`,
    };
    return id;
  });
}

const NEW_COLORS = ['', '', '#1E90FF', '#FF69B4', '#2E8B57', '#DAA520', '#8A2BE2', '#FF7F50', '#5F9EA0'] as const;
