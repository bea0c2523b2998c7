import type { Counter } from './control-count.ts';
import type { Flood } from './control-flood.ts';
import type { EventSubServer } from './eventsub.ts';
import type { IrcServer } from './irc.ts';
import type { Journal } from './journal.ts';
import type { Net } from './net.ts';
import { findOrMakeUser } from './people-guests.ts';
import type { Theatre } from './scenarios/theatre.ts';
import type { Story } from './story/story.ts';
import { findUserByLogin, STREAMER_ID, type World } from './world.ts';
import type { User } from './world-state.ts';

/** Everything that test control can reach. */
export interface Switchboard {
  readonly world: World;
  readonly journal: Journal;
  readonly irc: IrcServer;
  readonly eventSub: EventSubServer;
  readonly story: Story;
  readonly theatre: Theatre;
  readonly flood: Flood;
  readonly counter: Counter;
  readonly net: Net;
  isStoryRunning: boolean;
  /** Real time: until then every call but control is cut off. */
  offlineUntilMs: number;
  /** Writes the world to its file now. */
  save(): void;
}

/** What is done at one address below `/sim/`; gives what the caller may want to know. */
export type Action = (board: Switchboard, input: ControlInput) => unknown;

/** A request that makes no sense: answered 400 with its text. */
export class ControlError extends Error {}

/** The JSON body of a control call, read field by field. */
export interface ControlInput {
  text(name: string, fallback?: string): string;
  number(name: string, fallback?: number): number;
  flag(name: string, fallback: boolean): boolean;
  has(name: string): boolean;
  /** Texts; none when left out. */
  list(name: string): readonly string[];
  /** The person with this login; one nobody knows is made, since tests like to invent people. */
  person(name: string, fallback?: string): User;
  /** Id of the channel named by login in `channel`; the streamer's when left out. */
  channelId(): string;
}

export function readControlInput(world: World, body: string): ControlInput {
  const fields = parse(body);
  const text = (name: string, fallback?: string): string => {
    const value = fields[name] ?? fallback;
    if (typeof value !== 'string') throw new ControlError(`"${name}" must be a text`);
    return value;
  };
  return {
    text,
    number(name, fallback) {
      const value = fields[name] ?? fallback;
      if (typeof value !== 'number' || !Number.isFinite(value)) throw new ControlError(`"${name}" must be a number`);
      return value;
    },
    flag(name, fallback) {
      const value = fields[name] ?? fallback;
      if (typeof value !== 'boolean') throw new ControlError(`"${name}" must be true or false`);
      return value;
    },
    has: (name) => fields[name] !== undefined && fields[name] !== null,
    list(name) {
      const value = fields[name] ?? [];
      if (!Array.isArray(value) || !value.every((one) => typeof one === 'string')) {
        throw new ControlError(`"${name}" must be a list of texts`);
      }
      return value;
    },
    person: (name, fallback) => findOrInvent(world, text(name, fallback)),
    channelId() {
      if (fields['channel'] === undefined) return STREAMER_ID;
      const owner = findUserByLogin(world, text('channel'));
      if (!owner) throw new ControlError(`nobody is called ${text('channel')}`);
      return owner.id;
    },
  };
}

function parse(body: string): Record<string, unknown> {
  if (body === '') return {};
  try {
    const value: unknown = JSON.parse(body);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  } catch {
    // answered below, like every other body that is no object
  }
  throw new ControlError('the body must be a JSON object');
}

function findOrInvent(world: World, name: string): User {
  if (!/^\w{1,25}$/.test(name)) throw new ControlError(`"${name}" cannot be a login`);
  return findOrMakeUser(world, name);
}
