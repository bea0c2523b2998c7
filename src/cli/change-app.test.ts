import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { accounts } from '../contract/accounts.ts';
import { live } from '../contract/live.ts';
import { team } from '../contract/team.ts';
import { SECOND_APP } from '../simulator/oauth-apps.ts';
import { cleanUpLater } from '../testing/clean-up.ts';
import { startTestApp } from '../testing/start-test-app.ts';

const PATIENCE = { timeout: 20_000, interval: 100 };

describe('a real channel', () => {
  it('begins apart from the sandbox, and keeps people and accounts through a new secret', async () => {
    const app = await startTestApp();
    cleanUpLater(() => app.stop());
    const visitor = await app.owner();
    const sandboxMember = (await visitor.call(team.me, {})).member.id;
    await visitor.call(team.addMember, { login: 'nordlicht_mod', role: 'moderator' });
    const { continueUrl } = await visitor.call(team.saveTwitchApp, SECOND_APP);
    const owner = app.person();
    const me = await vi.waitFor(() => owner.signInByLink(continueUrl), PATIENCE);
    expect(me).toMatchObject({ isSandbox: false, channel: null, actingAs: null });
    expect(me.member.id).not.toBe(sandboxMember);
    expect((await owner.call(team.members, {})).members.length).toBe(1);

    const { authorizeUrl } = await owner.call(accounts.begin, { purpose: 'channel', rights: ['chat'] });
    const cameBack = await app.twitch.consent(authorizeUrl, 'derflaavius');
    const location = (await owner.request(cameBack.pathname + cameBack.search)).headers.get('location');
    expect(location).toBe('/system');

    const { secret } = await app.twitch.control<{ secret: string }>('app/new-secret', {
      clientId: SECOND_APP.clientId,
    });
    const stillOld = await owner.refusalOf(team.saveTwitchApp, SECOND_APP);
    expect(stillOld).toBe('team.client-secret-wrong');
    const starts = () =>
      readFileSync(join(app.dataFolder, 'log', 'livextrem.log'), 'utf8').split('"msg":"ready"').length - 1;
    expect(starts()).toBe(1);
    const saved = await owner.call(team.saveTwitchApp, {
      clientId: SECOND_APP.clientId,
      clientSecret: secret,
    });
    // No link: the same data are served again.
    expect(saved.continueUrl).toBe(`${app.origin}/connect`);
    await vi.waitFor(() => expect(starts()).toBe(2), PATIENCE);

    const after = await vi.waitFor(() => owner.call(team.me, {}), PATIENCE);
    expect(after).toMatchObject({
      member: { id: me.member.id, isOwner: true },
      channel: { login: 'derflaavius' },
      actingAs: { needsReconnect: false, missingScopes: [] },
    });
    // The grant renews itself with the new secret.
    await app.twitch.control('tokens/expire', { login: 'derflaavius' });
    expect(await owner.call(live.send, { text: 'mit neuem Schlüssel' })).toHaveProperty('messageId');
    expect(app.program.output()).not.toContain(secret);
  }, 60_000);
});
