import { type Random, seededRandom } from '../random.ts';
import { channelOf, createWorld, STREAMER_ID, type World } from '../world.ts';
import { follow, goLive, goOffline, setViewers, unfollow, updateChannel } from '../world-channel.ts';
import { endExpiredHypeTrain } from '../world-hype-train.ts';
import { freshState } from '../world-seed.ts';
import type { PastSummary, WorldState } from '../world-state.ts';
import { type Agenda, createAgenda } from './agenda.ts';
import { makeCalendar, PAST_DAYS, type PastBroadcast } from './calendar.ts';
import { planDoings } from './doings.ts';
import { about, type Evening, type Guest, momentOf } from './evening.ts';
import { giftBomb, planGiving, showGiftedMonth, upgrade } from './giving.ts';
import { comes, type Habit, makeHabits } from './habits.ts';
import { hateRaid, ownSub, raidBy, sharedChatWith } from './incidents.ts';
import { createRecorder, type Recorder } from './recorder.ts';
import { createRenewals, type Renewals, turnBackSubscriptions } from './subscriptions.ts';
import { createTalk, type Incident, type Memory, makeMemory } from './talk.ts';
import { type Voice, voiceOf } from './voice.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const LAST_WORD_MS = 500;
const MONTHS = PAST_DAYS / 30;
/** Lines that can still be answered or deleted. */
const REACH_MS = 6 * HOUR_MS;

/** Evenings counted from the oldest on which something special happens. */
const INCIDENTS: Readonly<Record<number, Incident>> = {
  3: ownSub,
  5: giftBomb(5, false),
  6: upgrade('gift'),
  7: raidBy('frau_holle_tv', 14),
  11: upgrade('prime'),
  13: giftBomb(3, true),
  14: showGiftedMonth,
  16: sharedChatWith('bienenkorb'),
  21: giftBomb(10, false),
  24: hateRaid,
  29: raidBy('bienenkorb', 31),
  33: giftBomb(5, false),
  34: showGiftedMonth,
  37: raidBy('frau_holle_tv', 22),
};

/**
 * Makes ninety days up: a world begins ninety days before now and lives until now, by the same functions as
 * the one that goes on afterwards, under a clock that jumps from one thing to the next. What it says on
 * its wires meanwhile is the past; what it has become is the present, so the two cannot disagree.
 * @param write takes the past line by line, oldest first.
 */
export function makePast(
  input: { readonly seed: string; readonly nowMs: number },
  write: (line: string) => void,
): { readonly state: WorldState; readonly summary: PastSummary } {
  const { seed, nowMs } = input;
  const random = seededRandom(`${seed}/past`);
  const calendar = makeCalendar(random, nowMs);
  const { fromMs, broadcasts } = calendar;
  let clockMs = fromMs;
  const state = freshState(seed, fromMs);
  const world = createWorld(state, { nowMs: () => clockMs }, `${seed}/past/ids`);
  const channel = channelOf(world, STREAMER_ID);
  Object.assign(channel, { stream: null, videos: [], schedule: { segments: [...calendar.segments], vacation: null } });
  turnBackSubscriptions(world, MONTHS);

  const agenda = createAgenda();
  const recorder = createRecorder(world, write);
  const makers: Makers = {
    world,
    random,
    agenda,
    recorder,
    renewals: createRenewals(world, random),
    memory: makeMemory(world, random),
    habits: makeHabits(world, random, broadcasts),
    voices: new Map(),
  };
  planDays(makers, fromMs, nowMs);
  for (const [index, broadcast] of broadcasts.entries()) {
    const { parts } = broadcast.show;
    // The title is set some minutes before, as one does.
    agenda.at(broadcast.startMs - 4 * MINUTE_MS, () => retitle(world, broadcast, parts[0]));
    agenda.at(broadcast.startMs, () => beginEvening(makers, broadcast, { nowMs, incident: INCIDENTS[index] }));
  }
  agenda.run(nowMs, (ms) => {
    clockMs = Math.max(clockMs, ms);
  });

  clockMs = nowMs;
  makers.renewals.close();
  for (const video of channel.videos)
    video.viewCount = 60 + random.between(0, 160) + Math.round(video.durationSeconds / 90);
  state.messages = state.messages.filter((message) => message.sentAtMs > nowMs - REACH_MS);
  refreshTroublemakers(state, nowMs);
  const summary: PastSummary = { channelId: STREAMER_ID, fromMs, untilMs: nowMs, ...recorder.counts };
  state.past = summary;
  return { state, summary };
}

interface Makers {
  readonly world: World;
  readonly random: Random;
  readonly agenda: Agenda;
  readonly recorder: Recorder;
  readonly renewals: Renewals;
  readonly memory: Memory;
  readonly habits: readonly Habit[];
  readonly voices: Map<string, Voice>;
}

/** What goes on between the evenings too: totals are read, people come and go, subscriptions run out. */
function planDays({ world, random, agenda, recorder, renewals, habits }: Makers, fromMs: number, nowMs: number): void {
  const channel = channelOf(world, STREAMER_ID);
  for (let ms = fromMs + HOUR_MS; ms < nowMs - MINUTE_MS; ms += 6 * HOUR_MS) agenda.at(ms, () => recorder.totals());
  for (let ms = fromMs + 3 * HOUR_MS; ms < nowMs - DAY_MS; ms += DAY_MS) {
    agenda.at(ms, () => renewals.settle());
    for (let left = about(random, 0.34); left > 0; left -= 1) {
      agenda.at(ms + random.next() * DAY_MS, () => {
        // Who leaves was mostly never heard.
        const quiet = Object.keys(channel.followers).filter((id) => !Object.hasOwn(channel.knownChatters, id));
        unfollow(world, STREAMER_ID, random.pick(quiet));
      });
    }
    for (let found = about(random, 0.3); found > 0; found -= 1) {
      agenda.at(ms + random.next() * DAY_MS, () => {
        const { userId, isNew, fromMs: foundMs } = random.pick(habits);
        if (isNew && foundMs > world.nowMs()) follow(world, STREAMER_ID, userId);
      });
    }
  }
}

function beginEvening(
  makers: Makers,
  broadcast: PastBroadcast,
  { nowMs, incident }: { readonly nowMs: number; readonly incident: Incident | undefined },
): void {
  const { world, random, agenda, recorder, renewals } = makers;
  const channel = channelOf(world, STREAMER_ID);
  const { startMs } = broadcast;
  const endMs = broadcast.endMs ?? nowMs - 2 * LAST_WORD_MS;
  // Lines of last week are out of everybody's reach; looking through them would only take time.
  world.state.messages = [];
  renewals.settle();
  const evening: Evening = {
    world,
    random,
    agenda,
    broadcast,
    startMs,
    endMs,
    guests: inviteGuests(makers, broadcast, endMs),
  };
  goLive(world, STREAMER_ID, Math.round(broadcast.show.viewers * 0.3));
  const talk = createTalk(evening, makers.memory);
  talk.begin();
  planGiving(evening, talk, renewals);
  planDoings(evening, talk);
  incident?.(evening, talk);

  let share = 0;
  for (const part of broadcast.show.parts) {
    // The first one was set before the beginning.
    if (share > 0) agenda.at(momentOf(evening, share), () => retitle(world, broadcast, part));
    share += part.share;
  }
  const mood = 0.85 + random.next() * 0.3;
  for (let ms = startMs + 5_000; ms < endMs; ms += MINUTE_MS) {
    agenda.at(ms, () => {
      endExpiredHypeTrain(world, STREAMER_ID);
      const { viewerCount = 0 } = channel.stream ?? {};
      const aim = broadcast.show.viewers * mood * tide((ms - startMs) / MINUTE_MS, (endMs - ms) / MINUTE_MS);
      setViewers(world, STREAMER_ID, viewerCount + (aim - viewerCount) * 0.12 + random.between(-2, 2));
      recorder.viewers();
    });
  }
  if (broadcast.endMs === null) {
    // The last word of the past; the story takes it up.
    agenda.at(
      nowMs - LAST_WORD_MS,
      () => void talk.say(STREAMER_ID, 'Ofen ist vorgeheizt, gleich wird es ernst flaavKaffee'),
    );
    return;
  }
  agenda.at(endMs, () => {
    goOffline(world, STREAMER_ID);
    recorder.totals();
  });
  agenda.at(endMs + 6 * MINUTE_MS, () => endExpiredHypeTrain(world, STREAMER_ID));
}

/** People drop in during the first half hour, and go to bed before the end. */
function tide(sinceMinutes: number, leftMinutes: number): number {
  const coming = Math.min(1, 0.35 + sinceMinutes / 40);
  const going = Math.min(1, 0.75 + leftMinutes / 80);
  return coming * going * (1 + 0.08 * Math.sin(sinceMinutes / 11));
}

function inviteGuests({ world, random, habits, voices }: Makers, broadcast: PastBroadcast, endMs: number): Guest[] {
  const { startMs } = broadcast;
  const { subscriptions } = channelOf(world, STREAMER_ID);
  return habits
    .filter((habit) => comes(habit, broadcast, random))
    .map((habit) => {
      const { userId } = habit;
      let voice = voices.get(userId);
      if (!voice) {
        voice = voiceOf(userId, () => Object.hasOwn(subscriptions, userId));
        voices.set(userId, voice);
      }
      // Half are there from the beginning; those who come now and then stay shorter.
      const late = random.chance(0.5) ? random.next() * 0.06 : random.next() * 0.6;
      const fromMs = startMs + 15_000 + (endMs - startMs) * late;
      const stay = habit.often > 0.3 ? 0.4 + random.next() * 0.7 : 0.15 + random.next() * 0.5;
      // The last ones go one after the other; tonight they are still there.
      const lastMs = broadcast.endMs === null ? Number.POSITIVE_INFINITY : endMs - random.between(5, 200) * 1000;
      const untilMs = Math.min(lastMs, fromMs + (endMs - startMs) * stay);
      return { habit, userId, voice, fromMs, untilMs };
    })
    .filter((guest) => guest.untilMs > guest.fromMs);
}

function retitle(
  world: World,
  broadcast: PastBroadcast,
  part: { title: string; categoryId: string } | undefined,
): void {
  if (!part) return;
  const title = part.title.replace('{n}', String(broadcast.number));
  updateChannel(world, STREAMER_ID, { title, categoryId: part.categoryId });
}

/** The troll and the spammer of the evenings to come are as new as ever. */
function refreshTroublemakers(state: WorldState, nowMs: number): void {
  for (const user of Object.values(state.users)) {
    if (user.login === 'xx_bohne_xx') state.users[user.id] = { ...user, createdAtMs: nowMs - 46 * DAY_MS };
    if (user.login === 'gratis_vbux_2026') state.users[user.id] = { ...user, createdAtMs: nowMs - 2 * DAY_MS };
  }
}
