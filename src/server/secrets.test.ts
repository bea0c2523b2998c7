import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { gunzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { live } from '../contract/live.ts';
import { moderation } from '../contract/moderation.ts';
import { system } from '../contract/system.ts';
import { team } from '../contract/team.ts';
import { SECOND_APP } from '../simulator/oauth-apps.ts';
import { SANDBOX_APP } from '../simulator/sandbox-app.ts';
import { cleanUpLater, temporaryFolder } from '../testing/clean-up.ts';
import { addAndSignIn, startTestApp, type TestApp } from '../testing/start-test-app.ts';
import type { TestPerson } from '../testing/test-person.ts';
import { startTestTwitch, type TestTwitch } from '../testing/test-twitch.ts';

/**
 * Lives through everything in which a secret is handled, then looks for its bytes wherever they must
 * not be. Logging is at its most talkative, and things go wrong on purpose.
 */
const secrets = new Map<string, string>();
const said: { readonly where: string; readonly text: string }[] = [];
let dataFolder: string;
/** Given to the one person who may have it, in the reply to her own call. */
let continueLinks: string[];

beforeAll(async () => {
  dataFolder = temporaryFolder();
  const twitch = await startTestTwitch();
  cleanUpLater(() => twitch.stop());
  const people: TestPerson[] = [];
  const outputs: string[] = [];
  let linkTokens: string[] = [];

  const start = async (port = 0): Promise<TestApp> => {
    const app = await startTestApp({ twitch, dataFolder, port, env: { LIVEXTREM_LOG_LEVEL: 'debug' } });
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
  said.push({ where: 'feed', text: JSON.stringify(feed.messages) });
  await owner.call(system.makeBackup, {});

  // Cut off in the middle, so that the write-ahead log stays, and served again.
  await app.program.kill();
  said.push(...filesOf(dataFolder, 'killed'));
  outputs.push(app.program.output());
  app = await start(app.port);
  await noteTokens(twitch);

  // To another app: a wrong secret, then the right one, and through the door of the new house.
  await owner.refusalOf(team.saveTwitchApp, {
    clientId: SECOND_APP.clientId,
    clientSecret: 'wrongsecretwrongsecretwrong123',
  });
  secrets.set('a wrong client secret', 'wrongsecretwrongsecretwrong123');
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
  for (const person of people) for (const [name, value] of person.cookies) noteCookie(name, value);
  said.push(...filesOf(dataFolder, 'running'));
  await app.program.stop();
  outputs.push(app.program.output());
  // The server's program speaks the first link aloud once: that is what it is for.
  said.push({ where: 'output', text: outputs.join('\n').replace(link, '') });
  said.push(...filesOf(dataFolder, 'stopped'));
  for (const person of people) said.push(...person.heard.map((text) => ({ where: 'reply', text })));
  linkTokens.forEach((token, index) => void secrets.set(`one-time link ${index + 1}`, token));
  secrets.set('client secret of the sandbox', SANDBOX_APP.clientSecret);
  secrets.set('client secret entered by hand', SECOND_APP.clientSecret);
  secrets.set('sealing key', readFileSync(join(dataFolder, 'sandbox', 'key'), 'utf8').trim());
}, 60_000);

const tokenOf = (link: string): string => link.slice(link.lastIndexOf('/') + 1);

function noteCookie(name: string, value: string): void {
  if (!name.endsWith('_browser')) secrets.set(`session cookie ${value.slice(0, 4)}…`, value);
}

/** What Twitch has given out until now. */
async function noteTokens(twitch: TestTwitch): Promise<void> {
  const world = JSON.parse(readFileSync(await twitch.saveWorld(), 'utf8')) as {
    tokens: Record<string, { accessToken: string; refreshToken: string | null }>;
    authorizationCodes: Record<string, unknown>;
  };
  for (const { accessToken, refreshToken } of Object.values(world.tokens)) {
    secrets.set(`access token ${accessToken.slice(0, 4)}…`, accessToken);
    if (refreshToken !== null) secrets.set(`refresh token ${refreshToken.slice(0, 4)}…`, refreshToken);
  }
}

/** Somebody who says no, and somebody who comes back with what is not hers. */
async function refuseAndForge(person: TestPerson, twitch: TestTwitch): Promise<void> {
  const { authorizeUrl } = await person.call(team.beginSignIn, {});
  const refused = await twitch.consent(authorizeUrl, 'refuse');
  await person.request(refused.pathname + refused.search);
  const { authorizeUrl: again } = await person.call(team.beginSignIn, {});
  const allowed = await twitch.consent(again, 'nordlicht_mod');
  secrets.set('authorization code', allowed.searchParams.get('code') ?? '');
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
async function visitWhenServed(person: TestPerson, link: string): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    try {
      await person.signInByLink(link);
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  throw new Error('the new installation did not answer');
}

/** Every file below a folder as text of its bytes; packed ones also unpacked, databases also row by row. */
function filesOf(folder: string, moment: string): { where: string; text: string }[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== 'key')
    .flatMap((entry) => {
      const path = join(entry.parentPath, entry.name);
      const bytes = readFileSync(path);
      const where = `${moment} ${path.slice(folder.length)}`;
      const texts = [{ where, text: bytes.toString('latin1') }];
      if (path.endsWith('.gz')) texts.push({ where: `${where} unpacked`, text: gunzipSync(bytes).toString('latin1') });
      return texts;
    });
}

/** Forms in which a secret may lie about: as it is, and as the bytes of other notations. */
function formsOf(secret: string): string[] {
  const bytes = Buffer.from(secret);
  return [secret, bytes.toString('base64').replace(/=+$/, ''), bytes.toString('hex'), encodeURIComponent(secret)];
}

function findings(places: readonly { readonly where: string; readonly text: string }[]): string[] {
  return [...secrets].flatMap(([name, secret]) =>
    places
      .filter(({ text }) => formsOf(secret).some((form) => text.includes(form)))
      .map(({ where }) => `${name} in ${where}`),
  );
}

describe('secrets', () => {
  it('of every kind have been at work', () => {
    const kinds = [...secrets.keys()].map((name) => name.replace(/ \S+…$| \d$/, ''));
    expect(new Set(kinds)).toEqual(
      new Set([
        'access token',
        'refresh token',
        'authorization code',
        'session cookie',
        'one-time link',
        'a wrong client secret',
        'client secret of the sandbox',
        'client secret entered by hand',
        'sealing key',
      ]),
    );
    for (const secret of secrets.values()) expect(secret.length).toBeGreaterThanOrEqual(20);
    expect(kinds.filter((kind) => kind === 'access token').length).toBeGreaterThanOrEqual(5);
    expect(kinds.filter((kind) => kind === 'session cookie').length).toBeGreaterThanOrEqual(4);
  });

  it('would be found: the search sees logs, databases with what is not yet folded in, and backups', () => {
    const where = said.map((place) => place.where);
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
      said.some((place) => part.test(place.where) && place.text.includes(text));
    expect(finds(/killed.*\.db-wal$/, 'zum Schluss')).toBe(true);
    expect(finds(/backups\//, 'nordlicht_mod')).toBe(true);
    expect(finds(/\.log$/, '"level":40')).toBe(true);
    expect(finds(/^reply/, '"csrfToken"')).toBe(true);
    expect(said.filter(({ where: name }) => name === 'reply').length).toBeGreaterThan(80);
    const planted = join(temporaryFolder(), 'planted.db');
    const database = new DatabaseSync(planted);
    database.exec('CREATE TABLE t (v TEXT)');
    database.prepare('INSERT INTO t VALUES (?)').run(SECOND_APP.clientSecret);
    database.close();
    expect(findings([{ where: 'planted', text: readFileSync(planted, 'latin1') }])).toHaveLength(1);
  });

  it('lie in no file, no reply, no page, no log, and are not said aloud', () => {
    // The one reply that hands out the second link is its purpose.
    const places = said.map((place) => ({
      ...place,
      text: continueLinks.reduce((text, link) => text.replace(link, ''), place.text),
    }));
    expect(findings(places)).toEqual([]);
  });
});
