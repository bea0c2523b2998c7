import { sql } from 'kysely';
import { describe, expect, inject, it } from 'vitest';
import { connectionSettings } from '../platform/db/open-postgres.ts';
import { createPostgresLocks } from '../platform/db/postgres-locks.ts';
import { PUBLIC_APP } from '../simulator/oauth-apps.ts';
import { cleanUpLater } from '../testing/clean-up.ts';
import { PEOPLE, startSimulatedTwitch } from '../testing/simulated-twitch.ts';
import { createTestClock } from '../testing/test-clock.ts';
import { createTwitchAccounts } from '../testing/twitch-accounts.ts';

const HOUR_MS = 3_600_000;

/**
 * Two processes on one schema are refused at the start. The advisory lock is for what that cannot see: a
 * server that lost its connections, and the one that took its place while the first still waits for Twitch.
 */
describe('two vaults of two processes on one schema', () => {
  it('refresh once together, and never send a one-time token twice', async () => {
    const clock = createTestClock(Date.now());
    const twitch = await startSimulatedTwitch({ clock });
    const { connect, db, restartVault, vault } = await createTwitchAccounts({ twitch, clock, app: PUBLIC_APP });
    const userId = await connect(PEOPLE.moderator.login);
    const provided = inject('database');
    if (provided.dialect !== 'postgres') throw new Error('not PostgreSQL');
    const { rows } = await sql<{ schema: string }>`select current_schema() as schema`.execute(db.read);
    const schema = rows[0]?.schema ?? '';
    // A lock of its own, on connections of its own: nothing but PostgreSQL is between the two.
    const locks = createPostgresLocks(connectionSettings(provided.url, schema), schema);
    cleanUpLater(() => locks.end());
    const other = restartVault({ ...db, withLock: locks.hold });
    await other.accounts();
    twitch.faults.delayNext({ path: '/auth/token', milliseconds: 50 });

    for (let round = 1; round <= 5; round += 1) {
      clock.advance(5 * HOUR_MS);
      const grants = await Promise.all([vault, other, vault, other].map((one) => one.accessToken(userId)));
      const given = new Set(grants.map((grant) => (grant.ok ? grant.value.token : grant.error.code)));
      expect(given.size).toBe(1);
      const issued = Object.values(twitch.simulator.world.state.tokens).filter((token) => token.userId === userId);
      expect(issued).toHaveLength(1 + round);
      expect(issued.some((token) => token.isRevoked)).toBe(false);
    }
    await Promise.all([vault.lookAfter(), other.lookAfter()]);
    expect(await vault.account(userId)).toMatchObject({ state: 'ok' });
    expect(await other.account(userId)).toMatchObject({ state: 'ok' });
  });
});
