import { LOCAL_REDIRECTS, PUBLIC_APP, SECOND_APP } from './oauth-apps.ts';
import { populate } from './people.ts';
import { STREAMER } from './people-cast.ts';
import { seededRandom } from './random.ts';
import { SANDBOX_APP } from './sandbox-app.ts';
import { CATEGORIES, makeBadges, makeEmotes } from './world-catalog.ts';
import { plainReward } from './world-features.ts';
import type { Channel, WorldState } from './world-state.ts';

export { SANDBOX_APP } from './sandbox-app.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** The evening has begun this long before the world is first looked at. */
export const LIVE_SINCE_MS = 47 * MINUTE_MS + 12_000;

/** A fresh world: the same for the same seed and moment. */
export function freshState(seed: string, nowMs: number): WorldState {
  const random = seededRandom(`${seed}/people`);
  const { users, channel, otherChannels } = populate(random, nowMs);
  furnish(channel, nowMs);
  channel.stream = {
    id: `3${random.between(100_000_000, 999_999_999)}41`,
    startedAtMs: nowMs - LIVE_SINCE_MS,
    viewerCount: 33,
  };
  channel.rewards = [
    { id: random.uuid(), title: 'Wasser trinken', prompt: '', cost: 200 },
    { id: random.uuid(), title: 'Song wünschen', prompt: 'Titel und Interpret', cost: 1500 },
    { id: random.uuid(), title: 'Hallo an die Katze', prompt: '', cost: 500 },
  ].map(plainReward);
  channel.powerUps = [
    {
      id: 'b3f0c1d2-0000-4000-8000-00000000cafe',
      title: 'Konfetti',
      prompt: '',
      bits: 100,
      isEnabled: true,
      needsInput: false,
    },
  ];
  channel.editors = { '800711403': nowMs - 90 * DAY_MS };
  return {
    format: 1,
    seed,
    users,
    channels: { [STREAMER.id]: channel, ...otherChannels },
    categories: [...CATEGORIES],
    emotes: makeEmotes(random),
    badges: makeBadges(),
    apps: {
      [SANDBOX_APP.clientId]: { ...SANDBOX_APP, name: 'liveXtrem Sandbox', redirectUris: [...LOCAL_REDIRECTS] },
      [SECOND_APP.clientId]: { ...SECOND_APP, redirectUris: [...SECOND_APP.redirectUris] },
      [PUBLIC_APP.clientId]: { ...PUBLIC_APP, redirectUris: [...PUBLIC_APP.redirectUris] },
    },
    authorizationCodes: {},
    tokens: {},
    messages: [],
    accounts: {},
    sharedChats: [],
    storyPositionMs: 0,
    journalNumber: 0,
    money: [],
    past: null,
  };
}

function furnish(channel: Channel, nowMs: number): void {
  channel.title = 'Frühstück mit Chat';
  channel.categoryId = '509658';
  channel.tags = ['Deutsch', 'Gemütlich', 'Kaffee'];
  channel.videos = PAST_STREAMS.map(([daysAgo, title, hours], index) => ({
    id: String(2_291_004_100 - index * 713_377),
    streamId: String(317_044_000_000 - index * 61_000_111),
    title,
    description: '',
    createdAtMs: nowMs - daysAgo * DAY_MS - 3 * 60 * MINUTE_MS,
    durationSeconds: Math.round(hours * 3600) + 127 * (index + 1),
    viewCount: 210 - index * 23,
    type: 'archive',
    language: 'de',
  }));
  channel.schedule.segments = PLANNED.map(([daysAhead, hour, title, categoryId, isRecurring], index) => ({
    id: `segment-${index + 1}`,
    startAtMs: Math.floor(nowMs / DAY_MS) * DAY_MS + daysAhead * DAY_MS + hour * 60 * MINUTE_MS,
    durationMinutes: 180,
    title,
    categoryId,
    timezone: 'Europe/Berlin',
    isRecurring,
    canceledStartsMs: [],
  }));
}

const PAST_STREAMS: readonly (readonly [number, string, number])[] = [
  [2, 'Wochenrunde: was war, was kommt', 3.4],
  [4, 'Mittwochs-Mario mit euch', 2.8],
  [7, 'Frühstück mit Chat', 2.1],
  [9, 'Wir bauen die Bahnstrecke fertig', 4.2],
  [11, 'Backabend: Zimtschnecken gegen die Uhr', 2.5],
];

const PLANNED: readonly (readonly [number, number, string, string, boolean])[] = [
  [3, 18, 'Mittwochs-Mario mit euch', '2035721922', true],
  [5, 18, 'Freitags: die Bahnstrecke', '27471', true],
  [7, 9, 'Frühstück mit Chat', '509658', true],
  [13, 17, 'Spendenabend für das Tierheim', '509658', false],
];
