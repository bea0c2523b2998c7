import { describe, expect, it } from 'vitest';
import { accountOf, channelOf } from '../world.ts';
import { planAds } from '../world-ads.ts';
import { goOffline } from '../world-channel.ts';
import { failNextClip } from '../world-clips.ts';
import { banUser } from '../world-moderation.ts';
import { keepUp } from '../world-upkeep.ts';
import { MESSAGES } from './messages.ts';
import {
  type Caller,
  EVENING_MS,
  listenIn,
  outcomeOf,
  PEOPLE,
  type QuietEvening,
  quietEvening,
  type RefusedCase,
} from './quiet-evening.ts';

const SCOPES = [
  'channel:edit:commercial',
  'channel:read:ads',
  'channel:manage:ads',
  'channel:manage:broadcast',
  'channel:manage:videos',
  'channel:manage:raids',
  'clips:edit',
  'channel:manage:clips',
];
const streamer: Caller = { as: 'streamer', scopes: SCOPES };
const moderator: Caller = { as: 'moderator', scopes: SCOPES };
const manager: Caller = { as: 'manager', scopes: SCOPES };
const b = `broadcaster_id=${PEOPLE.streamer}`;
const offline = ({ world }: QuietEvening): void => goOffline(world, PEOPLE.streamer);

describe('ads', () => {
  const order = { broadcaster_id: PEOPLE.streamer, length: 95 };

  it('run on command, and say when the next one may', async () => {
    const evening = quietEvening();
    const heard = listenIn(evening);
    expect(await evening.ask(streamer, 'POST', '/channels/commercial', order)).toMatchObject({
      status: 200,
      body: { data: [{ length: 90, message: '', retry_after: 480 }] },
    });
    expect(heard.events['channel.ad_break.begin']).toMatchObject({
      duration_seconds: 90,
      is_automatic: false,
      requester_user_login: 'derflaavius',
      started_at: '2026-11-22T18:00:00.000000000Z',
    });
    expect(await evening.ask(streamer, 'POST', '/channels/commercial', order)).toMatchObject({ status: 429 });
    evening.wait(480_000);
    expect((await evening.ask(streamer, 'POST', '/channels/commercial', order)).status).toBe(200);
  });

  it('come by plan, are put off three times, and are told in seconds', async () => {
    const evening = quietEvening();
    const heard = listenIn(evening);
    const nothing = {
      snooze_count: 3,
      snooze_refresh_at: 0,
      next_ad_at: 0,
      duration: 0,
      last_ad_at: 0,
      preroll_free_time: 0,
    };
    expect((await evening.ask(streamer, 'GET', `/channels/ads?${b}`)).body).toEqual({ data: [nothing] });
    planAds(evening.world, PEOPLE.streamer, { atMs: EVENING_MS + 60_000, seconds: 60, everySeconds: 3600 });
    const snoozes: number[] = [];
    for (let times = 0; times < 4; times += 1) {
      snoozes.push((await evening.ask(streamer, 'POST', `/channels/ads/schedule/snooze?${b}`)).status);
    }
    expect(snoozes).toEqual([200, 200, 200, 429]);
    expect((await evening.ask(streamer, 'GET', `/channels/ads?${b}`)).body).toMatchObject({
      data: [{ snooze_count: 0, next_ad_at: EVENING_MS / 1000 + 60 + 900, duration: 60 }],
    });
    evening.wait(16 * 60_000);
    keepUp(evening.world);
    expect(heard.events['channel.ad_break.begin']).toMatchObject({ duration_seconds: 60, is_automatic: true });
  });

  it('are all zeros for a channel that has none', async () => {
    const answer = await quietEvening().ask(moderator, 'GET', `/channels/ads?broadcaster_id=${PEOPLE.moderator}`);
    expect(answer).toMatchObject({ status: 200, body: { data: [{ snooze_count: 0, next_ad_at: 0, duration: 0 }] } });
  });

  const post = { caller: streamer, method: 'POST', target: '/channels/commercial', body: order };
  const refused: readonly RefusedCase[] = [
    {
      ...post,
      when: 'a moderator asks',
      caller: moderator,
      status: 401,
      message: MESSAGES.tokenUserMismatch('broadcaster_id'),
    },
    {
      ...post,
      when: 'it is too long',
      body: { ...order, length: 181 },
      status: 400,
      message: MESSAGES.parameterRange('length', 1, 180),
    },
    { ...post, when: 'nothing is on', prepare: offline, status: 400, message: MESSAGES.notLive },
    {
      ...post,
      when: 'none is planned to be put off',
      target: `/channels/ads/schedule/snooze?${b}`,
      status: 400,
      message: MESSAGES.noAdPlanned,
    },
    {
      ...post,
      when: 'the channel earns nothing yet',
      caller: moderator,
      body: { ...order, broadcaster_id: PEOPLE.moderator },
      status: 403,
      message: MESSAGES.partnersOnly,
    },
  ];
  it.each(refused)('are refused with $status when $when', async (one) => {
    expect(await outcomeOf(one)).toEqual({ status: one.status, message: one.message });
  });
});

describe('clips', () => {
  it('are there some seconds after they were ordered', async () => {
    const evening = quietEvening();
    const ordered = await evening.ask(streamer, 'POST', `/clips?${b}&title=Ha&duration=12.5`);
    const { id } = (ordered.body as { data: { id: string }[] }).data[0] ?? { id: '' };
    expect(ordered).toMatchObject({ status: 202, body: { data: [{ edit_url: expect.stringContaining(id) }] } });
    expect((await evening.ask(streamer, 'GET', `/clips?id=${id}`)).body).toMatchObject({ data: [] });
    evening.wait(5_000);
    expect((await evening.ask(streamer, 'GET', `/clips?id=${id}`)).body).toMatchObject({
      data: [{ id, title: 'Ha', duration: 12.5, creator_name: 'derFlaavius', video_id: '', vod_offset: null }],
    });
    offline(evening);
    expect((await evening.ask(streamer, 'GET', `/clips?${b}`)).body).toMatchObject({
      data: [{ video_id: channelOf(evening.world, PEOPLE.streamer).videos[0]?.id, vod_offset: expect.any(Number) }],
    });
  });

  it('sometimes never come', async () => {
    const evening = quietEvening();
    failNextClip(evening.world);
    expect((await evening.ask(streamer, 'POST', `/clips?${b}`)).status).toBe(202);
    evening.wait(60_000);
    expect((await evening.ask(streamer, 'GET', `/clips?${b}`)).body).toMatchObject({ data: [] });
  });

  it('are cut from recordings by editors', async () => {
    const evening = quietEvening();
    const vod = channelOf(evening.world, PEOPLE.streamer).videos[0]?.id;
    const at = `/videos/clips?${b}&vod_id=${vod}&title=Ha`;
    const by = (editor: string, offset: number) => `${at}&editor_id=${editor}&vod_offset=${offset}`;
    expect((await evening.ask(manager, 'POST', by(PEOPLE.manager, 100))).status).toBe(202);
    expect(await evening.ask(manager, 'POST', by(PEOPLE.manager, 20))).toMatchObject({
      status: 400,
      body: { message: MESSAGES.vodOffset },
    });
    expect(await evening.ask(moderator, 'POST', by(PEOPLE.moderator, 100))).toMatchObject({
      status: 403,
      body: { message: MESSAGES.notEditor },
    });
  });

  const post = { caller: streamer, method: 'POST', target: `/clips?${b}` };
  const refused: readonly RefusedCase[] = [
    {
      ...post,
      when: 'it is too short',
      target: `/clips?${b}&duration=4.9`,
      status: 400,
      message: MESSAGES.parameterRange('duration', 5, 60),
    },
    {
      ...post,
      when: 'AutoMod minds the title',
      target: `/clips?${b}&title=automodheld`,
      status: 400,
      message: MESSAGES.clipTitleRejected,
    },
    { ...post, when: 'nothing is on', prepare: offline, status: 404, message: MESSAGES.notLive },
    {
      ...post,
      when: 'one is banned there',
      caller: { as: 'stranger', scopes: SCOPES },
      prepare: ({ world }) =>
        banUser(world, {
          channelId: PEOPLE.streamer,
          moderatorId: PEOPLE.streamer,
          userId: PEOPLE.stranger,
          reason: '',
          seconds: null,
        }),
      status: 403,
      message: MESSAGES.clipsRestricted,
    },
    {
      ...post,
      when: 'two things are asked for',
      method: 'GET',
      target: `/clips?${b}&id=x`,
      status: 400,
      message: MESSAGES.clipFilters,
    },
    {
      ...post,
      when: 'the category is unknown',
      method: 'GET',
      target: '/clips?game_id=1',
      status: 404,
      message: MESSAGES.categoryNotFound,
    },
  ];
  it.each(refused)('are refused with $status when $when', async (one) => {
    expect(await outcomeOf(one)).toEqual({ status: one.status, message: one.message });
  });
});

describe('markers and recordings', () => {
  it('marks the stream, and finds the mark in its recording', async () => {
    const evening = quietEvening();
    evening.wait(60_000);
    const mark = { user_id: PEOPLE.streamer, description: 'Pointe' };
    const set = await evening.ask(manager, 'POST', '/streams/markers', mark);
    expect(set.body).toMatchObject({ data: [{ position_seconds: 47 * 60 + 12 + 60, description: 'Pointe' }] });
    offline(evening);
    const read = await evening.ask(streamer, 'GET', `/streams/markers?user_id=${PEOPLE.streamer}`);
    expect(read.body).toMatchObject({ data: [{ videos: [{ markers: [{ description: 'Pointe' }] }] }] });
    expect(await evening.ask(streamer, 'POST', '/streams/markers', mark)).toMatchObject({ status: 404 });
    expect(await evening.ask(moderator, 'POST', '/streams/markers', mark)).toMatchObject({ status: 403 });
  });

  it('deletes all recordings that were named, or none', async () => {
    const evening = quietEvening();
    const ids = channelOf(evening.world, PEOPLE.streamer).videos.map((video) => video.id);
    const target = `/videos?id=${ids[0]}&id=${ids[1]}`;
    expect(await evening.ask(moderator, 'DELETE', target)).toMatchObject({
      status: 401,
      body: { message: MESSAGES.notVideoOwner },
    });
    expect((await evening.ask(streamer, 'DELETE', `${target}&id=1`)).status).toBe(401);
    expect((await evening.ask(streamer, 'DELETE', target)).body).toEqual({ data: ids.slice(0, 2) });
    expect(channelOf(evening.world, PEOPLE.streamer).videos.map((video) => video.id)).toEqual(ids.slice(2));
    const six = `/videos?${Array.from({ length: 6 }, () => 'id=1').join('&')}`;
    expect((await evening.ask(streamer, 'DELETE', six)).status).toBe(400);
  });
});

describe('raids', () => {
  const at = (to: string) => `/raids?from_broadcaster_id=${PEOPLE.streamer}&to_broadcaster_id=${to}`;

  it('leave after ninety seconds', async () => {
    const evening = quietEvening();
    const heard = listenIn(evening);
    expect((await evening.ask(streamer, 'POST', at(PEOPLE.manager))).body).toEqual({
      data: [{ created_at: '2026-11-22T18:00:00Z', is_mature: false }],
    });
    expect(heard.events['channel.moderate']).toMatchObject({
      action: 'raid',
      raid: { user_login: 'mara_manager', viewer_count: 33 },
    });
    expect(heard.events['channel.raid']).toBeUndefined();
    evening.wait(90_000);
    keepUp(evening.world);
    expect(heard.events['channel.raid']).toMatchObject({ to_broadcaster_user_login: 'mara_manager', viewers: 33 });
  });

  it('are called off, which chat is told', async () => {
    const evening = quietEvening();
    await evening.ask(streamer, 'POST', at(PEOPLE.manager));
    const heard = listenIn(evening);
    expect((await evening.ask(streamer, 'DELETE', `/raids?${b}`)).status).toBe(204);
    expect(heard.events['channel.moderate']).toMatchObject({
      action: 'unraid',
      unraid: { user_login: 'mara_manager' },
    });
    expect(heard.events['channel.chat.notification']).toMatchObject({ notice_type: 'unraid', unraid: {} });
    expect(heard.lines[0]).toContain('msg-id=unraid');
    expect((await evening.ask(streamer, 'DELETE', `/raids?${b}`)).status).toBe(404);
  });

  const post = { caller: streamer, method: 'POST', target: at(PEOPLE.manager) };
  const refused: readonly RefusedCase[] = [
    { ...post, when: 'one raids oneself', target: at(PEOPLE.streamer), status: 400, message: MESSAGES.raidSelf },
    { ...post, when: 'nobody is there', target: at('1'), status: 404, message: MESSAGES.raidUnknown },
    {
      ...post,
      when: 'the other one blocked the raider',
      prepare: ({ world }) => accountOf(world, PEOPLE.manager).blocked.push(PEOPLE.streamer),
      status: 400,
      message: MESSAGES.raidRefused,
    },
    {
      ...post,
      when: 'one is under way',
      prepare: (evening) => evening.ask(streamer, 'POST', at(PEOPLE.stranger)),
      status: 409,
      message: MESSAGES.raidRuns,
    },
    {
      ...post,
      when: 'it is the eleventh',
      prepare: async (evening) => {
        for (let times = 0; times < 10; times += 1) await evening.ask(streamer, 'POST', at(PEOPLE.manager));
      },
      status: 429,
      message: MESSAGES.ownLimit,
    },
  ];
  it.each(refused)('are refused with $status when $when', async (one) => {
    expect(await outcomeOf(one)).toEqual({ status: one.status, message: one.message });
  });
});
