import { describe, expect, it } from 'vitest';
import { faultsOf } from '../faults.ts';
import { SECOND_APP } from '../oauth-apps.ts';
import { grantedScopes, revokeToken } from '../oauth-tokens.ts';
import { channelOf, findLiveToken } from '../world.ts';
import { SANDBOX_APP } from '../world-seed.ts';
import { DEAD_PATHS, ENDPOINTS } from './endpoints.ts';
import { handleHelix } from './handle.ts';
import { MESSAGES } from './messages.ts';
import { EVENING_MS, PEOPLE, type QuietEvening, quietEvening } from './quiet-evening.ts';
import { setPointsPerMinute } from './rate-limit.ts';

const { clientId } = SANDBOX_APP;
const streamer = { as: 'streamer' } as const;

function headersWith(evening: QuietEvening): Record<string, string> {
  return { authorization: `Bearer ${evening.tokenFor(streamer)}`, 'client-id': clientId };
}

describe('every call of Helix', () => {
  const cases: readonly (readonly [string, (evening: QuietEvening) => Record<string, string>, string])[] = [
    ['no token', () => ({ 'client-id': clientId }), MESSAGES.noToken],
    ['an unknown token', () => ({ authorization: 'Bearer abc', 'client-id': clientId }), MESSAGES.invalidToken],
    [
      'the other kind of header',
      (evening) => ({ ...headersWith(evening), authorization: `OAuth ${evening.tokenFor(streamer)}` }),
      MESSAGES.invalidToken,
    ],
    ['no client id', (evening) => ({ authorization: `Bearer ${evening.tokenFor(streamer)}` }), MESSAGES.noClientId],
    [
      "another app's client id",
      (evening) => ({ ...headersWith(evening), 'client-id': SECOND_APP.clientId }),
      MESSAGES.clientIdMismatch,
    ],
    [
      'an expired token',
      (evening) => {
        const headers = headersWith(evening);
        evening.wait(5 * 3_600_000);
        return headers;
      },
      MESSAGES.invalidToken,
    ],
    [
      'a revoked token',
      (evening) => {
        const headers = headersWith(evening);
        const token = findLiveToken(evening.world, (headers['authorization'] ?? '').slice('Bearer '.length));
        if (token) revokeToken(evening.world, token);
        return headers;
      },
      MESSAGES.invalidToken,
    ],
  ];
  it.each(cases)('refuses %s with 401', async (_, headers, message) => {
    const evening = quietEvening();
    const { status, body } = await evening.send({ target: '/mock/users', headers: headers(evening) });
    expect({ status, body }).toEqual({ status: 401, body: { error: 'Unauthorized', status: 401, message } });
  });

  const scoped = ENDPOINTS.flatMap(({ method, path, token }) =>
    'scopes' in token ? [{ method, path, scopes: token.scopes, kind: token.kind }] : [],
  );
  it('has endpoints with scopes to try', () => expect(scoped.length).toBeGreaterThan(9));
  it.each(scoped)('names the missing scope of $method $path', async ({ method, path, scopes }) => {
    const { status, body } = await quietEvening().ask(streamer, method, path);
    expect({ status, body }).toEqual({
      status: 401,
      body: { error: 'Unauthorized', status: 401, message: MESSAGES.missingScope(scopes) },
    });
  });
  it.each(scoped.filter(({ kind }) => kind === 'user'))('wants a user for $method $path', async ({ method, path }) => {
    const { status, body } = await quietEvening().ask({ as: 'app' }, method, path);
    expect({ status, body }).toMatchObject({ status: 401, body: { message: MESSAGES.userTokenNeeded } });
  });

  it('wants the app itself for what people granted it', async () => {
    const evening = quietEvening();
    const target = `/authorization/users?user_id=${PEOPLE.streamer}&user_id=${PEOPLE.stranger}`;
    const refused = await evening.ask({ as: 'streamer', scopes: ['chat:read', 'bits:read'] }, 'GET', target);
    expect(refused).toMatchObject({ status: 401, body: { message: MESSAGES.appTokenNeeded } });
    expect((await evening.ask({ as: 'app' }, 'GET', target)).body).toMatchObject({
      data: [
        { user_id: PEOPLE.streamer, scopes: ['chat:read', 'bits:read'], has_authorized: true },
        { user_id: PEOPLE.stranger, scopes: [], has_authorized: false },
      ],
    });
  });
  it('asks nothing of who reads the calendar', async () => {
    const { world, context } = quietEvening();
    const reply = await handleHelix(context, {
      method: 'GET',
      path: '/mock/schedule/icalendar',
      query: new URLSearchParams({ broadcaster_id: PEOPLE.streamer }),
      headers: {},
      body: '',
    });
    expect(reply.headers).toEqual({ 'content-type': 'text/calendar; charset=utf-8' });
    const lines = String(reply.body).split('\r\n');
    expect(lines).toContain('RRULE:FREQ=WEEKLY;BYDAY=WE');
    expect(lines.filter((line) => line === 'BEGIN:VEVENT')).toHaveLength(
      channelOf(world, PEOPLE.streamer).schedule.segments.length,
    );
  });

  it('answers 404 for what Twitch does not have', async () => {
    expect((await quietEvening().ask(streamer, 'GET', '/nonsense')).status).toBe(404);
    expect((await quietEvening().ask(streamer, 'POST', '/users')).status).toBe(404);
  });
  it.each(DEAD_PATHS)('answers 410 for %s, which Twitch has switched off', async (path) => {
    const { status, body } = await quietEvening().send({ target: `/mock${path}` });
    expect({ status, body }).toEqual({ status: 410, body: { error: 'Gone', status: 410, message: MESSAGES.gone } });
  });
  it.each(['{', '[]', '"text"', '7'])('refuses the body %s with 400', async (body) => {
    const evening = quietEvening();
    const answer = await evening.send({
      method: 'PATCH',
      target: '/mock/channels',
      headers: {
        authorization: `Bearer ${evening.tokenFor({ as: 'streamer', scopes: ['channel:manage:broadcast'] })}`,
        'client-id': clientId,
      },
      body,
    });
    expect(answer).toMatchObject({ status: 400, body: { message: MESSAGES.bodyMissing } });
  });
});

describe('the bucket of points', () => {
  it('tells limit, rest and when it is full again', async () => {
    const evening = quietEvening();
    const first = await evening.ask(streamer, 'GET', '/users');
    expect(first.headers).toMatchObject({
      'ratelimit-limit': '800',
      'ratelimit-remaining': '799',
      'ratelimit-reset': String(EVENING_MS / 1000 + 1),
    });
    const refused = await evening.ask(streamer, 'POST', '/moderation/bans');
    expect(refused.headers).toMatchObject({ 'ratelimit-remaining': '798' });
  });

  it('refuses with 429 when it is empty, and fills with time', async () => {
    const evening = quietEvening();
    setPointsPerMinute(evening.world, 2);
    expect((await evening.ask(streamer, 'GET', '/users')).status).toBe(200);
    expect((await evening.ask(streamer, 'GET', '/users')).status).toBe(200);
    const refused = await evening.ask(streamer, 'GET', '/users');
    expect(refused).toMatchObject({
      status: 429,
      headers: { 'ratelimit-remaining': '0', 'ratelimit-reset': String(EVENING_MS / 1000 + 60) },
      body: { error: 'Too Many Requests', status: 429 },
    });
    evening.wait(30_000);
    expect((await evening.ask(streamer, 'GET', '/users')).status).toBe(200);
  });

  it('is one for each user of an app', async () => {
    const evening = quietEvening();
    setPointsPerMinute(evening.world, 1);
    expect((await evening.ask(streamer, 'GET', '/users')).status).toBe(200);
    expect((await evening.ask({ as: 'moderator' }, 'GET', '/users')).status).toBe(200);
    expect((await evening.ask({ as: 'app' }, 'GET', '/users?id=1')).status).toBe(200);
    expect((await evening.ask(streamer, 'GET', '/users')).status).toBe(429);
  });
});

describe('trouble on command', () => {
  it('fails the next calls of one path and no other, then works again', async () => {
    const evening = quietEvening();
    faultsOf(evening.world).failNext({ path: '/mock/users', status: 500, times: 2 });
    expect((await evening.ask(streamer, 'GET', '/channels?broadcaster_id=1')).status).toBe(200);
    expect(await evening.ask(streamer, 'GET', '/users')).toMatchObject({
      status: 500,
      body: { error: 'Internal Server Error', status: 500 },
    });
    expect((await evening.ask(streamer, 'GET', '/users')).status).toBe(500);
    expect((await evening.ask(streamer, 'GET', '/users')).status).toBe(200);
    expect(faultsOf(evening.world).list()).toEqual([]);
  });

  it('forces Twitch to be busy with a ban, with its own words', async () => {
    const evening = quietEvening();
    faultsOf(evening.world).failNext({
      path: '/mock/moderation/*',
      method: 'POST',
      status: 409,
      message: MESSAGES.banConflict,
    });
    expect((await evening.ask(streamer, 'DELETE', '/moderation/bans')).status).toBe(401);
    expect(await evening.ask(streamer, 'POST', '/moderation/bans')).toMatchObject({
      status: 409,
      body: { error: 'Conflict', message: MESSAGES.banConflict },
    });
  });

  it('gives the headers of an empty bucket with a forced 429', async () => {
    const evening = quietEvening();
    faultsOf(evening.world).failNext({ path: '/mock/users', status: 429 });
    const { status, headers } = await evening.ask(streamer, 'GET', '/users');
    expect({ status, left: headers['ratelimit-remaining'] }).toEqual({ status: 429, left: '0' });
  });

  it('makes calls slow until it is cleared', async () => {
    const evening = quietEvening();
    faultsOf(evening.world).delayNext({ path: '/mock/users', milliseconds: 40 });
    const before = performance.now();
    await evening.ask(streamer, 'GET', '/users');
    expect(performance.now() - before).toBeGreaterThan(35);
    faultsOf(evening.world).clear();
    expect(faultsOf(evening.world).list()).toEqual([]);
  });
});

describe('an app token', () => {
  const ban = (evening: QuietEvening) =>
    evening.ask(
      { as: 'app' },
      'POST',
      `/moderation/bans?broadcaster_id=${PEOPLE.streamer}&moderator_id=${PEOPLE.moderator}`,
      { data: { user_id: PEOPLE.stranger } },
    );

  it('acts for a moderator who granted the scopes to the app once, also long ago', async () => {
    const evening = quietEvening();
    expect(await ban(evening)).toMatchObject({
      status: 401,
      body: { message: 'Missing scope: moderator:manage:banned_users or user:bot' },
    });
    evening.tokenFor({ as: 'moderator', scopes: ['moderator:manage:banned_users', 'user:bot'] });
    evening.wait(24 * 3_600_000);
    expect((await ban(evening)).status).toBe(200);
  });

  it.each([
    ['POST', `/chat/announcements?broadcaster_id=${PEOPLE.streamer}`, 'moderator:manage:announcements'],
    [
      'POST',
      `/chat/shoutouts?from_broadcaster_id=${PEOPLE.streamer}&to_broadcaster_id=1`,
      'moderator:manage:shoutouts',
    ],
    ['GET', `/chat/pins?broadcaster_id=${PEOPLE.streamer}`, 'moderator:read:chat_messages'],
  ] as const)('must be let in as a bot by the person and by the channel: %s %s', async (method, path, scope) => {
    const evening = quietEvening();
    const messages: unknown[] = [];
    const ask = async () => {
      const { body } = await evening.ask({ as: 'app' }, method, `${path}&moderator_id=${PEOPLE.moderator}`, {});
      messages.push((body as { message?: string }).message);
    };
    evening.tokenFor({ as: 'moderator', scopes: [scope] });
    await ask();
    evening.tokenFor({ as: 'moderator', scopes: [scope, 'user:bot'] });
    await ask();
    evening.tokenFor({ as: 'streamer', scopes: ['channel:bot'] });
    await ask();
    expect(messages.slice(0, 2)).toEqual(['Missing scope: user:bot', 'Missing scope: channel:bot']);
    expect(String(messages[2])).not.toContain('Missing scope');
  });

  it('does not, once the moderator took the grant back', async () => {
    const evening = quietEvening();
    const granted = evening.tokenFor({ as: 'moderator', scopes: ['moderator:manage:banned_users', 'user:bot'] });
    const token = findLiveToken(evening.world, granted);
    if (token) revokeToken(evening.world, token);
    expect(grantedScopes(evening.world, clientId, PEOPLE.moderator)).toEqual(new Set());
    expect((await ban(evening)).status).toBe(401);
  });
});
