import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { accounts, RIGHTS } from '../contract/accounts.ts';
import { finance } from '../contract/finance.ts';
import { health } from '../contract/health.ts';
import { openDataFolder } from '../platform/db/data-folder.ts';
import { SANDBOX_APP } from '../simulator/sandbox-app.ts';
import { startProgram } from '../testing/child-program.ts';
import { cleanUpLater } from '../testing/clean-up.ts';
import { startTestApp, type TestApp } from '../testing/start-test-app.ts';
import type { TestPerson } from '../testing/test-person.ts';

const PROGRAM = fileURLToPath(new URL('main.ts', import.meta.url));

interface Said {
  readonly code: number | null;
  readonly output: string;
  /** Sentences of what is not good, without their mark. */
  readonly problems: readonly string[];
  /** What is said to mend it. */
  readonly remedies: readonly string[];
}

let app: TestApp;
let owner: TestPerson;

async function doctor(...args: readonly string[]): Promise<Said> {
  const { code, output } = await app.run('doctor', ...args);
  const lines = output.split('\n');
  const problems = lines.filter((line) => /^[!✗] /.test(line)).map((line) => line.slice(2));
  const remedies = lines.filter((line) => line.startsWith('    → ')).map((line) => line.slice(6));
  return { code, output, problems, remedies };
}

/** What comes back by itself needs its moment. */
async function untilGreen(): Promise<void> {
  await expect.poll(async () => (await doctor()).problems, { timeout: 15_000, interval: 300 }).toEqual([]);
}

function change(sql: string): void {
  const database = new DatabaseSync(join(app.sandboxFolder, 'livextrem.db'));
  database.exec('pragma busy_timeout = 5000');
  database.exec(sql);
  database.close();
}

/** Consent for the channel, as this person's browser goes through it. */
async function connectAgain(changeUrl: (url: URL) => void = () => {}): Promise<void> {
  const { authorizeUrl } = await owner.call(accounts.begin, { purpose: 'channel', rights: [...RIGHTS] });
  const url = new URL(authorizeUrl);
  changeUrl(url);
  const back = await app.twitch.consent(url.href, 'derflaavius');
  const answer = await owner.request(back.pathname + back.search);
  expect(answer.headers.get('location')).not.toContain('problem=');
}

beforeAll(async () => {
  app = await startTestApp();
  cleanUpLater(() => app.stop());
  owner = await app.owner();
});

describe('doctor', { timeout: 60_000 }, () => {
  beforeEach(untilGreen);

  it('is all green where all is well, and says the list of the page', async () => {
    const { code, output, remedies } = await doctor();
    const { checks } = await owner.call(health.report, {});
    expect([code, remedies]).toEqual([0, []]);
    expect(output).toMatch(/\nEverything is in order\.\n$/);
    expect(output.match(/^[✓!✗·] /gm)).toHaveLength(checks.length);
  });

  it('names a grant that was revoked, and what waits for it is no second problem', async () => {
    await app.twitch.control('tokens/password-changed', { login: 'derflaavius' });
    const { code, problems, remedies, output } = await doctor();
    expect(problems).toEqual([expect.stringMatching(/^Account: derflaavius: Twitch does not accept the sign-in/)]);
    expect([code, remedies]).toEqual([1, [`${app.origin}/system?grant=chat`]]);
    expect(output).toMatch(/^· Events: waits until the problem above is mended$/m);
    await connectAgain();
  });

  it('names a right that lacks a scope, and the page that grants it', async () => {
    await connectAgain((url) => {
      const scopes = url.searchParams.get('scope')?.split(' ') ?? [];
      url.searchParams.set('scope', scopes.filter((scope) => scope !== 'channel:manage:schedule').join(' '));
    });
    const { code, problems, remedies } = await doctor();
    expect(problems).toEqual([expect.stringMatching(/Schedule: 1 of 1 is missing, .*channel:manage:schedule/)]);
    expect([code, remedies]).toEqual([0, [`${app.origin}/system?grant=planning`]]);
    await connectAgain();
  });

  it('names a chat that Twitch does not let in, and connects it anew when it can', async () => {
    await app.twitch.control('net', { line: 'irc', mode: 'refuse' });
    await app.twitch.control('irc/drop');
    await expect
      .poll(async () => (await doctor()).problems, { timeout: 15_000 })
      .toEqual([expect.stringMatching(/^Chat: off for .*We keep trying/)]);
    expect((await doctor()).remedies).toEqual([expect.stringMatching(/^Reconnect: .* --mend reconnect-chat$/)]);
    expect(await doctor('--mend', 'reconnect-chat')).toMatchObject({ code: 0 });
    await app.twitch.control('net', { line: 'irc', mode: 'ok' });
    await untilGreen();
    const nothing = { code: 1, output: 'Nothing to mend here any more.\n' };
    expect(await doctor('--mend', 'reconnect-chat')).toMatchObject(nothing);
  });

  it('names an event line that is dead, and connects it anew', async () => {
    await app.twitch.control('net', { line: 'eventsub', mode: 'refuse' });
    await app.twitch.control('eventsub/drop');
    await expect
      .poll(async () => (await doctor()).problems, { timeout: 15_000 })
      .toEqual([expect.stringMatching(/^Events: off for/)]);
    expect((await doctor()).remedies).toEqual([expect.stringMatching(/^Reconnect: .* --mend reconnect-events$/)]);
    expect(await doctor('--mend', 'reconnect-events')).toMatchObject({ code: 0 });
    await app.twitch.control('net', { line: 'eventsub', mode: 'ok' });
  });

  it('names a clock that is ten minutes wrong', async () => {
    await app.twitch.control('clock', { offsetSeconds: 600 });
    const { code, problems } = await doctor();
    expect(problems).toEqual([expect.stringMatching(/^Clock: is off by (9 min 5\ds|9 min 5\d s|10 min)/)]);
    expect(code).toBe(1);
    await app.twitch.control('clock', { offsetSeconds: 0 });
  });

  it('names a job that was given up, and tries it again', async () => {
    change(`insert into platform_job (id, kind, payload_json, state, attempts, run_at, created_at, last_error)
      values ('job_dead', 'planning.sync-schedule', '{"generation":0}', 'dead', 8, 0, 0, 'Twitch said 503')`);
    const { problems, remedies } = await doctor();
    expect(problems).toEqual(['Jobs: 1 job was given up; the reason: Twitch said 503']);
    expect(remedies).toEqual([expect.stringMatching(/^Try again: .* --mend retry-jobs$/)]);
    expect(await doctor('--mend', 'retry-jobs')).toMatchObject({ code: 0 });
  });

  it('names what follows from an event and was not done, and does it', async () => {
    await app.twitch.control('event', { kind: 'follow', login: 'ganz_neu_hier' });
    await expect
      .poll(() => app.read<{ seq: number }>('select seq from live_event').length, { timeout: 10_000 })
      .toBeGreaterThan(0);
    change(`insert into live_missed_projection (id, projection, topic, seq, error, at)
      select 900, 'accruals', 'events', max(seq), 'planted', 0 from live_event`);
    const { problems, remedies } = await doctor();
    expect(problems).toEqual([expect.stringMatching(/^Follow-up of events: 1 event is recorded without/)]);
    expect(remedies).toEqual([expect.stringMatching(/--mend retry-missed$/)]);
    expect(await doctor('--mend', 'retry-missed')).toMatchObject({ code: 0 });
  });

  it('names a damaged backup and sets it aside, and a backup that is too old and makes one', async () => {
    expect(await doctor('--mend', 'back-up')).toMatchObject({ code: 0 });
    const folder = join(app.sandboxFolder, 'backups');
    const name = readdirSync(folder).find((each) => each.endsWith('.db')) ?? '';
    const bytes = readFileSync(join(folder, name));
    bytes.writeUInt8((bytes.at(-100) ?? 0) ^ 0xff, bytes.length - 100);
    writeFileSync(join(folder, name), bytes);
    const damaged = await doctor();
    expect(damaged.problems).toEqual([expect.stringMatching(`^Backup damaged: ${name}: its bytes`)]);
    expect(damaged.remedies).toEqual([expect.stringContaining(`--mend set-backup-aside ${name}`)]);
    expect(await doctor('--mend', 'set-backup-aside', name)).toMatchObject({ code: 0, problems: [] });
    expect(readdirSync(join(folder, 'damaged'))).toEqual([name, `${name}.json`]);
    expect(await doctor('--mend', 'set-backup-aside', name)).toMatchObject({ code: 1 });

    expect(await doctor('--mend', 'back-up')).toMatchObject({ code: 0, problems: [] });
    const whole = join(folder, `${readdirSync(folder).find((each) => each.endsWith('.db'))}.json`);
    const manifest = JSON.parse(readFileSync(whole, 'utf8')) as object;
    const at = new Date(Date.now() - 9 * 86_400_000).toISOString();
    writeFileSync(whole, JSON.stringify({ ...manifest, at }));
    const old = await doctor();
    expect(old.problems).toEqual(['Last backup: the last one is 9 d old']);
    expect(old.remedies).toEqual([expect.stringMatching(/--mend back-up$/)]);
    expect(await doctor('--mend', 'back-up')).toMatchObject({ code: 0, problems: [] });
  });

  it('names a style.json that cannot be understood, and sets it aside', async () => {
    writeFileSync(join(app.dataFolder, 'style.json'), '{"appearance_mode": "dark",');
    const { code, problems } = await doctor();
    expect([code, problems]).toEqual([0, ['style.json: not understood: no valid JSON']]);
    expect(await doctor('--mend', 'set-style-aside')).toMatchObject({ code: 0, problems: [] });
    expect(readdirSync(app.dataFolder).some((name) => name.startsWith('style.json.aside-'))).toBe(true);
  });

  it('names a secret that was replaced at Twitch, before a token needs it', async () => {
    await app.twitch.control('app/new-secret', { clientId: SANDBOX_APP.clientId });
    const { code, problems, remedies } = await doctor();
    expect(problems).toEqual([expect.stringMatching(/^Twitch app: Twitch does not know this client ID or secret/)]);
    expect([code, remedies]).toEqual([1, [`${app.origin}/connect`]]);
    await app.twitch.control('app', { clientId: SANDBOX_APP.clientId, secret: SANDBOX_APP.clientSecret });
  });

  it('names a sign-in service that does not answer', async () => {
    await app.twitch.control('net', { line: 'oauth', mode: 'refuse' });
    expect((await doctor()).problems).toEqual([expect.stringMatching(/^Sign-in service: off for/)]);
    await app.twitch.control('net', { line: 'oauth', mode: 'ok' });
  });

  it('names an interface that answers 503', async () => {
    await app.twitch.control('faults/fail', { path: '/mock/*', status: 503, seconds: 60 });
    expect((await doctor()).problems).toEqual([expect.stringMatching(/^Twitch interface: off for/)]);
    await app.twitch.control('faults/clear');
  });

  it('mends nothing it does not know, and nothing where nothing is wrong', async () => {
    expect(await doctor('--mend', 'everything')).toMatchObject({ code: 2 });
    expect(await doctor('everything')).toMatchObject({ code: 2 });
    expect(await doctor('--mend', 'set-style-aside')).toMatchObject({ code: 1 });
    expect(await doctor('--mend', 'refresh-token')).toMatchObject({ code: 1 });
    expect(await doctor('--mend', 'refresh-token', '800711400')).toMatchObject({ code: 0, problems: [] });
  });

  it.skipIf(process.platform === 'win32')('is not held up by a server that hangs', async () => {
    process.kill(app.program.pid, 'SIGSTOP');
    try {
      const askedMs = Date.now();
      const { code, problems } = await doctor();
      expect([code, problems]).toEqual([1, [expect.stringMatching(/^liveXtrem: .* does not answer: start it again$/)]]);
      expect(Date.now() - askedMs).toBeLessThan(15_000);
    } finally {
      process.kill(app.program.pid, 'SIGCONT');
    }
  });

  it('looks by itself without a server, and says that the lines were not looked at', async () => {
    const booking = { day: '2026-11-20', category: 'gear', text: 'Kabel', place: 'cash', noReceiptReason: 'verloren' };
    const amount = { minor: '500', currency: 'EUR' };
    const entry = await owner.call(finance.addEntry, { ...booking, amount, idempotencyKey: 'doctor-books' } as never);
    await owner.call(finance.seal, { entryIds: [entry.id] });
    expect(await doctor('--mend', 'back-up')).toMatchObject({ code: 0 });
    await app.program.stop();
    expect(existsSync(join(app.sandboxFolder, 'control.sock'))).toBe(false);

    const well = await doctor();
    expect([well.code, well.problems]).toEqual([0, []]);
    expect(well.output).toMatch(/\nNothing is wrong with what can be seen while liveXtrem is stopped\.\n$/);
    expect(well.output).toMatch(/the server does not run, so the lines to Twitch are not looked at/);
    expect(well.output).toMatch(/^✓ Chat: localhost:\d+ answers/m);
    expect(await doctor('--mend', 'retry-jobs')).toMatchObject({
      code: 1,
      output: expect.stringContaining('npm start'),
    });

    const held = openDataFolder(app.sandboxFolder);
    const waits = startProgram({ script: PROGRAM, args: ['doctor', '--data', app.dataFolder] });
    await waits.said(/just starting or stopping/);
    held.release();
    expect(await waits.ended).toBe(0);

    const diagnosis = await doctor('--diagnosis');
    expect([diagnosis.code, diagnosis.output]).toEqual([
      0,
      expect.stringMatching(/^liveXtrem .* info health mended what:back-up$/ms),
    ]);
    expect(diagnosis.output).not.toContain(app.dataFolder);
    expect(diagnosis.output).not.toContain('derflaavius');

    // As a database of an older version is: who is connected cannot be read in it.
    change('alter table twitch_account drop column issued_at');
    const older = await doctor();
    expect([older.code, older.problems]).toEqual([0, []]);
    expect(older.output).toMatch(/^· Account: not read/m);

    change(`drop trigger finance_posting_changes; update finance_posting set account = 'games' where line = 1`);
    const bent = await doctor();
    expect(bent.problems).toEqual([
      'Books: tax book, entry 1: its content is not what was sealed. Do not post, restore a backup',
    ]);
    expect([bent.code, bent.remedies[0]]).toEqual([1, expect.stringContaining('livextrem -- restore')]);
    const newest = readdirSync(join(app.sandboxFolder, 'backups')).findLast((name) => name.endsWith('.db')) ?? '';
    expect(await app.run('restore', newest)).toMatchObject({ code: 0 });
    expect((await doctor()).problems).toEqual([expect.stringContaining('no channel is connected')]);
  });
});
