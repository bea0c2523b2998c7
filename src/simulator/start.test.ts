import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { cleanUpLater, temporaryFolder } from '../testing/clean-up.ts';
import { type Simulator, type SimulatorOptions, startSimulator } from './start.ts';
import { connectIrc } from './wire-clients.ts';
import { channelOf, STREAMER_ID } from './world.ts';
import { sendLine } from './world-chat.ts';
import { banUser } from './world-moderation.ts';

async function start(folder: string, options: Partial<SimulatorOptions> = {}): Promise<Simulator> {
  const simulator = await startSimulator({ folder, story: false, ...options });
  cleanUpLater(() => simulator.stop());
  return simulator;
}

function get(simulator: Simulator, path: string): Promise<Response> {
  return fetch(`http://localhost:${simulator.httpPort}${path}`);
}

describe('the world', () => {
  it('goes on after a restart: bans, lines, the number of what was said', async () => {
    const folder = temporaryFolder();
    const first = await start(folder);
    const userId = '800711404';
    const sent = sendLine(first.world, { channelId: STREAMER_ID, userId, text: 'merk dir das' });
    banUser(first.world, { channelId: STREAMER_ID, moderatorId: STREAMER_ID, userId, reason: 'x', seconds: null });
    const { journalNumber } = first.world.state;
    await first.stop();
    const second = await start(folder, { seed: 'another' });
    expect(channelOf(second.world, STREAMER_ID).bans[userId]).toMatchObject({ reason: 'x', endsAtMs: null });
    expect(second.world.state.messages.at(-1)).toMatchObject({ id: sent.ok && sent.value.id, text: 'merk dir das' });
    expect(second.world.state.journalNumber).toBe(journalNumber);
    expect(second.world.state.seed).toBe('evening');
  });

  it('gives no id twice, even when it was killed before it could save', async () => {
    const folder = temporaryFolder();
    let nowMs = 1_800_000_000_000;
    const clock = { nowMs: () => nowMs };
    const say = (simulator: Simulator) => {
      const sent = sendLine(simulator.world, { channelId: STREAMER_ID, userId: STREAMER_ID, text: 'x' });
      return sent.ok ? sent.value.id : '';
    };
    const first = await start(folder, { clock });
    const saved = readFileSync(join(folder, 'world.json'));
    const before = say(first);
    await first.stop();
    writeFileSync(join(folder, 'world.json'), saved);
    nowMs += 1000;
    expect(say(await start(folder, { clock }))).not.toBe(before);
  });

  it('never replaces a file it cannot read', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'world.json'), '{"format":1,');
    await expect(startSimulator({ folder, story: false })).rejects.toThrow();
    expect(readFileSync(join(folder, 'world.json'), 'utf8')).toBe('{"format":1,');
  });

  it('begins live, with a room full of people', async () => {
    const simulator = await start(temporaryFolder());
    const channel = channelOf(simulator.world, STREAMER_ID);
    const liveMinutes = (simulator.world.nowMs() - (channel.stream?.startedAtMs ?? 0)) / 60_000;
    expect(liveMinutes).toBeCloseTo(47, 0);
    expect(Object.keys(channel.followers)).toHaveLength(1280);
    const subscriptions = Object.values(channel.subscriptions);
    expect(subscriptions.length).toBeGreaterThan(35);
    expect(new Set(subscriptions.map((one) => one.tier))).toEqual(new Set(['1000', '2000', '3000']));
    expect(subscriptions.some((one) => one.isPrime) && subscriptions.some((one) => one.isGift)).toBe(true);
  });
});

describe('the server', () => {
  it('listens on both loopback addresses', async () => {
    const { httpPort } = await start(temporaryFolder());
    for (const host of ['127.0.0.1', '[::1]', 'localhost']) {
      expect((await fetch(`http://${host}:${httpPort}/sim/state`)).status).toBe(200);
    }
  });

  it('answers 404 to what is not there', async () => {
    const simulator = await start(temporaryFolder());
    for (const path of [
      '/',
      '/sim/nothing',
      '/cdn/badges/v1/none/1/1',
      '/cdn/actions/cheer/dark/static/7/1.png',
      '/cdn/emoticons/v2/none/default/dark/1.0',
    ]) {
      expect((await get(simulator, path)).status).toBe(404);
    }
  });

  it('draws emotes, badges and faces', async () => {
    const simulator = await start(temporaryFolder());
    const own = simulator.world.state.emotes.find((emote) => emote.name === 'flaavHerz');
    for (const path of [
      '/cdn/emoticons/v2/25/default/dark/1.0',
      `/cdn/emoticons/v2/${own?.id}/static/light/3.0`,
      '/cdn/badges/v1/moderator/1/2',
      '/cdn/actions/cheer/dark/animated/100/2.gif',
      '/cdn/badges/v1/subscriber/3006/1',
      '/cdn/profile/derflaavius.png',
      '/cdn/ttv-boxart/509658-144x192.jpg',
    ]) {
      const answer = await get(simulator, path);
      expect(answer.headers.get('content-type')).toBe('image/svg+xml');
      expect(await answer.text()).toMatch(/^<svg .*<\/svg>$/s);
    }
  });

  it('is gone for a while on command, and back before its time', async () => {
    const simulator = await start(temporaryFolder());
    const client = connectIrc(simulator.ircPort);
    client.send('NICK justinfan1');
    await client.settle();
    const order = { method: 'POST', body: '{"seconds":600}' };
    await fetch(`http://localhost:${simulator.httpPort}/sim/offline`, order);
    await client.closed;
    await expect(get(simulator, '/mock/users')).rejects.toThrow();
    const refused = connectIrc(simulator.ircPort);
    await refused.closed;
    expect(refused.lines).toEqual([]);
    await fetch(`http://localhost:${simulator.httpPort}/sim/online`, { method: 'POST' });
    expect((await get(simulator, '/mock/users')).status).toBe(401);
  });
});

describe('as a process of its own', () => {
  function run(folder: string, ...more: string[]) {
    const program = fileURLToPath(new URL('./main.ts', import.meta.url));
    const child = spawn(process.execPath, [program, '--folder', folder, '--no-story', '--no-past', ...more]);
    cleanUpLater(() => void child.kill('SIGKILL'));
    return child;
  }

  it('says its ports in one line and stops when its parent is gone', async () => {
    const folder = temporaryFolder();
    const child = run(folder);
    const [line] = await once(createInterface({ input: child.stdout }), 'line');
    const ports: unknown = JSON.parse(String(line));
    expect(ports).toEqual({ httpPort: expect.any(Number), ircPort: expect.any(Number) });
    child.stdin.end();
    const [code] = await once(child, 'exit');
    expect(code).toBe(0);
    expect(JSON.parse(readFileSync(join(folder, 'world.json'), 'utf8'))).toMatchObject({ format: 1 });
  });

  it('stops on SIGTERM with exit 0, with clients still there', async () => {
    const child = run(temporaryFolder());
    const [line] = await once(createInterface({ input: child.stdout }), 'line');
    const client = connectIrc(Number((JSON.parse(String(line)) as { ircPort: number }).ircPort));
    client.send('NICK justinfan1');
    await client.settle();
    child.kill('SIGTERM');
    const [code] = await once(child, 'exit');
    expect(code).toBe(0);
    await client.closed;
  });
});
