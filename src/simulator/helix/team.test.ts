import { describe, expect, it } from 'vitest';
import { channelOf } from '../world.ts';
import { requestUnban } from '../world-appeals.ts';
import { sendLine } from '../world-chat.ts';
import { addVip, banUser } from '../world-moderation.ts';
import { keepUp } from '../world-upkeep.ts';
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
  'channel:manage:moderators',
  'moderator:manage:automod',
  'moderator:manage:automod_settings',
  'moderator:manage:blocked_terms',
  'moderator:manage:shield_mode',
  'moderator:manage:suspicious_users',
  'moderator:manage:unban_requests',
  'moderator:manage:warnings',
  'moderation:read',
  'user:read:moderated_channels',
];
const streamer: Caller = { as: 'streamer', scopes: SCOPES };
const moderator: Caller = { as: 'moderator', scopes: SCOPES };
const stranger: Caller = { as: 'stranger', scopes: SCOPES };
const b = `broadcaster_id=${PEOPLE.streamer}`;
const place = `${b}&moderator_id=${PEOPLE.moderator}`;
const BC = { broadcaster_user_login: 'derflaavius' };
const MOD = { moderator_user_login: 'nordlicht_mod' };

function say({ world }: QuietEvening, text: string, as: Person = 'stranger') {
  return sendLine(world, { channelId: PEOPLE.streamer, userId: PEOPLE[as], text });
}

function idOf(answer: { readonly body: unknown }): string {
  return (answer.body as { data: { id: string }[] }).data[0]?.id ?? '';
}

function ban({ world }: QuietEvening): void {
  banUser(world, {
    channelId: PEOPLE.streamer,
    moderatorId: PEOPLE.streamer,
    userId: PEOPLE.stranger,
    reason: '',
    seconds: null,
  });
}

describe('every call of a moderator', () => {
  const calls: readonly { readonly method: string; readonly path: string; readonly body?: unknown }[] = [
    { method: 'GET', path: '/moderation/unban_requests?status=pending' },
    { method: 'PATCH', path: '/moderation/unban_requests?status=denied&unban_request_id=x' },
    { method: 'GET', path: '/moderation/automod/settings?' },
    { method: 'PUT', path: '/moderation/automod/settings?', body: { overall_level: 1 } },
    { method: 'GET', path: '/moderation/blocked_terms?' },
    { method: 'POST', path: '/moderation/blocked_terms?', body: { text: 'wort' } },
    { method: 'DELETE', path: '/moderation/blocked_terms?id=x' },
    { method: 'GET', path: '/moderation/shield_mode?' },
    { method: 'PUT', path: '/moderation/shield_mode?', body: { is_active: true } },
    { method: 'POST', path: '/moderation/warnings?', body: { data: { user_id: PEOPLE.manager, reason: 'x' } } },
    { method: 'POST', path: '/moderation/suspicious_users?', body: { user_id: PEOPLE.manager, status: 'RESTRICTED' } },
    { method: 'DELETE', path: `/moderation/suspicious_users?user_id=${PEOPLE.manager}` },
  ];
  it.each(calls)('$method $path is refused to who is none, and in another name', async ({ method, path, body }) => {
    const evening = quietEvening();
    const as = (id: string) => `${path}&${b}&moderator_id=${id}`;
    expect(await evening.ask(stranger, method, as(PEOPLE.stranger), body)).toMatchObject({
      status: 403,
      body: { message: MESSAGES.notYourModerator },
    });
    expect(await evening.ask(stranger, method, as(PEOPLE.moderator), body)).toMatchObject({
      status: 401,
      body: { message: MESSAGES.tokenUserMismatch('moderator_id') },
    });
  });
});

describe('moderators', () => {
  const at = (id: string) => `/moderation/moderators?${b}&user_id=${id}`;

  it('come and go', async () => {
    const evening = quietEvening();
    const heard = listenIn(evening);
    expect((await evening.ask(streamer, 'POST', at(PEOPLE.manager))).status).toBe(204);
    expect(heard.events['channel.moderator.add']).toMatchObject({ ...BC, user_login: 'mara_manager' });
    expect(heard.events['channel.moderate']).toMatchObject({ action: 'mod', mod: { user_login: 'mara_manager' } });
    const manager: Caller = { as: 'manager', scopes: SCOPES };
    expect((await evening.ask(manager, 'GET', `/moderation/channels?user_id=${PEOPLE.manager}`)).body).toMatchObject({
      data: [{ broadcaster_id: PEOPLE.streamer, broadcaster_login: 'derflaavius', broadcaster_name: 'derFlaavius' }],
    });
    expect((await evening.ask(streamer, 'DELETE', at(PEOPLE.manager))).status).toBe(204);
    expect(heard.events['channel.moderator.remove']).toMatchObject({ user_login: 'mara_manager' });
  });

  const post = { caller: streamer, method: 'POST', target: at(PEOPLE.stranger) };
  const refused: readonly RefusedCase[] = [
    {
      ...post,
      when: 'a moderator asks',
      caller: moderator,
      status: 401,
      message: MESSAGES.tokenUserMismatch('broadcaster_id'),
    },
    { ...post, when: 'they are one', target: at(PEOPLE.moderator), status: 400, message: MESSAGES.alreadyModerator },
    { ...post, when: 'they are banned', prepare: ban, status: 400, message: MESSAGES.moderatorBanned },
    { ...post, when: 'nobody is there', target: at('1'), status: 400, message: MESSAGES.unknownUser('user_id') },
    {
      ...post,
      when: 'they are a VIP',
      prepare: ({ world }) => addVip(world, PEOPLE.streamer, PEOPLE.stranger),
      status: 422,
      message: MESSAGES.isVip,
    },
    { ...post, when: 'they are none', method: 'DELETE', status: 400, message: MESSAGES.notModerator },
    {
      ...post,
      when: 'it is the eleventh in ten seconds',
      prepare: async (evening) => {
        for (let times = 0; times < 10; times += 1) await evening.ask(streamer, 'POST', at(PEOPLE.moderator));
      },
      status: 429,
      message: MESSAGES.ownLimit,
    },
  ];
  it.each(refused)('are refused with $status when $when', async (one) => {
    expect(await outcomeOf(one)).toEqual({ status: one.status, message: one.message });
  });
});

describe('AutoMod', () => {
  const decide = { user_id: PEOPLE.moderator, action: 'ALLOW' };

  it('holds a line until a moderator lets it pass', async () => {
    const evening = quietEvening();
    const heard = listenIn(evening);
    expect(say(evening, 'so ein automodheld:bullying:3 Ding')).toMatchObject({
      ok: false,
      error: { code: 'msg_rejected' },
    });
    expect(heard.events['automod.message.hold']).toMatchObject({
      ...BC,
      user_login: 'fremder_gast',
      message: { text: 'so ein automodheld:bullying:3 Ding' },
      reason: 'automod',
      automod: { category: 'bullying', level: 3, boundaries: [{ start_pos: 7, end_pos: 28 }] },
      blocked_term: null,
      held_at: '2026-11-22T18:00:00.000000000Z',
    });
    expect(heard.lines).toEqual([]);
    const msg_id = String(heard.events['automod.message.hold']?.['message_id']);
    expect(heard.events['channel.chat.user_message_hold']).toMatchObject({
      message_id: msg_id,
      user_login: 'fremder_gast',
    });
    expect((await evening.ask(moderator, 'POST', '/moderation/automod/message', { ...decide, msg_id })).status).toBe(
      204,
    );
    expect(heard.events['automod.message.update']).toMatchObject({ ...MOD, status: 'approved', message_id: msg_id });
    expect(heard.events['channel.chat.user_message_update']).toMatchObject({ status: 'approved' });
    expect(heard.lines[0]).toContain('PRIVMSG #derflaavius :so ein automodheld');
    expect(await evening.ask(moderator, 'POST', '/moderation/automod/message', { ...decide, msg_id })).toMatchObject({
      status: 404,
      body: { message: MESSAGES.heldGone },
    });
  });

  it('forgets a line that nobody decides on, and one that is refused', async () => {
    const evening = quietEvening();
    const heard = listenIn(evening);
    say(evening, 'automodheld');
    evening.wait(5 * 60_000);
    keepUp(evening.world);
    expect(heard.events['automod.message.update']).toMatchObject({ status: 'expired' });
    expect(heard.events['channel.chat.user_message_update']).toMatchObject({ status: 'invalid' });
    say(evening, 'automodheld nochmal');
    const msg_id = String(heard.events['automod.message.hold']?.['message_id']);
    await evening.ask(moderator, 'POST', '/moderation/automod/message', { ...decide, msg_id, action: 'DENY' });
    expect(heard.events['automod.message.update']).toMatchObject({ status: 'denied' });
    expect(evening.world.state.messages).toEqual([]);
  });

  it('is as strict as it is set', async () => {
    const evening = quietEvening();
    const heard = listenIn(evening);
    const target = `/moderation/automod/settings?${place}`;
    expect((await evening.ask(moderator, 'PUT', target, { bullying: 1 })).body).toMatchObject({
      data: [{ overall_level: null, bullying: 1, swearing: 0 }],
    });
    expect(heard.events['automod.settings.update']).toMatchObject({ ...BC, ...MOD, overall_level: null, bullying: 1 });
    expect(say(evening, 'automodheld:swearing:4').ok).toBe(true);
    evening.wait(2_000);
    expect(say(evening, 'automodheld:bullying:3').ok).toBe(true);
    expect(say(evening, 'automodheld:bullying:4').ok).toBe(false);
    await evening.ask(moderator, 'PUT', target, { overall_level: 0 });
    evening.wait(2_000);
    expect(say(evening, 'automodheld').ok).toBe(true);
    expect(say(evening, 'automodheld', 'moderator').ok).toBe(true);
  });

  it('tells beforehand what it would hold, so often', async () => {
    const evening = quietEvening();
    const data = [
      { msg_id: '1', msg_text: 'hallo' },
      { msg_id: '2', msg_text: 'automodblocked' },
    ];
    const ask = () => evening.ask(streamer, 'POST', `/moderation/enforcements/status?${b}`, { data });
    expect((await ask()).body).toEqual({
      data: [
        { msg_id: '1', is_permitted: true },
        { msg_id: '2', is_permitted: false },
      ],
    });
    for (let times = 1; times < 10; times += 1) await ask();
    expect((await ask()).status).toBe(429);
    evening.wait(60_000);
    expect((await ask()).status).toBe(200);
  });

  it.each([
    [{ overall_level: 1, swearing: 1 }, MESSAGES.automodBothKinds],
    [{ overall_level: 5 }, MESSAGES.parameterRange('overall_level', 0, 4)],
    [{}, MESSAGES.nothingToChange],
  ])('refuses %j', async (body, message) => {
    const answer = await quietEvening().ask(moderator, 'PUT', `/moderation/automod/settings?${place}`, body);
    expect(answer).toMatchObject({ status: 400, body: { message } });
  });
});

describe('blocked terms', () => {
  const target = `/moderation/blocked_terms?${place}`;

  it('hold lines, are told of, and go again', async () => {
    const evening = quietEvening();
    const heard = listenIn(evening);
    const added = await evening.ask(moderator, 'POST', target, { text: 'käse*' });
    expect(heard.events['automod.terms.update']).toMatchObject({
      ...MOD,
      action: 'add_blocked',
      from_automod: false,
      terms: ['käse*'],
    });
    expect(heard.events['channel.moderate']).toMatchObject({
      action: 'add_blocked_term',
      automod_terms: { action: 'add', list: 'blocked', terms: ['käse*'], from_automod: false },
    });
    expect(idOf(await evening.ask(moderator, 'POST', target, { text: 'KÄSE*' }))).toBe(idOf(added));
    expect(say(evening, 'ach 😀 Käsekuchen').ok).toBe(false);
    expect(heard.events['automod.message.hold']).toMatchObject({
      reason: 'blocked_term',
      automod: null,
      blocked_term: { terms_found: [{ term_id: idOf(added), boundary: { start_pos: 6, end_pos: 15 } }] },
    });
    expect((await evening.ask(moderator, 'DELETE', `${target}&id=${idOf(added)}`)).status).toBe(204);
    expect((await evening.ask(moderator, 'DELETE', `${target}&id=${idOf(added)}`)).status).toBe(204);
    expect(say(evening, 'Käsekuchen').ok).toBe(true);
  });

  it('come in pages', async () => {
    const evening = quietEvening();
    for (const text of ['eins', 'zwei', 'drei']) await evening.ask(moderator, 'POST', target, { text });
    const first = (await evening.ask(moderator, 'GET', `${target}&first=2`)).body as { pagination: { cursor: string } };
    expect(first).toMatchObject({ data: [{ text: 'drei' }, { text: 'zwei' }] });
    const rest = await evening.ask(moderator, 'GET', `${target}&first=2&after=${first.pagination.cursor}`);
    expect(rest.body).toMatchObject({ data: [{ text: 'eins' }], pagination: {} });
  });

  it.each(['x', 'x'.repeat(501), 'a*b'])('refuse %j', async (text) => {
    expect((await quietEvening().ask(moderator, 'POST', target, { text })).status).toBe(400);
  });
});

describe('unban requests', () => {
  const at = '/moderation/unban_requests';

  it('are read, and approving lets the person back in', async () => {
    const evening = quietEvening();
    const heard = listenIn(evening);
    const asking = { channelId: PEOPLE.streamer, userId: PEOPLE.stranger, text: 'Es tut mir leid' };
    expect(requestUnban(evening.world, asking)).toEqual({ ok: false, error: 'not-banned' });
    ban(evening);
    requestUnban(evening.world, asking);
    expect(requestUnban(evening.world, asking)).toEqual({ ok: false, error: 'asked-already' });
    expect(heard.events['channel.unban_request.create']).toMatchObject({
      ...BC,
      user_login: 'fremder_gast',
      text: 'Es tut mir leid',
    });
    const listed = await evening.ask(moderator, 'GET', `${at}?${place}&status=pending`);
    expect(listed.body).toMatchObject({ data: [{ status: 'pending', moderator_id: '', resolution_text: '' }] });
    const target = `${at}?${place}&unban_request_id=${idOf(listed)}&status=approved&resolution_text=Gut`;
    expect((await evening.ask(moderator, 'PATCH', target)).body).toMatchObject({
      data: [{ status: 'approved', moderator_login: 'nordlicht_mod', resolution_text: 'Gut' }],
    });
    expect(heard.events['channel.unban_request.resolve']).toMatchObject({
      ...MOD,
      status: 'approved',
      resolution_text: 'Gut',
    });
    expect(heard.events['channel.unban']).toMatchObject({ user_login: 'fremder_gast' });
    expect(channelOf(evening.world, PEOPLE.streamer).bans).toEqual({});
    expect(await evening.ask(moderator, 'PATCH', target)).toMatchObject({
      status: 400,
      body: { message: MESSAGES.unbanRequestDecided },
    });
  });

  it.each([
    ['GET', `${at}?${place}`, 400, MESSAGES.parameterMissing('status')],
    ['PATCH', `${at}?${place}&unban_request_id=x&status=denied`, 404, MESSAGES.unbanRequestGone],
    ['PATCH', `${at}?${place}&unban_request_id=x&status=pending`, 400, MESSAGES.parameterMalformed('status')],
  ])('%s %s is refused with %i', async (method, target, status, message) => {
    expect(await quietEvening().ask(moderator, method, target)).toMatchObject({ status, body: { message } });
  });
});

describe('warnings and suspicion', () => {
  it('silence the warned until they have read it', async () => {
    const evening = quietEvening();
    const heard = listenIn(evening);
    const body = { data: { user_id: PEOPLE.stranger, reason: 'Ruhe bitte' } };
    expect((await evening.ask(moderator, 'POST', `/moderation/warnings?${place}`, body)).body).toEqual({
      data: [
        {
          broadcaster_id: PEOPLE.streamer,
          user_id: PEOPLE.stranger,
          moderator_id: PEOPLE.moderator,
          reason: 'Ruhe bitte',
        },
      ],
    });
    expect(heard.events['channel.warning.send']).toMatchObject({
      ...MOD,
      reason: 'Ruhe bitte',
      chat_rules_cited: null,
    });
    expect(heard.events['channel.moderate']).toMatchObject({ action: 'warn', warn: { user_login: 'fremder_gast' } });
    expect(say(evening, 'hallo').ok).toBe(false);
  });

  it.each([
    [{ data: { user_id: PEOPLE.stranger } }, MESSAGES.reasonRequired],
    [{ data: { user_id: PEOPLE.stranger, reason: 'x'.repeat(501) } }, MESSAGES.reasonTooLong],
    [{ data: { user_id: PEOPLE.secondModerator, reason: 'x' } }, MESSAGES.mayNotBeWarned],
    [{}, MESSAGES.parameterMissing('data')],
  ])('a warning %j is refused', async (body, message) => {
    const answer = await quietEvening().ask(moderator, 'POST', `/moderation/warnings?${place}`, body);
    expect(answer).toMatchObject({ status: 400, body: { message } });
  });

  it('shows lines of the restricted to moderators only', async () => {
    const evening = quietEvening();
    const heard = listenIn(evening);
    const target = `/moderation/suspicious_users?${place}`;
    const user_id = PEOPLE.stranger;
    await evening.ask(moderator, 'POST', target, { user_id, status: 'ACTIVE_MONITORING' });
    expect(heard.events['channel.suspicious_user.update']).toMatchObject({
      ...MOD,
      low_trust_status: 'active_monitoring',
    });
    say(evening, 'eins');
    expect(heard.lines).toHaveLength(1);
    const restricted = await evening.ask(moderator, 'POST', target, { user_id, status: 'RESTRICTED' });
    expect(restricted.body).toMatchObject({ data: [{ status: 'RESTRICTED', types: ['MANUALLY_ADDED'] }] });
    evening.wait(2_000);
    expect(say(evening, 'zwei').ok).toBe(true);
    expect(heard.lines).toHaveLength(1);
    expect(heard.events['channel.suspicious_user.message']).toMatchObject({
      low_trust_status: 'restricted',
      types: ['manually_added'],
      message: { text: 'zwei', message_id: expect.any(String), fragments: [{ type: 'text', text: 'zwei' }] },
    });
    const gone = await evening.ask(moderator, 'DELETE', `${target}&user_id=${user_id}`);
    expect(gone.body).toMatchObject({ data: [{ status: 'NO_TREATMENT' }] });
    expect(heard.events['channel.suspicious_user.update']).toMatchObject({ low_trust_status: 'none' });
    expect((await evening.ask(moderator, 'DELETE', `${target}&user_id=${user_id}`)).status).toBe(400);
  });
});

describe('shield mode', () => {
  it('is turned on and off, and read', async () => {
    const evening = quietEvening();
    const heard = listenIn(evening);
    const target = `/moderation/shield_mode?${place}`;
    expect((await evening.ask(moderator, 'GET', target)).body).toMatchObject({
      data: [{ is_active: false, moderator_id: '', last_activated_at: '' }],
    });
    const on = await evening.ask(moderator, 'PUT', target, { is_active: true });
    expect(on.body).toMatchObject({
      data: [{ is_active: true, moderator_login: 'nordlicht_mod', last_activated_at: '2026-11-22T18:00:00Z' }],
    });
    expect(heard.events['channel.shield_mode.begin']).toMatchObject({ ...MOD, started_at: expect.any(String) });
    await evening.ask(moderator, 'PUT', target, { is_active: false });
    expect(heard.events['channel.shield_mode.end']).toMatchObject({ ...MOD, ended_at: expect.any(String) });
    expect((await evening.ask(moderator, 'PUT', target, {})).status).toBe(400);
  });
});
