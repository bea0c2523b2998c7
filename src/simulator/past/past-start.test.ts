import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cleanUpLater, temporaryFolder } from '../../testing/clean-up.ts';
import { EVENTSUB_TYPES } from '../eventsub-types.ts';
import type { MoneyBook } from '../money-book.ts';
import { issueUserToken } from '../oauth-tokens.ts';
import { type Simulator, type SimulatorOptions, startSimulator } from '../start.ts';
import { connectEventSub, connectIrc } from '../wire-clients.ts';
import { STREAMER_ID } from '../world.ts';
import { SANDBOX_APP } from '../world-seed.ts';

async function start(folder: string, options: Partial<SimulatorOptions> = {}): Promise<Simulator> {
  const simulator = await startSimulator({ folder, story: false, past: true, ...options });
  cleanUpLater(() => simulator.stop());
  return simulator;
}

function get(simulator: Simulator, path: string): Promise<Response> {
  return fetch(`http://localhost:${simulator.httpPort}${path}`);
}

async function book(simulator: Simulator): Promise<MoneyBook> {
  return (await (await get(simulator, '/sim/book')).json()) as MoneyBook;
}

const folder = temporaryFolder();

describe('a simulator with a past', () => {
  it('tells it over HTTP, the same after a restart, and keeps its book', async () => {
    const first = await start(folder);
    const answer = await get(first, '/sim/past');
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/x-ndjson; charset=utf-8']);
    const text = await answer.text();
    const lines = text.trimEnd().split('\n');
    const { past } = first.world.state;
    expect(JSON.parse(lines[0] ?? '')).toEqual({ wire: 'header', ...past });
    expect(lines.length - 1).toBe((past?.lines ?? 0) + (past?.events ?? 0) + (past?.numbers ?? 0));
    const before = await book(first);
    expect(before.totals.gift.events).toBeGreaterThan(0);
    await first.stop();
    expect(readFileSync(join(folder, 'world.json')).length).toBeLessThan(2_000_000);

    const second = await start(folder);
    expect(await (await get(second, '/sim/past')).text()).toBe(text);
    expect(await book(second)).toEqual(before);
    await second.stop();
  });

  it('has none when nobody asked for one', async () => {
    const simulator = await start(temporaryFolder(), { past: false });
    expect((await get(simulator, '/sim/past')).status).toBe(404);
    expect((await book(simulator)).entries).toEqual([]);
  });

  it('lets nothing happen before somebody reads along', async () => {
    const simulator = await start(folder, { story: true, speed: 50 });
    await new Promise((resolve) => setTimeout(resolve, 700));
    expect(simulator.world.state).toMatchObject({ storyPositionMs: 0, journalNumber: 0 });
    const reader = connectIrc(simulator.ircPort);
    reader.send('NICK justinfan1', 'JOIN #derflaavius');
    await reader.waitFor('PRIVMSG #derflaavius');
    reader.close();
    await simulator.stop();
  });

  it('books what comes in later under the id it was sent with, and once when it is sent twice', async () => {
    const simulator = await start(temporaryFolder(), { past: false });
    const client = connectEventSub(`ws://localhost:${simulator.httpPort}/ws`);
    const { payload } = await client.waitFor('session_welcome');
    const scopes = [...new Set(Object.values(EVENTSUB_TYPES).flatMap((type) => type.scopes.flat()))];
    const token = issueUserToken(simulator.world, { clientId: SANDBOX_APP.clientId, userId: STREAMER_ID, scopes });
    await fetch(`http://localhost:${simulator.httpPort}/eventsub/subscriptions`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token.accessToken}`,
        'client-id': SANDBOX_APP.clientId,
        'content-type': 'application/json',
      },
      body: JSON.stringify({
        type: 'channel.bits.use',
        version: '1',
        condition: { broadcaster_user_id: STREAMER_ID },
        transport: { method: 'websocket', session_id: payload.session?.id },
      }),
    });
    const control = (what: string, input: unknown): Promise<Response> =>
      fetch(`http://localhost:${simulator.httpPort}/sim/${what}`, { method: 'POST', body: JSON.stringify(input) });
    await control('event', { kind: 'bits', login: 'retro_rolf', bits: 250 });
    await control('eventsub/duplicate', {});
    const { metadata } = await client.waitFor('notification');
    const { entries } = await book(simulator);
    expect(entries).toMatchObject([{ messageId: metadata['message_id'], source: 'bits', quantity: 250 }]);
    client.close();
  });
});
