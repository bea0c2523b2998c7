import { describe, expect, it } from 'vitest';
import { accountOf, channelOf } from '../world.ts';
import { setViewers } from '../world-channel.ts';
import { sendLine } from '../world-chat.ts';
import { joinSharedChat } from '../world-shared-chat.ts';
import { MESSAGES } from './messages.ts';
import {
  type Caller,
  listenIn,
  outcomeOf,
  PEOPLE,
  type Person,
  type QuietEvening,
  quietEvening,
  type RefusedCase,
} from './quiet-evening.ts';

const SCOPES = [
  'moderator:manage:announcements',
  'moderator:manage:chat_messages',
  'moderator:manage:chat_settings',
  'moderator:manage:shoutouts',
  'moderator:read:chatters',
  'user:manage:chat_color',
  'user:manage:whispers',
  'user:read:emotes',
];
const moderator: Caller = { as: 'moderator', scopes: SCOPES };
const stranger: Caller = { as: 'stranger', scopes: SCOPES };
const b = `broadcaster_id=${PEOPLE.streamer}`;
const place = `${b}&moderator_id=${PEOPLE.moderator}`;
const foreign = `${b}&moderator_id=${PEOPLE.stranger}`;

function say({ world }: QuietEvening, text: string, as: Person = 'stranger', channel: Person = 'streamer'): string {
  const sent = sendLine(world, { channelId: PEOPLE[channel], userId: PEOPLE[as], text, isUnlimited: true });
  return sent.ok ? sent.value.id : '';
}

describe('announcements', () => {
  const target = `/chat/announcements?${place}`;

  it('stand in chat in their colour, cut at 500, one in two seconds', async () => {
    const evening = quietEvening();
    const heard = listenIn(evening);
    const long = { message: `${'ä'.repeat(500)}zu viel`, color: 'purple' };
    expect((await evening.ask(moderator, 'POST', target, long)).status).toBe(204);
    expect(heard.lines[0]).toMatch(/msg-param-color=PURPLE.* USERNOTICE #derflaavius :ä{500}$/);
    expect(heard.events['channel.chat.notification']).toMatchObject({
      notice_type: 'announcement',
      announcement: { color: 'PURPLE' },
    });
    expect((await evening.ask(moderator, 'POST', target, long)).status).toBe(429);
    evening.wait(2_000);
    expect((await evening.ask(moderator, 'POST', target, { message: 'x' })).status).toBe(204);
  });

  const post = { caller: moderator, method: 'POST', target, body: { message: 'x' } };
  const refused: readonly RefusedCase[] = [
    { ...post, when: 'it is empty', body: { message: '' }, status: 400, message: MESSAGES.parameterMissing('message') },
    { ...post, when: 'it is blank', body: { message: ' ' }, status: 400, message: MESSAGES.announcementEmpty },
    {
      ...post,
      when: 'the colour is none',
      body: { message: 'x', color: 'red' },
      status: 400,
      message: MESSAGES.parameterMalformed('color'),
    },
    {
      ...post,
      when: 'one is no moderator',
      caller: stranger,
      target: `/chat/announcements?${foreign}`,
      status: 403,
      message: MESSAGES.notYourModerator,
    },
  ];
  it.each(refused)('are refused with $status when $when', async (one) => {
    expect(await outcomeOf(one)).toEqual({ status: one.status, message: one.message });
  });
});

describe('shoutouts', () => {
  const at = (to: string, from: string = PEOPLE.streamer) =>
    `/chat/shoutouts?from_broadcaster_id=${from}&to_broadcaster_id=${to}&moderator_id=${PEOPLE.moderator}`;

  it('are told to both, and rest in between', async () => {
    const evening = quietEvening();
    const heard = listenIn(evening);
    expect((await evening.ask(moderator, 'POST', at(PEOPLE.manager))).status).toBe(204);
    expect(heard.events['channel.shoutout.create']).toMatchObject({
      broadcaster_user_login: 'derflaavius',
      to_broadcaster_user_login: 'mara_manager',
      moderator_user_login: 'nordlicht_mod',
      viewer_count: 33,
      cooldown_ends_at: '2026-11-22T18:02:00.000000000Z',
      target_cooldown_ends_at: '2026-11-22T19:00:00.000000000Z',
    });
    expect(heard.events['channel.shoutout.receive']).toMatchObject({
      broadcaster_user_login: 'mara_manager',
      from_broadcaster_user_login: 'derflaavius',
    });
    const statusOf = async (to: string): Promise<number> => (await evening.ask(moderator, 'POST', at(to))).status;
    expect(await statusOf(PEOPLE.stranger)).toBe(429);
    evening.wait(2 * 60_000);
    expect(await statusOf(PEOPLE.manager)).toBe(429);
    expect(await statusOf(PEOPLE.stranger)).toBe(204);
    evening.wait(60 * 60_000);
    expect(await statusOf(PEOPLE.manager)).toBe(204);
  });

  const post = { caller: moderator, method: 'POST', target: at(PEOPLE.manager) };
  const refused: readonly RefusedCase[] = [
    { ...post, when: 'it is for oneself', target: at(PEOPLE.streamer), status: 400, message: MESSAGES.shoutoutSelf },
    {
      ...post,
      when: 'nobody watches',
      prepare: ({ world }) => setViewers(world, PEOPLE.streamer, 0),
      status: 400,
      message: MESSAGES.shoutoutOffline,
    },
    {
      ...post,
      when: 'one does not moderate there',
      target: at(PEOPLE.manager, PEOPLE.stranger),
      status: 403,
      message: MESSAGES.notYourModerator,
    },
  ];
  it.each(refused)('are refused with $status when $when', async (one) => {
    expect(await outcomeOf(one)).toEqual({ status: one.status, message: one.message });
  });
});

describe('chat settings', () => {
  const target = `/chat/settings?${place}`;

  it('are changed by switch and value, and chat is told', async () => {
    const evening = quietEvening();
    const heard = listenIn(evening);
    const answer = await evening.ask(moderator, 'PATCH', target, {
      slow_mode: true,
      follower_mode: true,
      follower_mode_duration: 10,
      non_moderator_chat_delay: true,
      non_moderator_chat_delay_duration: 4,
    });
    expect(answer.body).toMatchObject({
      data: [
        {
          slow_mode: true,
          slow_mode_wait_time: 30,
          follower_mode_duration: 10,
          emote_mode: false,
          non_moderator_chat_delay_duration: 4,
          moderator_id: PEOPLE.moderator,
        },
      ],
    });
    expect(heard.events['channel.chat_settings.update']).toMatchObject({
      slow_mode_wait_time_seconds: 30,
      follower_mode_duration_minutes: 10,
    });
    expect(heard.lines.filter((line) => line.includes(' ROOMSTATE '))).toHaveLength(2);
    expect((await evening.ask(stranger, 'GET', `/chat/settings?${b}`)).body).toEqual({
      data: [
        {
          broadcaster_id: PEOPLE.streamer,
          emote_mode: false,
          follower_mode: true,
          follower_mode_duration: 10,
          slow_mode: true,
          slow_mode_wait_time: 30,
          subscriber_mode: false,
          unique_chat_mode: false,
        },
      ],
    });
    expect((await evening.ask(moderator, 'GET', target)).body).toMatchObject({
      data: [{ non_moderator_chat_delay: true }],
    });
  });

  it.each([
    [{ slow_mode_wait_time: 30 }, MESSAGES.valueWithoutSwitch('slow_mode_wait_time', 'slow_mode')],
    [{ slow_mode: true, slow_mode_wait_time: 2 }, MESSAGES.parameterRange('slow_mode_wait_time', 3, 120)],
    [
      { follower_mode: true, follower_mode_duration: 129_601 },
      MESSAGES.parameterRange('follower_mode_duration', 0, 129_600),
    ],
    [{ non_moderator_chat_delay: true }, MESSAGES.parameterMissing('non_moderator_chat_delay_duration')],
    [
      { non_moderator_chat_delay: true, non_moderator_chat_delay_duration: 3 },
      MESSAGES.parameterMalformed('non_moderator_chat_delay_duration'),
    ],
    [{ emote_mode: 'yes' }, MESSAGES.parameterMalformed('emote_mode')],
    [{}, MESSAGES.nothingToChange],
  ])('refuse %j', async (body, message) => {
    expect(await quietEvening().ask(moderator, 'PATCH', target, body)).toMatchObject({
      status: 400,
      body: { message },
    });
  });
});

describe('pins', () => {
  const at = (id: string, more = '') => `/chat/pins?${place}&message_id=${id}${more}`;

  it('are set, prolonged and taken away', async () => {
    const evening = quietEvening();
    const id = say(evening, 'merkt euch das');
    expect((await evening.ask(moderator, 'PUT', at(id, '&duration_seconds=60'))).status).toBe(204);
    expect((await evening.ask(moderator, 'GET', `/chat/pins?${place}`)).body).toMatchObject({
      data: [
        {
          message_id: id,
          sender_user_login: 'fremder_gast',
          pinned_by_user_login: 'nordlicht_mod',
          message: { text: 'merkt euch das' },
          ends_at: '2026-11-22T18:01:00Z',
        },
      ],
    });
    expect((await evening.ask(moderator, 'PUT', at(id))).status).toBe(409);
    evening.wait(30_000);
    expect((await evening.ask(moderator, 'PATCH', at(id, '&duration_seconds=120'))).status).toBe(204);
    evening.wait(60_000);
    expect((await evening.ask(moderator, 'GET', `/chat/pins?${place}`)).body).toMatchObject({
      data: [{ ends_at: '2026-11-22T18:02:30Z' }],
    });
    expect((await evening.ask(moderator, 'DELETE', at(id))).status).toBe(204);
    expect((await evening.ask(moderator, 'DELETE', at(id))).status).toBe(404);
    expect((await evening.ask(moderator, 'GET', `/chat/pins?${place}`)).body).toEqual({ data: [] });
  });

  it('run out', async () => {
    const evening = quietEvening();
    await evening.ask(moderator, 'PUT', at(say(evening, 'kurz'), '&duration_seconds=30'));
    evening.wait(30_000);
    expect((await evening.ask(moderator, 'GET', `/chat/pins?${place}`)).body).toEqual({ data: [] });
  });

  it.each([
    ['PUT', at('x'), 404, MESSAGES.pinUnknown],
    ['PATCH', at('x'), 404, MESSAGES.pinNone],
    ['PUT', at('x', '&duration_seconds=29'), 400, MESSAGES.parameterRange('duration_seconds', 30, 1800)],
  ])('%s %s is refused with %i', async (method, target, status, message) => {
    expect(await quietEvening().ask(moderator, method, target)).toMatchObject({ status, body: { message } });
  });
});

describe('who is there', () => {
  it('is the team and who has just written, in pages', async () => {
    const evening = quietEvening();
    say(evening, 'hallo');
    const first = await evening.ask(moderator, 'GET', `/chat/chatters?${place}&first=3`);
    expect(first.body).toMatchObject({ total: 4, data: [{ user_login: 'derflaavius' }, {}, {}] });
    const { cursor } = (first.body as { pagination: { cursor: string } }).pagination;
    expect((await evening.ask(moderator, 'GET', `/chat/chatters?${place}&first=3&after=${cursor}`)).body).toMatchObject(
      {
        data: [{ user_login: 'fremder_gast' }],
        pagination: {},
      },
    );
    expect((await evening.ask(moderator, 'GET', `/chat/chatters?${place}&first=1001`)).status).toBe(400);
    expect((await evening.ask(stranger, 'GET', `/chat/chatters?${foreign}`)).status).toBe(403);
  });
});

describe('colours and emotes', () => {
  it('has fifteen colours for everybody, more for who pays', async () => {
    const evening = quietEvening();
    const at = (color: string) => `/chat/color?user_id=${PEOPLE.stranger}&color=${encodeURIComponent(color)}`;
    expect((await evening.ask(stranger, 'PUT', at('hot_pink'))).status).toBe(204);
    expect((await evening.ask(stranger, 'GET', `/chat/color?user_id=${PEOPLE.stranger}&user_id=1`)).body).toMatchObject(
      {
        data: [{ user_login: 'fremder_gast', color: '#FF69B4' }],
      },
    );
    expect(await evening.ask(stranger, 'PUT', at('#123456'))).toMatchObject({
      status: 400,
      body: { message: MESSAGES.hexNeedsTurbo },
    });
    accountOf(evening.world, PEOPLE.stranger).hasTurbo = true;
    expect((await evening.ask(stranger, 'PUT', at('#123456'))).status).toBe(204);
    expect((await evening.ask(stranger, 'PUT', at('pink'))).status).toBe(400);
    expect((await evening.ask(moderator, 'PUT', at('red'))).status).toBe(401);
  });

  it('gives emotes by set and by what a person may use', async () => {
    const evening = quietEvening();
    const [own] = evening.world.state.emotes.filter((emote) => emote.ownerId === PEOPLE.streamer);
    const set = await evening.ask(stranger, 'GET', `/chat/emotes/set?emote_set_id=${own?.setId}`);
    expect(set.body).toMatchObject({
      data: expect.arrayContaining([
        expect.objectContaining({ owner_id: PEOPLE.streamer, emote_type: 'subscriptions' }),
      ]),
    });
    const namesOf = async (caller: Caller, id: string): Promise<string[]> => {
      const { body } = await evening.ask(caller, 'GET', `/chat/emotes/user?user_id=${id}&${b}`);
      return (body as { data: { name: string }[] }).data.map((emote) => emote.name);
    };
    expect(await namesOf(stranger, PEOPLE.stranger)).toEqual(expect.not.arrayContaining(['flaavHerz', 'flaavHallo']));
    expect(await namesOf(moderator, PEOPLE.moderator)).toEqual(
      expect.arrayContaining(['Kappa', 'flaavHerz', 'flaavHallo']),
    );
    expect(await namesOf(moderator, PEOPLE.moderator)).not.toContain('flaavKrone');
  });
});

describe('a shared chat', () => {
  it('is named with its channels, and carries lines and notices over', async () => {
    const evening = quietEvening();
    const heard = listenIn(evening);
    expect((await evening.ask(stranger, 'GET', `/shared_chat/session?${b}`)).body).toEqual({ data: [] });
    joinSharedChat(evening.world, PEOPLE.streamer, [PEOPLE.manager]);
    expect(
      (await evening.ask(stranger, 'GET', `/shared_chat/session?broadcaster_id=${PEOPLE.manager}`)).body,
    ).toMatchObject({
      data: [
        {
          host_broadcaster_id: PEOPLE.streamer,
          participants: [{ broadcaster_id: PEOPLE.streamer }, { broadcaster_id: PEOPLE.manager }],
        },
      ],
    });
    expect(heard.events['channel.shared_chat.begin']).toMatchObject({
      broadcaster_user_login: 'mara_manager',
      host_broadcaster_user_login: 'derflaavius',
      participants: [{ broadcaster_user_login: 'derflaavius' }, { broadcaster_user_login: 'mara_manager' }],
    });
    const id = say(evening, 'von nebenan', 'moderator');
    expect(heard.lines[0]).toContain(`source-room-id=${PEOPLE.streamer}`);
    expect(heard.lines[0]).toContain(';room-id=800711400;');
    expect(heard.lines[1]).toMatch(
      new RegExp(`badges=[^;]*;.*room-id=${PEOPLE.manager};.*source-badges=moderator/1.*;source-id=${id};`),
    );
    expect(heard.lines[1]).toContain('PRIVMSG #mara_manager :von nebenan');
    expect(heard.events['channel.chat.message']).toMatchObject({
      broadcaster_user_login: 'mara_manager',
      source_broadcaster_user_login: 'derflaavius',
      source_message_id: id,
      is_source_only: false,
    });
    heard.lines.length = 0;
    await evening.ask(moderator, 'POST', `/chat/announcements?${place}`, { message: 'Hört her' });
    expect(heard.lines[1]).toMatch(/msg-id=sharedchatnotice;.*source-msg-id=announcement;.* USERNOTICE #mara_manager /);
    expect(heard.events['channel.chat.notification']).toMatchObject({
      notice_type: 'shared_chat_announcement',
      shared_chat_announcement: { color: 'PRIMARY' },
      announcement: null,
    });
    heard.lines.length = 0;
    await evening.ask(moderator, 'DELETE', `/moderation/chat?${place}&message_id=${id}`);
    expect(heard.lines.map((line) => line.split(' ').slice(2, 4).join(' '))).toEqual([
      'CLEARMSG #derflaavius',
      'CLEARMSG #mara_manager',
    ]);
    expect(heard.events['channel.moderate']).toMatchObject({
      broadcaster_user_login: 'mara_manager',
      source_broadcaster_user_login: 'derflaavius',
      action: 'shared_chat_delete',
      shared_chat_delete: { message_body: 'von nebenan' },
    });
  });
});

describe('whispers', () => {
  const at = (to: Person, from: Person = 'stranger') =>
    `/whispers?from_user_id=${PEOPLE[from]}&to_user_id=${PEOPLE[to]}`;

  it('reach the other one, unless they blocked the sender', async () => {
    const evening = quietEvening();
    const heard = listenIn(evening);
    expect((await evening.ask(stranger, 'POST', at('streamer'), { message: 'psst' })).status).toBe(204);
    expect(heard.events['user.whisper.message']).toMatchObject({
      from_user_login: 'fremder_gast',
      to_user_login: 'derflaavius',
      whisper: { text: 'psst' },
    });
    delete heard.events['user.whisper.message'];
    accountOf(evening.world, PEOPLE.streamer).blocked.push(PEOPLE.stranger);
    expect((await evening.ask(stranger, 'POST', at('streamer'), { message: 'x'.repeat(10_000) })).status).toBe(204);
    expect(heard.events['user.whisper.message']).toBeUndefined();
  });

  const post = { caller: stranger, method: 'POST', target: at('streamer'), body: { message: 'psst' } };
  const refused: readonly RefusedCase[] = [
    {
      ...post,
      when: 'it is in another name',
      target: at('streamer', 'moderator'),
      status: 401,
      message: MESSAGES.tokenUserMismatch('from_user_id'),
    },
    { ...post, when: 'it is to oneself', target: at('stranger'), status: 400, message: MESSAGES.whisperSelf },
    {
      ...post,
      when: 'the first one is too long',
      body: { message: 'x'.repeat(501) },
      status: 400,
      message: MESSAGES.textTooLong('message', 500),
    },
    {
      ...post,
      when: 'the phone is not verified',
      prepare: ({ world }) => Object.assign(accountOf(world, PEOPLE.stranger), { hasVerifiedPhone: false }),
      status: 401,
      message: MESSAGES.whisperPhone,
    },
    {
      ...post,
      when: 'the other one wants no strangers',
      prepare: ({ world }) => Object.assign(accountOf(world, PEOPLE.streamer), { takesWhispers: false }),
      status: 400,
      message: MESSAGES.whisperStrangers,
    },
    {
      ...post,
      when: 'it is the fourth in a second',
      prepare: async (evening) => {
        for (let times = 0; times < 3; times += 1)
          await evening.ask(stranger, 'POST', at('streamer'), { message: 'psst' });
      },
      status: 429,
      message: MESSAGES.ownLimit,
    },
  ];
  it.each(refused)('are refused with $status when $when', async (one) => {
    expect(await outcomeOf(one)).toEqual({ status: one.status, message: one.message });
  });
});

describe('a line that is pinned while it is sent', () => {
  it('stands there for twenty minutes', async () => {
    const evening = quietEvening();
    const caller: Caller = { as: 'moderator', scopes: ['user:write:chat', 'moderator:manage:chat_messages'] };
    const body = { broadcaster_id: PEOPLE.streamer, sender_id: PEOPLE.moderator, message: 'wichtig', pin: true };
    expect((await evening.ask(caller, 'POST', '/chat/messages', body)).body).toMatchObject({
      data: [{ is_sent: true }],
    });
    expect(channelOf(evening.world, PEOPLE.streamer).pin).toMatchObject({
      text: 'wichtig',
      moderatorId: PEOPLE.moderator,
    });
    evening.wait(20 * 60_000);
    expect((await evening.ask(moderator, 'GET', `/chat/pins?${place}`)).body).toEqual({ data: [] });
  });
});
