import { cpSync, existsSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { startProgram } from '../testing/child-program.ts';
import { cleanUpLater, temporaryFolder } from '../testing/clean-up.ts';
import { startTestApp } from '../testing/start-test-app.ts';

const PROGRAM = fileURLToPath(new URL('./main.ts', import.meta.url));

async function run(...args: readonly string[]): Promise<{ code: number | null; output: string }> {
  const child = startProgram({ script: PROGRAM, args });
  return { code: await child.ended, output: child.output() };
}

describe('the command line', () => {
  let dataFolder: string;
  let backup: string;

  beforeAll(async () => {
    dataFolder = temporaryFolder();
    const app = await startTestApp({ dataFolder });
    cleanUpLater(() => app.stop());
    await app.owner();
    backup = /verified: (\S+\.db)/.exec((await app.run('backup')).output)?.[1] ?? '';
    await app.stop();
  });

  it('restores a backup from elsewhere as the real channel, into a folder that is new', async () => {
    const usb = temporaryFolder();
    const carried = join(usb, basename(backup));
    cpSync(backup, carried);
    const fresh = join(usb, 'new', 'data');
    expect(await run('restore', carried, '--data', fresh)).toMatchObject({ code: 0 });
    expect(existsSync(join(fresh, 'livextrem.db'))).toBe(true);
    // Windows has no such bits.
    if (process.platform !== 'win32') expect(statSync(fresh).mode & 0o077).toBe(0);
  });

  it('restores what was made in the sandbox into the sandbox', async () => {
    const { code, output } = await run('restore', basename(backup), '--data', dataFolder);
    expect([code, output]).toEqual([0, expect.stringContaining(join('sandbox', 'livextrem.db.before-'))]);
    expect(existsSync(join(dataFolder, 'livextrem.db'))).toBe(false);
  });

  it.each([
    ['serve', '8080'],
    ['backup', 'here'],
    ['restore', 'one.db', 'two.db'],
    ['user', 'list', 'everybody'],
    ['user', 'add', 'anna', 'berta'],
  ])('takes no word it does not know: %s %s %s', async (...args) => {
    expect(await run(...args.filter(Boolean), '--data', dataFolder)).toMatchObject({ code: 2 });
  });

  it('asks about people only where there are any', async () => {
    const nowhere = join(temporaryFolder(), 'nowhere');
    expect(await run('user', 'list', '--data', nowhere)).toMatchObject({ code: 1 });
    expect(existsSync(nowhere)).toBe(false);
  });
});
