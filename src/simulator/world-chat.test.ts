import { describe, expect, it } from 'vitest';
import { type QuietWorld, quietWorld } from './quiet-world.ts';
import { channelOf } from './world.ts';
import { changeModes, clearChat, deleteMessage, sendLine } from './world-chat.ts';
import { banUser } from './world-moderation.ts';
import type { ChatModes } from './world-state.ts';

const STRANGER = 'fremder_gast';

function say(room: QuietWorld, login: string, text: string, replyTo?: string) {
  return sendLine(room.world, {
    channelId: room.streamerId,
    userId: room.id(login),
    text,
    ...(replyTo === undefined ? {} : { replyTo }),
  });
}

function codeOf(result: ReturnType<typeof say>): string {
  return result.ok ? 'sent' : result.error.code;
}

function setModes(room: QuietWorld, changes: Partial<ChatModes>): void {
  changeModes(room.world, { channelId: room.streamerId, moderatorId: room.id('pixelpaul'), changes });
}

describe('a line', () => {
  it('carries the badges of its writer and says when it is the first here', () => {
    const room = quietWorld();
    const first = say(room, STRANGER, 'hallo');
    const regular = say(room, 'nordlicht_mod', 'moin');
    expect(first).toMatchObject({ ok: true, value: { isFirst: true, badges: [] } });
    expect(regular).toMatchObject({ ok: true, value: { isFirst: false } });
    expect(regular.ok && regular.value.badges.map((badge) => `${badge.setId}/${badge.id}`)).toEqual([
      'moderator/1',
      'subscriber/24',
    ]);
  });

  it('puts the name in front of an answer and keeps the root of the thread', () => {
    const room = quietWorld();
    const root = say(room, 'brezel_bube', 'wer will Brezeln?');
    if (!root.ok) throw new Error('not sent');
    const answer = say(room, 'lotta_liest', 'ich!', root.value.id);
    if (!answer.ok) throw new Error('not sent');
    const third = say(room, 'mondkatze_', 'ich auch', answer.value.id);
    expect(answer.value.text).toBe('@brezel_bube ich!');
    expect(third).toMatchObject({
      value: {
        text: '@lotta_liest ich auch',
        reply: { messageId: answer.value.id, threadMessageId: root.value.id, threadUserId: room.id('brezel_bube') },
      },
    });
  });

  it.each([
    ['answers nothing that is gone', (room: QuietWorld) => say(room, STRANGER, 'hä', 'unknown-id'), 'invalid_parent'],
    ['is not empty', (room: QuietWorld) => say(room, STRANGER, '   '), 'msg_rejected'],
    ['has at most 500 code points', (room: QuietWorld) => say(room, STRANGER, '😀'.repeat(501)), 'msg_rejected'],
    ['may have 500 of them', (room: QuietWorld) => say(room, STRANGER, '😀'.repeat(500)), 'sent'],
  ])('%s', (_, act, code) => {
    expect(codeOf(act(quietWorld()))).toBe(code);
  });
});

describe('the rules of the room', () => {
  it('refuse the same text within 30 seconds, but not from moderators', () => {
    const room = quietWorld();
    say(room, STRANGER, 'hallo');
    room.wait(2);
    expect(codeOf(say(room, STRANGER, 'hallo'))).toBe('msg_duplicate');
    room.wait(29);
    expect(codeOf(say(room, STRANGER, 'hallo'))).toBe('sent');
    say(room, 'pixelpaul', 'ruhig bitte');
    expect(codeOf(say(room, 'pixelpaul', 'ruhig bitte'))).toBe('sent');
  });

  it('refuse more than one line a second and more than 20 in 30 seconds', () => {
    const room = quietWorld();
    say(room, STRANGER, 'eins');
    expect(codeOf(say(room, STRANGER, 'zwei'))).toBe('msg_ratelimit');
    for (let index = 0; index < 19; index += 1) {
      room.wait(1.1);
      expect(codeOf(say(room, STRANGER, `nummer ${index}`))).toBe('sent');
    }
    room.wait(1.1);
    expect(codeOf(say(room, STRANGER, 'zu viel'))).toBe('msg_ratelimit');
    room.wait(30);
    expect(codeOf(say(room, STRANGER, 'geht wieder'))).toBe('sent');
  });

  it('make everyone but moderators wait in slow mode', () => {
    const room = quietWorld();
    setModes(room, { slowSeconds: 10 });
    say(room, STRANGER, 'eins');
    room.wait(5);
    const refused = say(room, STRANGER, 'zwei');
    expect(codeOf(refused)).toBe('msg_slowmode');
    expect(refused).toMatchObject({ error: { message: expect.stringContaining('5 seconds') } });
    room.wait(5);
    expect(codeOf(say(room, STRANGER, 'zwei'))).toBe('sent');
    say(room, 'pixelpaul', 'a');
    expect(codeOf(say(room, 'pixelpaul', 'b'))).toBe('sent');
  });

  it.each<[string, Partial<ChatModes>, string, string, string]>([
    ['subscribers only: not a guest', { subscribersOnly: true }, STRANGER, 'hallo', 'msg_subsonly'],
    ['subscribers only: a subscriber', { subscribersOnly: true }, 'brezel_bube', 'hallo', 'sent'],
    ['followers only: not a guest', { followersOnlyMinutes: 0 }, STRANGER, 'hallo', 'msg_followersonly_zero'],
    ['followers only: not a guest, with a time', { followersOnlyMinutes: 10 }, STRANGER, 'hi', 'msg_followersonly'],
    ['followers only: a follower', { followersOnlyMinutes: 10 }, 'waldkauz77', 'hallo', 'sent'],
    ['emotes only: no words', { emoteOnly: true }, STRANGER, 'Kappa hallo', 'msg_emoteonly'],
    ['emotes only: emotes', { emoteOnly: true }, STRANGER, 'Kappa LUL', 'sent'],
  ])('%s', (_, modes, login, text, code) => {
    const room = quietWorld();
    setModes(room, modes);
    expect(codeOf(say(room, login, text))).toBe(code);
  });

  it('ask a new follower to have followed for long enough', () => {
    const room = quietWorld();
    setModes(room, { followersOnlyMinutes: 10 });
    channelOf(room.world, room.streamerId).followers[room.id(STRANGER)] = room.world.nowMs() - 60_000;
    expect(codeOf(say(room, STRANGER, 'hallo'))).toBe('msg_followersonly_followed');
  });

  it('refuse in unique mode what somebody said before', () => {
    const room = quietWorld();
    setModes(room, { uniqueChat: true });
    say(room, 'brezel_bube', 'Hallo');
    expect(codeOf(say(room, STRANGER, 'hallo'))).toBe('msg_r9k');
  });

  it('tell a timed-out person how long, and let them write when it is over', () => {
    const room = quietWorld();
    const ban = {
      channelId: room.streamerId,
      moderatorId: room.id('pixelpaul'),
      userId: room.id(STRANGER),
      reason: '',
    };
    banUser(room.world, { ...ban, seconds: 600 });
    room.wait(67);
    expect(say(room, STRANGER, 'hallo')).toMatchObject({
      error: { code: 'msg_timedout', message: 'You are timed out for 533 more seconds.' },
    });
    room.wait(533);
    expect(codeOf(say(room, STRANGER, 'hallo'))).toBe('sent');
    banUser(room.world, { ...ban, seconds: null });
    expect(codeOf(say(room, STRANGER, 'hallo'))).toBe('msg_banned');
  });
});

describe('deleting', () => {
  it('takes a line once and tells who did it', () => {
    const room = quietWorld();
    const sent = say(room, STRANGER, 'Werbung');
    if (!sent.ok) throw new Error('not sent');
    const order = { channelId: room.streamerId, messageId: sent.value.id, moderatorId: room.id('pixelpaul') };
    expect(deleteMessage(room.world, order).ok).toBe(true);
    expect(deleteMessage(room.world, order)).toEqual({ ok: false, error: 'unknown' });
    expect(room.events.at(-1)).toMatchObject({ kind: 'message-deleted', moderatorId: room.id('pixelpaul') });
  });

  it('refuses lines older than six hours and those of other moderators, but not to the broadcaster', () => {
    const room = quietWorld();
    const old = say(room, STRANGER, 'alt');
    room.wait(6 * 3600 + 1);
    const protectedLine = say(room, 'nordlicht_mod', 'meins');
    if (!old.ok || !protectedLine.ok) throw new Error('not sent');
    const remove = (messageId: string, moderatorId: string) =>
      deleteMessage(room.world, { channelId: room.streamerId, messageId, moderatorId });
    expect(remove(old.value.id, room.streamerId)).toEqual({ ok: false, error: 'unknown' });
    expect(remove(protectedLine.value.id, room.id('pixelpaul'))).toEqual({ ok: false, error: 'protected' });
    expect(remove(protectedLine.value.id, room.streamerId).ok).toBe(true);
  });

  it('clears the whole chat', () => {
    const room = quietWorld();
    const sent = say(room, STRANGER, 'weg');
    clearChat(room.world, room.streamerId, room.id('pixelpaul'));
    if (!sent.ok) throw new Error('not sent');
    expect(sent.value.deletedBy).toBe(room.id('pixelpaul'));
  });
});
