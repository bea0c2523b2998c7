import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { accounts } from '../../contract/accounts.ts';
import { type HealthReport, health } from '../../contract/health.ts';
import { system } from '../../contract/system.ts';
import { cleanUpLater, temporaryFolder } from '../../testing/clean-up.ts';
import { startSimulatedTwitch } from '../../testing/simulated-twitch.ts';
import { createTestPerson, type TestPerson } from '../../testing/test-person.ts';
import { type AppParts, createApp } from '../app.ts';
import { readConfig } from '../config.ts';
import { openInstallation } from '../installation.ts';

type Options = Partial<Pick<AppParts, 'times' | 'lowDiskBytes' | 'sandboxUrl'>>;

/** A real channel on the simulator, in this process. */
async function open(options: Options = {}) {
  const twitch = await startSimulatedTwitch();
  const root = temporaryFolder();
  const { clientId, clientSecret } = twitch.app;
  const installation = openInstallation(
    readConfig(
      { data: root },
      { LIVEXTREM_TWITCH_CLIENT_ID: clientId, LIVEXTREM_TWITCH_CLIENT_SECRET: clientSecret ?? '' },
    ),
  );
  cleanUpLater(() => installation.close());
  const config = readConfig({ data: root, port: '0' }, { LIVEXTREM_LOG_LEVEL: 'error' });
  const app = await createApp({
    config,
    installation,
    twitchApp: twitch.app,
    twitch: {
      mockApiPort: twitch.simulator.httpPort,
      chatUrl: `irc://localhost:${twitch.simulator.ircPort}`,
    },
    onRestart: () => {},
    ...options,
  });
  cleanUpLater(() => app.close());
  const port = await app.listen(0);
  const owner = createTestPerson(`http://localhost:${port}`, twitch);
  await owner.signInByLink((await app.firstVisitLink()) ?? '');
  return { twitch, root, app, owner };
}

async function connect(
  owner: TestPerson,
  twitch: { consent(url: string, login: string): Promise<URL> },
): Promise<void> {
  const { authorizeUrl } = await owner.call(accounts.begin, { purpose: 'channel' });
  const back = await twitch.consent(authorizeUrl, 'derflaavius');
  await owner.request(back.pathname + back.search);
}

const named = ({ checks }: HealthReport) =>
  checks.filter(({ state }) => state === 'bad' || state === 'warn').map(({ code, text }) => `${code}.${text}`);

describe('the health of a real channel', { timeout: 60_000 }, () => {
  it('begins with the channel that is missing, and is green with it', async () => {
    const { owner, twitch } = await open();
    expect(named(await owner.call(health.report, {}))).toEqual(['account.no-channel']);
    await connect(owner, twitch);
    await expect.poll(async () => named(await owner.call(health.check, {})), { timeout: 15_000 }).toEqual([]);
    const report = await owner.call(health.report, {});
    expect(report.checks.find(({ code }) => code === 'account')).toMatchObject({
      text: 'fine',
      params: { login: 'derflaavius', uses: 'channel,member', clientType: 'confidential' },
    });
    expect(report.checks.find(({ code }) => code === 'database')).toMatchObject({ text: 'good' });
    expect(report.memory.length).toBe(report.answerMs.length);
    expect((await owner.call(system.problems, {})).problems).toEqual([]);
  });

  it('says low disk by its own measure, on the page and at home', async () => {
    const { owner, twitch } = await open({ lowDiskBytes: Number.MAX_SAFE_INTEGER });
    await connect(owner, twitch);
    await expect
      .poll(async () => named(await owner.call(health.report, {})), { timeout: 15_000 })
      .toEqual(['disk.low']);
    const { problems } = await owner.call(system.problems, {});
    expect(problems).toMatchObject([{ code: 'low-disk', severity: 'bad' }]);
  });

  it('connects a line anew that would wait for minutes, and remembers that it came back', async () => {
    const slow = { backOff: { firstMs: 600_000, mostMs: 600_000 } };
    const { owner, twitch } = await open({ times: { chat: slow, events: slow } });
    await connect(owner, twitch);
    await expect.poll(async () => named(await owner.call(health.report, {})), { timeout: 15_000 }).toEqual([]);
    const base = `http://localhost:${twitch.simulator.httpPort}/sim`;
    const control = (what: string, input: object) =>
      fetch(`${base}/${what}`, { method: 'POST', body: JSON.stringify(input) });
    for (const line of ['irc', 'eventsub'] as const) {
      await control('net', { line, mode: 'refuse' });
      await control(`${line}/drop`, {});
    }
    await expect
      .poll(async () => named(await owner.call(health.report, {})), { timeout: 15_000 })
      .toEqual(['line-chat.waiting', 'line-events.waiting']);
    await control('net', { line: 'all', mode: 'ok' });
    expect(named(await owner.call(health.mend, { mend: 'reconnect-chat' }))).toEqual(['line-events.waiting']);
    expect(named(await owner.call(health.mend, { mend: 'reconnect-events' }))).toEqual([]);
    await expect
      .poll(async () => (await owner.call(health.repairs, {})).repairs.map(({ code }) => code), {
        timeout: 15_000,
      })
      .toContain('chat-back');
    expect(await owner.refusalOf(health.mend, { mend: 'reconnect-chat' })).toBe('system.nothing-to-mend');
  });

  it('asks Twitch once, however many look at the same moment', async () => {
    const { owner, twitch } = await open();
    await connect(owner, twitch);
    await expect.poll(async () => named(await owner.call(health.report, {})), { timeout: 15_000 }).toEqual([]);
    const asked = vi.spyOn(globalThis, 'fetch');
    cleanUpLater(() => asked.mockRestore());
    await Promise.all(Array.from({ length: 6 }, () => owner.call(health.check, {})));
    const validated = asked.mock.calls.filter(([url]) => String(url).endsWith('/validate'));
    // One of them may be the vault's own.
    expect(validated.length).toBeLessThanOrEqual(2);
  });

  it('compares the schedule, renews a grant, and shows what was recorded', async () => {
    const { owner, twitch } = await open();
    expect(await owner.refusalOf(health.mend, { mend: 'check-schedule' })).toBe('system.nothing-to-mend');
    await connect(owner, twitch);
    await owner.call(health.mend, { mend: 'check-schedule' });
    const before = (await owner.call(accounts.list, {})).accounts[0];
    await owner.call(health.mend, { mend: 'refresh-token', about: before?.twitchId ?? '' });
    const after = (await owner.call(accounts.list, {})).accounts[0];
    expect(Date.parse(after?.issuedAt ?? '')).toBeGreaterThan(Date.parse(before?.issuedAt ?? ''));
    await expect
      .poll(async () => (await owner.call(health.repairs, {})).repairs.map(({ code }) => code), { timeout: 10_000 })
      .toContain('token-refreshed');
    const { lines } = await owner.call(health.coverage, { days: 7 });
    expect(lines.map(({ line }) => line)).toEqual(['chat', 'events', 'viewers']);
  });

  it('gives a diagnosis, and the way to the sandbox to who may turn its knobs', async () => {
    const { owner, root } = await open({ sandboxUrl: 'http://localhost:1/sim/' });
    writeFileSync(join(root, 'style.json'), '[');
    const { text } = await owner.call(health.diagnosis, {});
    expect(text).toMatch(/^liveXtrem \d/);
    expect(text).toMatch(/^WARN style: notices notices=1 names=not-json$/m);
    expect(text).not.toContain(root);
    expect((await owner.call(health.report, {})).sandboxUrl).toBe('http://localhost:1/sim/');
    expect(named(await owner.call(health.mend, { mend: 'set-style-aside' }))).toEqual(['account.no-channel']);
  });
});
