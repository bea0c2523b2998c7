import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openDataFolder } from '../platform/db/data-folder.ts';
import { openControl } from '../server/health/control-socket.ts';
import { cleanUpLater, temporaryFolder } from '../testing/clean-up.ts';
import { createTestLog } from '../testing/test-log.ts';
import { askWhenUp } from './ask-when-up.ts';

const ask = { ask: 'diagnosis' } as const;

function hold(path: string): { release(): void } {
  const folder = openDataFolder(path);
  cleanUpLater(() => folder.release());
  return folder;
}

async function listen(dataFolder: string): Promise<void> {
  const desk = {
    checkNow: () => Promise.reject(new Error('not asked')),
    mend: () => Promise.reject(new Error('not asked')),
    diagnosis: async () => 'all well',
  };
  const control = await openControl({ dataFolder, desk, log: createTestLog(), origin: () => 'http://localhost:1' });
  cleanUpLater(() => control.close());
}

/** Notes what somebody who waits is told, and does something as soon as she is told that she waits. */
function waiting(onBegin: () => void = () => {}) {
  const told: string[] = [];
  return {
    told,
    begins(seconds: number) {
      told.push(`begins, ${seconds} s`);
      onBegin();
    },
    goesOn: () => void told.push('goes on'),
    ends: () => void told.push('ends'),
  };
}

describe('askWhenUp', () => {
  it('waits for a server that holds its folder and does not listen yet', async () => {
    const folder = temporaryFolder();
    hold(folder);
    const patience = waiting(() => void listen(folder));
    const asked = await askWhenUp({ root: folder, folder }, ask, { startMs: 20_000, waiting: patience });
    expect(asked).toMatchObject({ is: 'answered', answer: { text: 'all well' } });
    expect([patience.told[0], patience.told.at(-1)]).toEqual(['begins, 20 s', 'ends']);
  });

  it('says that it starts where it takes too long, and each second that it goes on', async () => {
    const folder = temporaryFolder();
    hold(folder);
    const patience = waiting();
    const asked = await askWhenUp({ root: folder, folder }, ask, { startMs: 1_600, waiting: patience });
    expect(asked).toEqual({ is: 'starting' });
    expect(patience.told).toEqual(['begins, 2 s', 'goes on', 'ends']);
  });

  it('stops waiting for one that goes away', async () => {
    const folder = temporaryFolder();
    const held = hold(folder);
    const patience = waiting(() => held.release());
    const asked = await askWhenUp({ root: folder, folder }, ask, { startMs: 20_000, waiting: patience });
    expect(asked).toEqual({ is: 'none' });
  });

  it('waits for nobody where nobody works in the folder, or only in the sandbox inside', async () => {
    const root = temporaryFolder();
    const patience = waiting();
    const patient = { startMs: 20_000, waiting: patience };
    expect(await askWhenUp({ root, folder: root }, ask, patient)).toEqual({ is: 'none' });
    const sandbox = join(root, 'sandbox');
    mkdirSync(sandbox);
    hold(root);
    hold(sandbox);
    expect(await askWhenUp({ root, folder: root }, ask, patient)).toEqual({ is: 'none' });
    expect(patience.told).toEqual([]);
  });
});
