import { describe, expect, it } from 'vitest';
import { channelOf } from '../world.ts';
import { plainReward } from '../world-features.ts';
import { redeemReward } from '../world-points.ts';
import { MESSAGES } from './messages.ts';
import {
  type Caller,
  listenIn,
  outcomeOf,
  PEOPLE,
  type QuietEvening,
  quietEvening,
  type RefusedCase,
} from './quiet-evening.ts';

const streamer: Caller = { as: 'streamer', scopes: ['channel:manage:redemptions'] };
const moderator: Caller = { as: 'moderator', scopes: ['channel:manage:redemptions'] };
const PATH = '/channel_points/custom_rewards';
const own = `${PATH}?broadcaster_id=${PEOPLE.streamer}`;

async function made(evening: QuietEvening, more: Record<string, unknown> = {}): Promise<string> {
  const { body } = await evening.ask(streamer, 'POST', own, { title: 'Tanzen', cost: 500, ...more });
  return (body as { data: { id: string }[] }).data[0]?.id ?? '';
}

function redeem({ world }: QuietEvening, rewardId: string): boolean {
  return redeemReward(world, { channelId: PEOPLE.streamer, userId: PEOPLE.stranger, rewardId, input: 'bitte' });
}

describe('custom rewards', () => {
  it('are made, changed and removed by the app that made them, and everybody is told', async () => {
    const evening = quietEvening();
    const heard = listenIn(evening);
    const id = await made(evening, { is_global_cooldown_enabled: true, global_cooldown_seconds: 60 });
    expect(heard.events['channel.channel_points_custom_reward.add']).toMatchObject({
      id,
      title: 'Tanzen',
      cost: 500,
      is_in_stock: true,
      global_cooldown: { is_enabled: true, seconds: 60 },
      max_per_stream: { is_enabled: false, value: 0 },
    });
    const changed = await evening.ask(streamer, 'PATCH', `${own}&id=${id}`, { is_paused: true, cost: 700 });
    expect(changed.body).toMatchObject({
      data: [
        {
          broadcaster_login: 'derflaavius',
          cost: 700,
          is_paused: true,
          global_cooldown_setting: { is_enabled: true, global_cooldown_seconds: 60 },
        },
      ],
    });
    expect(heard.events['channel.channel_points_custom_reward.update']).toMatchObject({ cost: 700, is_paused: true });
    expect((await evening.ask(streamer, 'DELETE', `${own}&id=${id}`)).status).toBe(204);
    expect(heard.events['channel.channel_points_custom_reward.remove']).toMatchObject({ id });
  });

  it('lists all, or those this app may manage', async () => {
    const evening = quietEvening();
    const id = await made(evening);
    const all = await evening.ask(streamer, 'GET', own);
    expect((all.body as { data: unknown[] }).data).toHaveLength(4);
    const mine = await evening.ask(streamer, 'GET', `${own}&only_manageable_rewards=true`);
    expect(mine.body).toMatchObject({ data: [{ id }] });
  });

  it('run out, wait and pause', async () => {
    const evening = quietEvening();
    const limits = { is_max_per_user_per_stream_enabled: true, max_per_user_per_stream: 1 };
    const once = await made(evening, limits);
    expect([redeem(evening, once), redeem(evening, once)]).toEqual([true, false]);
    const slow = await made(evening, { title: 'B', is_global_cooldown_enabled: true, global_cooldown_seconds: 60 });
    expect([redeem(evening, slow), redeem(evening, slow)]).toEqual([true, false]);
    evening.wait(60_000);
    expect(redeem(evening, slow)).toBe(true);
    await evening.ask(streamer, 'PATCH', `${own}&id=${slow}`, { is_enabled: false });
    evening.wait(60_000);
    expect(redeem(evening, slow)).toBe(false);
  });

  const post = { caller: streamer, method: 'POST', target: own, body: { title: 'Tanzen', cost: 1 } };
  const refused: readonly RefusedCase[] = [
    {
      ...post,
      when: 'another channel is named',
      caller: moderator,
      status: 401,
      message: MESSAGES.tokenUserMismatch('broadcaster_id'),
    },
    {
      ...post,
      when: 'the channel earns nothing',
      caller: moderator,
      target: `${PATH}?broadcaster_id=${PEOPLE.moderator}`,
      status: 403,
      message: MESSAGES.partnersOnly,
    },
    {
      ...post,
      when: 'the title is missing',
      body: { cost: 1 },
      status: 400,
      message: MESSAGES.parameterMissing('title'),
    },
    {
      ...post,
      when: 'the title is too long',
      body: { title: 'x'.repeat(46), cost: 1 },
      status: 400,
      message: MESSAGES.textTooLong('title', 45),
    },
    {
      ...post,
      when: 'the prompt is too long',
      body: { title: 'x', cost: 1, prompt: 'x'.repeat(201) },
      status: 400,
      message: MESSAGES.textTooLong('prompt', 200),
    },
    {
      ...post,
      when: 'the cost is 0',
      body: { title: 'x', cost: 0 },
      status: 400,
      message: MESSAGES.parameterRange('cost', 1, 2_147_483_647),
    },
    {
      ...post,
      when: 'the colour is none',
      body: { title: 'x', cost: 1, background_color: 'red' },
      status: 400,
      message: MESSAGES.parameterMalformed('background_color'),
    },
    {
      ...post,
      when: 'a limit has no number',
      body: { title: 'x', cost: 1, is_max_per_stream_enabled: true },
      status: 400,
      message: MESSAGES.parameterMissing('max_per_stream'),
    },
    {
      ...post,
      when: 'the title is taken',
      body: { title: 'wasser TRINKEN', cost: 1 },
      status: 400,
      message: MESSAGES.rewardTitleTaken,
    },
    {
      ...post,
      when: 'there are fifty',
      prepare: ({ world }) => {
        const { rewards } = channelOf(world, PEOPLE.streamer);
        while (rewards.length < 50)
          rewards.push(plainReward({ id: world.random.uuid(), title: world.random.uuid(), prompt: '', cost: 1 }));
      },
      status: 400,
      message: MESSAGES.tooManyRewards,
    },
    {
      ...post,
      when: 'the reward is unknown',
      method: 'PATCH',
      target: `${own}&id=nothing`,
      status: 404,
      message: MESSAGES.rewardNotFound,
    },
  ];
  it.each(refused)('are refused with $status when $when', async (one) => {
    expect(await outcomeOf(one)).toEqual({ status: one.status, message: one.message });
  });

  it('belong to the app that made them', async () => {
    const evening = quietEvening();
    const [foreign] = channelOf(evening.world, PEOPLE.streamer).rewards;
    for (const [method, target] of [
      ['PATCH', `${own}&id=${foreign?.id}`],
      ['DELETE', `${own}&id=${foreign?.id}`],
      ['GET', `${PATH}/redemptions?broadcaster_id=${PEOPLE.streamer}&reward_id=${foreign?.id}&status=UNFULFILLED`],
    ] as const) {
      const answer = await evening.ask(streamer, method, target, method === 'PATCH' ? {} : undefined);
      expect(answer).toMatchObject({ status: 403, body: { message: MESSAGES.rewardForeign } });
    }
  });
});

describe('redemptions', () => {
  it('are read by pages and settled once', async () => {
    const evening = quietEvening();
    const heard = listenIn(evening);
    const id = await made(evening);
    for (let count = 0; count < 3; count += 1) {
      redeem(evening, id);
      evening.wait(1_000);
    }
    const at = `${PATH}/redemptions?broadcaster_id=${PEOPLE.streamer}&reward_id=${id}`;
    const first = await evening.ask(streamer, 'GET', `${at}&status=UNFULFILLED&first=2`);
    const page = first.body as { data: { id: string; redeemed_at: string }[]; pagination: { cursor: string } };
    expect(page.data.map((one) => one.redeemed_at)).toEqual(['2026-11-22T18:00:00Z', '2026-11-22T18:00:01Z']);
    const rest = await evening.ask(streamer, 'GET', `${at}&status=UNFULFILLED&first=2&after=${page.pagination.cursor}`);
    expect(rest.body).toMatchObject({ data: [{ redeemed_at: '2026-11-22T18:00:02Z' }], pagination: {} });

    const target = `${at}&id=${page.data[0]?.id}`;
    const settled = await evening.ask(streamer, 'PATCH', target, { status: 'CANCELED' });
    expect(settled.body).toMatchObject({ data: [{ status: 'CANCELED', user_input: 'bitte', reward: { cost: 500 } }] });
    expect(heard.events['channel.channel_points_custom_reward_redemption.update']).toMatchObject({
      status: 'canceled',
      user_login: 'fremder_gast',
      reward: { id, title: 'Tanzen' },
    });
    expect(await evening.ask(streamer, 'PATCH', target, { status: 'FULFILLED' })).toMatchObject({
      status: 404,
      body: { message: MESSAGES.redemptionsNotFound },
    });
    expect((await evening.ask(streamer, 'GET', at)).body).toMatchObject({
      message: MESSAGES.parameterMissing('status'),
    });
    expect((await evening.ask(streamer, 'GET', `${at}&status=UNFULFILLED&first=51`)).status).toBe(400);
  });

  it('count as fulfilled when their reward goes', async () => {
    const evening = quietEvening();
    const id = await made(evening);
    redeem(evening, id);
    const heard = listenIn(evening);
    await evening.ask(streamer, 'DELETE', `${own}&id=${id}`);
    expect(heard.events['channel.channel_points_custom_reward_redemption.update']).toMatchObject({
      status: 'fulfilled',
    });
  });
});
