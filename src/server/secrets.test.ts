import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { accounts } from '../contract/accounts.ts';
import { health } from '../contract/health.ts';
import { live } from '../contract/live.ts';
import { moderation } from '../contract/moderation.ts';
import { system } from '../contract/system.ts';
import { team } from '../contract/team.ts';
import { PUBLIC_APP, SECOND_APP } from '../simulator/oauth-apps.ts';
import { SANDBOX_APP } from '../simulator/sandbox-app.ts';
import { cleanUpLater, temporaryFolder } from '../testing/clean-up.ts';
import { createSecretHunt } from '../testing/secret-hunt.ts';
import { addAndSignIn, startTestApp, type TestApp } from '../testing/start-test-app.ts';
import type { TestPerson } from '../testing/test-person.ts';
import { startTestTwitch, type TestTwitch } from '../testing/test-twitch.ts';
import { startWireTap } from '../testing/wire-tap.ts';

/**
 * Lives through everything in which a secret is handled, then looks for its bytes wherever they must
 * not be. Logging is at its most talkative, and things go wrong on purpose.
 */
const hunt = createSecretHunt();
const PATIENCE = { timeout: 20_000, interval: 100 };
const PRELOAD = pathToFileURL(join(import.meta.dirname, '../testing/crash-on-command.ts')).href;
let dataFolder: string;
/** Given to the one person who may have it, in the reply to her own call. */
let continueLinks: string[];
/** Of the process that crashed. */
let exitCode: number | null;

beforeAll(async () => {
  dataFolder = temporaryFolder();
  const twitch = await startTestTwitch();
  cleanUpLater(() => twitch.stop());
  const tap = await startWireTap(twitch.httpPort);
  const crashFile = join(temporaryFolder(), 'now');
  const people: TestPerson[] = [];
  const outputs: string[] = [];
  let linkTokens: string[] = [];

  const start = async (port = 0): Promise<TestApp> => {
    const env = {
      LIVEXTREM_LOG_LEVEL: 'debug',
      TWURPLE_MOCK_API_PORT: String(tap.port),
      NODE_OPTIONS: `--import ${PRELOAD}`,
      CRASH_FILE: crashFile,
    };
    const app = await startTestApp({ twitch, dataFolder, port, env });
    cleanUpLater(() => app.stop());
    return app;
  };
  const newPerson = (app: TestApp): TestPerson => {
    const person = app.person();
    people.push(person);
    return person;
  };

  // A first evening: the link, a sign-in, a refusal, a stranger.
  let app = await start();
  const link = await app.firstVisitLink();
  linkTokens = [tokenOf(link)];
  const owner = newPerson(app);
  await owner.request(`${link.slice(0, -3)}abc`);
  await owner.signInByLink(link);
  await newPerson(app).request(link);
  const moderator = await addAndSignIn(app, owner, 'nordlicht_mod', 'moderator');
  people.push(moderator);
  await expect(newPerson(app).signInAs('fremder_gast')).rejects.toThrow(/not-a-member/);
  await refuseAndForge(newPerson(app), twitch);
  await noteTokens(twitch);

  // Twitch's trouble: tokens that die, answers that fail, consent taken back.
  await twitch.control('tokens/expire', { login: 'nordlicht_mod' });
  await moderator.call(live.send, { text: 'nach dem Erneuern' });
  await noteTokens(twitch);
  for (const path of ['/auth/token', '/auth/validate', '/mock/chat/messages', '/mock/moderation/bans']) {
    await twitch.control('faults/fail', { path, status: 500, times: 2, message: 'out of order' });
  }
  await twitch.control('tokens/expire', { login: 'nordlicht_mod' });
  await moderator.refusalOf(live.send, { text: 'während nichts geht' });
  await moderator.refusalOf(moderation.timeout, { login: 'lotta_liest', seconds: 5 });
  await newPerson(app)
    .signInAs('nordlicht_mod')
    .catch(() => undefined);
  await twitch.control('faults/clear');
  await newPerson(app).signInAs('nordlicht_mod');
  await twitch.control('eventsub/drop');
  await twitch.control('irc/drop');
  await moderator.refusalOf(moderation.timeout, { login: 'lotta_liest', seconds: 5 });
  const second = await addAndSignIn(app, owner, 'pixelpaul', 'moderator');
  people.push(second);
  await noteTokens(twitch);
  await twitch.control('authorization/end', { login: 'pixelpaul' });
  await second.refusalOf(live.send, { text: 'ohne Erlaubnis' });

  // Everything there is to read, by everybody; what cannot be read, too.
  for (const person of [owner, moderator, second]) await readEverything(person, twitch);
  await owner.request('/api/setup/twitch', {
    method: 'POST',
    body: `{"clientId":"x","clientSecret":"${SECOND_APP.clientSecret}"`,
    headers: { 'content-type': 'application/json' },
  });
  const feed = await moderator.openFeed({ chat: 0, events: 0, 'mod-log': 0 });
  // The line was cut above: what is said before it is back is lost.
  await feed.until(({ messages }) => JSON.stringify(messages).includes('connection-lost'));
  await twitch.control('say', { login: 'lotta_liest', text: 'zum Schluss' });
  await feed.until(({ messages }) => JSON.stringify(messages).includes('zum Schluss'));
  hunt.search('feed', JSON.stringify(feed.messages));
  await owner.call(system.makeBackup, {});

  // Cut off in the middle, so that the write-ahead log stays, and served again.
  await app.program.kill();
  hunt.searchFiles(dataFolder, 'killed');
  outputs.push(app.program.output());
  app = await start(app.port);
  await noteTokens(twitch);

  // To another app: a wrong secret, then the right one, and through the door of the new house.
  await owner.refusalOf(team.saveTwitchApp, {
    clientId: SECOND_APP.clientId,
    clientSecret: 'wrongsecretwrongsecretwrong123',
  });
  hunt.note('a wrong client secret', 'wrongsecretwrongsecretwrong123');
  const { continueUrl } = await owner.call(team.saveTwitchApp, {
    clientId: SECOND_APP.clientId,
    clientSecret: SECOND_APP.clientSecret,
  });
  continueLinks = [continueUrl];
  linkTokens.push(tokenOf(continueUrl));
  const newOwner = newPerson(app);
  await visitWhenServed(newOwner, continueUrl);
  await newOwner.call(system.makeBackup, {});
  await readEverything(newOwner, twitch);
  await noteTokens(twitch);

  // A third time to an app without a secret: people connect by a code, tokens count once.
  await twitch.control('oauth', { deviceIntervalSeconds: 1 });
  await newOwner.call(team.saveTwitchApp, { clientId: PUBLIC_APP.clientId, clientType: 'public' });
  await servedAgain(newOwner);
  const device = await newOwner.call(accounts.beginDevice, { purpose: 'channel' });
  await twitch.control('device/approve', { userCode: device.userCode, login: 'derflaavius' });
  const attempt = () => newOwner.call(team.signInAttempt, { attemptId: device.attemptId });
  await vi.waitFor(async () => expect(await attempt()).toMatchObject({ state: 'done' }), PATIENCE);
  for (let round = 0; round < 2; round += 1) {
    await twitch.control('tokens/expire', { login: 'derflaavius' });
    await newOwner.call(health.mend, { mend: 'refresh-token', about: '800711400' });
  }
  await twitch.control('faults/fail', { path: '/auth/token', status: 500, times: 3, message: 'out of order' });
  const stranger = newPerson(app);
  await stranger.call(team.beginDeviceSignIn, {});
  const cancelled = await newPerson(app).call(team.beginDeviceSignIn, {});
  await twitch.control('device/refuse', { userCode: cancelled.userCode });
  await readEverything(newOwner, twitch);
  await newOwner.call(system.makeBackup, {});
  await noteTokens(twitch);
  hunt.searchFiles(dataFolder, 'running');

  // Dies by an error that carries every request it has made, in three houses, with all their secrets.
  writeFileSync(crashFile, '');
  exitCode = await app.program.ended;
  outputs.push(app.program.output());
  hunt.searchFiles(dataFolder, 'crashed');
  rmSync(crashFile);
  await twitch.control('faults/clear');
  app = await start(app.port);
  await newOwner.call(health.mend, { mend: 'refresh-token', about: '800711400' });
  await noteTokens(twitch);
  await app.program.stop();
  outputs.push(app.program.output());

  for (const person of people) for (const [name, value] of person.cookies) noteCookie(name, value);
  for (const { name, value } of tap.given) hunt.note(`${name} ${value.slice(0, 4)}…`, value);
  // The server's program speaks the first link aloud once: that is what it is for.
  hunt.search('output', outputs.join('\n').replace(link, ''));
  hunt.searchFiles(dataFolder, 'stopped');
  for (const person of people) for (const text of person.heard) hunt.search('reply', text);
  linkTokens.forEach((token, index) => void hunt.note(`one-time link ${index + 1}`, token));
  hunt.note('client secret of the sandbox', SANDBOX_APP.clientSecret);
  hunt.note('client secret entered by hand', SECOND_APP.clientSecret);
  for (const folder of ['', 'sandbox']) {
    hunt.note(`sealing key of ${folder || 'the house'}`, readFileSync(join(dataFolder, folder, 'key'), 'utf8').trim());
  }
}, 90_000);

const tokenOf = (link: string): string => link.slice(link.lastIndexOf('/') + 1);

function noteCookie(name: string, value: string): void {
  if (!name.endsWith('_browser')) hunt.note(`session cookie ${value.slice(0, 4)}…`, value);
}

/** What Twitch has given out until now. */
async function noteTokens(twitch: TestTwitch): Promise<void> {
  const world = JSON.parse(readFileSync(await twitch.saveWorld(), 'utf8')) as {
    tokens: Record<string, { accessToken: string; refreshToken: string | null }>;
    authorizationCodes: Record<string, unknown>;
  };
  for (const { accessToken, refreshToken } of Object.values(world.tokens)) {
    hunt.note(`access token ${accessToken.slice(0, 4)}…`, accessToken);
    if (refreshToken !== null) hunt.note(`refresh token ${refreshToken.slice(0, 4)}…`, refreshToken);
  }
}

/** Somebody who says no, and somebody who comes back with what is not hers. */
async function refuseAndForge(person: TestPerson, twitch: TestTwitch): Promise<void> {
  const { authorizeUrl } = await person.call(team.beginSignIn, {});
  const refused = await twitch.consent(authorizeUrl, 'refuse');
  await person.request(refused.pathname + refused.search);
  const { authorizeUrl: again } = await person.call(team.beginSignIn, {});
  const allowed = await twitch.consent(again, 'nordlicht_mod');
  hunt.note('authorization code', allowed.searchParams.get('code') ?? '');
  allowed.searchParams.set('state', 'x'.repeat(43));
  await person.request(allowed.pathname + allowed.search);
}

/** Every call that reads, and the pages. */
async function readEverything(person: TestPerson, twitch: TestTwitch): Promise<void> {
  const response = await person.request('/api/openapi.json');
  const { paths } = (await response.json()) as { paths: Record<string, Record<string, unknown>> };
  const [line] = (await twitch.state()).recentMessages;
  for (const [path, methods] of Object.entries(paths)) {
    if (methods['get'] === undefined) continue;
    const filled = path
      .replace('{who}', 'lotta_liest')
      .replace('{userId}', '800711401')
      .replace(/\{\w+\}/g, String(line?.id));
    await person.request(`${filled}${path.endsWith('/search') ? '?query=nach' : ''}`);
  }
  for (const page of ['/', '/live', '/team', '/settings', '/sign-in', '/api/docs', '/callback?code=x&state=y']) {
    await person.request(page, { headers: { accept: 'text/html' } });
  }
}

/** The house restarts on the same port: who follows the link at once may come too early. */
const visitWhenServed = (person: TestPerson, link: string) => vi.waitFor(() => person.signInByLink(link), PATIENCE);

/** The same house comes back with another app, and knows who was signed in. */
const servedAgain = (person: TestPerson) =>
  vi.waitFor(
    async () => expect(await person.call(accounts.list, {})).toMatchObject({ clientType: 'public' }),
    PATIENCE,
  );

describe('secrets', () => {
  it('of every kind have been at work', () => {
    const kinds = [...hunt.secrets.keys()].map((name) => name.replace(/ \S+…$| \d$/, ''));
    expect(new Set(kinds)).toEqual(
      new Set([
        'access token',
        'refresh token',
        'authorization code',
        'device code',
        'session cookie',
        'one-time link',
        'a wrong client secret',
        'client secret of the sandbox',
        'client secret entered by hand',
        'sealing key of the house',
        'sealing key of sandbox',
      ]),
    );
    for (const secret of hunt.secrets.values()) expect(secret.length).toBeGreaterThanOrEqual(20);
    expect(kinds.filter((kind) => kind === 'access token').length).toBeGreaterThanOrEqual(5);
    expect(kinds.filter((kind) => kind === 'session cookie').length).toBeGreaterThanOrEqual(4);
  });

  it('would be found: the search sees logs, databases with what is not yet folded in, and backups', () => {
    const where = hunt.places.map((place) => place.where);
    for (const part of [
      /\/sandbox\/livextrem\.db$/,
      /\.db-wal$/,
      /livextrem\.log$/,
      /backups\/[^/]+$/,
      /twitch-app\.json/,
    ]) {
      expect(
        where.some((name) => part.test(name)),
        String(part),
      ).toBe(true);
    }
    const finds = (part: RegExp, text: string) =>
      hunt.places.some((place) => part.test(place.where) && place.text.includes(text));
    expect(finds(/killed.*\.db-wal$/, 'zum Schluss')).toBe(true);
    expect(finds(/backups\//, 'nordlicht_mod')).toBe(true);
    expect(finds(/\.log$/, '"level":40')).toBe(true);
    expect(finds(/^reply/, '"csrfToken"')).toBe(true);
    expect(hunt.places.filter(({ where: name }) => name === 'reply').length).toBeGreaterThan(80);
    const planted = join(temporaryFolder(), 'planted.db');
    const database = new DatabaseSync(planted);
    database.exec('CREATE TABLE t (v TEXT)');
    database.prepare('INSERT INTO t VALUES (?)').run(SECOND_APP.clientSecret);
    database.close();
    expect(hunt.findings([{ where: 'planted', text: readFileSync(planted, 'latin1') }])).toHaveLength(1);
  });

  it('were in the error that ended the program, and are hidden in what it left behind', () => {
    expect(exitCode).toBe(1);
    const texts = (part: RegExp) => hunt.places.filter(({ where }) => part.test(where)).map(({ text }) => text);
    const [output] = texts(/^output$/);
    expect(output).toContain('crash on command');
    // As much of the requests as is no secret, so the error was as talkative as it was meant to be.
    for (const text of ['client_secret=', 'grant_type=refresh_token', '&device_code=', 'authorization']) {
      expect(output).toContain(text);
    }
    const [log] = texts(/^crashed \/log\/livextrem\.log$/);
    expect(log).toContain('"msg":"crashed"');
    expect(log).toMatch(/crash on command/);
  });

  it('lie in no file, no reply, no page, no log, and are not said aloud', () => {
    // The one reply that hands out the second link is its purpose.
    const places = hunt.places.map((place) => ({
      ...place,
      text: continueLinks.reduce((text, link) => text.replace(link, ''), place.text),
    }));
    expect(hunt.findings(places)).toEqual([]);
  });
});
