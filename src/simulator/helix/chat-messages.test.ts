import { describe, expect, it } from 'vitest';
import { channelOf } from '../world.ts';
import { sendLine } from '../world-chat.ts';
import type { WorldEvent } from '../world-events.ts';
import { banUser } from '../world-moderation.ts';
import type { ChatModes } from '../world-state.ts';
import { MESSAGES } from './messages.ts';
import { outcomeOf, PEOPLE, type Person, type QuietEvening, quietEvening, type RefusedCase } from './quiet-evening.ts';

const WRITE = ['user:write:chat'];
const target = '/chat/messages';
const by = (as: Person) => ({ as, scopes: WRITE }) as const;
const line = (sender: Person, message = 'moin', more: Record<string, unknown> = {}) => ({
  broadcaster_id: PEOPLE.streamer,
  sender_id: PEOPLE[sender],
  message,
  ...more,
});

function ban({ world }: QuietEvening, seconds: number | null): void {
  banUser(world, {
    channelId: PEOPLE.streamer,
    moderatorId: PEOPLE.moderator,
    userId: PEOPLE.stranger,
    reason: '',
    seconds,
  });
}

function setModes({ world }: QuietEvening, modes: Partial<ChatModes>): void {
  Object.assign(channelOf(world, PEOPLE.streamer).modes, modes);
}

describe('POST /chat/messages', () => {
  it('says the line in chat and gives its id', async () => {
    const evening = quietEvening();
    const events: WorldEvent[] = [];
    evening.world.listen((event) => void events.push(event));
    const { status, body } = await evening.ask(by('moderator'), 'POST', target, line('moderator', 'Hallo zusammen'));
    expect(status).toBe(200);
    expect(events).toMatchObject([
      { kind: 'message', message: { userId: PEOPLE.moderator, text: 'Hallo zusammen', channelId: PEOPLE.streamer } },
    ]);
    const [sent] = evening.world.state.messages.slice(-1);
    expect(body).toEqual({ data: [{ message_id: sent?.id, is_sent: true, drop_reason: null }] });
  });

  it('takes the ids from the query too, as some clients send them', async () => {
    const evening = quietEvening();
    const query = `?broadcaster_id=${PEOPLE.streamer}&sender_id=${PEOPLE.stranger}`;
    const { body } = await evening.ask(by('stranger'), 'POST', target + query, { message: 'moin' });
    expect(body).toMatchObject({ data: [{ is_sent: true }] });
  });

  it('answers a line', async () => {
    const evening = quietEvening();
    const parent = sendLine(evening.world, { channelId: PEOPLE.streamer, userId: PEOPLE.stranger, text: 'Frage?' });
    const id = parent.ok ? parent.value.id : '';
    await evening.ask(by('moderator'), 'POST', target, line('moderator', 'Ja', { reply_parent_message_id: id }));
    expect(evening.world.state.messages.at(-1)?.reply).toMatchObject({ messageId: id, userId: PEOPLE.stranger });
  });

  it('takes 500 characters, however many bytes they have', async () => {
    const { body } = await quietEvening().ask(by('stranger'), 'POST', target, line('stranger', '😀'.repeat(500)));
    expect(body).toMatchObject({ data: [{ is_sent: true }] });
  });

  it('lets a moderator pin what is sent', async () => {
    const caller = { as: 'moderator', scopes: [...WRITE, 'moderator:manage:chat_messages'] } as const;
    const { status } = await quietEvening().ask(caller, 'POST', target, line('moderator', 'Regeln', { pin: true }));
    expect(status).toBe(200);
  });

  const dropped: readonly {
    readonly why: string;
    readonly prepare?: (evening: QuietEvening) => unknown;
    readonly message?: string;
    readonly code: string;
  }[] = [
    {
      why: 'the same line was said a moment ago',
      async prepare(evening) {
        await evening.ask(by('stranger'), 'POST', target, line('stranger'));
        evening.wait(2_000);
      },
      code: 'msg_duplicate',
    },
    {
      why: 'the room is in slow mode',
      async prepare(evening) {
        setModes(evening, { slowSeconds: 30 });
        await evening.ask(by('stranger'), 'POST', target, line('stranger', 'eins'));
        evening.wait(5_000);
      },
      code: 'msg_slowmode',
    },
    {
      why: 'two lines came within a second',
      prepare: (evening) => evening.ask(by('stranger'), 'POST', target, line('stranger', 'eins')),
      code: 'msg_ratelimit',
    },
    { why: 'the person is timed out', prepare: (evening) => ban(evening, 600), code: 'user_timed_out' },
    { why: 'AutoMod holds it', message: 'das ist automodheld', code: 'msg_rejected' },
    { why: 'AutoMod blocks it', message: 'das ist automodblocked', code: 'msg_rejected_mandatory' },
    {
      why: 'only subscribers may write',
      prepare: (evening) => setModes(evening, { subscribersOnly: true }),
      code: 'msg_subsonly',
    },
    {
      why: 'only followers may write',
      prepare: (evening) => setModes(evening, { followersOnlyMinutes: 10 }),
      code: 'msg_followersonly',
    },
    {
      why: 'any follower may write, but nobody else',
      prepare: (evening) => setModes(evening, { followersOnlyMinutes: 0 }),
      code: 'msg_followersonly_zero',
    },
    {
      why: 'the person follows too short',
      prepare(evening) {
        setModes(evening, { followersOnlyMinutes: 10 });
        channelOf(evening.world, PEOPLE.streamer).followers[PEOPLE.stranger] = evening.world.nowMs() - 60_000;
      },
      code: 'msg_followersonly_followed',
    },
    {
      why: 'only emotes may be written',
      prepare: (evening) => setModes(evening, { emoteOnly: true }),
      code: 'msg_emoteonly',
    },
    {
      why: 'somebody said the same before in unique-chat mode',
      prepare(evening) {
        setModes(evening, { uniqueChat: true });
        sendLine(evening.world, { channelId: PEOPLE.streamer, userId: PEOPLE.manager, text: 'MOIN' });
      },
      code: 'msg_r9k',
    },
  ];
  it.each(dropped)('says 200 but drops the line with $code when $why', async ({ prepare, message, code }) => {
    const evening = quietEvening();
    await prepare?.(evening);
    const before = evening.world.state.messages.length;
    const { status, body } = await evening.ask(by('stranger'), 'POST', target, line('stranger', message));
    expect({ status, body }).toEqual({
      status: 200,
      body: { data: [{ message_id: '', is_sent: false, drop_reason: { code, message: expect.any(String) } }] },
    });
    expect(evening.world.state.messages).toHaveLength(before);
  });

  it('does not tell how long a timeout lasts', async () => {
    const evening = quietEvening();
    ban(evening, 600);
    const { body } = await evening.ask(by('stranger'), 'POST', target, line('stranger'));
    expect(JSON.stringify(body)).not.toMatch(/\d{3}/);
  });

  it.each([
    ['stranger', 20],
    ['moderator', 100],
  ] as const)("tells a %s's own bucket and refuses with 429 after %i lines in 30 seconds", async (person, limit) => {
    const evening = quietEvening();
    for (let count = 1; count <= limit; count += 1) {
      const { headers } = await evening.ask(by(person), 'POST', target, line(person, `Zeile ${count}`));
      expect(headers).toMatchObject({
        'ratelimit-limit': String(limit),
        'ratelimit-remaining': String(limit - count),
      });
      evening.wait(person === 'stranger' ? 1_001 : 101);
    }
    const refused = await evening.ask(by(person), 'POST', target, line(person, 'noch eine'));
    expect(refused).toMatchObject({ status: 429, headers: { 'ratelimit-remaining': '0' } });
    evening.wait(30_000);
    expect((await evening.ask(by(person), 'POST', target, line(person, 'jetzt'))).status).toBe(200);
  });

  const send = { caller: by('stranger'), method: 'POST', target, body: line('stranger') };
  const PIN = 'moderator:manage:chat_messages';
  const refused: readonly RefusedCase[] = [
    {
      ...send,
      when: 'no channel is named',
      body: { sender_id: PEOPLE.stranger, message: 'moin' },
      status: 400,
      message: MESSAGES.parameterMissing('broadcaster_id'),
    },
    {
      ...send,
      when: 'nobody is named as sender',
      body: { broadcaster_id: PEOPLE.streamer, message: 'moin' },
      status: 400,
      message: MESSAGES.parameterMissing('sender_id'),
    },
    { ...send, when: 'nothing is said', body: line('stranger', ' '), status: 400, message: MESSAGES.messageRequired },
    {
      ...send,
      when: 'the line has 501 characters',
      body: line('stranger', 'x'.repeat(501)),
      status: 422,
      message: MESSAGES.messageTooLong,
    },
    {
      ...send,
      when: 'the answered line is unknown',
      body: line('stranger', 'Ja', { reply_parent_message_id: '1234' }),
      status: 400,
      message: MESSAGES.replyGone,
    },
    {
      ...send,
      when: 'the sender is somebody else',
      body: line('moderator'),
      status: 401,
      message: MESSAGES.tokenUserMismatch('sender_id'),
    },
    {
      ...send,
      when: 'the scope is missing',
      caller: { as: 'stranger', scopes: ['chat:edit'] },
      status: 401,
      message: MESSAGES.missingScope(WRITE),
    },
    {
      ...send,
      when: 'the sender is banned',
      prepare: (evening) => ban(evening, null),
      status: 403,
      message: MESSAGES.senderMayNotChat,
    },
    {
      ...send,
      when: 'a user token speaks of the source only',
      body: line('stranger', 'moin', { for_source_only: true }),
      status: 400,
      message: MESSAGES.forSourceOnlyUserToken,
    },
    {
      ...send,
      when: 'a pin goes with an answer',
      body: line('stranger', 'moin', { pin: true, reply_parent_message_id: '1234' }),
      status: 400,
      message: MESSAGES.pinUnsupported,
    },
    {
      ...send,
      when: 'the scope for a pin is missing',
      body: line('stranger', 'moin', { pin: true }),
      status: 401,
      message: MESSAGES.missingScope([PIN]),
    },
    {
      ...send,
      when: 'a pin comes from a viewer',
      caller: { as: 'stranger', scopes: [...WRITE, PIN] },
      body: line('stranger', 'moin', { pin: true }),
      status: 403,
      message: MESSAGES.notYourModerator,
    },
    {
      ...send,
      when: 'an app speaks for who did not grant it',
      caller: { as: 'app' },
      status: 401,
      message: 'Missing scope: user:write:chat or user:bot',
    },
    {
      ...send,
      when: 'an app speaks where the broadcaster did not let it in',
      caller: { as: 'app' },
      prepare: (evening) => evening.tokenFor({ as: 'stranger', scopes: ['user:write:chat', 'user:bot'] }),
      status: 401,
      message: 'Missing scope: channel:bot',
    },
  ];
  it.each(refused)('refuses with $status when $when', async (row) => {
    expect(await outcomeOf(row)).toEqual({ status: row.status, message: row.message });
  });

  it('lets an app speak for a moderator who granted it', async () => {
    const evening = quietEvening();
    evening.tokenFor({ as: 'moderator', scopes: ['user:write:chat', 'user:bot'] });
    const { body } = await evening.ask(
      { as: 'app' },
      'POST',
      target,
      line('moderator', 'moin', { for_source_only: true }),
    );
    expect(body).toMatchObject({ data: [{ is_sent: true }] });
  });
});
