import { describe, expect, it } from 'vitest';
import { channelOf, userOf } from '../world.ts';
import { donate, startCharity, stopCharity } from '../world-charity.ts';
import { beginGoal } from '../world-goals.ts';
import { cheer } from '../world-money.ts';
import { MESSAGES } from './messages.ts';
import { type Caller, listenIn, outcomeOf, PEOPLE, quietEvening, type RefusedCase } from './quiet-evening.ts';

const SCOPES = [
  'user:edit',
  'user:read:blocked_users',
  'user:manage:blocked_users',
  'user:read:follows',
  'user:read:subscriptions',
  'channel:read:editors',
  'channel:manage:vips',
  'channel:read:goals',
  'channel:read:hype_train',
  'channel:read:charity',
  'channel:read:stream_key',
  'channel:manage:schedule',
  'bits:read',
];
const streamer: Caller = { as: 'streamer', scopes: SCOPES };
const stranger: Caller = { as: 'stranger', scopes: SCOPES };
const moderator: Caller = { as: 'moderator', scopes: SCOPES };
const b = `broadcaster_id=${PEOPLE.streamer}`;

describe('a person', () => {
  it('says something about themselves, which is told', async () => {
    const evening = quietEvening();
    const heard = listenIn(evening);
    const answer = await evening.ask(stranger, 'PUT', '/users?description=Nur%20zu%20Gast');
    expect(answer.body).toMatchObject({ data: [{ login: 'fremder_gast', description: 'Nur zu Gast' }] });
    expect(heard.events['user.update']).toMatchObject({
      user_login: 'fremder_gast',
      description: 'Nur zu Gast',
      email_verified: true,
    });
    const tooLong = await evening.ask(stranger, 'PUT', `/users?description=${'x'.repeat(301)}`);
    expect(tooLong).toMatchObject({ status: 400, body: { message: MESSAGES.descriptionTooLong } });
  });

  it('blocks and unblocks others', async () => {
    const evening = quietEvening();
    const at = `/users/blocks?target_user_id=${PEOPLE.manager}`;
    const list = `/users/blocks?broadcaster_id=${PEOPLE.stranger}`;
    expect((await evening.ask(stranger, 'PUT', `${at}&reason=spam&source_context=chat`)).status).toBe(204);
    expect((await evening.ask(stranger, 'GET', list)).body).toEqual({
      data: [{ user_id: PEOPLE.manager, user_login: 'mara_manager', display_name: 'mara_manager' }],
      pagination: {},
    });
    expect((await evening.ask(stranger, 'DELETE', at)).status).toBe(204);
    expect((await evening.ask(stranger, 'GET', list)).body).toMatchObject({ data: [] });
    const self = `/users/blocks?target_user_id=${PEOPLE.stranger}`;
    expect(await evening.ask(stranger, 'PUT', self)).toMatchObject({
      status: 400,
      body: { message: MESSAGES.blockSelf },
    });
    expect((await evening.ask(stranger, 'PUT', `${at}&reason=mood`)).status).toBe(400);
  });

  it('sees whom they follow and who of them is live', async () => {
    const evening = quietEvening();
    const user = `user_id=${PEOPLE.moderator}`;
    const followed = await evening.ask(moderator, 'GET', `/channels/followed?${user}`);
    expect(followed.body).toMatchObject({
      total: 1,
      data: [{ broadcaster_login: 'derflaavius', followed_at: expect.any(String) }],
    });
    expect((await evening.ask(moderator, 'GET', `/channels/followed?${user}&broadcaster_id=1`)).body).toMatchObject({
      total: 1,
      data: [],
    });
    expect((await evening.ask(moderator, 'GET', `/streams/followed?${user}`)).body).toMatchObject({
      data: [{ user_login: 'derflaavius' }],
    });
    expect((await evening.ask(stranger, 'GET', `/channels/followed?${user}`)).status).toBe(401);
  });

  it('sees the own subscription', async () => {
    const evening = quietEvening();
    const mine = await evening.ask(moderator, 'GET', `/subscriptions/user?${b}&user_id=${PEOPLE.moderator}`);
    expect(mine.body).toMatchObject({ data: [{ broadcaster_login: 'derflaavius', is_gift: false, tier: '1000' }] });
    expect(await evening.ask(stranger, 'GET', `/subscriptions/user?${b}&user_id=${PEOPLE.stranger}`)).toMatchObject({
      status: 404,
      body: { message: MESSAGES.notSubscribed },
    });
  });
});

describe('finding', () => {
  it('finds channels by the beginning of name and title, and games by who watches', async () => {
    const evening = quietEvening();
    const found = await evening.ask(stranger, 'GET', '/search/channels?query=derf&live_only=true');
    expect(found.body).toMatchObject({ data: [{ broadcaster_login: 'derflaavius', is_live: true, tag_ids: [] }] });
    expect((await evening.ask(stranger, 'GET', '/search/channels?query=frau_holle&live_only=true')).body).toMatchObject(
      { data: [] },
    );
    expect((await evening.ask(stranger, 'GET', '/search/channels?query=frau_holle')).body).toMatchObject({
      data: [{ is_live: false, started_at: '' }],
    });
    expect((await evening.ask(stranger, 'GET', '/games/top?first=1')).body).toMatchObject({
      data: [{ name: 'Just Chatting' }],
    });
    expect((await evening.ask(stranger, 'GET', '/content_classification_labels')).body).toMatchObject({
      data: expect.arrayContaining([expect.objectContaining({ id: 'MatureGame' })]),
    });
  });
});

describe('the own channel', () => {
  it('has editors and a secret key', async () => {
    const evening = quietEvening();
    expect((await evening.ask(streamer, 'GET', `/channels/editors?${b}`)).body).toEqual({
      data: [{ user_id: PEOPLE.manager, user_name: 'mara_manager', created_at: expect.any(String) }],
    });
    expect((await evening.ask(streamer, 'GET', `/streams/key?${b}`)).body).toMatchObject({
      data: [{ stream_key: expect.stringMatching(/^live_800711400_/) }],
    });
    expect((await evening.ask(moderator, 'GET', `/streams/key?${b}`)).status).toBe(401);
  });

  const vip = (id: string) => `/channels/vips?${b}&user_id=${id}`;
  it('names VIPs, who may leave by themselves', async () => {
    const evening = quietEvening();
    const heard = listenIn(evening);
    expect((await evening.ask(streamer, 'POST', vip(PEOPLE.stranger))).status).toBe(204);
    expect(heard.events['channel.vip.add']).toMatchObject({ user_login: 'fremder_gast' });
    expect(heard.events['channel.moderate']).toMatchObject({ action: 'vip', vip: { user_login: 'fremder_gast' } });
    const listed = await evening.ask(streamer, 'GET', `${vip(PEOPLE.stranger)}&user_id=1`);
    expect(listed.body).toMatchObject({ data: [{ user_login: 'fremder_gast' }] });
    expect((await evening.ask(stranger, 'DELETE', vip(PEOPLE.stranger))).status).toBe(204);
    expect(heard.events['channel.vip.remove']).toMatchObject({ user_login: 'fremder_gast' });
  });

  const post = { caller: streamer, method: 'POST', target: vip(PEOPLE.stranger) };
  const refused: readonly RefusedCase[] = [
    { ...post, when: 'nobody is there', target: vip('1'), status: 404, message: MESSAGES.unknownUser('user_id') },
    { ...post, when: 'they moderate', target: vip(PEOPLE.moderator), status: 422, message: MESSAGES.vipIsModerator },
    {
      ...post,
      when: 'they are one',
      prepare: ({ world }) => Object.assign(channelOf(world, PEOPLE.streamer).vips, { [PEOPLE.stranger]: 1 }),
      status: 422,
      message: MESSAGES.alreadyVip,
    },
    {
      ...post,
      when: 'no place is free',
      prepare: ({ world }) => {
        for (let id = 0; id < 10; id += 1) channelOf(world, PEOPLE.streamer).vips[String(id)] = 1;
      },
      status: 409,
      message: MESSAGES.noVipSlot,
    },
    {
      ...post,
      when: 'the community is too small',
      prepare: ({ world }) => Object.assign(channelOf(world, PEOPLE.streamer), { followers: {} }),
      status: 425,
      message: MESSAGES.communityFirst,
    },
    { ...post, when: 'they are none', method: 'DELETE', status: 422, message: MESSAGES.notVip },
    {
      ...post,
      when: 'it is another one',
      method: 'DELETE',
      caller: moderator,
      status: 403,
      message: MESSAGES.vipForbidden,
    },
    {
      ...post,
      when: 'a moderator gives it',
      caller: moderator,
      status: 401,
      message: MESSAGES.tokenUserMismatch('broadcaster_id'),
    },
    {
      ...post,
      when: 'it is the eleventh in ten seconds',
      prepare: async (evening) => {
        for (let times = 0; times < 10; times += 1) await evening.ask(streamer, 'POST', vip(PEOPLE.moderator));
      },
      status: 429,
      message: MESSAGES.ownLimit,
    },
  ];
  it.each(refused)('refuses a VIP with $status when $when', async (one) => {
    expect(await outcomeOf(one)).toEqual({ status: one.status, message: one.message });
  });

  it('goes on vacation', async () => {
    const evening = quietEvening();
    const at = `/schedule/settings?${b}`;
    const times = 'vacation_start_time=2026-12-01T00:00:00Z&vacation_end_time=2026-12-10T00:00:00Z';
    const on = `${at}&is_vacation_enabled=true&${times}&timezone=Europe/Berlin`;
    expect((await evening.ask(streamer, 'PATCH', on)).status).toBe(204);
    expect((await evening.ask(streamer, 'GET', `/schedule?${b}`)).body).toMatchObject({
      data: { vacation: { start_time: '2026-12-01T00:00:00Z', end_time: '2026-12-10T00:00:00Z' } },
    });
    expect((await evening.ask(streamer, 'PATCH', on.replace('2026-12-10', '2026-11-10'))).body).toMatchObject({
      message: MESSAGES.vacationEnd,
    });
    expect((await evening.ask(streamer, 'PATCH', on.replace('Europe/Berlin', 'Mars'))).body).toMatchObject({
      message: MESSAGES.segmentTimezone,
    });
    expect((await evening.ask(streamer, 'PATCH', `${at}&is_vacation_enabled=true`)).body).toMatchObject({
      message: MESSAGES.parameterMissing('vacation_start_time'),
    });
    await evening.ask(streamer, 'PATCH', `${at}&is_vacation_enabled=false`);
    expect((await evening.ask(streamer, 'GET', `/schedule?${b}`)).body).toMatchObject({ data: { vacation: null } });
    const none = `/schedule/settings?broadcaster_id=${PEOPLE.moderator}&is_vacation_enabled=false`;
    expect((await evening.ask(moderator, 'PATCH', none)).status).toBe(404);
  });
});

describe('reads about money', () => {
  it('ranks who gave bits', async () => {
    const evening = quietEvening();
    cheer(evening.world, { channelId: PEOPLE.streamer, userId: PEOPLE.stranger, bits: 100_000, text: '' });
    expect((await evening.ask(streamer, 'GET', '/bits/leaderboard?count=2')).body).toMatchObject({
      data: [{ user_login: 'fremder_gast', rank: 1, score: 100_000 }, { rank: 2 }],
      date_range: { started_at: '', ended_at: '' },
      total: 2,
    });
    expect((await evening.ask(streamer, 'GET', '/bits/leaderboard?period=week')).body).toMatchObject({
      message: MESSAGES.leaderboardStart,
    });
    expect((await evening.ask(streamer, 'GET', '/bits/leaderboard?count=101')).status).toBe(400);
    expect((await evening.ask(streamer, 'GET', '/bits/cheermotes')).body).toMatchObject({
      data: [{ prefix: 'Cheer', tiers: [{ min_bits: 1 }, {}, {}, {}, {}] }],
    });
    expect((await evening.ask(streamer, 'GET', `/bits/custom_power_ups?${b}`)).body).toMatchObject({
      data: [{ title: 'Konfetti', bits: 100 }],
    });
    expect((await evening.ask(streamer, 'GET', `/bits/custom_power_ups?${b}&id=x`)).status).toBe(404);
  });

  it('shows goals, the hype train and what is collected for others', async () => {
    const evening = quietEvening();
    const heard = listenIn(evening);
    beginGoal(evening.world, {
      channelId: PEOPLE.streamer,
      type: 'follower',
      description: 'Bald 2000',
      current: 1280,
      target: 2000,
    });
    expect(heard.events['channel.goal.begin']).toMatchObject({
      type: 'follow',
      current_amount: 1280,
      target_amount: 2000,
    });
    expect((await evening.ask(streamer, 'GET', `/goals?${b}`)).body).toMatchObject({
      data: [{ type: 'follower', description: 'Bald 2000', current_amount: 1280 }],
    });
    expect((await evening.ask(streamer, 'GET', `/hypetrain/status?${b}`)).body).toEqual({
      data: [{ current: null, all_time_high: null, shared_all_time_high: null }],
    });
    const give = (userId: string) => cheer(evening.world, { channelId: PEOPLE.streamer, userId, bits: 600, text: '' });
    give(PEOPLE.stranger);
    give(PEOPLE.manager);
    expect((await evening.ask(streamer, 'GET', `/hypetrain/status?${b}`)).body).toMatchObject({
      data: [
        {
          current: {
            level: 1,
            total: 1200,
            broadcaster_user_login: 'derflaavius',
            top_contributions: [{ type: 'bits', total: 600 }, {}],
          },
        },
      ],
    });

    expect((await evening.ask(streamer, 'GET', `/charity/campaigns?${b}`)).body).toEqual({ data: [] });
    startCharity(evening.world, { channelId: PEOPLE.streamer, name: 'Tierheim', targetCents: 50_000 });
    donate(evening.world, { channelId: PEOPLE.streamer, userId: PEOPLE.stranger, cents: 1250 });
    expect(heard.events['channel.charity_campaign.donate']).toMatchObject({
      user_login: 'fremder_gast',
      amount: { value: 1250, decimal_places: 2, currency: 'EUR' },
    });
    expect((await evening.ask(streamer, 'GET', `/charity/campaigns?${b}`)).body).toMatchObject({
      data: [
        {
          broadcaster_login: 'derflaavius',
          current_amount: { value: 1250 },
          target_amount: { value: 50_000, decimal_places: 2, currency: 'EUR' },
        },
      ],
    });
    expect((await evening.ask(streamer, 'GET', `/charity/donations?${b}`)).body).toMatchObject({
      data: [{ user_login: 'fremder_gast', amount: { value: 1250 } }],
    });
    stopCharity(evening.world, PEOPLE.streamer);
    expect((await evening.ask(streamer, 'GET', `/charity/donations?${b}`)).body).toMatchObject({ data: [] });
    userOf(evening.world, PEOPLE.streamer).broadcasterType = '';
    expect((await evening.ask(streamer, 'GET', `/charity/campaigns?${b}`)).status).toBe(403);
  });
});
