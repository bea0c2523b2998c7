import { newLogin } from '../people.ts';
import { seededRandom } from '../random.ts';
import { shuffledDeck } from '../story/deck.ts';
import { AMBIENT, ON_RAID, RAIDERS_SAY } from '../story/one-liners.ts';
import { HATE_LINES } from '../story/phrases.ts';
import { channelOf, findUserByLogin, STREAMER_ID, userOf } from '../world.ts';
import { follow, raid, setViewers } from '../world-channel.ts';
import { changeModes, clearChat, notify, sendLine } from '../world-chat.ts';
import type { NoticeDetail } from '../world-events.ts';
import { banUser, setShieldMode } from '../world-moderation.ts';
import { subscribe } from '../world-money.ts';
import { joinSharedChat, leaveSharedChat } from '../world-shared-chat.ts';
import { inventAccount, moderatorOf } from './doings.ts';
import { type Evening, momentOf } from './evening.ts';
import type { Incident } from './talk.ts';
import { fillPlaces } from './voice.ts';

/** Another channel ends and sends its viewers over; some stay. */
export function raidBy(login: string, viewers: number): Incident {
  return (evening, talk) => {
    const { world, random, agenda } = evening;
    const fromId = findUserByLogin(world, login)?.id;
    if (fromId === undefined) return;
    agenda.at(momentOf(evening, 0.55), () => {
      raid(world, { fromId, toId: STREAMER_ID, viewers });
      talk.react(ON_RAID, 9, fromId);
      talk.say(fromId, random.pick(RAIDERS_SAY));
      const used = new Set(Object.values(world.state.users).map((user) => user.login));
      for (let index = 0; index < Math.min(18, viewers); index += 1) {
        const userId = inventAccount(world, newLogin(random, used));
        agenda.at(world.nowMs() + random.between(3, 90) * 1000, () => {
          talk.say(userId, random.pick(RAIDERS_SAY));
          if (random.chance(0.4)) follow(world, STREAMER_ID, userId);
        });
      }
    });
  };
}

/**
 * Dozens of new accounts write over everyone at once. The moderators close the room, ban them one by one,
 * wipe the chat, and open it again when it is over.
 */
export const hateRaid: Incident = (evening, talk) => {
  const { world, random, agenda } = evening;
  const channel = channelOf(world, STREAMER_ID);
  const beginMs = momentOf(evening, 0.4);
  const moderatorId = moderatorOf(world);
  const other = moderatorOf(world, 'pixelpaul');
  agenda.at(beginMs, () => {
    setViewers(world, STREAMER_ID, (channel.stream?.viewerCount ?? 20) + 60);
    const crowd = Array.from({ length: 36 }, () => inventAccount(world, `x${random.hex(8)}`));
    for (const [index, userId] of crowd.entries()) {
      for (let line = random.between(2, 4); line > 0; line -= 1) {
        agenda.at(
          beginMs + index * 500 + line * random.between(2_000, 7_000),
          () => void talk.say(userId, `${random.pick(HATE_LINES)} ${random.hex(3)}`),
        );
      }
      const banner = index % 3 === 0 ? other : moderatorId;
      agenda.at(beginMs + 34_000 + index * 2_300, () => {
        banUser(world, { channelId: STREAMER_ID, moderatorId: banner, userId, reason: 'Hate Raid', seconds: null });
      });
    }
  });
  agenda.at(beginMs + 26_000, () => {
    setShieldMode(world, { channelId: STREAMER_ID, moderatorId, isActive: true });
    changeModes(world, {
      channelId: STREAMER_ID,
      moderatorId,
      changes: { followersOnlyMinutes: 30, slowSeconds: 10 },
    });
  });
  agenda.at(beginMs + 60_000, () => clearChat(world, STREAMER_ID, other));
  agenda.at(
    beginMs + 75_000,
    () => void talk.say(STREAMER_ID, 'Durchatmen. Die Mods räumen auf, wir machen einfach weiter flaavHerz'),
  );
  agenda.at(beginMs + 95_000, () =>
    talk.react(
      ['danke Mods', 'flaavHerz flaavHerz', 'ihr seid {lob}', 'lasst euch nicht ärgern', '<3', 'stark gemacht'],
      10,
    ),
  );
  agenda.at(beginMs + 15 * 60_000, () => {
    changeModes(world, {
      channelId: STREAMER_ID,
      moderatorId,
      changes: { followersOnlyMinutes: null, slowSeconds: null },
    });
    setShieldMode(world, { channelId: STREAMER_ID, moderatorId, isActive: false });
  });
};

/** An evening together with another channel: what is said and given there stands here too, and is not ours. */
export function sharedChatWith(login: string): Incident {
  return (evening) => {
    const { world, random, agenda } = evening;
    const source = findUserByLogin(world, login);
    if (!source) return;
    neighboursTalk(evening, source.id);
    const used = new Set(Object.values(world.state.users).map((user) => user.login));
    const person = (): string => inventAccount(world, newLogin(random, used));
    const bombId = String(random.between(10_000_000, 2_000_000_000));
    const giver = person();
    const tell = (share: number, userId: string, systemText: string, detail: NoticeDetail): void => {
      agenda.at(momentOf(evening, share), () => {
        const messageId = world.random.uuid();
        const text = detail.kind === 'announcement' ? 'Gleich geht drüben die zweite Runde los!' : '';
        notify(world, {
          channelId: STREAMER_ID,
          userId,
          text,
          systemText: systemText.replace('{who}', userOf(world, userId).displayName),
          detail,
          source: { channelId: source.id, messageId },
        });
      });
    };
    const recipients = [person(), person(), person()];
    tell(0.2, person(), '{who} subscribed at Tier 1.', { kind: 'sub', tier: '1000', isPrime: false, months: 1 });
    tell(0.3, person(), "{who} subscribed with Prime. They've subscribed for 7 months!", {
      kind: 'resub',
      tier: '1000',
      isPrime: true,
      cumulativeMonths: 7,
      streakMonths: null,
    });
    tell(0.45, giver, '{who} is gifting 3 Tier 1 Subs to the community!', {
      kind: 'community-gift',
      tier: '1000',
      communityGiftId: bombId,
      count: recipients.length,
      cumulativeTotal: 11,
    });
    for (const recipientId of recipients) {
      tell(0.45, giver, `{who} gifted a Tier 1 sub to ${userOf(world, recipientId).displayName}!`, {
        kind: 'sub-gift',
        tier: '1000',
        recipientId,
        months: 1,
        cumulativeTotal: null,
        communityGiftId: bombId,
      });
    }
    tell(0.6, source.id, '', { kind: 'announcement', color: 'BLUE' });
    tell(0.7, person(), '{who} converted from a Prime sub to a Tier 1 sub!', { kind: 'prime-upgrade', tier: '1000' });
  };
}

const TOGETHER = { from: 0.1, until: 0.9 };
const NEIGHBOURS = 14;
const NEIGHBOUR_LINES = 90;

/** The chats are one for most of the evening. By a chance of its own: the rest of the past stays as it is. */
function neighboursTalk(evening: Evening, sourceId: string): void {
  const { world, agenda } = evening;
  const random = seededRandom(`${world.state.seed}/neighbours`);
  const used = new Set(Object.values(world.state.users).map((user) => user.login));
  const neighbours = Array.from({ length: NEIGHBOURS }, () => inventAccount(world, newLogin(random, used)));
  const texts = shuffledDeck(AMBIENT, random);
  agenda.at(momentOf(evening, TOGETHER.from), () => void joinSharedChat(world, STREAMER_ID, [sourceId]));
  agenda.at(momentOf(evening, TOGETHER.until), () => void leaveSharedChat(world, STREAMER_ID));
  for (let line = 0; line < NEIGHBOUR_LINES; line += 1) {
    const share = TOGETHER.from + random.next() * (TOGETHER.until - TOGETHER.from);
    const userId = random.chance(0.05) ? sourceId : random.pick(neighbours);
    const text = fillPlaces(texts.draw(), random);
    agenda.at(
      momentOf(evening, share),
      () => void sendLine(world, { channelId: sourceId, userId, text, isUnlimited: true }),
    );
  }
}

/** The streamer subscribes to the own channel, as Twitch lets her; it is her own money. */
export const ownSub: Incident = (evening) => {
  const { world, agenda } = evening;
  agenda.at(momentOf(evening, 0.25), () => {
    subscribe(world, { channelId: STREAMER_ID, userId: STREAMER_ID, tier: '3000' });
    // She is listed as a subscriber anyway, and never counted.
    delete channelOf(world, STREAMER_ID).subscriptions[STREAMER_ID];
  });
};
