import { readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { system } from '../contract/system.ts';
import { team } from '../contract/team.ts';
import { SECOND_APP } from '../simulator/oauth-apps.ts';
import { cleanUpLater, temporaryFolder } from '../testing/clean-up.ts';
import { startTestApp, type TestAppOptions } from '../testing/start-test-app.ts';
import { startTestTwitch } from '../testing/test-twitch.ts';

async function startApp(options: TestAppOptions = {}) {
  const app = await startTestApp(options);
  cleanUpLater(() => app.stop());
  return app;
}

/** Takes every connection and never says a word. */
async function startSilence(): Promise<number> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  cleanUpLater(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return (server.address() as { port: number }).port;
}

describe('the server process', () => {
  it('stops in time while Twitch takes questions and answers none', async () => {
    const dataFolder = temporaryFolder();
    const twitch = await startTestTwitch();
    cleanUpLater(() => twitch.stop());
    const first = await startApp({ twitch, dataFolder });
    await first.owner();
    await first.program.stop();

    const port = await startSilence();
    const app = await startApp({ twitch: { ...twitch, httpPort: port, ircPort: port }, dataFolder });
    const askedMs = Date.now();
    expect(await app.program.stop()).toBe(0);
    expect(Date.now() - askedMs).toBeLessThan(5_000);
  });

  it('logs a fault nobody caught, and ends with 1', async () => {
    const fault = "process.on('SIGUSR2', () => { throw new Error('planted Bearer abcdefghijkl'); })";
    const app = await startApp({
      env: { NODE_OPTIONS: `--import "data:text/javascript,${encodeURIComponent(fault)}"` },
    });
    process.kill(app.program.pid, 'SIGUSR2');
    expect(await app.program.ended).toBe(1);
    expect(app.program.output()).toMatch(/Error: planted Bearer \[hidden\]\n\s+at /);
    expect(app.read('select 1 as one')).toEqual([{ one: 1 }]);
    const log = readFileSync(join(app.sandboxFolder, 'log', 'livextrem.log'), 'utf8');
    expect(log).toMatch(/"msg":"crashed"/);
  });

  it('says why the sandbox runs when the key of the real channel is gone', async () => {
    const dataFolder = temporaryFolder();
    writeFileSync(join(dataFolder, 'twitch-app.json'), '{"clientId":"abc","sealedSecret":"s1.otherkey"}');
    const app = await startApp({ dataFolder });
    expect(app.program.output()).toMatch(/cannot be opened with this key, so the sandbox runs/);
  });

  it('comes back as the sandbox when the real channel cannot be served', async () => {
    const app = await startApp();
    const owner = await app.owner();
    writeFileSync(join(app.dataFolder, 'livextrem.db'), 'no database any more '.repeat(400));
    await owner.call(team.saveTwitchApp, SECOND_APP);
    await app.program.said(/livextrem\.db is damaged.*\n.*ready on/);
    expect(await owner.call(system.health, {})).toEqual({ status: 'ok' });
    expect(await owner.call(team.me, {})).toMatchObject({ isSandbox: true, member: { isOwner: true } });
  });
});
