import { beforeEach, describe, expect, it } from 'vitest';
import type { ModActionView } from '../../contract/moderation.ts';
import { twitchUserId } from '../../kernel/id.ts';
import type { Module } from '../../platform/module.ts';
import { sendLine } from '../../simulator/world-chat.ts';
import { banUser as banInWorld } from '../../simulator/world-moderation.ts';
import { callerOf, openRecord, privmsg, type RecordRig } from '../../testing/record.ts';
import { PEOPLE, type SimulatedTwitch, startSimulatedTwitch } from '../../testing/simulated-twitch.ts';
import { createTestClock, type TestClock } from '../../testing/test-clock.ts';
import { createTwitchAccounts, type TwitchAccounts } from '../../testing/twitch-accounts.ts';

const { streamer, moderator, secondModerator, manager, stranger } = PEOPLE;

describe('acts of moderators, against Twitch', () => {
  let twitch: SimulatedTwitch;
  let accounts: TwitchAccounts;
  let record: RecordRig;
  let clock: TestClock;
  const asModerator = callerOf('moderator', moderator.id);

  beforeEach(async () => {
    twitch = await startSimulatedTwitch();
    clock = createTestClock(Date.now());
    accounts = await createTwitchAccounts({ twitch, clock });
    await accounts.connect(moderator.login);
    await accounts.connect(streamer.login, 'channel');
    record = await openRecord({ accounts, clock });
  });

  const act = (name: string, input: object, caller = asModerator): Promise<ModActionView> =>
    record.call(record.moderation as Module, name, input, caller);
  const log = async (): Promise<ModActionView[]> =>
    (await record.call<{ actions: ModActionView[] }>(record.moderation, 'log', {})).actions;
  const standing = (userId: string) => twitch.simulator.world.state.channels[streamer.id]?.bans[userId];
  const refused = (code: string) => expect.objectContaining({ code });

  it('times out by typed login under the acting person’s own grant', async () => {
    const action = await act('timeout', { login: '@Fremder_Gast', seconds: 600, reason: 'spam' });
    expect(action).toMatchObject({
      kind: 'timeout',
      state: 'done',
      source: 'here',
      target: { id: stranger.id, login: stranger.login },
      by: { id: moderator.id, login: moderator.login },
      seconds: 600,
      reason: 'spam',
      until: expect.any(String),
    });
    expect(standing(stranger.id)).toMatchObject({ moderatorId: moderator.id, reason: 'spam' });
    expect(await log()).toEqual([action]);
  });

  it('writes the intent before it acts and the outcome after', async () => {
    await act('ban', { userId: stranger.id });
    expect(record.told.modLog.map(({ state, seq }) => [state, seq])).toEqual([
      ['open', 1],
      ['done', 2],
    ]);
  });

  it('keeps the line an act was about', async () => {
    await record.receive(privmsg(1, 'bad words', { login: stranger.login, userId: stranger.id }));
    const action = await act('ban', { userId: stranger.id });
    expect(action.message).toMatchObject({ text: 'bad words', seq: 1 });
  });

  it.each([
    [{ login: moderator.login }, 'moderation.is-yourself'],
    [{ login: streamer.login }, 'moderation.is-broadcaster'],
    [{ login: 'nobody_of_this_name' }, 'moderation.unknown-login'],
    [{ login: 'no such name!' }, 'moderation.unknown-login'],
    [{}, 'http.bad-input'],
  ])('refuses %j without asking Twitch to act: %s', async (target, code) => {
    await expect(act('ban', target)).rejects.toEqual(refused(code));
    expect(await log()).toEqual([]);
  });

  it('says that the target is a moderator', async () => {
    const badges = { login: secondModerator.login, userId: secondModerator.id, tags: 'badges=moderator/1' };
    await record.receive(privmsg(1, 'hello', badges));
    await expect(act('ban', { userId: secondModerator.id })).rejects.toEqual(refused('moderation.is-moderator'));
    expect(await log()).toMatchObject([{ state: 'refused', refusal: 'moderation.is-moderator' }]);
  });

  it('passes Twitch’s refusals on by their own codes and keeps them in the log', async () => {
    await act('ban', { userId: stranger.id });
    await expect(act('ban', { userId: stranger.id })).rejects.toEqual(refused('moderation.already-banned'));
    expect((await log()).map((action) => action.refusal)).toContain('moderation.already-banned');
    for (const seconds of [0, -1, 1.5, 1_209_601]) {
      const input = { userId: stranger.id, seconds };
      await expect(record.call(record.moderation, 'timeout', input, asModerator)).rejects.toThrow();
    }
  });

  it('refuses whoever is no moderator, and whoever has no Twitch account connected', async () => {
    await accounts.connect(manager.login);
    const asManager = callerOf('streamer', manager.id);
    await expect(act('ban', { userId: stranger.id }, asManager)).rejects.toEqual(refused('moderation.not-a-moderator'));
    const nobody = { ...asModerator, twitchId: null };
    await expect(act('ban', { userId: stranger.id }, nobody)).rejects.toEqual(refused('twitch.no-grant'));
  });

  it('leaves the act visible as refused when Twitch cannot be reached', async () => {
    await twitch.simulator.stop();
    await record.receive(privmsg(1, 'hi', { login: stranger.login, userId: stranger.id }));
    await expect(act('ban', { userId: stranger.id })).rejects.toEqual(refused('twitch.unreachable'));
    expect(await log()).toMatchObject([{ state: 'refused', refusal: 'twitch.unreachable' }]);
  });

  it('deletes a message and refuses one that Twitch does not know', async () => {
    const sent = sendLine(twitch.simulator.world, { channelId: streamer.id, userId: stranger.id, text: 'bad words' });
    if (!sent.ok) throw new Error(sent.error.code);
    const { id } = sent.value;
    await record.receive(privmsg(1, 'bad words', { login: stranger.login, userId: stranger.id, tags: `id=${id}` }));
    expect(await act('deleteMessage', { messageId: id })).toMatchObject({
      kind: 'delete',
      state: 'done',
      target: { login: stranger.login },
      message: { id, text: 'bad words', seq: 1 },
      canUndo: false,
    });
    const unknown = { messageId: '10000000-0000-4000-8000-000000000099' };
    await expect(act('deleteMessage', unknown)).rejects.toEqual(refused('moderation.message-too-old'));
  });

  describe('taking back', () => {
    it('undoes a timeout, marks it, and does so only once', async () => {
      const timeout = await act('timeout', { userId: stranger.id, seconds: 600 });
      const undo = await act('undo', { actionId: timeout.id });
      expect(undo).toMatchObject({ kind: 'untimeout', state: 'done' });
      expect(standing(stranger.id)).toBeUndefined();
      expect((await log()).find(({ id }) => id === timeout.id)).toMatchObject({ undoneBy: undo.id, canUndo: false });
      await expect(act('undo', { actionId: timeout.id })).rejects.toEqual(refused('moderation.cannot-undo'));
      await expect(act('undo', { actionId: 'act_nothing' })).rejects.toEqual(refused('moderation.unknown-action'));
    });

    it('never lifts a ban where a timeout was meant, nor the other way round', async () => {
      await act('ban', { userId: stranger.id });
      const meant = (expect: string) => act('unban', { userId: stranger.id, expect });
      await expect(meant('timeout')).rejects.toEqual(refused('moderation.is-ban-not-timeout'));
      expect(standing(stranger.id)).toBeDefined();
      expect(await meant('ban')).toMatchObject({ kind: 'unban', state: 'done' });
      await expect(meant('either')).rejects.toEqual(refused('moderation.not-banned'));

      await act('timeout', { userId: stranger.id, seconds: 60 });
      await expect(meant('ban')).rejects.toEqual(refused('moderation.is-timeout-not-ban'));
      expect(await meant('either')).toMatchObject({ kind: 'untimeout' });
    });

    it('asks rather than guesses when the broadcaster’s grant is gone', async () => {
      await act('ban', { userId: stranger.id });
      await accounts.vault.forget(twitchUserId(streamer.id));
      const meant = (expect: string) => act('unban', { userId: stranger.id, expect });
      await expect(meant('timeout')).rejects.toEqual(refused('moderation.state-unknown'));
      expect(standing(stranger.id)).toBeDefined();
      expect(await meant('either')).toMatchObject({ kind: 'unban', state: 'done' });
      expect(standing(stranger.id)).toBeUndefined();
    });
  });

  it('settles at start what a crash left open, by what Twitch says now', async () => {
    const done = await act('ban', { userId: stranger.id });
    const reopen = (id: string) =>
      record.db.transaction((db) =>
        db.updateTable('moderation_action').set({ state: 'open' }).where('id', '=', id).execute(),
      );
    await reopen(done.id);
    record.clock.advance(1);
    await record.moderation.reconcileOpen();
    expect(await log()).toMatchObject([{ state: 'done' }]);
    await act('unban', { userId: stranger.id, expect: 'ban' });
    await reopen(done.id);
    const outcome = async () => (await log()).find(({ id }) => id === done.id);
    await record.moderation.reconcileOpen();
    expect(await outcome(), 'too young to be given up').toMatchObject({ state: 'open' });
    record.clock.advance(31_000);
    await record.moderation.reconcileOpen();
    expect(await outcome()).toMatchObject({ state: 'refused' });
  });

  it('shows on the card what the log and Twitch know, and is not stopped by what they do not', async () => {
    await record.receive(
      privmsg(1, 'hi', { login: stranger.login, userId: stranger.id, sentAtMs: record.clock.nowMs() }),
      privmsg(2, 'ho', { login: stranger.login, userId: stranger.id, sentAtMs: record.clock.nowMs() }),
    );
    banInWorld(twitch.simulator.world, {
      channelId: streamer.id,
      moderatorId: streamer.id,
      userId: stranger.id,
      seconds: null,
      reason: null,
    } as never);
    const card = (who: string, caller = asModerator) =>
      record.call<Record<string, unknown>>(record.moderation, 'viewer', { who }, caller);
    const known = await card(stranger.login);
    expect(known).toMatchObject({
      user: { id: stranger.id, login: stranger.login },
      accountCreatedAt: expect.any(String),
      subscription: null,
      lines: 2,
      standing: { state: 'ban', until: null },
      role: 'viewer',
    });
    const days = known['linesPerDay'] as { lines: number }[];
    expect(days).toHaveLength(30);
    expect(days.at(-1)).toMatchObject({ lines: 2 });
    expect(await card(streamer.id)).toMatchObject({ role: 'broadcaster' });
    await expect(card('nobody_of_this_name')).rejects.toEqual(refused('moderation.unknown-login'));

    await twitch.simulator.stop();
    expect(await card(stranger.id)).toMatchObject({ accountCreatedAt: null, lines: 2, standing: { state: 'unknown' } });
  });
});
