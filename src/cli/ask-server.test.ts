import { chmodSync, existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Refusal } from '../kernel/refusal.ts';
import { controlAddress } from '../server/health/control-address.ts';
import { openControl } from '../server/health/control-socket.ts';
import { cleanUpLater, temporaryFolder } from '../testing/clean-up.ts';
import { createTestLog } from '../testing/test-log.ts';
import { askServer } from './ask-server.ts';

type Desk = Parameters<typeof openControl>[0]['desk'];

const refused: Desk = {
  checkNow: () => Promise.reject(new Error('the house is on fire')),
  mend: (what, about) => Promise.reject(new Refusal('system.nothing-to-mend', { what, about: about ?? '' })),
  diagnosis: async () => 'all well',
};

async function open(desk: Partial<Desk> = {}, dataFolder = temporaryFolder()) {
  const log = createTestLog();
  const control = await openControl({
    dataFolder,
    desk: { ...refused, ...desk },
    log,
    origin: () => 'http://localhost:1',
  });
  cleanUpLater(() => control.close());
  return { dataFolder, control, log, path: controlAddress(dataFolder).path };
}

describe.skipIf(process.platform === 'win32')('the control socket as a file', () => {
  it('is for the person who started the server alone, and is taken away at the end', async () => {
    const { path, control } = await open();
    expect(statSync(path).mode & 0o777).toBe(0o600);
    await control.close();
    expect(existsSync(path)).toBe(false);
  });

  it('takes the place of one that a killed server left behind', async () => {
    const dataFolder = temporaryFolder();
    writeFileSync(controlAddress(dataFolder).path, '');
    const { log } = await open({}, dataFolder);
    expect(await askServer(dataFolder, { ask: 'diagnosis' })).toMatchObject({ is: 'answered' });
    expect(log.lines()).toEqual([]);
  });

  it('lies in a folder of its own where the path of the data would be too long', async () => {
    const dataFolder = join(temporaryFolder(), 'a'.repeat(60), 'b'.repeat(60));
    mkdirSync(dataFolder, { recursive: true });
    const { path } = await open({}, dataFolder);
    expect(path.length).toBeLessThan(100);
    expect(statSync(join(path, '..')).mode & 0o777).toBe(0o700);
    expect(await askServer(dataFolder, { ask: 'diagnosis' })).toMatchObject({ is: 'answered' });
  });

  it('is not asked where somebody else could have put it', async () => {
    const { TMPDIR } = process.env;
    process.env['TMPDIR'] = temporaryFolder();
    try {
      const dataFolder = join('/nowhere', 'a'.repeat(60), 'b'.repeat(60));
      const { path, folder } = controlAddress(dataFolder);
      mkdirSync(folder ?? '');
      chmodSync(folder ?? '', 0o777);
      const foreign = createServer((socket) => socket.end('{"kind":"diagnosis","text":"all is well"}\n'));
      await new Promise<void>((resolve) => foreign.listen(path, resolve));
      cleanUpLater(() => void foreign.close());
      expect(await askServer(dataFolder, { ask: 'diagnosis' })).toEqual({ is: 'forbidden' });
      chmodSync(folder ?? '', 0o700);
      expect(await askServer(dataFolder, { ask: 'diagnosis' })).toMatchObject({ is: 'answered' });
    } finally {
      process.env['TMPDIR'] = TMPDIR ?? '';
      if (TMPDIR === undefined) delete process.env['TMPDIR'];
    }
  });

  it('does without where it cannot be', async () => {
    const dataFolder = temporaryFolder();
    mkdirSync(join(controlAddress(dataFolder).path, 'in-the-way'), { recursive: true });
    const { log, control } = await open({}, dataFolder);
    expect(log.text()).toContain('control-not-opened');
    await control.close();
  });

  it('refuses other users', async () => {
    const { path, dataFolder } = await open();
    chmodSync(path, 0o000);
    const asked = await askServer(dataFolder, { ask: 'diagnosis' });
    // The superuser of the machine may do everything.
    expect(asked.is).toBe(process.getuid?.() === 0 ? 'answered' : 'forbidden');
  });
});

describe('askServer', () => {
  it('hears the answer, the refusal, and of a fault only that there was one', async () => {
    const { dataFolder, log } = await open();
    expect(await askServer(dataFolder, { ask: 'diagnosis' })).toEqual({
      is: 'answered',
      answer: { kind: 'diagnosis', text: 'all well' },
    });
    const about = 'livextrem-1.db';
    expect(await askServer(dataFolder, { ask: 'mend', mend: 'set-backup-aside', about })).toEqual({
      is: 'answered',
      answer: { kind: 'refused', code: 'system.nothing-to-mend', params: { what: 'set-backup-aside', about } },
    });
    expect(await askServer(dataFolder, { ask: 'check' })).toMatchObject({ answer: { code: 'http.internal' } });
    expect(log.text()).toContain('on fire');
  });

  it('waits for a server that works, longer than for one that is silent', async () => {
    const { dataFolder } = await open({
      diagnosis: () => new Promise((resolve) => setTimeout(() => resolve('late'), 2_500)),
    });
    expect(await askServer(dataFolder, { ask: 'diagnosis' }, 1_500)).toMatchObject({ answer: { text: 'late' } });
  });

  it('says that nobody is there', async () => {
    expect(await askServer(temporaryFolder(), { ask: 'check' })).toEqual({ is: 'none' });
  });

  it('gives up on a server that takes the question and says nothing', async () => {
    const dataFolder = temporaryFolder();
    const server = createServer(() => {});
    await new Promise<void>((resolve) => server.listen(controlAddress(dataFolder).path, resolve));
    cleanUpLater(() => void server.close());
    expect(await askServer(dataFolder, { ask: 'check' }, 200)).toEqual({ is: 'hanging' });
  });
});

describe('what the control socket takes', () => {
  it.each([
    ['no JSON', 'hello\n'],
    ['nothing it knows', '{"ask":"everything"}\n'],
    ['a mend it does not know', '{"ask":"mend","mend":"erase","about":null}\n'],
    ['a line without end', 'x'.repeat(10_000)],
  ])('is not %s', async (_what, text) => {
    const { path } = await open();
    const said = await new Promise<string>((resolve) => {
      let heard = '';
      const socket = connect(path, () => socket.write(text));
      socket.setEncoding('utf8').on('data', (chunk) => {
        heard += chunk;
      });
      socket.on('error', () => {});
      socket.on('close', () => resolve(heard));
    });
    expect(said).toContain('"code":"http.bad-input"');
  });
});
