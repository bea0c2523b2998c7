import type { Random } from '../random.ts';
import { type Deck, shuffledDeck } from '../story/deck.ts';
import { AMBIENT } from '../story/one-liners.ts';
import {
  ABOUT_CATEGORY,
  AGREEING,
  AT_SOMEONE,
  COMMENTS,
  DISAGREEING,
  EVERYDAY,
  FAREWELLS,
  GREETINGS,
  IN_ENGLISH,
  MORNING_GREETINGS,
  QUESTIONS,
  STREAMER_SAYS,
} from '../story/phrases.ts';
import type { Conversation } from '../story/script.ts';
import { SMALL_TALK } from '../story/small-talk.ts';
import { TOPICS } from '../story/topics.ts';
import { channelOf, findUserByLogin, STREAMER_ID, userOf, type World } from '../world.ts';
import { sendLine } from '../world-chat.ts';
import { localHour } from './calendar.ts';
import type { Evening, Guest } from './evening.ts';
import { fillPlaces } from './voice.ts';

/** What is remembered from evening to evening: nobody tells the same twice in a row. */
export interface Memory {
  readonly conversations: Deck<Conversation>;
  readonly everyday: Deck<string>;
  readonly ambient: Deck<string>;
  /** When each person wrote last. */
  readonly wroteAt: Map<string, number>;
  readonly english: ReadonlySet<string>;
}

/** The chat of one evening. */
export interface Talk {
  /** Somebody who is there, those who write much more often. */
  anyone(without?: ReadonlySet<string>): Guest | undefined;
  /** @returns the id of the line; undefined when the room did not take it. */
  say(userId: string, text: string, replyTo?: string): string | undefined;
  /** Some of those who are there say one of these, within seconds. */
  react(lines: readonly string[], count: number, aboutId?: string | null): void;
  begin(): void;
}

/** What happens only on some evenings. */
export type Incident = (evening: Evening, talk: Talk) => void;

const LINES_PER_MINUTE = 6.8;
/** So many lines follow, on average, from each that begins something. */
const LINES_PER_BEGINNING = 2.05;
const LONG_AWAY_MS = 30 * 24 * 60 * 60_000;
const ANYTIME_GREETINGS = GREETINGS.filter((greeting) => !/abend/i.test(greeting));
const NOT_ANYTIME = new Set(['hello', 'goodbye', 'charity', 'croissants']);

export function makeMemory(world: World, random: Random): Memory {
  const topics = Object.entries(TOPICS).flatMap(([name, scenes]) => (NOT_ANYTIME.has(name) ? [] : scenes));
  const english = ['amelia_plays_uk', 'dutch_daan'].map((login) => findUserByLogin(world, login)?.id ?? '');
  return {
    conversations: shuffledDeck([...SMALL_TALK, ...topics], random),
    everyday: shuffledDeck(EVERYDAY, random),
    ambient: shuffledDeck(AMBIENT, random),
    wroteAt: new Map(),
    english: new Set(english),
  };
}

export function createTalk(evening: Evening, memory: Memory): Talk {
  const { world, random, agenda, guests, endMs } = evening;
  const channel = channelOf(world, STREAMER_ID);
  const greetings = localHour(evening.startMs) < 12 ? [...MORNING_GREETINGS, ...ANYTIME_GREETINGS] : GREETINGS;
  const present: Guest[] = [];
  let livelyUntilMs = 0;

  const anyone = (without?: ReadonlySet<string>): Guest | undefined => {
    for (let tries = 0; tries < 14 && present.length > 0; tries += 1) {
      const guest = random.pick(present);
      if (!without?.has(guest.userId) && random.chance(Math.min(1, guest.habit.talk / 3))) return guest;
    }
    return undefined;
  };

  const say = (userId: string, text: string, replyTo?: string): string | undefined => {
    const nowMs = world.nowMs();
    const lastMs = memory.wroteAt.get(userId);
    const sent = sendLine(world, {
      channelId: STREAMER_ID,
      userId,
      text,
      isReturning: lastMs !== undefined && nowMs - lastMs > LONG_AWAY_MS,
      ...(replyTo === undefined ? {} : { replyTo }),
    });
    if (!sent.ok) return undefined;
    memory.wroteAt.set(userId, nowMs);
    return sent.value.id;
  };
  const soon = (lowSeconds: number, highSeconds: number, what: () => void): void =>
    agenda.at(world.nowMs() + random.between(lowSeconds * 1000, highSeconds * 1000), what);
  const nameOf = (userId: string): string => userOf(world, userId).displayName;
  const sayOwn = (guest: Guest, sentence: string, replyTo?: string): string | undefined =>
    say(guest.userId, guest.voice.say(sentence, random), replyTo);

  const single = (): void => {
    const guest = anyone();
    if (!guest) return;
    const about = ABOUT_CATEGORY[channel.categoryId];
    const list = memory.english.has(guest.userId) ? IN_ENGLISH : about && random.chance(0.6) ? about : COMMENTS;
    sayOwn(guest, random.pick(list));
  };

  const everyday = (): void => {
    const guest = anyone();
    if (!guest) return;
    const isEnglish = memory.english.has(guest.userId);
    const id = sayOwn(guest, isEnglish ? random.pick(IN_ENGLISH) : memory.everyday.draw());
    if (id === undefined) return;
    const answers = random.pick([0, 0, 1, 1, 2]);
    for (let index = 0; index < answers; index += 1) {
      soon(5 + index * 6, 16 + index * 9, () => {
        const other = anyone(new Set([guest.userId]));
        if (other)
          sayOwn(other, random.pick(random.chance(0.75) ? AGREEING : DISAGREEING), random.chance(0.5) ? id : undefined);
      });
    }
  };

  const question = (): void => {
    const asker = anyone();
    if (!asker) return;
    const { asks, answers } = random.pick(QUESTIONS);
    const id = sayOwn(asker, random.pick(asks));
    if (id === undefined) return;
    const answered = new Set([asker.userId]);
    const count = random.between(2, 6);
    for (let index = 0; index < count; index += 1) {
      soon(4 + index * 4, 12 + index * 8, () => {
        const guest = anyone(answered);
        if (!guest) return;
        answered.add(guest.userId);
        sayOwn(guest, random.pick(answers), random.chance(0.35) ? id : undefined);
      });
    }
  };

  const atSomeone = (): void => {
    const guest = anyone();
    const other = guest && anyone(new Set([guest.userId]));
    if (!guest || !other) return;
    const text = guest.voice.say(random.pick(AT_SOMEONE), random, { wer: `@${nameOf(other.userId)}` });
    const id = say(guest.userId, text);
    if (id !== undefined && random.chance(0.6)) {
      soon(6, 25, () => void sayOwn(other, random.pick(random.chance(0.8) ? AGREEING : COMMENTS), id));
    }
  };

  const moment = (): void => {
    livelyUntilMs = world.nowMs() + 20_000;
    const about = ABOUT_CATEGORY[channel.categoryId] ?? COMMENTS;
    react(
      [...COMMENTS, ...about, 'LUL', 'PogChamp', 'haha', 'flaavLach', 'flaavBlitz flaavBlitz'],
      random.between(3, 7),
    );
  };

  function react(lines: readonly string[], count: number, aboutId: string | null = null): void {
    const used = new Set(aboutId === null ? [] : [aboutId]);
    livelyUntilMs = Math.max(livelyUntilMs, world.nowMs() + 10_000 + count * 1_000);
    for (let index = 0; index < count; index += 1) {
      soon(1 + index, 3 + index * 2, () => {
        const guest = anyone(used);
        if (!guest) return;
        used.add(guest.userId);
        say(
          guest.userId,
          guest.voice.say(random.pick(lines), random, { who: aboutId === null ? 'Anonym' : nameOf(aboutId) }),
        );
      });
    }
  }

  const play = (conversation: Conversation): void => {
    const cast = castConversation(world, conversation, anyone);
    if (!cast) return;
    const said = new Map<string, string>();
    let waitSeconds = 0;
    for (const line of conversation) {
      soon(waitSeconds, waitSeconds + 3, () => {
        const userId = cast.get(line.who);
        if (userId === undefined) return;
        const names = Object.fromEntries([...cast].map(([part, id]) => [part, nameOf(id)]));
        const id = say(userId, fillPlaces(line.text, random, names), said.get(line.repliesTo ?? ''));
        if (id !== undefined) said.set(line.who, id);
      });
      waitSeconds += random.between(4, 11);
    }
  };

  const beginSomething = (): void => {
    const dice = random.next();
    if (dice < 0.3) single();
    else if (dice < 0.56) everyday();
    else if (dice < 0.64) question();
    else if (dice < 0.78) atSomeone();
    else if (dice < 0.83) play(memory.conversations.draw());
    else if (dice < 0.86) say(STREAMER_ID, fillPlaces(random.pick(STREAMER_SAYS), random));
    else if (dice < 0.97) {
      const guest = anyone();
      if (guest) say(guest.userId, memory.ambient.draw());
    } else moment();
  };

  const tick = (): void => {
    const nowMs = world.nowMs();
    if (nowMs > endMs) return;
    beginSomething();
    const crowd = Math.sqrt((channel.stream?.viewerCount ?? 20) / 33);
    const rate = (LINES_PER_MINUTE / LINES_PER_BEGINNING) * evening.broadcast.show.talk * crowd;
    const meanMs = 60_000 / (nowMs < livelyUntilMs ? rate * 2 : rate);
    agenda.at(nowMs + Math.max(600, -Math.log(1 - random.next()) * meanMs), tick);
  };

  const welcome = (guest: Guest): void => {
    present.push(guest);
    if (!random.chance(guest.habit.often > 0.3 ? 0.75 : 0.55)) return;
    const list = memory.english.has(guest.userId) ? IN_ENGLISH : greetings;
    soon(2, 50, () => void sayOwn(guest, random.pick(list)));
  };

  const seeOff = (guest: Guest): void => {
    if (random.chance(0.35) && !memory.english.has(guest.userId)) sayOwn(guest, random.pick(FAREWELLS));
    present.splice(present.indexOf(guest), 1);
  };

  return {
    anyone,
    say,
    react,
    begin() {
      for (const guest of guests) {
        agenda.at(guest.fromMs, () => welcome(guest));
        agenda.at(guest.untilMs, () => seeOff(guest));
      }
      agenda.at(evening.startMs + 20_000, tick);
      const hello = TOPICS['hello']?.[0];
      if (hello) agenda.at(evening.startMs + 90_000, () => play(hello));
      const goodbye = TOPICS['goodbye']?.[0];
      if (goodbye && evening.broadcast.endMs !== null) agenda.at(endMs - 100_000, () => play(goodbye));
    },
  };
}

/** Named people play themselves when they are there; everyone else is whoever is there. */
function castConversation(
  world: World,
  conversation: Conversation,
  anyone: Talk['anyone'],
): Map<string, string> | undefined {
  const cast = new Map<string, string>();
  const taken = new Set<string>();
  for (const part of new Set(conversation.map((line) => line.who))) {
    const userId = part === 'S' ? STREAMER_ID : castPart(world, part, anyone, taken);
    if (userId === undefined) return undefined;
    cast.set(part, userId);
    taken.add(userId);
  }
  return cast;
}

function castPart(world: World, part: string, anyone: Talk['anyone'], taken: ReadonlySet<string>): string | undefined {
  const named = part === 'M' ? 'nordlicht_mod' : part.length > 1 ? part : undefined;
  const known = named === undefined ? undefined : findUserByLogin(world, named)?.id;
  // Who answers as a moderator must be one.
  if (known !== undefined && (part === 'M' || !taken.has(known))) return known;
  return anyone(taken)?.userId;
}
