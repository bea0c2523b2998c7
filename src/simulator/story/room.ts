import type { Random } from '../random.ts';
import { STREAMER_ID, userOf, type World } from '../world.ts';
import { sendLine } from '../world-chat.ts';
import type { Casting } from './casting.ts';
import { shuffledDeck } from './deck.ts';
import { AMBIENT } from './one-liners.ts';
import type { Conversation, ScriptLine } from './script.ts';
import { SMALL_TALK } from './small-talk.ts';

/** Who talks when: several conversations at once, lines in between, quicker when something happens. */
export interface Room {
  /** When the next line is due. */
  readonly dueAtMs: number;
  /** Says the line that is due. */
  speak(nowMs: number): void;
  /** Puts conversations before all others, in their order. */
  openTopic(conversations: readonly Conversation[]): void;
  /** Single lines that come soon, and a livelier room for a while. */
  react(lines: readonly { readonly userId: string; readonly text: string }[], nowMs: number): void;
}

interface Running {
  readonly conversation: Conversation;
  readonly cast: Map<string, string>;
  /** Id of the last line each part has said. */
  readonly said: Map<string, string>;
  next: number;
  readyAtMs: number;
}

const MOST_AT_ONCE = 3;
/** Nobody starts something new right after having talked. */
const BREATH_MS = 20_000;

export function createRoom(world: World, random: Random, casting: Casting): Room {
  const smallTalk = shuffledDeck(SMALL_TALK, random);
  const ambient = shuffledDeck(AMBIENT, random);
  const running: Running[] = [];
  const topics: Conversation[] = [];
  const reactions: { userId: string; text: string; readyAtMs: number }[] = [];
  const spokeAt = new Map<string, number>();
  let livelyUntilMs = 0;
  let dueAtMs = 0;

  const say = (userId: string, text: string, nowMs: number, replyTo?: string): string | undefined => {
    spokeAt.set(userId, nowMs);
    const sent = sendLine(world, {
      channelId: STREAMER_ID,
      userId,
      text,
      isReturning: random.chance(0.01),
      ...(replyTo === undefined ? {} : { replyTo }),
    });
    return sent.ok ? sent.value.id : undefined;
  };

  const resting = (nowMs: number): Set<string> =>
    new Set([...spokeAt].filter(([, atMs]) => atMs > nowMs - BREATH_MS).map(([userId]) => userId));

  const start = (conversation: Conversation, nowMs: number): void => {
    const cast = castConversation(conversation, casting, random, resting(nowMs));
    if (cast) running.push({ conversation, cast, said: new Map(), next: 0, readyAtMs: nowMs });
  };

  const goOn = (run: Running, nowMs: number): void => {
    const line = run.conversation[run.next];
    run.next += 1;
    run.readyAtMs = nowMs + random.between(2500, 8000);
    if (run.next >= run.conversation.length) running.splice(running.indexOf(run), 1);
    const userId = line && run.cast.get(line.who);
    // Whoever was banned meanwhile stays silent; the others go on without.
    if (!line || userId === undefined) return;
    const replyTo = line.repliesTo === null ? undefined : run.said.get(line.repliesTo);
    const id = say(userId, fillNames(world, line, run.cast), nowMs, replyTo);
    if (id !== undefined) run.said.set(line.who, id);
  };

  return {
    get dueAtMs() {
      return dueAtMs;
    },
    openTopic(conversations) {
      topics.push(...conversations);
    },
    react(lines, nowMs) {
      lines.forEach(({ userId, text }, index) => {
        reactions.push({ userId, text, readyAtMs: nowMs + index * 600 + random.between(500, 1500) });
      });
      livelyUntilMs = Math.max(livelyUntilMs, nowMs + 15_000 + lines.length * 1500);
      dueAtMs = Math.min(dueAtMs, nowMs + 700);
    },
    speak(nowMs) {
      const pause = random.between(1000, 4000);
      dueAtMs = nowMs + (nowMs < livelyUntilMs ? pause / 2.6 : pause);
      const reaction = reactions.findIndex((one) => one.readyAtMs <= nowMs);
      if (reaction >= 0) {
        for (const { userId, text } of reactions.splice(reaction, 1)) say(userId, text, nowMs);
        return;
      }
      const ready = running.filter((run) => run.readyAtMs <= nowMs).sort((a, b) => a.readyAtMs - b.readyAtMs)[0];
      if (ready) {
        goOn(ready, nowMs);
        return;
      }
      const topic = running.length < MOST_AT_ONCE ? topics.shift() : undefined;
      if (topic) start(topic, nowMs);
      else if (running.length < MOST_AT_ONCE && random.chance(0.5)) start(smallTalk.draw(), nowMs);
      const begun = running.find((run) => run.next === 0);
      if (begun) {
        goOn(begun, nowMs);
        return;
      }
      const without = resting(nowMs);
      const userId = random.chance(0.75) ? casting.regular(without) : casting.passerBy(without);
      if (userId !== undefined) say(userId, ambient.draw(), nowMs);
    },
  };
}

/** @returns undefined when somebody who is named may not write at the moment, or nobody is left for a part. */
function castConversation(
  conversation: Conversation,
  casting: Casting,
  random: Random,
  resting: ReadonlySet<string>,
): Map<string, string> | undefined {
  const cast = new Map<string, string>();
  const taken = new Set(resting);
  // Named people first, so that no letter is given to one of them.
  const parts = [...new Set(conversation.map((line) => line.who))].sort((a, b) => b.length - a.length);
  for (const part of parts) {
    const userId = castPart(part, casting, random, taken);
    if (userId === undefined) return undefined;
    cast.set(part, userId);
    taken.add(userId);
  }
  return cast;
}

function castPart(part: string, casting: Casting, random: Random, taken: ReadonlySet<string>): string | undefined {
  if (part === 'S') return STREAMER_ID;
  if (part === 'M') return casting.byLogin(random.pick(['nordlicht_mod', 'pixelpaul']));
  if (part === 'N') return casting.newcomer(taken);
  if (part === 'P') return casting.passerBy(taken);
  if (part.length > 1) return casting.byLogin(part);
  return random.chance(0.88) ? casting.regular(taken) : casting.passerBy(taken);
}

function fillNames(world: World, line: ScriptLine, cast: ReadonlyMap<string, string>): string {
  return line.text.replace(/\{(\w+)\}/g, (_, part: string) => {
    const userId = cast.get(part);
    return userId === undefined ? part : userOf(world, userId).displayName;
  });
}
