import { hashText } from '../random.ts';
import { STREAK_TEXTS } from '../story/one-liners.ts';
import { AT_THE_TROLL, SPAM_LINES, TROLL_LINES } from '../story/troublemakers.ts';
import { channelOf, findUser, findUserByLogin, STREAMER_ID, userOf, type World } from '../world.ts';
import { follow } from '../world-channel.ts';
import { deleteMessage, notify } from '../world-chat.ts';
import { banUser, unbanUser } from '../world-moderation.ts';
import { redeemReward } from '../world-points.ts';
import { isFollower } from '../world-roles.ts';
import { about, type Evening, momentOf } from './evening.ts';
import type { Talk } from './talk.ts';
import { fillPlaces } from './voice.ts';

const WISHES = [
  'Tiny Dancer von Elton John',
  'irgendwas mit {trinken}',
  'das Lied aus {spiel}',
  '99 Luftballons',
  'Azzurro',
];
const NEWS = [
  'In zehn Minuten geht es weiter, holt euch {trinken}!',
  'Der Plan für die nächsten Wochen steht unter dem Stream.',
  'Heute gilt: keine Spoiler zu {spiel}.',
  'Das Video von {tag} ist online.',
  'Wer mag: im Panel steht das Rezept für {essen}.',
];

/** The small things of an evening: rewards, streaks, news, new followers, and somebody who behaves badly. */
export function planDoings(evening: Evening, talk: Talk): void {
  const { world, random, agenda } = evening;
  const channel = channelOf(world, STREAMER_ID);
  const length = (evening.endMs - evening.startMs) / (150 * 60_000);
  const times = (count: number, what: () => void): void => {
    for (let index = about(random, count * length); index > 0; index -= 1) {
      agenda.at(momentOf(evening, 0.03 + random.next() * 0.94), what);
    }
  };

  times(23 * evening.broadcast.show.talk, () => {
    const userId = talk.anyone()?.userId;
    if (userId === undefined || channel.rewards.length === 0) return;
    const reward = random.pick(channel.rewards);
    const input = reward.prompt === '' ? '' : fillPlaces(random.pick(WISHES), random);
    redeemReward(world, { channelId: STREAMER_ID, userId, rewardId: reward.id, input });
  });
  times(15, () => {
    const guest = talk.anyone();
    if (!guest || guest.habit.often < 0.4) return;
    const streams = random.pick([3, 5, 7, 10, 15, 20]);
    notify(world, {
      channelId: STREAMER_ID,
      userId: guest.userId,
      text: guest.voice.say(random.pick(STREAK_TEXTS), random),
      systemText: `${userOf(world, guest.userId).displayName} watched ${streams} consecutive streams and sparked a watch streak!`,
      detail: { kind: 'watch-streak', streams, points: 350 + streams * 10 },
    });
  });
  times(2.4, () => {
    notify(world, {
      channelId: STREAMER_ID,
      userId: moderatorOf(world),
      text: fillPlaces(random.pick(NEWS), random),
      systemText: '',
      detail: { kind: 'announcement', color: random.pick(['PURPLE', 'PRIMARY', 'GREEN']) },
    });
  });
  for (const guest of evening.guests) {
    // Most who follow do it the first time they like it.
    if (isFollower(channel, guest.userId) || !random.chance(guest.habit.isNew ? 0.34 : 0.11)) continue;
    const middleMs = guest.fromMs + (guest.untilMs - guest.fromMs) * (0.2 + random.next() * 0.7);
    agenda.at(middleMs, () => follow(world, STREAMER_ID, guest.userId));
  }
  times(0.8, () => annoy(evening, talk));
  times(0.7, () => advertise(evening, talk));
}

export function moderatorOf(world: World, login = 'nordlicht_mod'): string {
  return findUserByLogin(world, login)?.id ?? STREAMER_ID;
}

/** Somebody provokes, is warned off, sometimes let in again. */
function annoy({ world, random, agenda }: Evening, talk: Talk): void {
  const userId = inventAccount(
    world,
    `${random.pick(['xx', 'der', 'nur', 'echt'])}_${random.pick(['bohne', 'motz', 'grummel', 'ratz'])}${random.between(1, 999)}`,
  );
  const { displayName } = userOf(world, userId);
  const moderatorId = moderatorOf(world, random.pick(['nordlicht_mod', 'pixelpaul']));
  let atMs = world.nowMs();
  for (let index = random.between(2, 5); index > 0; index -= 1) {
    atMs += random.between(15, 60) * 1000;
    agenda.at(atMs, () => {
      const messageId = talk.say(userId, random.pick(TROLL_LINES));
      if (messageId === undefined) return;
      if (random.chance(0.5))
        talk.react(
          AT_THE_TROLL.map((text) => text.replace('{who}', displayName)),
          1,
          userId,
        );
      if (random.chance(0.4)) {
        agenda.at(
          world.nowMs() + 9_000,
          () => void deleteMessage(world, { channelId: STREAMER_ID, messageId, moderatorId }),
        );
      }
    });
  }
  const seconds = random.pick([60, 600, 600, 1800]);
  agenda.at(atMs + 12_000, () => {
    banUser(world, { channelId: STREAMER_ID, moderatorId, userId, reason: 'Provokation', seconds });
    if (random.chance(0.2)) {
      agenda.at(world.nowMs() + 40_000, () => void unbanUser(world, { channelId: STREAMER_ID, moderatorId, userId }));
    }
  });
}

/** Somebody advertises and is gone. */
function advertise({ world, random, agenda }: Evening, talk: Talk): void {
  const userId = inventAccount(world, `${random.pick(['gratis', 'skins', 'bits', 'promo'])}_${random.hex(6)}`);
  const moderatorId = moderatorOf(world, random.pick(['nordlicht_mod', 'pixelpaul']));
  talk.say(userId, random.pick(SPAM_LINES));
  const seconds = random.chance(0.25) ? 600 : null;
  agenda.at(world.nowMs() + random.between(6, 40) * 1000, () => {
    banUser(world, { channelId: STREAMER_ID, moderatorId, userId, reason: 'Werbung', seconds });
  });
}

/** An account made yesterday. */
export function inventAccount(world: World, login: string): string {
  let number = 1_450_000_000 + (hashText(login) % 20_000_000);
  while (findUser(world, String(number))) number += 1;
  const id = String(number);
  world.state.users[id] = {
    id,
    login,
    displayName: login,
    createdAtMs: world.nowMs() - 24 * 60 * 60_000,
    color: '',
    broadcasterType: '',
    description: '',
    email: `${login}@example.org`,
  };
  return id;
}
