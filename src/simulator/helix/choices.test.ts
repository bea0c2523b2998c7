import { describe, expect, it } from 'vitest';
import { vote } from '../world-polls.ts';
import { bet } from '../world-predictions.ts';
import { keepUp } from '../world-upkeep.ts';
import { MESSAGES } from './messages.ts';
import { type Caller, listenIn, outcomeOf, PEOPLE, quietEvening, type RefusedCase } from './quiet-evening.ts';

const streamer: Caller = { as: 'streamer', scopes: ['channel:manage:polls', 'channel:manage:predictions'] };
const foreign: Caller = { as: 'moderator', scopes: ['channel:manage:polls', 'channel:manage:predictions'] };
const broadcaster_id = PEOPLE.streamer;
const choices = [{ title: 'Ja' }, { title: 'Nein' }];
const poll = { broadcaster_id, title: 'Weiter?', choices, duration: 60 };
const prediction = { broadcaster_id, title: 'Sieg?', outcomes: choices, prediction_window: 60 };

interface Made {
  readonly data: readonly { id: string; outcomes: { id: string }[] }[];
}

describe('polls', () => {
  it('begin, are voted in and end by the clock, and are told', async () => {
    const evening = quietEvening();
    const heard = listenIn(evening);
    const answer = await evening.ask(streamer, 'POST', '/polls', {
      ...poll,
      channel_points_voting_enabled: true,
      channel_points_per_vote: 50,
    });
    expect(answer).toMatchObject({
      status: 200,
      body: {
        data: [
          {
            status: 'ACTIVE',
            ended_at: null,
            duration: 60,
            channel_points_per_vote: 50,
            choices: [{ votes: 0 }, { votes: 0 }],
          },
        ],
      },
    });
    expect(heard.events['channel.poll.begin']).toMatchObject({
      title: 'Weiter?',
      choices: [{ id: expect.any(String), title: 'Ja' }, { title: 'Nein' }],
      channel_points_voting: { is_enabled: true, amount_per_vote: 50 },
      ends_at: '2026-11-22T18:01:00.000000000Z',
    });
    vote(evening.world, PEOPLE.streamer, { choice: 2, votes: 3, points: 1 });
    expect(heard.events['channel.poll.progress']).toMatchObject({
      choices: [{ votes: 0 }, { votes: 3, channel_points_votes: 1, bits_votes: 0 }],
    });
    evening.wait(61_000);
    const read = await evening.ask(streamer, 'GET', `/polls?broadcaster_id=${broadcaster_id}`);
    expect(read.body).toMatchObject({ data: [{ status: 'COMPLETED', ended_at: '2026-11-22T18:01:00Z' }] });
    expect(heard.events['channel.poll.end']).toMatchObject({
      status: 'completed',
      ended_at: '2026-11-22T18:01:00.000000000Z',
    });
  });

  it('are ended early, once', async () => {
    const evening = quietEvening();
    const made = (await evening.ask(streamer, 'POST', '/polls', poll)).body as Made;
    const change = { broadcaster_id, id: made.data[0]?.id, status: 'TERMINATED' };
    expect((await evening.ask(streamer, 'PATCH', '/polls', change)).body).toMatchObject({
      data: [{ status: 'TERMINATED' }],
    });
    expect(await evening.ask(streamer, 'PATCH', '/polls', change)).toMatchObject({
      status: 400,
      body: { message: MESSAGES.pollNotActive },
    });
  });

  const post = { caller: streamer, method: 'POST', target: '/polls', body: poll };
  const refused: readonly RefusedCase[] = [
    {
      ...post,
      when: 'it is not the own channel',
      caller: foreign,
      status: 401,
      message: MESSAGES.tokenUserMismatch('broadcaster_id'),
    },
    {
      ...post,
      when: 'the channel earns nothing',
      caller: foreign,
      body: { ...poll, broadcaster_id: PEOPLE.moderator },
      status: 403,
      message: MESSAGES.partnersOnly,
    },
    {
      ...post,
      when: 'the title is too long',
      body: { ...poll, title: 'x'.repeat(61) },
      status: 400,
      message: MESSAGES.textTooLong('title', 60),
    },
    {
      ...post,
      when: 'there is one choice',
      body: { ...poll, choices: [{ title: 'Ja' }] },
      status: 400,
      message: MESSAGES.pollChoices,
    },
    {
      ...post,
      when: 'there are six choices',
      body: { ...poll, choices: Array(6).fill({ title: 'x' }) },
      status: 400,
      message: MESSAGES.pollChoices,
    },
    {
      ...post,
      when: 'a choice is too long',
      body: { ...poll, choices: [{ title: 'x'.repeat(26) }, { title: 'y' }] },
      status: 400,
      message: MESSAGES.textTooLong('title', 25),
    },
    {
      ...post,
      when: 'AutoMod minds a choice',
      body: { ...poll, choices: [{ title: 'automodblocked' }, { title: 'y' }] },
      status: 400,
      message: MESSAGES.rejectedByAutomod,
    },
    ...[14, 1801, 1.5, '60'].map((duration) => ({
      ...post,
      when: `it lasts ${JSON.stringify(duration)}`,
      body: { ...poll, duration },
      status: 400,
      message: MESSAGES.parameterRange('duration', 15, 1800),
    })),
    {
      ...post,
      when: 'votes for points have no price',
      body: { ...poll, channel_points_voting_enabled: true },
      status: 400,
      message: MESSAGES.parameterMissing('channel_points_per_vote'),
    },
    {
      ...post,
      when: 'another one runs',
      prepare: (evening) => evening.ask(streamer, 'POST', '/polls', poll),
      status: 400,
      message: MESSAGES.pollRuns,
    },
    {
      caller: streamer,
      when: 'none of the ids is known',
      method: 'GET',
      target: `/polls?broadcaster_id=${broadcaster_id}&id=x`,
      status: 404,
      message: MESSAGES.pollNotFound,
    },
  ];
  it.each(refused)('are refused with $status when $when', async (one) => {
    expect(await outcomeOf(one)).toEqual({ status: one.status, message: one.message });
  });
});

describe('predictions', () => {
  it('lock by the clock, and pay the winners', async () => {
    const evening = quietEvening();
    const heard = listenIn(evening);
    const made = (await evening.ask(streamer, 'POST', '/predictions', prediction)).body as Made;
    const id = made.data[0]?.id;
    const winner = made.data[0]?.outcomes[0]?.id;
    expect(heard.events['channel.prediction.begin']).toMatchObject({
      outcomes: [{ color: 'blue' }, { color: 'pink' }],
      locks_at: '2026-11-22T18:01:00.000000000Z',
    });
    bet(evening.world, PEOPLE.streamer, { outcome: 1, userId: PEOPLE.stranger, points: 100 });
    bet(evening.world, PEOPLE.streamer, { outcome: 2, userId: PEOPLE.manager, points: 300 });
    expect(heard.events['channel.prediction.progress']).toMatchObject({
      outcomes: [
        { users: 1, channel_points: 100, top_predictors: [{ user_login: 'fremder_gast', channel_points_won: null }] },
        { users: 1, channel_points: 300 },
      ],
    });
    evening.wait(60_000);
    keepUp(evening.world);
    expect(heard.events['channel.prediction.lock']).toMatchObject({ locked_at: '2026-11-22T18:01:00.000000000Z' });
    expect(bet(evening.world, PEOPLE.streamer, { outcome: 1, userId: PEOPLE.manager, points: 1 })).toBe(false);
    const change = { broadcaster_id, id, status: 'RESOLVED', winning_outcome_id: winner };
    const resolved = await evening.ask(streamer, 'PATCH', '/predictions', change);
    expect(resolved.body).toMatchObject({
      data: [
        {
          status: 'RESOLVED',
          winning_outcome_id: winner,
          locked_at: '2026-11-22T18:01:00Z',
          outcomes: [{ top_predictors: [{ channel_points_used: 100, channel_points_won: 400 }] }, { color: 'PINK' }],
        },
      ],
    });
    expect(heard.events['channel.prediction.end']).toMatchObject({ status: 'resolved', winning_outcome_id: winner });
    expect((await evening.ask(streamer, 'PATCH', '/predictions', change)).status).toBe(400);
  });

  it('are given back when nobody decides for a day', async () => {
    const evening = quietEvening();
    const heard = listenIn(evening);
    await evening.ask(streamer, 'POST', '/predictions', prediction);
    evening.wait(60_000);
    keepUp(evening.world);
    evening.wait(24 * 3_600_000);
    keepUp(evening.world);
    expect(heard.events['channel.prediction.end']).toMatchObject({ status: 'canceled', winning_outcome_id: null });
  });

  const post = { caller: streamer, method: 'POST', target: '/predictions', body: prediction };
  const patch = { ...post, method: 'PATCH', body: { broadcaster_id, id: 'x', status: 'LOCKED' } };
  const refused: readonly RefusedCase[] = [
    {
      ...post,
      when: 'the title is too long',
      body: { ...prediction, title: 'x'.repeat(46) },
      status: 400,
      message: MESSAGES.textTooLong('title', 45),
    },
    {
      ...post,
      when: 'there are eleven outcomes',
      body: { ...prediction, outcomes: Array(11).fill({ title: 'x' }) },
      status: 400,
      message: MESSAGES.predictionOutcomes,
    },
    {
      ...post,
      when: 'the window is too short',
      body: { ...prediction, prediction_window: 29 },
      status: 400,
      message: MESSAGES.parameterRange('prediction_window', 30, 1800),
    },
    {
      ...post,
      when: 'one is open',
      prepare: (evening) => evening.ask(streamer, 'POST', '/predictions', prediction),
      status: 400,
      message: MESSAGES.predictionRuns,
    },
    { ...patch, when: 'it is unknown', status: 404, message: MESSAGES.predictionNotFound },
  ];
  it.each(refused)('are refused with $status when $when', async (one) => {
    expect(await outcomeOf(one)).toEqual({ status: one.status, message: one.message });
  });
  it.each([
    [{ status: 'RESOLVED' }, MESSAGES.winnerMissing],
    [{ status: 'RESOLVED', winning_outcome_id: 'x' }, MESSAGES.parameterMalformed('winning_outcome_id')],
    [{ status: 'OPEN' }, MESSAGES.parameterMalformed('status')],
  ])('are not ended by %j', async (change, message) => {
    const evening = quietEvening();
    const made = (await evening.ask(streamer, 'POST', '/predictions', prediction)).body as Made;
    const answer = await evening.ask(streamer, 'PATCH', '/predictions', {
      broadcaster_id,
      id: made.data[0]?.id,
      ...change,
    });
    expect(answer).toMatchObject({ status: 400, body: { message } });
  });
});
