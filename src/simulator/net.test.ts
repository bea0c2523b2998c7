import { describe, expect, it } from 'vitest';
import { cleanUpLater, temporaryFolder } from '../testing/clean-up.ts';
import { issueUserToken } from './oauth-tokens.ts';
import { SANDBOX_APP } from './sandbox-app.ts';
import { type Simulator, startSimulator } from './start.ts';
import { connectEventSub, connectIrc, type EventSubClient, type IrcClient } from './wire-clients.ts';
import { STREAMER_ID } from './world.ts';
import { sendLine } from './world-chat.ts';

async function start(): Promise<Simulator> {
  const simulator = await startSimulator({ folder: temporaryFolder(), story: false });
  cleanUpLater(() => simulator.stop());
  return simulator;
}

async function order(simulator: Simulator, what: string, input: object): Promise<Record<string, unknown>> {
  const body = JSON.stringify(input);
  const answer = await fetch(`http://localhost:${simulator.httpPort}/sim/${what}`, { method: 'POST', body });
  return (await answer.json()) as Record<string, unknown>;
}

async function inChat(simulator: Simulator): Promise<IrcClient> {
  const client = connectIrc(simulator.ircPort);
  cleanUpLater(() => client.close());
  client.send('CAP REQ :twitch.tv/tags twitch.tv/commands', 'NICK justinfan7', 'JOIN #derflaavius');
  await client.waitFor('366');
  return client;
}

const welcomed = (simulator: Simulator): EventSubClient => {
  const client = connectEventSub(`ws://localhost:${simulator.httpPort}/ws`);
  cleanUpLater(() => client.close());
  return client;
};

/** A session that is told of follows. */
async function following(simulator: Simulator): Promise<EventSubClient> {
  const client = welcomed(simulator);
  const { payload } = await client.waitFor('session_welcome');
  const { clientId } = SANDBOX_APP;
  const scopes = ['moderator:read:followers'];
  const token = issueUserToken(simulator.world, { clientId, userId: STREAMER_ID, scopes }).accessToken;
  const answer = await fetch(`http://localhost:${simulator.httpPort}/mock/eventsub/subscriptions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'client-id': clientId, 'content-type': 'application/json' },
    body: JSON.stringify({
      type: 'channel.follow',
      version: '2',
      condition: { broadcaster_user_id: STREAMER_ID, moderator_user_id: STREAMER_ID },
      transport: { method: 'websocket', session_id: payload.session?.id },
    }),
  });
  expect(answer.status).toBe(202);
  return client;
}

const say = (simulator: Simulator, text: string) =>
  sendLine(simulator.world, { channelId: STREAMER_ID, userId: STREAMER_ID, text, isUnlimited: true });
const ask = (simulator: Simulator, path: string, waitMs = 2000) =>
  fetch(`http://localhost:${simulator.httpPort}${path}`, { signal: AbortSignal.timeout(waitMs) });
const NEVER = { name: 'TimeoutError' };

describe('chat', () => {
  it('keeps a silent connection open, without an answer, and serves whoever comes new', async () => {
    const simulator = await start();
    const before = await inChat(simulator);
    await order(simulator, 'net', { line: 'irc', mode: 'silent' });
    say(simulator, 'hört mich wer');
    before.send('PING :da');
    const after = await inChat(simulator);
    say(simulator, 'jetzt aber');
    await after.waitFor('jetzt aber');
    expect(before.lines.filter((line) => /hört mich|jetzt aber|PONG/.test(line))).toEqual([]);
    expect(simulator.world.state.journalNumber).toBe(2);
    const open = await Promise.race([before.closed.then(() => false), Promise.resolve(true)]);
    expect(open).toBe(true);
  });

  it('leaves a line that only nobody hears without receivers in the book', async () => {
    const simulator = await start();
    await inChat(simulator);
    await order(simulator, 'net', { line: 'irc', mode: 'silent' });
    say(simulator, 'ins Leere');
    const answer = await ask(simulator, '/sim/journal');
    expect(await answer.json()).toMatchObject({ entries: [{ receivers: 0 }] });
  });

  it('is cut once, refuses whoever comes new, and works again after its time', async () => {
    const simulator = await start();
    const first = await inChat(simulator);
    await order(simulator, 'net', { line: 'irc', mode: 'drop' });
    await first.closed;
    await inChat(simulator);
    await order(simulator, 'net', { line: 'irc', mode: 'refuse', seconds: 0.3 });
    const refused = connectIrc(simulator.ircPort);
    await refused.closed;
    expect(refused.lines).toEqual([]);
    await expect.poll(() => simulator.net.greeting('irc')).toBe('ok');
    await inChat(simulator);
  });

  it('lets a caller hang', async () => {
    const simulator = await start();
    await order(simulator, 'net', { line: 'irc', mode: 'hang' });
    const client = connectIrc(simulator.ircPort);
    cleanUpLater(() => client.close());
    client.send('NICK justinfan7', 'PING :da');
    await order(simulator, 'net', { line: 'irc', mode: 'ok' });
    await inChat(simulator);
    expect(client.lines).toEqual([]);
  });

  it('comes late, but in order', async () => {
    const simulator = await start();
    const client = await inChat(simulator);
    await order(simulator, 'delivery', { line: 'irc', lateMs: 80 });
    const sentAt = performance.now();
    for (let number = 1; number <= 20; number += 1) say(simulator, `nr ${number}`);
    await order(simulator, 'delivery', { line: 'irc' });
    say(simulator, 'nr 21');
    await client.waitFor('nr 21');
    expect(performance.now() - sentAt).toBeGreaterThan(75);
    const numbers = client.lines.flatMap((line) => /nr (\d+)$/.exec(line)?.[1] ?? []);
    expect(numbers).toEqual(Array.from({ length: 21 }, (_, index) => String(index + 1)));
  });
});

describe('EventSub', () => {
  it('falls silent without a word, its session over', async () => {
    const simulator = await start();
    const client = await following(simulator);
    await order(simulator, 'net', { line: 'eventsub', mode: 'silent' });
    expect(await (await ask(simulator, '/sim/state')).json()).toMatchObject({ eventSubSessions: 0 });
    await order(simulator, 'event', { kind: 'follow', login: 'fremder_gast' });
    const next = await following(simulator);
    await order(simulator, 'event', { kind: 'follow', login: 'noch_wer' });
    await next.waitFor('notification');
    expect(client.frames.map((frame) => frame.metadata['message_type'])).toEqual(['session_welcome']);
  });

  it('brings every event at least once, some twice, in any order', async () => {
    const simulator = await start();
    const client = await following(simulator);
    await order(simulator, 'delivery', { line: 'eventsub', duplicate: 0.5, shuffle: true });
    const names = Array.from({ length: 30 }, (_, index) => `gast_nr_${index}`);
    for (const login of names) await order(simulator, 'event', { kind: 'follow', login });
    const came = () =>
      client.frames.flatMap(({ payload }) => (payload.event ? [String(payload.event['user_login'])] : []));
    await expect.poll(() => new Set(came()).size, { timeout: 5000 }).toBe(30);
    expect(came()).not.toEqual(names);
    await expect.poll(() => came().length, { timeout: 5000 }).toBeGreaterThan(30);
    const ids = new Set(client.frames.flatMap(({ metadata }) => metadata['message_id'] ?? []));
    expect(ids.size).toBe(31);
  });
});

describe('calls', () => {
  it.each([
    ['helix', '/mock/users', '/auth/validate'],
    ['oauth', '/auth/validate', '/mock/users'],
  ])('of %s hang or are cut, while the other line answers', async (line, path, other) => {
    const simulator = await start();
    await order(simulator, 'net', { line, mode: 'hang' });
    await expect(ask(simulator, path, 150)).rejects.toMatchObject(NEVER);
    expect((await ask(simulator, other)).status).toBe(401);
    await order(simulator, 'net', { line, mode: 'refuse' });
    await expect(ask(simulator, path)).rejects.toThrow('fetch failed');
    await order(simulator, 'net', { line: 'all', mode: 'ok' });
    expect((await ask(simulator, path)).status).toBe(401);
  });
});

describe("Twitch's clock", () => {
  it('goes wrong in the Date header and in what is said', async () => {
    const simulator = await start();
    const client = await inChat(simulator);
    await order(simulator, 'clock', { offsetSeconds: 600 });
    const heard = Date.parse((await ask(simulator, '/mock/users')).headers.get('date') ?? '');
    expect(heard - Date.now()).toBeGreaterThan(590_000);
    say(simulator, 'wie spät ist es');
    const stamp = /tmi-sent-ts=(\d+)/.exec(await client.waitFor('wie spät'))?.[1];
    expect(Number(stamp) - Date.now()).toBeGreaterThan(590_000);
    await order(simulator, 'clock', { offsetSeconds: 0 });
    expect(simulator.world.nowMs() - Date.now()).toBeLessThan(1000);
  });
});

it('counts aloud, each number once, and goes on where it stood', async () => {
  const simulator = await start();
  const client = await inChat(simulator);
  await order(simulator, 'count', { prefix: 'probe', lines: 40, perSecond: 400 });
  await client.waitFor(/:probe 40$/);
  await order(simulator, 'count', { prefix: 'probe', lines: 10, perSecond: 400 });
  await client.waitFor(/:probe 50$/);
  const numbers = client.lines.flatMap((line) => /:probe (\d+)$/.exec(line)?.[1] ?? []);
  expect(numbers).toEqual(Array.from({ length: 50 }, (_, index) => String(index + 1)));
  expect(await (await ask(simulator, '/sim/state')).json()).toMatchObject({
    counts: [{ prefix: 'probe', sent: 50, planned: 50, isRunning: false }],
  });
});
