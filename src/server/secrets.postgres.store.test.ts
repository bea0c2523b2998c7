import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { describe, expect, inject, it } from 'vitest';
import { live } from '../contract/live.ts';
import { system } from '../contract/system.ts';
import { SANDBOX_APP } from '../simulator/sandbox-app.ts';
import { cleanUpLater, temporaryFolder } from '../testing/clean-up.ts';
import { createSecretHunt } from '../testing/secret-hunt.ts';
import { addAndSignIn, startTestApp } from '../testing/start-test-app.ts';
import { startTestTwitch } from '../testing/test-twitch.ts';
import { startWireTap } from '../testing/wire-tap.ts';

const SCHEMA = 'livextrem_sandbox';

/** The whole evening is in secrets.test.ts; this is what is different where the rows are in PostgreSQL. */
describe('secrets of an installation on PostgreSQL', () => {
  it('lie in no row, no backup, no log, and are not said aloud', async () => {
    const provided = inject('database');
    if (provided.dialect !== 'postgres') throw new Error('not PostgreSQL');
    const database = new pg.Client({ connectionString: provided.url });
    await database.connect();
    cleanUpLater(async () => {
      await database.query(`drop schema if exists ${SCHEMA} cascade`);
      await database.end();
    });
    const hunt = createSecretHunt();
    const twitch = await startTestTwitch();
    cleanUpLater(() => twitch.stop());
    const tap = await startWireTap(twitch.httpPort);
    const dataFolder = temporaryFolder();
    const env = {
      DATABASE_URL: provided.url,
      LIVEXTREM_LOG_LEVEL: 'debug',
      TWURPLE_MOCK_API_PORT: String(tap.port),
    };
    const app = await startTestApp({ twitch, dataFolder, env });
    cleanUpLater(() => app.stop());
    const link = await app.firstVisitLink();
    const owner = app.person();
    await owner.signInByLink(link);
    const moderator = await addAndSignIn(app, owner, 'nordlicht_mod', 'moderator');
    await twitch.control('tokens/expire', { login: 'nordlicht_mod' });
    await moderator.call(live.send, { text: 'nach dem Erneuern' });
    await owner.call(system.makeBackup, {});
    const accounts = await rowsOf(database, 'twitch_account');
    for (const table of await tablesOf(database)) {
      hunt.search(`table ${table}`, (await rowsOf(database, table)).join('\n'));
    }
    await app.program.stop();
    hunt.search('output', app.program.output().replace(link, ''));
    hunt.searchFiles(dataFolder, 'stopped');
    for (const person of [owner, moderator]) {
      for (const text of person.heard) hunt.search('reply', text);
      for (const [name, value] of person.cookies) if (!name.endsWith('_browser')) hunt.note(`cookie ${value}`, value);
    }
    for (const { name, value } of tap.given) hunt.note(`${name} ${value}`, value);
    hunt.note('one-time link', link.slice(link.lastIndexOf('/') + 1));
    hunt.note('client secret', SANDBOX_APP.clientSecret);
    hunt.note('sealing key', readFileSync(join(dataFolder, 'sandbox', 'key'), 'utf8').trim());

    // Two people, and a pair that was replaced.
    expect(tap.given.filter(({ name }) => name === 'access token').length).toBeGreaterThanOrEqual(3);
    expect(accounts).toHaveLength(2);
    const texts = (part: RegExp) => hunt.places.filter(({ where }) => part.test(where)).map(({ text }) => text);
    const backups = texts(/backups\/.*unpacked$/);
    expect(backups.some((text) => text.includes('nordlicht_mod'))).toBe(true);
    // Sealed or not, tokens are not for backups: brought back, a one-time token would be used twice.
    for (const text of backups) expect(text).not.toMatch(/s1\.[\w-]{30}/);
    expect(hunt.findings()).toEqual([]);
  }, 60_000);
});

async function tablesOf(database: pg.Client): Promise<string[]> {
  const { rows } = await database.query<{ tablename: string }>(
    'select tablename from pg_tables where schemaname = $1 order by tablename',
    [SCHEMA],
  );
  return rows.map(({ tablename }) => tablename);
}

async function rowsOf(database: pg.Client, table: string): Promise<string[]> {
  const { rows } = await database.query<{ row: string }>(
    `select row_to_json(t)::text as row from ${SCHEMA}.${table} t`,
  );
  return rows.map(({ row }) => row);
}
