import { seededRandom } from '../random.ts';
import { channelOf, STREAMER_ID, type World } from '../world.ts';
import { goOffline, newStreamId } from '../world-channel.ts';
import { createBackground } from './background.ts';
import { createCasting } from './casting.ts';
import { EVENING_MINUTES, PROGRAMME, type Stage } from './programme.ts';
import { createReactions } from './reactions.ts';
import { createRoom } from './room.ts';
import { createTrouble } from './trouble.ts';

/** The evening that tells itself. */
export interface Story {
  /** Lets this much of its time pass: everything that is due happens, in its order. */
  advance(elapsedMs: number): void;
}

const MINUTE_MS = 60_000;

/** Goes on from where the world's story stood. The same world and seed tell the same evening. */
export function createStory(world: World): Story {
  const startMs = world.state.storyPositionMs;
  const random = seededRandom(`${world.state.seed}/story/${Math.floor(startMs)}`);
  const casting = createCasting(world, random);
  const room = createRoom(world, random, casting);
  const reactions = createReactions(world, random, casting, room);
  const trouble = createTrouble(world, random, casting, room, startMs);
  const background = createBackground(random).map((act) => ({ act, dueAtMs: startMs + firstPause(act.everySeconds) }));
  const programme = programmeFrom(startMs);
  let nowMs = startMs;

  function firstPause([low, high]: readonly [number, number]): number {
    return random.between(Math.round(low / 2), high) * 1000;
  }

  const stage: Stage = {
    world,
    room,
    casting,
    trouble,
    reactions,
    get nowMs() {
      return nowMs;
    },
  };

  /** Whatever comes next, or undefined when nothing is due up to this moment. */
  const next = (untilMs: number): { atMs: number; play(): void } | undefined => {
    const item = programme.current();
    const choices = [
      { atMs: item.atMs, play: () => programme.take().play(stage) },
      { atMs: trouble.dueAtMs, play: () => trouble.act(nowMs) },
      ...background.map((entry) => ({
        atMs: entry.dueAtMs,
        play: () => {
          const [low, high] = entry.act.everySeconds;
          entry.dueAtMs = nowMs + random.between(low, high) * 1000;
          entry.act.play(stage);
        },
      })),
      { atMs: Math.max(room.dueAtMs, startMs), play: () => room.speak(nowMs) },
    ];
    const first = choices.reduce((least, one) => (one.atMs < least.atMs ? one : least));
    return first.atMs <= untilMs ? first : undefined;
  };

  return {
    advance(elapsedMs) {
      const untilMs = nowMs + elapsedMs;
      for (let due = next(untilMs); due; due = next(untilMs)) {
        nowMs = Math.max(nowMs, due.atMs);
        due.play();
      }
      nowMs = untilMs;
      world.state.storyPositionMs = nowMs;
    },
  };
}

/** The programme again and again, from a position on. */
function programmeFrom(startMs: number): { current(): { atMs: number }; take(): (typeof PROGRAMME)[number] } {
  const eveningMs = EVENING_MINUTES * MINUTE_MS;
  let evening = Math.floor(startMs / eveningMs);
  let index = PROGRAMME.findIndex((item) => evening * eveningMs + item.minute * MINUTE_MS >= startMs);
  if (index < 0) {
    evening += 1;
    index = 0;
  }
  const item = (): (typeof PROGRAMME)[number] => {
    const found = PROGRAMME[index];
    if (!found) throw new Error('the programme is empty');
    return found;
  };
  return {
    current: () => ({ atMs: evening * eveningMs + item().minute * MINUTE_MS }),
    take() {
      const taken = item();
      index += 1;
      if (index === PROGRAMME.length) {
        index = 0;
        evening += 1;
      }
      return taken;
    },
  };
}

const LONGEST_STREAM_MS = 8 * 60 * MINUTE_MS;
const LIVE_SINCE_MS = 47 * MINUTE_MS;

/** A world that slept for long wakes up in a new evening that is already going on. */
export function wakeUp(world: World): void {
  const { stream } = channelOf(world, STREAMER_ID);
  const nowMs = world.nowMs();
  if (stream && nowMs - stream.startedAtMs < LONGEST_STREAM_MS) return;
  if (stream) goOffline(world, STREAMER_ID);
  channelOf(world, STREAMER_ID).stream = {
    id: newStreamId(world),
    startedAtMs: nowMs - LIVE_SINCE_MS,
    viewerCount: 31,
  };
  world.state.storyPositionMs = 0;
  world.touch();
}
