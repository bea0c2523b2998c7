import { expect, it, vi } from 'vitest';
import { SANDBOX_APP } from '../simulator/sandbox-app.ts';
import { cleanUpLater, temporaryFolder } from '../testing/clean-up.ts';
import { startSandbox } from './sandbox.ts';

const PATIENCE = { timeout: 20_000, interval: 50 };

async function start() {
  vi.stubEnv('LIVEXTREM_SIMULATOR_PAST', '0');
  vi.stubEnv('LIVEXTREM_SIMULATOR_STORY', '0');
  const reasons: string[] = [];
  const sandbox = await startSandbox(temporaryFolder(), (reason) => reasons.push(reason));
  cleanUpLater(async () => {
    vi.unstubAllEnvs();
    await sandbox.stop();
  });
  const isAnswering = async () => (await fetch(`http://localhost:${sandbox.httpPort}/sim/state`)).ok;
  return { sandbox, reasons, isAnswering };
}

it('is back on the same port when it was killed, knows the tokens it gave out, and that is said once', async () => {
  const { sandbox, reasons, isAnswering } = await start();
  const oauth = `http://localhost:${sandbox.httpPort}/auth`;
  const form = new URLSearchParams({
    client_id: SANDBOX_APP.clientId,
    client_secret: SANDBOX_APP.clientSecret,
    grant_type: 'client_credentials',
  });
  const given = await fetch(`${oauth}/token`, { method: 'POST', body: form });
  const { access_token: token } = (await given.json()) as { access_token: string };
  for (const _ of [1, 2]) {
    const { pid } = sandbox;
    process.kill(pid, 'SIGKILL');
    await vi.waitFor(async () => {
      expect(sandbox.pid).not.toBe(pid);
      expect(await isAnswering()).toBe(true);
    }, PATIENCE);
  }
  const known = await fetch(`${oauth}/validate`, { headers: { authorization: `OAuth ${token}` } });
  expect(known.status).toBe(200);
  expect(reasons).toEqual(['SIGKILL']);
});

it('stops for good, also while it waits to be started again', async () => {
  const { sandbox, isAnswering } = await start();
  const { pid } = sandbox;
  process.kill(pid, 'SIGKILL');
  await vi.waitFor(() => expect(isAnswering()).rejects.toThrow(), PATIENCE);
  await sandbox.stop();
  await expect(isAnswering()).rejects.toThrow();
  expect(sandbox.pid).toBe(pid);
});
