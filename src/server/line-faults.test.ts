import { describe, expect, it } from 'vitest';
import { accounts } from '../contract/accounts.ts';
import { health } from '../contract/health.ts';
import { live } from '../contract/live.ts';
import { moderation } from '../contract/moderation.ts';
import { cleanUpLater, temporaryFolder } from '../testing/clean-up.ts';
import { PEOPLE, startSimulatedTwitch } from '../testing/simulated-twitch.ts';
import { createTestPerson } from '../testing/test-person.ts';
import { createApp } from './app.ts';
import { readConfig } from './config.ts';
import { openInstallation } from './installation.ts';

const QUICK = { firstMs: 20, mostMs: 200 };
const TIMES = {
  chat: { silenceMs: 400, pongMs: 400, loginMs: 500, provenMs: 0, backOff: QUICK },
  events: { provenMs: 0, orderAgainMs: 100, backOff: QUICK },
  lookAgainMs: 500,
};

/** A real channel on the simulator, in this process, with lines that come back quickly. */
async function open() {
  const twitch = await startSimulatedTwitch();
  const installation = openInstallation(
    readConfig(
      { data: temporaryFolder() },
      {
        LIVEXTREM_TWITCH_CLIENT_ID: twitch.app.clientId,
        LIVEXTREM_TWITCH_CLIENT_SECRET: twitch.app.clientSecret ?? '',
      },
    ),
  );
  cleanUpLater(() => installation.close());
  const app = await createApp({
    config: readConfig({ data: temporaryFolder(), port: '0' }, { LIVEXTREM_LOG_LEVEL: 'error' }),
    installation,
    twitchApp: twitch.app,
    twitch: { mockApiPort: twitch.simulator.httpPort, chatUrl: `irc://localhost:${twitch.simulator.ircPort}` },
    onRestart: () => {},
    times: TIMES,
  });
  cleanUpLater(() => app.close());
  const port = await app.listen(0);
  const owner = createTestPerson(`http://localhost:${port}`, twitch);
  await owner.signInByLink((await app.firstVisitLink()) ?? '');
  const { authorizeUrl } = await owner.call(accounts.begin, { purpose: 'channel' });
  const back = await twitch.consent(authorizeUrl, PEOPLE.streamer.login);
  await owner.request(back.pathname + back.search);
  const states = async () => {
    const { chat, events } = await owner.call(live.connections, {});
    return [chat.state, events.state];
  };
  await expect.poll(states, { timeout: 15_000 }).toEqual(['connected', 'connected']);
  async function control(what: string, input: object = {}): Promise<void> {
    const url = `http://localhost:${twitch.simulator.httpPort}/sim/${what}`;
    const reply = await fetch(url, { method: 'POST', body: JSON.stringify(input) });
    if (!reply.ok) throw new Error(`${what}: ${await reply.text()}`);
  }
  return { twitch, owner, control, states };
}

const isUp = { timeout: 20_000, interval: 50 };

describe('the lines, when Twitch is away', { timeout: 60_000 }, () => {
  it.each(['drop', 'refuse', 'hang', 'silent', 'reconnect'] as const)(
    'lose chat only within the gap they record: %s',
    async (mode) => {
      const { owner, control, twitch } = await open();
      await control('count', { prefix: 'zeile', lines: 150, perSecond: 50 });
      await new Promise((resolve) => setTimeout(resolve, 500));
      if (mode === 'reconnect') await control('irc/reconnect');
      else await control('net', { line: 'irc', mode, seconds: 1 });
      // Refusing and hanging concern new connections only.
      if (mode === 'refuse' || mode === 'hang') await control('irc/drop');
      const said = () => twitch.simulator.world.state.messages.filter(({ text }) => text.startsWith('zeile'));
      const kept = async () => (await owner.call(live.chat, { limit: 200 })).lines;
      await expect.poll(() => said().length, isUp).toBe(150);
      await expect.poll(async () => (await kept()).some(({ kind }) => kind === 'gap'), isUp).toBe(true);
      await control('say', { login: PEOPLE.stranger.login, text: 'Ende' });
      await expect.poll(async () => (await kept()).some(({ text }) => text === 'Ende'), isUp).toBe(true);

      const lines = await kept();
      const texts = lines.filter(({ kind }) => kind === 'message').map(({ text }) => text);
      expect(new Set(texts).size, 'no line twice').toBe(texts.length);
      const gaps = lines.flatMap(({ gap, sentAt }) => (gap ? [[Date.parse(sentAt), Date.parse(gap.until)]] : []));
      for (const { text, sentAtMs } of said()) {
        if (texts.includes(text)) continue;
        expect(
          gaps.some(([from = 0, until = 0]) => sentAtMs >= from - 50 && sentAtMs <= until),
          text,
        ).toBe(true);
      }
      const { repairs } = await owner.call(health.repairs, {});
      expect(repairs.map(({ code }) => code)).toContain('chat-back');
    },
  );

  it('find out what events would have told, once, and say so', async () => {
    const { owner, control, states } = await open();
    await control('net', { line: 'eventsub', mode: 'refuse' });
    await control('eventsub/drop');
    await expect.poll(async () => (await states())[1], isUp).not.toBe('connected');
    await control('ban', { login: PEOPLE.stranger.login, moderator: PEOPLE.moderator.login });
    await control('net', { line: 'eventsub', mode: 'ok' });
    const log = async () => (await owner.call(moderation.log, {})).actions;
    await expect.poll(async () => (await log()).length, isUp).toBe(1);
    expect(await log()).toMatchObject([{ kind: 'ban', by: { login: PEOPLE.moderator.login }, source: 'twitch' }]);
    const codes = async () => (await owner.call(health.repairs, {})).repairs.map(({ code }) => code);
    await expect.poll(codes, isUp).toEqual(expect.arrayContaining(['events-back', 'seen-late']));
    const { lines } = await owner.call(health.coverage, { days: 1 });
    expect(lines.find(({ line }) => line === 'events')?.gaps).toHaveLength(1);
    // Looked for once more a little later: nothing is found twice.
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect(await log()).toHaveLength(1);
  });
});
