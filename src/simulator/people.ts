import { REGULARS, STREAMER, TEAM, TROUBLEMAKERS } from './people-cast.ts';
import type { Random } from './random.ts';
import { emptyChannel } from './world.ts';
import type { Channel, Subscription, User } from './world-state.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const FOLLOWERS = 1280;
const PASSERS_BY = 300;

function crowdId(index: number): string {
  return String(20_000_003 + index * 813_101);
}

/** Ids of those who sometimes write, beside the regulars. */
export const PASSER_BY_IDS: readonly string[] = Array.from({ length: PASSERS_BY }, (_, index) => crowdId(index));

export interface Population {
  readonly users: Record<string, User>;
  readonly channel: Channel;
  readonly otherChannels: Record<string, Channel>;
}

/** Fills the evening: the cast, passers-by who sometimes write, and followers who never do. */
export function populate(random: Random, nowMs: number): Population {
  const users: Record<string, User> = {};
  const otherChannels: Record<string, Channel> = {};
  const channel = emptyChannel(STREAMER.id);
  const add = (user: Pick<User, 'id' | 'login' | 'displayName' | 'color'>, ageDays: number): void => {
    users[user.id] = {
      ...user,
      createdAtMs: nowMs - Math.round(ageDays * DAY_MS),
      broadcasterType: '',
      description: '',
      email: `${user.login}@example.org`,
    };
  };

  add(STREAMER, 3200);
  const streamer = users[STREAMER.id];
  if (streamer) {
    streamer.broadcasterType = 'affiliate';
    streamer.description = 'Frühstück, Wochenrunde und alles dazwischen. Kaffee ist fertig.';
  }
  channel.knownChatters[STREAMER.id] = true;
  const cast = [...TEAM, ...REGULARS.map((one, index) => ({ ...one, id: String(91_200_417 + index * 7_340_633) }))];
  for (const member of cast) {
    add(pickIdentity(member), random.between(240, 3900));
    if (member.role !== 'stranger') channel.knownChatters[member.id] = true;
    if (member.role === 'moderator') channel.moderators[member.id] = nowMs - random.between(200, 700) * DAY_MS;
    if (member.role === 'vip') channel.vips[member.id] = nowMs - random.between(20, 400) * DAY_MS;
    if (member.role !== 'stranger') channel.followers[member.id] = nowMs - random.between(40, 1100) * DAY_MS;
    if (member.bits) channel.bitTotals[member.id] = member.bits;
    if (member.gifts) channel.giftTotals[member.id] = member.gifts;
    const subscription = member.sub ? toSubscription(member.id, member.sub, random, nowMs) : undefined;
    if (subscription) channel.subscriptions[member.id] = subscription;
    if (member.streams) otherChannels[member.id] = neighbour(member.id);
  }
  // He comes for the first time tonight.
  for (const { id } of cast.filter((member) => member.login === 'der_ole')) {
    delete channel.followers[id];
    delete channel.knownChatters[id];
  }
  TROUBLEMAKERS.forEach((member, index) => {
    add({ ...pickIdentity(member), id: String(1_394_200_511 + index * 1_009) }, index === 0 ? 46 : 2);
  });
  addCrowd(random, nowMs, channel, add);
  return { users, channel, otherChannels };
}

function pickIdentity(member: {
  login: string;
  displayName: string;
  color: string;
  id?: string;
}): Pick<User, 'id' | 'login' | 'displayName' | 'color'> {
  return { id: member.id ?? '', login: member.login, displayName: member.displayName, color: member.color };
}

function toSubscription(userId: string, sub: string, random: Random, nowMs: number): Subscription {
  const [kind = '1000', months = '1'] = sub.split('/');
  const tier = kind === '2000' || kind === '3000' ? kind : '1000';
  return {
    userId,
    tier,
    isPrime: kind === 'prime',
    isGift: kind === 'gift',
    gifterId: kind === 'gift' && random.chance(0.7) ? keksdoseId : null,
    sinceMs: nowMs - Number(months) * 30 * DAY_MS,
    endsAtMs: nowMs + random.between(1, 30) * DAY_MS,
    cumulativeMonths: Number(months),
    streakMonths: Math.max(1, Number(months) - random.between(0, 5)),
  };
}

// The generous one of the regulars.
const keksdoseId = String(91_200_417 + REGULARS.findIndex((one) => one.login === 'keksdose_m') * 7_340_633);

function neighbour(id: string): Channel {
  return { ...emptyChannel(id), title: 'Backen und Schnacken', categoryId: '509667', tags: ['Deutsch'] };
}

const FIRST = [
  'apfel',
  'biene',
  'bonbon',
  'dackel',
  'dino',
  'ente',
  'erbse',
  'falke',
  'feder',
  'flocke',
  'funke',
  'gurke',
  'hase',
  'hecht',
  'honig',
  'igel',
  'jolle',
  'kater',
  'kiesel',
  'komet',
  'krake',
  'kuebel',
  'lampe',
  'luchs',
  'moewe',
  'nebel',
  'nudel',
  'otter',
  'panda',
  'pilz',
  'qualle',
  'rakete',
  'regen',
  'salz',
  'schal',
  'sofa',
  'specht',
  'tanne',
  'toast',
  'tulpe',
  'uhu',
  'vanille',
  'waffel',
  'wolle',
  'zebra',
  'zitrone',
] as const;
const SECOND = [
  'tom',
  'jule',
  'hd',
  'live',
  'fan',
  'boy',
  'girl',
  'king',
  'queen',
  'mann',
  'frau',
  'kid',
  'paul',
  'lena',
  'finn',
  'emil',
  'ida',
  'jo',
  'kim',
  'lou',
  'max',
  'nik',
  'ole',
  'pia',
  'rob',
  'sam',
  'tim',
  'uli',
  'vera',
  'yara',
] as const;
const COLORS = [
  '#FF0000',
  '#0000FF',
  '#008000',
  '#B22222',
  '#FF7F50',
  '#9ACD32',
  '#FF4500',
  '#2E8B57',
  '#DAA520',
  '#D2691E',
  '#5F9EA0',
  '#1E90FF',
  '#FF69B4',
  '#8A2BE2',
  '#00FF7F',
  '',
] as const;

function addCrowd(
  random: Random,
  nowMs: number,
  channel: Channel,
  add: (user: Pick<User, 'id' | 'login' | 'displayName' | 'color'>, ageDays: number) => void,
): void {
  const used = new Set<string>();
  const missing = FOLLOWERS - Object.keys(channel.followers).length;
  // Two of five passers-by do not follow: they are who can still do it tonight.
  const strangers = Math.round(PASSERS_BY * 0.4);
  for (let index = 0; index < missing + strangers; index += 1) {
    const login = newLogin(random, used);
    const id = crowdId(index);
    const displayName = random.chance(0.5) ? login : login.charAt(0).toUpperCase() + login.slice(1);
    add({ id, login, displayName, color: random.pick(COLORS) }, random.between(3, 3600));
    // Followers became more over two years, the last ones yesterday.
    if (index >= strangers)
      channel.followers[id] = nowMs - Math.round((1 - Math.sqrt(random.next())) * 720 * DAY_MS) - DAY_MS / 2;
    if (index < PASSERS_BY && random.chance(0.6)) channel.knownChatters[id] = true;
  }
}

export function newLogin(random: Random, used: Set<string>): string {
  for (;;) {
    const tail = random.chance(0.7) ? String(random.between(1, 2008)) : '';
    const login = `${random.pick(FIRST)}${random.pick(['_', '', ''])}${random.pick(SECOND)}${tail}`;
    if (!used.has(login)) {
      used.add(login);
      return login;
    }
  }
}
