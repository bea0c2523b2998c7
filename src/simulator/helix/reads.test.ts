import { describe, expect, it } from 'vitest';
import { channelOf, userOf } from '../world.ts';
import { MESSAGES } from './messages.ts';
import { outcomeOf, PEOPLE, quietEvening, type RefusedCase } from './quiet-evening.ts';
import { twitchDuration } from './videos.ts';

const streamer = { as: 'streamer' } as const;
const get = { caller: streamer, method: 'GET' };
const many = (name: string, count: number) => Array.from({ length: count }, () => `${name}=1`).join('&');

interface Listing {
  readonly data: readonly Record<string, unknown>[];
  readonly total?: number;
  readonly points?: number;
  readonly pagination: { readonly cursor?: string };
}

/** Follows the cursors to the end. */
async function readAll(evening: ReturnType<typeof quietEvening>, scopes: readonly string[], target: string) {
  const pages: Listing[] = [];
  let after = '';
  do {
    const { body } = await evening.ask({ as: 'streamer', scopes }, 'GET', target + after);
    pages.push(body as Listing);
    after = `&after=${encodeURIComponent((body as Listing).pagination.cursor ?? '')}`;
  } while (after !== '&after=');
  return pages;
}

describe('GET /users', () => {
  it('gives people by id and login, each once, unknown ones missing', async () => {
    const { body } = await quietEvening().ask(
      streamer,
      'GET',
      `/users?id=${PEOPLE.moderator}&id=1&login=nordlicht_mod&login=PixelPaul&login=nobody_here`,
    );
    expect((body as Listing).data.map((user) => user['login'])).toEqual(['nordlicht_mod', 'pixelpaul']);
  });

  it("gives the token's own user with all of Twitch's fields, the address only with its scope", async () => {
    const evening = quietEvening();
    const { body } = await evening.ask(streamer, 'GET', '/users');
    expect((body as Listing).data).toEqual([
      {
        id: PEOPLE.streamer,
        login: 'derflaavius',
        display_name: 'derFlaavius',
        type: '',
        broadcaster_type: 'affiliate',
        description: expect.any(String),
        profile_image_url: 'http://localhost:4000/cdn/profile/derflaavius.png',
        offline_image_url: '',
        view_count: 0,
        created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
      },
    ]);
    const scopes = ['user:read:email'];
    const own = await evening.ask({ as: 'streamer', scopes }, 'GET', '/users');
    expect((own.body as Listing).data[0]).toHaveProperty('email', 'derflaavius@example.org');
    const other = await evening.ask({ as: 'streamer', scopes }, 'GET', `/users?id=${PEOPLE.moderator}`);
    expect((other.body as Listing).data[0]).not.toHaveProperty('email');
  });
});

describe('GET /channels', () => {
  it('gives what is set for several channels, unknown ones missing', async () => {
    const { body } = await quietEvening().ask(
      { as: 'app' },
      'GET',
      `/channels?broadcaster_id=${PEOPLE.streamer}&broadcaster_id=1&broadcaster_id=${PEOPLE.manager}`,
    );
    expect((body as Listing).data).toEqual([
      {
        broadcaster_id: PEOPLE.streamer,
        broadcaster_login: 'derflaavius',
        broadcaster_name: 'derFlaavius',
        broadcaster_language: 'de',
        game_id: '509658',
        game_name: 'Just Chatting',
        title: 'Frühstück mit Chat',
        delay: 0,
        tags: ['Deutsch', 'Gemütlich', 'Kaffee'],
        content_classification_labels: [],
        is_branded_content: false,
      },
      expect.objectContaining({ broadcaster_id: PEOPLE.manager, title: '', game_id: '', game_name: '' }),
    ]);
  });
});

describe('GET /streams', () => {
  it('gives who is live and leaves out who is not', async () => {
    const evening = quietEvening();
    const target = `/streams?user_id=${PEOPLE.streamer}&user_login=mara_manager`;
    const { body } = await evening.ask({ as: 'app' }, 'GET', target);
    expect((body as Listing).data).toEqual([
      {
        id: expect.stringMatching(/^\d+$/),
        user_id: PEOPLE.streamer,
        user_login: 'derflaavius',
        user_name: 'derFlaavius',
        game_id: '509658',
        game_name: 'Just Chatting',
        type: 'live',
        title: 'Frühstück mit Chat',
        tags: ['Deutsch', 'Gemütlich', 'Kaffee'],
        viewer_count: 33,
        started_at: '2026-11-22T17:12:48Z',
        language: 'de',
        thumbnail_url: expect.stringContaining('{width}x{height}'),
        tag_ids: [],
        is_mature: false,
      },
    ]);
    channelOf(evening.world, PEOPLE.streamer).stream = null;
    expect((await evening.ask(streamer, 'GET', target)).body).toEqual({ data: [], pagination: {} });
  });

  it.each([
    ['game_id=509658', 1],
    ['game_id=27471', 0],
    ['language=de', 1],
    ['language=en', 0],
    ['type=live', 1],
  ])('filters by %s', async (filter, count) => {
    const { body } = await quietEvening().ask(streamer, 'GET', `/streams?user_id=${PEOPLE.streamer}&${filter}`);
    expect((body as Listing).data).toHaveLength(count);
  });
});

describe('GET /videos', () => {
  const target = `/videos?user_id=${PEOPLE.streamer}`;

  it('pages through the recordings, newest first, there and back', async () => {
    const evening = quietEvening();
    const pages = await readAll(evening, [], `${target}&first=2`);
    expect(pages.map((page) => page.data.length)).toEqual([2, 2, 1]);
    const times = pages.flatMap((page) => page.data.map((video) => String(video['created_at'])));
    expect(times).toEqual([...times].sort().reverse());
    const back = await evening.ask(
      streamer,
      'GET',
      `${target}&first=2&before=${encodeURIComponent(pages[1]?.pagination.cursor ?? '')}`,
    );
    expect((back.body as Listing).data).toEqual(pages[0]?.data);
  });

  it('gives a recording by id with all fields', async () => {
    const evening = quietEvening();
    const video = channelOf(evening.world, PEOPLE.streamer).videos[0];
    const { body } = await evening.ask(streamer, 'GET', `/videos?id=${video?.id}&id=1`);
    expect((body as Listing).data).toEqual([
      {
        id: video?.id,
        stream_id: video?.streamId,
        user_id: PEOPLE.streamer,
        user_login: 'derflaavius',
        user_name: 'derFlaavius',
        title: video?.title,
        description: '',
        created_at: expect.any(String),
        published_at: expect.any(String),
        url: `https://www.twitch.tv/videos/${video?.id}`,
        thumbnail_url: expect.stringContaining('%{width}x%{height}'),
        viewable: 'public',
        view_count: video?.viewCount,
        language: 'de',
        type: 'archive',
        duration: twitchDuration(video?.durationSeconds ?? 0),
        muted_segments: null,
      },
    ]);
  });

  it.each([
    ['type=highlight', 0],
    ['type=archive', 5],
    ['period=day', 0],
    ['period=week', 2],
    ['sort=views', 5],
  ])('filters by %s', async (filter, count) => {
    const { body } = await quietEvening().ask(streamer, 'GET', `${target}&${filter}`);
    expect((body as Listing).data).toHaveLength(count);
  });

  it.each([
    [0, '0s'],
    [59, '59s'],
    [185, '3m5s'],
    [12_345, '3h25m45s'],
    [3600, '1h0m0s'],
  ])('writes %i seconds as %s', (seconds, text) => {
    expect(twitchDuration(seconds)).toBe(text);
  });
});

describe('GET /channels/followers', () => {
  const target = `/channels/followers?broadcaster_id=${PEOPLE.streamer}`;
  const scopes = ['moderator:read:followers'];

  it('pages through all of them, newest first', async () => {
    const evening = quietEvening();
    const pages = await readAll(evening, scopes, `${target}&first=100`);
    const all = pages.flatMap((page) => page.data);
    const { followers } = channelOf(evening.world, PEOPLE.streamer);
    expect(all).toHaveLength(Object.keys(followers).length);
    expect(new Set(all.map((one) => one['user_id'])).size).toBe(all.length);
    expect(pages.every((page) => page.total === all.length)).toBe(true);
    const times = all.map((one) => String(one['followed_at']));
    expect(times).toEqual([...times].sort().reverse());
    expect(Object.keys(all[0] ?? {}).sort()).toEqual(['followed_at', 'user_id', 'user_login', 'user_name']);
  });

  it('does not repeat anyone when somebody new follows between two pages', async () => {
    const evening = quietEvening();
    const first = (await evening.ask({ as: 'streamer', scopes }, 'GET', `${target}&first=5`)).body as Listing;
    channelOf(evening.world, PEOPLE.streamer).followers[PEOPLE.stranger] = evening.world.nowMs();
    const after = encodeURIComponent(first.pagination.cursor ?? '');
    const second = (await evening.ask({ as: 'streamer', scopes }, 'GET', `${target}&first=5&after=${after}`))
      .body as Listing;
    const ids = [...first.data, ...second.data].map((one) => one['user_id']);
    expect(new Set(ids).size).toBe(10);
  });

  it('shows a moderator one person', async () => {
    const { body } = await quietEvening().ask(
      { as: 'moderator', scopes },
      'GET',
      `${target}&user_id=${PEOPLE.secondModerator}`,
    );
    expect((body as Listing).data).toMatchObject([{ user_login: 'pixelpaul' }]);
  });

  it.each([
    ['without the scope', { as: 'streamer' }],
    ['for who does not moderate', { as: 'stranger', scopes }],
    ['for an app', { as: 'app' }],
  ] as const)('gives only the number %s', async (_, caller) => {
    const evening = quietEvening();
    const { status, body } = await evening.ask(caller, 'GET', target);
    const total = Object.keys(channelOf(evening.world, PEOPLE.streamer).followers).length;
    expect({ status, body }).toEqual({ status: 200, body: { data: [], total, pagination: {} } });
  });

  const refused: readonly RefusedCase[] = [
    {
      ...get,
      when: 'a person is asked for without the scope',
      target: `${target}&user_id=1`,
      status: 401,
      message: MESSAGES.missingScope(scopes),
    },
    {
      ...get,
      when: 'a person is asked for by who does not moderate',
      caller: { as: 'manager', scopes },
      target: `${target}&user_id=1`,
      status: 401,
      message: MESSAGES.notYourModerator,
    },
  ];
  it.each(refused)('refuses with $status when $when', async (row) => {
    expect(await outcomeOf(row)).toEqual({ status: row.status, message: row.message });
  });
});

describe('GET /subscriptions', () => {
  const scopes = ['channel:read:subscriptions'];
  const target = `/subscriptions?broadcaster_id=${PEOPLE.streamer}`;

  it('lists the broadcaster as well, but counts only who pays', async () => {
    const evening = quietEvening();
    const subscriptions = Object.values(channelOf(evening.world, PEOPLE.streamer).subscriptions);
    const pages = await readAll(evening, scopes, `${target}&first=100`);
    const all = pages.flatMap((page) => page.data);
    expect(all).toHaveLength(subscriptions.length + 1);
    expect(all.at(-1)).toMatchObject({ user_id: PEOPLE.streamer, tier: '3000', is_gift: false });
    const worth = { '1000': 1, '2000': 2, '3000': 6 };
    expect(pages[0]).toMatchObject({
      total: subscriptions.length,
      points: subscriptions.reduce((sum, one) => sum + worth[one.tier], 0),
    });
  });

  it('names the giver of a gift, also the one without a name', async () => {
    const evening = quietEvening();
    const { subscriptions } = channelOf(evening.world, PEOPLE.streamer);
    const example = subscriptions[PEOPLE.moderator];
    if (!example) throw new Error('the moderator subscribes in the seed');
    const give = (userId: string, gifterId: string | null) => {
      subscriptions[userId] = { ...example, userId, isGift: true, gifterId };
    };
    give(PEOPLE.manager, PEOPLE.secondModerator);
    give(PEOPLE.stranger, null);
    const { body } = await evening.ask(
      { as: 'streamer', scopes },
      'GET',
      `${target}&user_id=${PEOPLE.manager}&user_id=${PEOPLE.stranger}&user_id=${PEOPLE.moderator}`,
    );
    const listing = body as Listing;
    expect(listing).not.toHaveProperty('total');
    expect(listing).not.toHaveProperty('points');
    const byUser = Object.fromEntries(listing.data.map((one) => [one['user_id'], one]));
    expect(byUser[PEOPLE.manager]).toMatchObject({ is_gift: true, gifter_login: 'pixelpaul' });
    expect(byUser[PEOPLE.stranger]).toMatchObject({ is_gift: true, gifter_login: 'ananonymousgifter' });
    expect(byUser[PEOPLE.moderator]).toEqual({
      broadcaster_id: PEOPLE.streamer,
      broadcaster_login: 'derflaavius',
      broadcaster_name: 'derFlaavius',
      gifter_id: '',
      gifter_login: '',
      gifter_name: '',
      is_gift: false,
      plan_name: 'Channel Subscription (derflaavius)',
      tier: '1000',
      user_id: PEOPLE.moderator,
      user_login: 'nordlicht_mod',
      user_name: 'nordlicht_mod',
    });
  });

  const list = { caller: { as: 'streamer', scopes } as const, method: 'GET', target };
  const refused: readonly RefusedCase[] = [
    {
      ...list,
      when: 'a moderator asks',
      caller: { as: 'moderator', scopes },
      status: 401,
      message: MESSAGES.tokenUserMismatch('broadcaster_id'),
    },
    {
      ...list,
      when: 'the channel has no subscriptions',
      prepare({ world }) {
        userOf(world, PEOPLE.streamer).broadcasterType = '';
      },
      status: 403,
      message: MESSAGES.subscriptionsNotAllowed,
    },
    {
      ...list,
      when: '101 people are asked for',
      target: `${target}&${many('user_id', 101)}`,
      status: 400,
      message: MESSAGES.tooManyIds('user_id', 100),
    },
    {
      ...list,
      when: 'a page of 101 is asked for',
      target: `${target}&first=101`,
      status: 400,
      message: MESSAGES.parameterRange('first', 1, 100),
    },
  ];
  it.each(refused)('refuses with $status when $when', async (row) => {
    expect(await outcomeOf(row)).toEqual({ status: row.status, message: row.message });
  });
});

describe('categories', () => {
  it('finds by words, the closest name first', async () => {
    const { body } = await quietEvening().ask({ as: 'app' }, 'GET', '/search/categories?query=mario');
    expect((body as Listing).data[0]).toEqual({
      id: expect.any(String),
      name: expect.stringContaining('Mario'),
      box_art_url: expect.stringContaining('{width}x{height}'),
    });
    const several = await quietEvening().ask(streamer, 'GET', '/search/categories?query=st');
    expect((several.body as Listing).data.slice(0, 2).map((category) => category['name'])).toEqual([
      'Stardew Valley',
      'Counter-Strike',
    ]);
    const none = await quietEvening().ask(streamer, 'GET', '/search/categories?query=zzzz');
    expect(none.body).toEqual({ data: [], pagination: {} });
  });

  it('gives games by id and exact name', async () => {
    const { body } = await quietEvening().ask(streamer, 'GET', '/games?id=509658&name=Chess&name=Che&name=chess');
    expect((body as Listing).data.map((game) => game['name'])).toEqual(['Just Chatting', 'Chess']);
    expect((body as Listing).data[0]).toHaveProperty('igdb_id', '');
  });
});

describe('badges and emotes', () => {
  it("gives the channel's badges and those of all channels apart", async () => {
    const evening = quietEvening();
    const own = await evening.ask(streamer, 'GET', `/chat/badges?broadcaster_id=${PEOPLE.streamer}`);
    expect((own.body as Listing).data.map((set) => set['set_id'])).toEqual(['subscriber']);
    const global = await evening.ask({ as: 'app' }, 'GET', '/chat/badges/global');
    expect((global.body as Listing).data).toContainEqual({
      set_id: 'moderator',
      versions: [
        {
          id: '1',
          image_url_1x: 'http://localhost:4000/cdn/badges/v1/moderator/1/1',
          image_url_2x: 'http://localhost:4000/cdn/badges/v1/moderator/1/2',
          image_url_4x: 'http://localhost:4000/cdn/badges/v1/moderator/1/3',
          title: 'Moderator',
          description: 'Moderator',
          click_action: null,
          click_url: null,
        },
      ],
    });
  });

  it("gives the channel's emotes and those of all channels apart, with the address template", async () => {
    const evening = quietEvening();
    const own = (await evening.ask(streamer, 'GET', `/chat/emotes?broadcaster_id=${PEOPLE.streamer}`)).body as Listing;
    expect(own).toHaveProperty('template', expect.stringMatching(/\/cdn\/emoticons\/v2\/\{\{id}}\/\{\{format}}/));
    expect(own.data.map((emote) => emote['name'])).toContain('flaavHerz');
    const global = (await evening.ask({ as: 'app' }, 'GET', '/chat/emotes/global')).body as Listing;
    expect(global.data[0]).toEqual({
      id: '25',
      name: 'Kappa',
      images: {
        url_1x: 'http://localhost:4000/cdn/emoticons/v2/25/static/light/1.0',
        url_2x: 'http://localhost:4000/cdn/emoticons/v2/25/static/light/2.0',
        url_4x: 'http://localhost:4000/cdn/emoticons/v2/25/static/light/3.0',
      },
      format: ['static'],
      scale: ['1.0', '2.0', '3.0'],
      theme_mode: ['light', 'dark'],
    });
    expect(global.data.some((emote) => emote['name'] === 'flaavHerz')).toBe(false);
  });
});

describe('reads refuse', () => {
  const missing = (parameter: string) => ({ status: 400, message: MESSAGES.parameterMissing(parameter) });
  const tooMany = (parameter: string, max = 100) => ({ status: 400, message: MESSAGES.tooManyIds(parameter, max) });
  const range = (max: number) => ({ status: 400, message: MESSAGES.parameterRange('first', 1, max) });
  const malformed = (parameter: string) => ({ status: 400, message: MESSAGES.parameterMalformed(parameter) });
  const user = `user_id=${PEOPLE.streamer}`;
  const refused: readonly RefusedCase[] = [
    { ...get, when: '101 ids', target: `/users?${many('id', 101)}`, ...tooMany('id') },
    {
      ...get,
      when: '60 ids and 41 logins',
      target: `/users?${many('id', 60)}&${many('login', 41)}`,
      ...tooMany('login', 40),
    },
    { ...get, when: 'nobody named by an app', caller: { as: 'app' }, target: '/users', ...missing('id') },
    { ...get, when: 'no channel', target: '/channels', ...missing('broadcaster_id') },
    { ...get, when: '101 channels', target: `/channels?${many('broadcaster_id', 101)}`, ...tooMany('broadcaster_id') },
    { ...get, when: '101 streamers', target: `/streams?${many('user_id', 101)}`, ...tooMany('user_id') },
    { ...get, when: '101 logins', target: `/streams?${many('user_login', 101)}`, ...tooMany('user_login') },
    { ...get, when: '101 categories', target: `/streams?${many('game_id', 101)}`, ...tooMany('game_id') },
    { ...get, when: '101 languages', target: `/streams?${many('language', 101)}`, ...tooMany('language') },
    { ...get, when: 'an unknown kind of stream', target: '/streams?type=vod', ...malformed('type') },
    { ...get, when: 'a page of 101 streams', target: '/streams?first=101', ...range(100) },
    { ...get, when: 'an invented cursor', target: '/streams?after=!!', status: 400, message: MESSAGES.invalidCursor },
    { ...get, when: 'no selector of videos', target: '/videos', status: 400, message: MESSAGES.videoFilters },
    { ...get, when: 'two selectors', target: `/videos?id=1&${user}`, status: 400, message: MESSAGES.videoFilters },
    { ...get, when: 'unknown videos', target: '/videos?id=1&id=2', status: 404, message: MESSAGES.videosNotFound },
    { ...get, when: '101 videos', target: `/videos?${many('id', 101)}`, ...tooMany('id') },
    { ...get, when: 'an unknown kind of video', target: `/videos?${user}&type=clip`, ...malformed('type') },
    { ...get, when: 'an unknown period', target: `/videos?${user}&period=year`, ...malformed('period') },
    { ...get, when: 'an unknown order', target: `/videos?${user}&sort=name`, ...malformed('sort') },
    { ...get, when: 'no channel of followers', target: '/channels/followers', ...missing('broadcaster_id') },
    { ...get, when: 'nothing searched', target: '/search/categories', ...missing('query') },
    { ...get, when: 'a page of 101 categories', target: '/search/categories?query=a&first=101', ...range(100) },
    { ...get, when: 'no game', target: '/games', ...missing('id') },
    { ...get, when: '101 games', target: `/games?${many('id', 50)}&${many('name', 51)}`, ...tooMany('name', 50) },
    { ...get, when: 'no channel of badges', target: '/chat/badges', ...missing('broadcaster_id') },
    { ...get, when: 'no channel of emotes', target: '/chat/emotes', ...missing('broadcaster_id') },
    { ...get, when: 'an unknown channel', target: '/chat/emotes?broadcaster_id=1', ...malformed('broadcaster_id') },
  ];
  it.each(refused)('$when, with $status', async (row) => {
    expect(await outcomeOf(row)).toEqual({ status: row.status, message: row.message });
  });
});
