import type { EventSubServer } from '../eventsub.ts';
import type { IrcServer } from '../irc.ts';
import type { Net } from '../net.ts';
import { findOrMakeUser } from '../people-guests.ts';
import { type Random, seededRandom } from '../random.ts';
import { createCasting } from '../story/casting.ts';
import type { World } from '../world.ts';
import { openLibrary } from './library.ts';
import type { Story, StoryAct } from './read-story.ts';
import type { Stage } from './sentence.ts';

/** What is being played, or was switched on. */
export interface Playing {
  readonly name: string;
  readonly speed: number;
  readonly atSeconds: number;
  /** null: until it is switched off. */
  readonly endSeconds: number | null;
  /** How many things have happened, of how many. */
  readonly played: number;
  readonly planned: number;
}

/** Plays stories on the world: one scenario at a time, any number of faults beside it. */
export interface Theatre {
  /** False when there is no such scenario. Another one that is under way stops. */
  start(name: string, speed?: number): boolean;
  /** False when there is no such fault. One that is on begins anew. */
  switchOn(fault: string, speed?: number): boolean;
  /** Undoes a fault; nothing happens for one that is not on. */
  switchOff(fault: string): void;
  /** Ends the scenario and every fault. */
  stop(): void;
  /** Lets time pass: what is due happens, in its order. */
  advance(elapsedMs: number): void;
  readonly scenario: Playing | null;
  readonly faults: readonly Playing[];
}

interface TheatreParts {
  readonly world: World;
  readonly net: Net;
  readonly irc: Pick<IrcServer, 'askToReconnect'>;
  readonly eventSub: Pick<EventSubServer, 'askToReconnect'>;
}

interface Due {
  readonly atSeconds: number;
  readonly act: StoryAct;
  readonly index: number;
}

interface Run {
  readonly story: Story;
  readonly stage: Stage;
  readonly programme: readonly Due[];
  atSeconds: number;
  played: number;
}

export function createTheatre(parts: TheatreParts): Theatre {
  const { world } = parts;
  let scenario: Run | undefined;
  const faults = new Map<string, Run>();

  const begin = (story: Story, speed: number): Run => {
    // The same for the same world, whatever was played before.
    const random = seededRandom(`${world.state.seed}/${story.name}`);
    const stage: Stage = {
      ...parts,
      random,
      speed,
      casting: createCasting(world, random),
      idOf: (login) => findOrMakeUser(world, login).id,
    };
    return { story, stage, programme: programmeOf(story, random), atSeconds: 0, played: 0 };
  };
  const play = (run: Run): void => {
    for (let due = run.programme[run.played]; due && due.atSeconds <= run.atSeconds; due = run.programme[run.played]) {
      run.played += 1;
      due.act.play(run.stage, due.index);
    }
  };
  const isOver = ({ story, atSeconds }: Run): boolean => story.endSeconds !== null && atSeconds >= story.endSeconds;
  const undo = ({ story, stage }: Run): void => {
    for (const act of story.undo) act.play(stage, 0);
  };

  const theatre: Theatre = {
    start(name, speed = 1) {
      const story = openLibrary().scenarios.find((one) => one.name === name);
      if (!story) return false;
      scenario = begin(story, speed);
      play(scenario);
      return true;
    },
    switchOn(name, speed = 1) {
      const story = openLibrary().faults.find((one) => one.name === name);
      if (!story) return false;
      theatre.switchOff(name);
      const run = begin(story, speed);
      faults.set(name, run);
      play(run);
      if (isOver(run)) theatre.switchOff(name);
      return true;
    },
    switchOff(name) {
      const run = faults.get(name);
      faults.delete(name);
      if (run) undo(run);
    },
    stop() {
      scenario = undefined;
      for (const name of [...faults.keys()]) theatre.switchOff(name);
    },
    advance(elapsedMs) {
      for (const [name, run] of [...faults]) {
        run.atSeconds += (elapsedMs * run.stage.speed) / 1000;
        play(run);
        if (isOver(run)) theatre.switchOff(name);
      }
      if (!scenario) return;
      scenario.atSeconds += (elapsedMs * scenario.stage.speed) / 1000;
      play(scenario);
      if (isOver(scenario)) theatre.stop();
    },
    get scenario() {
      return scenario ? describe(scenario) : null;
    },
    get faults() {
      return [...faults.values()].map(describe);
    },
  };
  return theatre;
}

function programmeOf(story: Story, random: Random): Due[] {
  return story.acts
    .flatMap((act) => {
      const { count = 1, overSeconds = 0, atSeconds } = act;
      return Array.from({ length: count }, (_, index) => ({
        atSeconds: count === 1 ? atSeconds : atSeconds + (overSeconds * (index + random.next())) / count,
        act,
        index,
      }));
    })
    .sort((a, b) => a.atSeconds - b.atSeconds);
}

function describe({ story, stage, atSeconds, played, programme }: Run): Playing {
  const { name, endSeconds } = story;
  return { name, speed: stage.speed, atSeconds: Math.round(atSeconds), endSeconds, played, planned: programme.length };
}
