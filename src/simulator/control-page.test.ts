import { request } from 'node:http';
import { Script } from 'node:vm';
import { expect, it } from 'vitest';
import { cleanUpLater, temporaryFolder } from '../testing/clean-up.ts';
import type { ControlNow } from './control-now.ts';
import { CONTROL_SCRIPT } from './control-page-script.ts';
import { type Simulator, startSimulator } from './start.ts';
import { findUserByLogin } from './world.ts';

async function start(): Promise<Simulator> {
  const simulator = await startSimulator({ folder: temporaryFolder(), story: false });
  cleanUpLater(() => simulator.stop());
  return simulator;
}

const address = ({ httpPort }: Simulator, what = ''): string => `http://localhost:${httpPort}/sim/${what}`;

async function page(simulator: Simulator, language: string): Promise<string> {
  const answer = await fetch(address(simulator), { headers: { 'accept-language': language } });
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-security-policy')).toMatch(/default-src 'none'.*frame-ancestors 'none'/);
  return answer.text();
}

async function post(simulator: Simulator, what: string, input: object, headers: Record<string, string> = {}) {
  const body = JSON.stringify(input);
  return fetch(address(simulator, what), { method: 'POST', body, headers });
}

const now = async (simulator: Simulator, language = 'en'): Promise<ControlNow> =>
  (await (await fetch(address(simulator, `now?language=${language}`))).json()) as ControlNow;

/** Status of a call with headers of its own choice, which `fetch` does not let one set. */
function statusFor(simulator: Simulator, method: string, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const order = { host: '127.0.0.1', port: simulator.httpPort, path: '/sim/story', method, headers };
    request(order, (answer) => resolve(answer.resume().statusCode ?? 0))
      .on('error', reject)
      .end(method === 'POST' ? '{"running":false}' : undefined);
  });
}

it('shows what is and everything that can be caused, in the language of the browser', async () => {
  const simulator = await start();
  const german = await page(simulator, 'de');
  expect(german).toMatch(/<html lang="de">.*Sandbox steuern.*Hassraid.*24-h-Zwangstrennung/s);
  expect(german).toContain('<span data-now="followers">1.280</span>');
  const english = await page(simulator, 'en');
  expect(english).toMatch(/<html lang="en">.*Hate raid.*24 h line reset/s);
  for (const text of [german, english]) {
    expect(text.match(/data-do="scenario"/g)).toHaveLength(30);
    expect(text.match(/data-do="fault"/g)).toHaveLength(15);
    // Every button has a name: words in it, a label, or a label elsewhere that exists.
    for (const [, id = ''] of text.matchAll(/aria-labelledby="([^" ]+)/g)) expect(text).toContain(`id="${id}"`);
  }
});

it('brings a script that a browser can read, and finds in the page what it looks for', async () => {
  expect(() => new Script(CONTROL_SCRIPT)).not.toThrow();
  const text = await page(await start(), 'en');
  const slots = Object.keys((await now(await start())).texts).sort();
  const places = [...text.matchAll(/data-now="([^"]+)"/g)].map((match) => match[1]);
  expect(places.sort()).toEqual(slots);
  for (const [, id] of CONTROL_SCRIPT.matchAll(/'#(\w+)'/g)) expect(text).toContain(`id="${id}"`);
});

it('lists the scenarios and faults for programs, too', async () => {
  const answer = await fetch(address(await start(), 'scenarios'));
  expect(await answer.json()).toMatchObject({
    scenarios: expect.arrayContaining([expect.objectContaining({ name: 'hate-raid', endSeconds: 100, lasts: false })]),
    faults: expect.arrayContaining([expect.objectContaining({ name: 'clock-wrong', endSeconds: null, lasts: true })]),
  });
});

it('plays a scenario by itself, in fast time, and tells how far it is', async () => {
  const simulator = await start();
  expect((await now(simulator, 'de')).texts['playing']).toBe('Kein Szenario läuft.');
  await post(simulator, 'scenario', { name: 'first-sub', speed: 60, faults: ['clock-wrong'] });
  const playing = await now(simulator);
  expect(playing).toMatchObject({ scenario: 'first-sub', faults: ['clock-wrong'] });
  expect(playing.texts).toMatchObject({ clock: '+600 s', playing: 'First sub: 0:00 of 1:00, 60×' });
  await expect.poll(async () => (await now(simulator)).scenario, { timeout: 10_000 }).toBeNull();
  expect((await now(simulator)).texts['clock']).toBe('is right');
  expect(findUserByLogin(simulator.world, 'liest_nur_mit')).toBeDefined();
});

it('switches a fault on and off, and ends everything at once', async () => {
  const simulator = await start();
  await post(simulator, 'fault', { name: 'no-line' });
  expect((await now(simulator)).texts).toMatchObject({ 'net-irc': 'hangs', 'net-oauth': 'hangs' });
  expect((await now(simulator)).troubled).toEqual(['net-irc', 'net-eventsub', 'net-helix', 'net-oauth']);
  expect(await page(simulator, 'en')).toContain('data-now="net-irc" data-troubled>hangs<');
  await post(simulator, 'fault', { name: 'no-line', on: false });
  expect((await now(simulator)).texts['net-irc']).toBe('works');
  expect((await now(simulator)).troubled).toEqual([]);
  await post(simulator, 'scenario', { name: 'evening', faults: ['clock-wrong'] });
  await post(simulator, 'scenario/stop', {});
  expect(await now(simulator)).toMatchObject({ scenario: null, faults: [] });
});

it.each([
  ['scenario', { name: 'party' }],
  ['scenario', { name: 'evening', speed: 0 }],
  ['scenario', { name: 'evening', faults: ['party'] }],
  ['fault', { name: 'party' }],
  ['net', { line: 'radio', mode: 'ok' }],
  ['delivery', { line: 'irc', shuffle: true }],
  ['app', { clientId: 'x', type: 'secret' }],
  ['device/approve', { userCode: 'XXXXXXXX', login: 'derflaavius' }],
])('refuses nonsense: %s %j', async (what, input) => {
  const simulator = await start();
  expect((await post(simulator, what, input)).status).toBe(400);
  expect(await now(simulator)).toMatchObject({ scenario: null, faults: [] });
});

it('is controlled by its own page and by programs, never by other sites', async () => {
  const simulator = await start();
  const host = `127.0.0.1:${simulator.httpPort}`;
  expect(await statusFor(simulator, 'POST', { host })).toBe(200);
  expect(await statusFor(simulator, 'POST', { host, origin: `http://${host}` })).toBe(200);
  for (const origin of ['https://evil.example', 'http://localhost:5173', 'null']) {
    expect(await statusFor(simulator, 'POST', { host, origin })).toBe(403);
  }
  // A name that somebody else pointed at this machine.
  expect(await statusFor(simulator, 'POST', { host: `evil.example:${simulator.httpPort}` })).toBe(403);
  expect(await statusFor(simulator, 'GET', { host: 'evil.example' })).toBe(403);
});

it('registers apps of both types and gives one a new secret', async () => {
  const simulator = await start();
  const order = async (what: string, input: object) => (await post(simulator, what, input)).json();
  expect(await order('app', { clientId: 'neu', name: 'Neu' })).toMatchObject({
    type: 'confidential',
    secret: expect.stringMatching(/^[a-z0-9]{30}$/),
  });
  const changed = (await order('app/new-secret', { clientId: 'neu' })) as { secret: string };
  expect(simulator.world.state.apps['neu']?.clientSecret).toBe(changed.secret);
  expect(await order('app', { clientId: 'neu', type: 'public' })).toMatchObject({ type: 'public', secret: null });
  expect(await order('app', { clientId: 'neu', name: 'Anders' })).toMatchObject({ type: 'public', name: 'Anders' });
});
