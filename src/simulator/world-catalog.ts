import { STREAMER } from './people-cast.ts';
import type { Random } from './random.ts';
import type { BadgeSet, Category, Emote } from './world-state.ts';

export const CATEGORIES: readonly Category[] = [
  ['509658', 'Just Chatting'],
  ['1469308723', 'Software and Game Development'],
  ['27471', 'Minecraft'],
  ['490744', 'Stardew Valley'],
  ['512953', 'Elden Ring'],
  ['516575', 'VALORANT'],
  ['21779', 'League of Legends'],
  ['32982', 'Grand Theft Auto V'],
  ['33214', 'Fortnite'],
  ['32399', 'Counter-Strike'],
  ['29595', 'Dota 2'],
  ['18122', 'World of Warcraft'],
  ['743', 'Chess'],
  ['27284', 'Retro'],
  ['509660', 'Art'],
  ['26936', 'Music'],
  ['509667', 'Food & Drink'],
  ['509670', 'Science & Technology'],
  ['509663', 'Special Events'],
  ['509672', 'Travel & Outdoors'],
  ['509673', 'Makers & Crafting'],
  ['417752', 'Talk Shows & Podcasts'],
  ['509538', 'Animal Crossing: New Horizons'],
  ['513181', 'Genshin Impact'],
  ['511224', 'Apex Legends'],
  ['30921', 'Rocket League'],
  ['491487', 'Dead by Daylight'],
  ['263490', 'Rust'],
  ['1435206302', 'Super Mario Bros. Wonder'],
  ['2035721922', 'Mario Kart World'],
].map(([id = '', name = '']) => ({ id, name }));

const GLOBAL_EMOTES = [
  ['25', 'Kappa'],
  ['425618', 'LUL'],
  ['305954156', 'PogChamp'],
  ['30259', 'HeyGuys'],
  ['86', 'BibleThump'],
  ['354', '4Head'],
  ['58765', 'NotLikeThis'],
  ['64138', 'SeemsGood'],
  ['81274', 'VoHiYo'],
  ['123171', 'CoolStoryBob'],
  ['196892', 'TwitchUnity'],
  ['160404', 'TehePelo'],
  ['emotesv2_031719611d64456fa76235916fa7e0f0', 'GoatEmotey'],
  ['9', '<3'],
  ['1', ':)'],
  ['2', ':('],
  ['3', ':D'],
  ['6', 'O_o'],
] as const;

const CHANNEL_EMOTES = [
  ['flaavHerz', '1000'],
  ['flaavKaffee', '1000'],
  ['flaavBlitz', '1000'],
  ['flaavMoin', '1000'],
  ['flaavLach', '1000'],
  ['flaavBrezel', '1000'],
  ['flaavGG', '2000'],
  ['flaavKrone', '3000'],
] as const;

/** Old global emotes have numbers, those of the channel the newer kind of id. */
export function makeEmotes(random: Random): Emote[] {
  const globals = GLOBAL_EMOTES.map(
    ([id, name]): Emote => ({
      id,
      name,
      ownerId: null,
      setId: '0',
      tier: '',
      type: 'globals',
      animated: false,
    }),
  );
  const own = CHANNEL_EMOTES.map(
    ([name, tier]): Emote => ({
      id: `emotesv2_${random.hex(32)}`,
      name,
      ownerId: STREAMER.id,
      setId: String(30_084_200 + Number(tier)),
      tier,
      type: 'subscriptions',
      animated: false,
    }),
  );
  const forFollowers: Emote = {
    id: `emotesv2_${random.hex(32)}`,
    name: 'flaavHallo',
    ownerId: STREAMER.id,
    setId: '30089999',
    tier: '',
    type: 'follower',
    animated: false,
  };
  return [...globals, ...own, forFollowers];
}

function oneVersion(setId: string, title: string): BadgeSet {
  return { setId, ownerId: null, versions: [{ id: '1', title, description: title }] };
}

function versions(setId: string, ownerId: string | null, entries: readonly (readonly [string, string])[]): BadgeSet {
  return { setId, ownerId, versions: entries.map(([id, title]) => ({ id, title, description: title })) };
}

function subscriberVersions(offset: number, tier: string): [string, string][] {
  return [0, 3, 6, 12, 24].map((months) => [
    String(offset + months),
    months === 0 ? `${tier}Subscriber` : `${tier}${months}-Month Subscriber`,
  ]);
}

export function makeBadges(): BadgeSet[] {
  return [
    oneVersion('broadcaster', 'Broadcaster'),
    oneVersion('moderator', 'Moderator'),
    oneVersion('vip', 'VIP'),
    oneVersion('premium', 'Prime Gaming'),
    oneVersion('partner', 'Verified'),
    oneVersion('staff', 'Staff'),
    versions('bits', null, [
      ['1', 'cheer 1'],
      ['100', 'cheer 100'],
      ['1000', 'cheer 1000'],
      ['5000', 'cheer 5000'],
      ['10000', 'cheer 10000'],
      ['25000', 'cheer 25000'],
    ]),
    versions('sub-gifter', null, [
      ['1', 'Sub Gifter'],
      ['5', '5 Gift Subs'],
    ]),
    versions('subscriber', STREAMER.id, [
      ...subscriberVersions(0, ''),
      ...subscriberVersions(2000, 'Tier 2: '),
      ...subscriberVersions(3000, 'Tier 3: '),
    ]),
  ];
}
