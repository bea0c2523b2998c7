import { describe, expect, it } from 'vitest';
import { cleanUpLater, temporaryFolder } from '../testing/clean-up.ts';
import type { JournalEntry } from './journal.ts';
import { type Simulator, startSimulator } from './start.ts';
import { channelOf, STREAMER_ID } from './world.ts';

async function start(): Promise<Simulator> {
  const simulator = await startSimulator({ folder: temporaryFolder(), story: false });
  cleanUpLater(() => simulator.stop());
  return simulator;
}

async function post(simulator: Simulator, what: string, body: unknown = {}) {
  const answer = await fetch(`http://localhost:${simulator.httpPort}/sim/${what}`, {
    method: 'POST',
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
}

async function journal(simulator: Simulator, after = 0): Promise<JournalEntry[]> {
  const answer = await fetch(`http://localhost:${simulator.httpPort}/sim/journal?after=${after}`);
  return ((await answer.json()) as { entries: JournalEntry[] }).entries;
}

async function state(simulator: Simulator): Promise<Record<string, unknown>> {
  return (await (await fetch(`http://localhost:${simulator.httpPort}/sim/state`)).json()) as Record<string, unknown>;
}

it('lets anybody say something, also people it has to invent', async () => {
  const simulator = await start();
  const { body } = await post(simulator, 'say', { login: 'Neuling', text: 'hallo' });
  expect(body).toEqual({ isSent: true, id: expect.any(String) });
  await post(simulator, 'say', { login: 'neuling', text: 'ich nochmal', replyTo: body['id'] });
  const lines = (await journal(simulator)).map((entry) => entry.raw);
  expect(lines).toEqual([expect.stringContaining(':hallo'), expect.stringContaining(':@Neuling ich nochmal')]);
});

it('tells why a line was refused, when it is to obey the limits', async () => {
  const simulator = await start();
  const line = { login: 'fremder_gast', text: 'hallo', obeysLimits: true };
  await post(simulator, 'say', line);
  expect((await post(simulator, 'say', line)).body).toMatchObject({ isSent: false, code: 'msg_duplicate' });
});

it('acts as another moderator and shows what came of it', async () => {
  const simulator = await start();
  const { body } = await post(simulator, 'say', { login: 'xx_bohne_xx', text: 'nix los' });
  await post(simulator, 'delete', { messageId: body['id'], moderator: 'nordlicht_mod' });
  await post(simulator, 'ban', { login: 'xx_bohne_xx', seconds: 60, reason: 'Ruhe' });
  await post(simulator, 'role', { login: 'lotta_liest', change: 'mod' });
  await post(simulator, 'modes', { slowSeconds: 5 });
  await post(simulator, 'shield', { isActive: true });
  expect(await state(simulator)).toMatchObject({
    moderators: expect.arrayContaining(['lotta_liest', 'pixelpaul']),
    bans: [{ login: 'xx_bohne_xx', moderator: 'pixelpaul', isTimeout: true, reason: 'Ruhe' }],
    recentMessages: [{ login: 'xx_bohne_xx', deletedBy: 'nordlicht_mod' }],
    modes: { slowSeconds: 5 },
    shieldMode: { isActive: true },
  });
  await post(simulator, 'unban', { login: 'xx_bohne_xx' });
  expect(await state(simulator)).toMatchObject({ bans: [] });
});

it.each([
  ['follow', { login: 'fremder_gast' }],
  ['sub', { login: 'fremder_gast', tier: 'prime' }],
  ['resub', { login: 'brezel_bube', text: 'weiter' }],
  ['sub-end', { login: 'brezel_bube' }],
  ['gift', { login: 'keksdose_m', count: 3 }],
  ['gift', { recipient: 'fremder_gast' }],
  ['bits', { login: 'brezel_bube', bits: 50 }],
  ['raid', { login: 'frau_holle_tv', viewers: 5 }],
  ['announcement', { text: 'gleich' }],
  ['watch-streak', { login: 'lotta_liest' }],
  ['title', { title: 'Neu' }],
  ['redeem', { login: 'lotta_liest' }],
  ['viewers', { viewers: 99 }],
  ['offline', {}],
])('lets happen: %s', async (kind, more) => {
  const simulator = await start();
  let happened = 0;
  simulator.world.listen(() => {
    happened += 1;
  });
  expect(await post(simulator, 'event', { kind, ...more })).toEqual({ status: 200, body: {} });
  if (kind === 'viewers') expect(channelOf(simulator.world, STREAMER_ID).stream?.viewerCount).toBe(99);
  else expect(happened).toBeGreaterThan(0);
});

it('sends a flood of numbered lines, all of them, once', async () => {
  const simulator = await start();
  const order = { linesPerSecond: 400, seconds: 0.5, text: 'Flut {n}' };
  expect((await post(simulator, 'flood', order)).body).toMatchObject({ planned: 200 });
  while ((await state(simulator))['messages'] !== 200) await new Promise((resolve) => setTimeout(resolve, 20));
  const numbers = (await journal(simulator)).map((entry) => Number(/Flut (\d+)$/.exec(entry.raw)?.[1]));
  expect(numbers).toEqual(Array.from({ length: 200 }, (_, index) => index + 1));
});

it('gives the book from a number on', async () => {
  const simulator = await start();
  for (const text of ['a', 'b', 'c']) await post(simulator, 'say', { login: 'brezel_bube', text });
  expect((await journal(simulator, 1)).map((entry) => entry.number)).toEqual([2, 3]);
  expect(await journal(simulator, 3)).toEqual([]);
});

describe('nonsense', () => {
  it.each([
    ['a body that is none', 'say', 'hallo', 400],
    ['a list', 'say', [], 400],
    ['a missing text', 'say', { login: 'brezel_bube' }, 400],
    ['an unknown channel', 'say', { login: 'brezel_bube', text: 'x', channel: 'nobody' }, 400],
    ['a login that cannot be', 'say', { login: 'a b', text: 'x' }, 400],
    ['an unknown event', 'event', { kind: 'party' }, 400],
    ['an unknown change', 'role', { login: 'brezel_bube', change: 'king' }, 400],
    ['an unknown address', 'party', {}, 404],
  ])('is refused: %s', async (_, what, body, status) => {
    expect((await post(await start(), what, body)).status).toBe(status);
  });
});
