import type { Random } from '../random.ts';
import { channelOf, findUser, findUserByLogin, STREAMER_ID, userOf, type World } from '../world.ts';
import { deleteMessage, sendLine } from '../world-chat.ts';
import { banUser } from '../world-moderation.ts';
import { activeBan, canModerate } from '../world-roles.ts';
import type { Casting } from './casting.ts';
import { shuffledDeck } from './deck.ts';
import type { Room } from './room.ts';
import {
  AT_THE_TROLL,
  BOT_LINE,
  SPAM_LINES,
  SPAMMER_NAMES,
  TROLL_AFTER_TIMEOUT,
  TROLL_LINES,
} from './troublemakers.ts';

/** The troll, the spammer, the machines, and the moderator who is awake. */
export interface Trouble {
  readonly dueAtMs: number;
  act(nowMs: number): void;
  /** A wave of machines, all gone half a minute later. */
  sendBots(nowMs: number): void;
}

interface Plan {
  readonly atMs: number;
  readonly what: () => void;
}

const MINUTE_MS = 60_000;

export function createTrouble(world: World, random: Random, casting: Casting, room: Room, startMs: number): Trouble {
  const channel = channelOf(world, STREAMER_ID);
  const trollLines = shuffledDeck(TROLL_LINES, random);
  const apologies = shuffledDeck(TROLL_AFTER_TIMEOUT, random);
  const comments = shuffledDeck(AT_THE_TROLL, random);
  const spam = shuffledDeck(SPAM_LINES, random);
  let plans: Plan[] = [];
  let wasSilenced = false;

  const plan = (atMs: number, what: () => void): void => {
    plans.push({ atMs, what });
  };
  const say = (userId: string, text: string): string | undefined => {
    const sent = sendLine(world, { channelId: STREAMER_ID, userId, text });
    return sent.ok ? sent.value.id : undefined;
  };
  const guard = (): string | undefined => {
    const id = findUserByLogin(world, 'pixelpaul')?.id;
    return id !== undefined && canModerate(channel, id) ? id : undefined;
  };

  const troll = (nowMs: number): void => {
    plan(nowMs + random.between(70, 170) * 1000, () => troll(plansNow));
    const user = findUserByLogin(world, 'xx_bohne_xx');
    if (!user) return;
    if (activeBan(world, channel, user.id)) {
      wasSilenced = true;
      return;
    }
    const id = say(user.id, wasSilenced ? apologies.draw() : trollLines.draw());
    wasSilenced = false;
    if (id === undefined) return;
    const answers = random.chance(0.35) ? [casting.regular()] : [];
    room.react(
      answers
        .filter((userId) => userId !== undefined)
        .map((userId) => ({ userId, text: comments.draw().replace('{who}', user.displayName) })),
      nowMs,
    );
    // Left alone by everyone else for long, the moderator acts now and then.
    if (!random.chance(0.25)) return;
    plan(nowMs + random.between(40, 90) * 1000, () => {
      const moderatorId = guard();
      if (moderatorId === undefined || activeBan(world, channel, user.id)) return;
      if (random.chance(0.6)) deleteMessage(world, { channelId: STREAMER_ID, messageId: id, moderatorId });
      else
        banUser(world, { channelId: STREAMER_ID, moderatorId, userId: user.id, reason: 'Provokation', seconds: 300 });
    });
  };

  const spammer = (nowMs: number): void => {
    plan(nowMs + random.between(150, 420) * 1000, () => spammer(plansNow));
    const userId = currentSpammer(world, random);
    if (userId === undefined || activeBan(world, channel, userId)) return;
    say(userId, spam.draw());
    if (random.chance(0.4)) plan(nowMs + random.between(3, 9) * 1000, () => say(userId, spam.draw()));
    if (!random.chance(0.6)) return;
    plan(nowMs + random.between(35, 80) * 1000, () => {
      const moderatorId = guard();
      if (moderatorId === undefined || activeBan(world, channel, userId)) return;
      const seconds = random.chance(0.7) ? 600 : null;
      banUser(world, { channelId: STREAMER_ID, moderatorId, userId, reason: 'Werbung', seconds });
    });
  };

  let plansNow = startMs;
  plan(startMs + 50_000, () => troll(plansNow));
  plan(startMs + 95_000, () => spammer(plansNow));

  return {
    get dueAtMs() {
      return plans.reduce((least, one) => Math.min(least, one.atMs), Number.POSITIVE_INFINITY);
    },
    act(nowMs) {
      plansNow = nowMs;
      const due = plans.filter((one) => one.atMs <= nowMs);
      plans = plans.filter((one) => one.atMs > nowMs);
      for (const one of due) one.what();
    },
    sendBots(nowMs) {
      const bots = Array.from({ length: random.between(8, 14) }, () => inventUser(world, `hoss00312_${random.hex(5)}`));
      bots.forEach((userId, index) => {
        plan(nowMs + index * 700, () => say(userId, `${BOT_LINE} ${random.hex(4)}`));
        plan(nowMs + 0.5 * MINUTE_MS + index * 400, () => {
          const moderatorId = guard();
          if (moderatorId === undefined) return;
          banUser(world, { channelId: STREAMER_ID, moderatorId, userId, reason: 'Bot', seconds: null });
        });
      });
    },
  };
}

/** The spammer of the hour; after a ban for good the next one comes under another name. */
function currentSpammer(world: World, random: Random): string | undefined {
  const channel = channelOf(world, STREAMER_ID);
  const known = ['gratis_vbux_2026', ...SPAMMER_NAMES]
    .map((login) => findUserByLogin(world, login)?.id)
    .filter((id) => id !== undefined);
  const free = known.find((id) => activeBan(world, channel, id)?.endsAtMs !== null);
  if (free !== undefined) return free;
  const name = SPAMMER_NAMES.find((login) => findUserByLogin(world, login) === undefined);
  return inventUser(world, name ?? `vbux_${random.hex(6)}`);
}

function inventUser(world: World, login: string): string {
  const id = String(1_480_000_000 + Object.keys(world.state.users).length * 37);
  if (findUser(world, id)) return userOf(world, id).id;
  world.state.users[id] = {
    id,
    login,
    displayName: login,
    createdAtMs: world.nowMs() - 2 * 24 * 60 * MINUTE_MS,
    color: '',
    broadcasterType: '',
    description: '',
    email: `${login}@example.org`,
  };
  return id;
}
