import { channelOf, findUserByLogin, STREAMER_ID, userOf, type World } from '../world.ts';
import { follow, goLive, goOffline, raid, updateChannel } from '../world-channel.ts';
import { notify } from '../world-chat.ts';
import { cheer, giftSubs, resubscribe, subscribe } from '../world-money.ts';
import type { SubTier } from '../world-state.ts';
import type { Casting } from './casting.ts';
import type { Reactions } from './reactions.ts';
import type { Room } from './room.ts';
import { TOPICS } from './topics.ts';
import type { Trouble } from './trouble.ts';

/** What an item of the programme works with. */
export interface Stage {
  readonly world: World;
  readonly room: Room;
  readonly casting: Casting;
  readonly trouble: Trouble;
  readonly reactions: Reactions;
  readonly nowMs: number;
}

export interface ProgrammeItem {
  readonly minute: number;
  play(stage: Stage): void;
}

/** After this many minutes the evening begins anew. */
export const EVENING_MINUTES = 150;

/** The evening, minute by minute. Between these things small ones happen by themselves (`background.ts`). */
export const PROGRAMME: readonly ProgrammeItem[] = [
  at(0.1, topic('croissants')),
  at(0.6, newFollower()),
  at(1.1, resub('brezel_bube', '1000', 'Monat 6 im Wohnzimmer, die Brezeln gehen auf mich flaavBrezel')),
  at(1.7, topic('microphone')),
  at(2.3, bits('rasenmaeher9000', 300, 'aufs Mikrofon! Endlich kein Rauschen mehr flaavBlitz flaavBlitz')),
  at(3.1, raidBy('frau_holle_tv', 12)),
  at(4.2, gifts('keksdose_m', '1000', 3)),
  at(5, followBy('der_ole')),
  at(6, newSub('1000', true)),
  at(7, topic('weekly')),
  at(10, announce('nordlicht_mod', 'In zehn Minuten startet die Wochenrunde, holt euch was zu trinken!')),
  at(14, topic('cat')),
  at(17, retitle('Wochenrunde: was war, was kommt', '509658')),
  at(20, gifts('lotta_liest', '1000', 1)),
  at(24, bits('oldschool_otto', 1000, 'für Mio und die Bahnstrecke')),
  at(27, topic('mario')),
  at(32, gifts(null, '1000', 5)),
  at(36, newSub('3000', false)),
  at(40, topic('railway')),
  at(46, newSub('2000', false)),
  at(50, retitle('Ein Komma und seine Folgen', '1469308723')),
  at(50.5, topic('bug')),
  at(60, topic('quiz')),
  at(66, ({ trouble, nowMs }) => trouble.sendBots(nowMs)),
  at(70, retitle('Frühstück mit Chat', '509658')),
  at(75, gifts('moin_mareike', '1000', 10)),
  at(76, bits('retro_rolf', 500, 'Hype Hype flaavBlitz')),
  at(82, topic('baking')),
  at(90, raidBy('bienenkorb', 27)),
  at(96, topic('charity')),
  at(108, resub('oldschool_otto', '1000', 'gefühlt seit der Steinzeit dabei')),
  at(118, primeUpgrade('late_night_lars')),
  at(126, gifts('nachteule_nina', '2000', 2)),
  at(140, topic('goodbye')),
  at(142, ({ world }) => goOffline(world, STREAMER_ID)),
  at(145.5, ({ world }) => void goLive(world, STREAMER_ID, 12)),
  at(145.7, topic('hello')),
];

type Play = ProgrammeItem['play'];

function at(minute: number, play: Play): ProgrammeItem {
  return { minute, play };
}

function topic(name: string): Play {
  return ({ room }) => room.openTopic(TOPICS[name] ?? []);
}

function newFollower(): Play {
  return ({ world, casting }) => {
    const userId = casting.nonFollower();
    if (userId !== undefined) follow(world, STREAMER_ID, userId);
  };
}

function followBy(login: string): Play {
  return ({ world, casting, room, nowMs }) => {
    const userId = casting.byLogin(login);
    if (userId === undefined) return;
    follow(world, STREAMER_ID, userId);
    room.react([{ userId, text: 'hi, zum ersten Mal hier. Was ist die Wochenrunde?' }], nowMs);
  };
}

function resub(login: string, tier: SubTier, text: string): Play {
  return ({ world, casting, reactions, nowMs }) => {
    const userId = casting.byLogin(login);
    if (userId === undefined) return;
    resubscribe(world, { channelId: STREAMER_ID, userId, tier, text, showsStreak: true });
    reactions.toSub(userId, nowMs);
  };
}

function newSub(tier: SubTier, isPrime: boolean): Play {
  return ({ world, casting, reactions, nowMs }) => {
    const userId = casting.nonSubscriber();
    if (userId === undefined) return;
    subscribe(world, { channelId: STREAMER_ID, userId, tier, isPrime });
    reactions.toSub(userId, nowMs);
  };
}

function bits(login: string, amount: number, text: string): Play {
  return ({ world, casting, reactions, nowMs }) => {
    const userId = casting.byLogin(login);
    if (userId === undefined) return;
    if (cheer(world, { channelId: STREAMER_ID, userId, bits: amount, text })) reactions.toBits(userId, nowMs);
  };
}

function gifts(login: string | null, tier: SubTier, count: number): Play {
  return ({ world, casting, reactions, nowMs }) => {
    const gifterId = login === null ? null : casting.byLogin(login);
    const recipientIds = new Set<string>();
    for (let tries = 0; recipientIds.size < count && tries < count * 20; tries += 1) {
      const userId = casting.nonSubscriber();
      if (userId !== undefined && userId !== gifterId) recipientIds.add(userId);
    }
    if (gifterId === undefined || recipientIds.size === 0) return;
    giftSubs(world, { channelId: STREAMER_ID, gifterId, tier, recipientIds: [...recipientIds] });
    reactions.toGift(gifterId, count, nowMs);
  };
}

function raidBy(login: string, viewers: number): Play {
  return ({ world, casting, reactions, nowMs }) => {
    const fromId = casting.byLogin(login);
    if (fromId === undefined || !channelOf(world, STREAMER_ID).stream) return;
    raid(world, { fromId, toId: STREAMER_ID, viewers });
    reactions.toRaid(fromId, nowMs);
  };
}

function announce(login: string, text: string): Play {
  return ({ world }) => {
    const userId = findUserByLogin(world, login)?.id;
    if (userId === undefined) return;
    notify(world, {
      channelId: STREAMER_ID,
      userId,
      text,
      systemText: '',
      detail: { kind: 'announcement', color: 'PURPLE' },
    });
  };
}

function retitle(title: string, categoryId: string): Play {
  return ({ world }) => updateChannel(world, STREAMER_ID, { title, categoryId });
}

function primeUpgrade(login: string): Play {
  return ({ world, casting }) => {
    const userId = casting.byLogin(login);
    const subscription = userId === undefined ? undefined : channelOf(world, STREAMER_ID).subscriptions[userId];
    if (userId === undefined || !subscription?.isPrime) return;
    subscription.isPrime = false;
    notify(world, {
      channelId: STREAMER_ID,
      userId,
      systemText: `${userOf(world, userId).displayName} converted from a Prime sub to a Tier 1 sub!`,
      detail: { kind: 'prime-upgrade', tier: '1000' },
    });
  };
}
