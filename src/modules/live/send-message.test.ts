import { beforeAll, describe, expect, it } from 'vitest';
import type { TwitchUserId } from '../../kernel/id.ts';
import type { Module } from '../../platform/module.ts';
import { findMessage, sendLine } from '../../simulator/world-chat.ts';
import { banUser } from '../../simulator/world-moderation.ts';
import { callerOf, openRecord, type RecordRig } from '../../testing/record.ts';
import { PEOPLE, type SimulatedTwitch, startSimulatedTwitch } from '../../testing/simulated-twitch.ts';
import { createTestClock } from '../../testing/test-clock.ts';
import { createTwitchAccounts } from '../../testing/twitch-accounts.ts';
import { scopesFor } from '../../twitch/scopes.ts';

const { streamer, moderator, secondModerator, stranger } = PEOPLE;

describe('writing into the chat', () => {
  let twitch: SimulatedTwitch;
  let record: RecordRig;
  let withoutBot: RecordRig;
  let bot: { twitchId: TwitchUserId };

  beforeAll(async () => {
    twitch = await startSimulatedTwitch();
    const accounts = await createTwitchAccounts({ twitch, clock: createTestClock(Date.now()) });
    await accounts.connect(moderator.login);
    await accounts.connect(stranger.login);
    bot = { twitchId: await accounts.connect(secondModerator.login, scopesFor('bot')) };
    record = await openRecord({ accounts, bot });
    withoutBot = await openRecord({ accounts });
  });

  const send = (text: string, more: object = {}, caller = callerOf('moderator', moderator.id)) =>
    record.call<{ messageId: string }>(record.live as Module, 'send', { text, ...more }, caller);
  const refused = (code: string, params = {}) =>
    expect.objectContaining({ code, params: expect.objectContaining(params) });

  it('speaks as the signed-in person, also in reply', async () => {
    const asked = sendLine(twitch.simulator.world, {
      channelId: streamer.id,
      userId: stranger.id,
      text: 'wann geht es los?',
    });
    if (!asked.ok) throw new Error(asked.error.code);
    const { messageId } = await send('  gleich! \n ', { replyTo: asked.value.id });
    const message = findMessage(twitch.simulator.world, streamer.id, messageId);
    expect(message).toMatchObject({ userId: moderator.id, reply: { messageId: asked.value.id } });
    expect(message?.text).toMatch(/gleich!$/);
  });

  it('speaks under the bot’s name for who moderates or manages', async () => {
    for (const role of ['moderator', 'streamer', 'admin'] as const) {
      const caller = { ...callerOf(role, moderator.id), twitchId: null };
      const { messageId } = await send(`als Bot für ${role}`, { as: 'bot' }, caller);
      expect(findMessage(twitch.simulator.world, streamer.id, messageId)).toMatchObject({ userId: bot.twitchId });
    }
  });

  it('does not lend the bot’s name to others, nor without a bot', async () => {
    const asManager = send('hm', { as: 'bot' }, callerOf('manager', moderator.id));
    await expect(asManager).rejects.toEqual(refused('http.forbidden', { permission: 'moderation.act' }));
    const input = { text: 'hm', as: 'bot' };
    const alone = withoutBot.call(withoutBot.live as Module, 'send', input, callerOf('moderator', moderator.id));
    await expect(alone).rejects.toEqual(refused('team.no-bot'));
  });

  it('counts code points, as Twitch does', async () => {
    await expect(send('😀'.repeat(501))).rejects.toEqual(refused('live.message-too-long', { length: 501 }));
    expect(await send('😀'.repeat(500))).toEqual({ messageId: expect.any(String) });
  });

  it.each([
    ['   ', 'live.message-empty'],
    ['\u0000\r\n', 'live.message-empty'],
    ['/ban somebody', 'live.message-command'],
    ['.timeout somebody', 'live.message-command'],
  ])('refuses %j: %s', async (text, code) => {
    await expect(send(text)).rejects.toEqual(refused(code));
  });

  it('passes on why Twitch dropped a message', async () => {
    const twice = 'das sage ich zweimal';
    const asStranger = callerOf('streamer', stranger.id);
    await send(twice, {}, asStranger).catch(() => undefined);
    await expect(send(twice, {}, asStranger)).rejects.toEqual(
      refused('live.message-dropped', { code: expect.any(String), message: expect.any(String) }),
    );
  });

  it('refuses a reply to what is gone, a person who may not write, and one without an account', async () => {
    const gone = { replyTo: '10000000-0000-4000-8000-000000000099' };
    await expect(send('hm', gone)).rejects.toEqual(refused('live.reply-target-gone'));
    await expect(send('hm', {}, { ...callerOf('streamer'), twitchId: null })).rejects.toEqual(
      refused('twitch.no-grant'),
    );
    const ban = { channelId: streamer.id, moderatorId: streamer.id, userId: stranger.id, seconds: null, reason: null };
    banUser(twitch.simulator.world, ban as never);
    await expect(send('hm', {}, callerOf('streamer', stranger.id))).rejects.toMatchObject({
      code: expect.stringMatching(/live\.(may-not-chat|message-dropped)/),
    });
  });
});
