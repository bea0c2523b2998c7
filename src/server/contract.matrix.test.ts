import { request as httpRequest } from 'node:http';
import { beforeAll, describe, expect, it } from 'vitest';
import { PERMISSIONS, type Permission, ROLES, type Role } from '../contract/permissions.ts';
import { REFUSALS } from '../contract/refusals.ts';
import { team } from '../contract/team.ts';
import { type Address, listAddresses } from '../platform/http/bindings.ts';
import { refusalsOf } from '../platform/http/describe-endpoint.ts';
import type { Module } from '../platform/module.ts';
import { cleanUpLater, temporaryFolder } from '../testing/clean-up.ts';
import { startSimulatedTwitch } from '../testing/simulated-twitch.ts';
import { createTestPerson, requestFor, type TestPerson } from '../testing/test-person.ts';
import { createApp } from './app.ts';
import { readConfig } from './config.ts';
import { openInstallation } from './installation.ts';

/**
 * Who may call what, written down a second time and by hand: an address that is missing here, or whose
 * rule was changed without a thought, fails.
 */
const WHO: Readonly<Record<string, Address['access']>> = {
  'GET /api/health': 'open',
  'GET /api/style': 'member',
  'GET /api/system/problems': 'member',
  'GET /api/system/backups': 'system.read',
  'POST /api/system/backups': 'system.manage',
  'GET /api/system/jobs': 'system.read',
  'POST /api/system/jobs/{jobId}/retry': 'system.manage',
  'GET /api/system/checks': 'system.read',
  'POST /api/system/checks': 'system.read',
  'POST /api/system/mends': 'system.manage',
  'GET /api/system/coverage': 'system.read',
  'GET /api/system/repairs': 'system.read',
  'GET /api/system/diagnosis': 'system.manage',
  'GET /api/sign-in/state': 'open',
  'POST /api/sign-in/twitch': 'open',
  'POST /api/sign-in/device': 'open',
  'GET /api/sign-in/attempts/{attemptId}': 'open',
  'DELETE /api/sign-in/attempts/{attemptId}': 'open',
  'POST /api/me/sign-out': 'member',
  'GET /api/me': 'member',
  'GET /api/me/sign-ins': 'member',
  'DELETE /api/me/sign-ins/{signInId}': 'member',
  'POST /api/me/sign-ins/{signInId}/confirm': 'member',
  'PATCH /api/me/settings': 'member',
  'GET /api/team/members': 'team.read',
  'POST /api/team/members': 'team.manage',
  'PATCH /api/team/members/{memberId}': 'team.manage',
  'DELETE /api/team/members/{memberId}': 'team.manage',
  'GET /api/accounts': 'system.read',
  'GET /api/accounts/rights': 'member',
  'POST /api/accounts/consent': 'member',
  'POST /api/accounts/device': 'member',
  'DELETE /api/accounts/{twitchId}/grant': 'member',
  'GET /api/setup/twitch': 'system.manage',
  'POST /api/setup/twitch': 'system.manage',
  'GET /api/live/state': 'member',
  'GET /api/live/connections': 'member',
  'GET /api/live/chat': 'live.read',
  'GET /api/live/search': 'live.read',
  'GET /api/live/people/{userId}/lines': 'moderation.read',
  'POST /api/live/messages': 'live.send',
  'GET /api/live/badges': 'live.read',
  'GET /api/live/emotes': 'live.read',
  'GET /api/live/cheermotes': 'live.read',
  'GET /api/live/settings': 'system.manage',
  'PUT /api/live/settings': 'system.manage',
  'GET /api/live/events': 'live.read',
  'GET /api/live/numbers': 'live.read',
  'GET /api/live/broadcasts': 'live.read',
  'GET /api/live/broadcasts/{broadcastId}': 'live.read',
  'POST /api/moderation/timeouts': 'moderation.act',
  'POST /api/moderation/bans': 'moderation.act',
  'POST /api/moderation/unbans': 'moderation.act',
  'POST /api/moderation/deletions': 'moderation.act',
  'POST /api/moderation/actions/{actionId}/undo': 'moderation.act',
  'GET /api/moderation/log': 'moderation.read',
  'GET /api/moderation/viewers/{who}': 'moderation.read',
  'GET /api/planning/streams': 'planning.read',
  'GET /api/planning/next': 'planning.read',
  'GET /api/planning/streams/{streamId}': 'planning.read',
  'POST /api/planning/streams': 'planning.write',
  'PATCH /api/planning/streams/{streamId}': 'planning.write',
  'PUT /api/planning/streams/{streamId}/checklist/{itemId}': 'planning.write',
  'POST /api/planning/streams/{streamId}/cancel': 'planning.write',
  'POST /api/planning/streams/{streamId}/restore': 'planning.write',
  'DELETE /api/planning/streams/{streamId}': 'planning.write',
  'GET /api/planning/comparison': 'planning.read',
  'GET /api/planning/categories': 'planning.read',
  'GET /api/planning/sync': 'planning.read',
  'POST /api/planning/sync': 'planning.write',
  'POST /api/planning/sync/differences/{differenceId}': 'planning.write',
  'GET /api/planning/tasks': 'planning.read',
  'GET /api/planning/assignees': 'planning.read',
  'POST /api/planning/tasks': 'planning.write',
  'PATCH /api/planning/tasks/{taskId}': 'planning.write',
  'DELETE /api/planning/tasks/{taskId}': 'planning.write',
  'GET /api/planning/calendar-links': 'planning.read',
  'POST /api/planning/calendar-links': 'planning.read',
  'DELETE /api/planning/calendar-links/{linkId}': 'planning.read',
  'GET /api/finance/overview': 'finance.read',
  'GET /api/finance/accruals': 'finance.read',
  'POST /api/finance/accruals/rebuild': 'finance.write',
  'GET /api/finance/model': 'finance.read',
  'POST /api/finance/model': 'finance.write',
  'GET /api/finance/streams': 'finance.read',
  'GET /api/finance/streams/{broadcastId}': 'finance.read',
  'GET /api/finance/entries': 'finance.read',
  'GET /api/finance/entries/{entryId}': 'finance.read',
  'POST /api/finance/entries': 'finance.write',
  'PUT /api/finance/entries/{entryId}': 'finance.write',
  'DELETE /api/finance/entries/{entryId}': 'finance.write',
  'POST /api/finance/seals': 'finance.write',
  'POST /api/finance/entries/{entryId}/reverse': 'finance.write',
  'POST /api/finance/entries/{entryId}/documents': 'finance.write',
  'POST /api/finance/documents': 'finance.write',
  'GET /api/finance/chain': 'finance.read',
  'GET /api/finance/settings': 'finance.read',
  'PUT /api/finance/settings': 'finance.write',
  'GET /api/finance/documents/{sha256}': 'finance.read',
  'GET /api/finance/entries.csv': 'finance.read',
  'GET /api/finance/entries.pdf': 'finance.read',
  'GET /calendar/{token}.ics': 'open',
  'GET /': 'open',
  'GET /callback': 'open',
  'GET /api/sign-in/attempts/{attemptId}/enter': 'open',
  'GET /api/sign-in/link/{token}': 'open',
  'GET /api/live/emotes/{id}': 'live.read',
  'GET /api/live/badges/{set}/{version}': 'live.read',
  'GET /api/live/cheermotes/{prefix}/{minBits}': 'live.read',
};

/** What a role may, written down a second time as well (`contract/permissions.ts` is the first). */
const MAY: Readonly<Record<Role, readonly Permission[]>> = {
  streamer: PERMISSIONS,
  admin: PERMISSIONS,
  manager: ['live.read', 'live.send', 'moderation.read', 'planning.read', 'planning.write', 'team.read', 'system.read'],
  moderator: ['live.read', 'live.send', 'moderation.read', 'moderation.act', 'planning.read', 'team.read'],
  accountant: ['finance.read', 'team.read'],
};

const MODEL = {
  currency: 'USD',
  priceMinor: { '1000': 599, '2000': 999, '3000': 2499 },
  shareBasisPoints: 5000,
  primeMinor: 225,
  hundredBitsMinor: 100,
};
const BOOKING = {
  day: '2026-11-22',
  category: 'tips',
  text: 'Trinkgeld',
  amount: { minor: '0', currency: 'EUR' },
  place: 'paypal',
};

/** Input that is well-formed and does no harm when it is let through. */
const SAMPLES: Readonly<Record<string, Record<string, unknown>>> = {
  'POST /api/system/jobs/{jobId}/retry': { jobId: 'job_unknown' },
  'POST /api/system/mends': { mend: 'set-style-aside' },
  'GET /api/sign-in/attempts/{attemptId}': { attemptId: 'att_unknown' },
  'DELETE /api/sign-in/attempts/{attemptId}': { attemptId: 'att_unknown' },
  'DELETE /api/me/sign-ins/{signInId}': { signInId: 'unknown' },
  'POST /api/me/sign-ins/{signInId}/confirm': { signInId: 'unknown' },
  'POST /api/team/members': { login: 'nobody_of_this_name', role: 'moderator' },
  'PATCH /api/team/members/{memberId}': { memberId: 'mem_unknown', role: 'moderator' },
  'DELETE /api/team/members/{memberId}': { memberId: 'mem_unknown' },
  'POST /api/setup/twitch': { clientId: 'wrong', clientSecret: 'wrong' },
  'GET /api/sign-in/attempts/{attemptId}/enter': { attemptId: 'att_unknown' },
  'POST /api/accounts/consent': { purpose: 'own' },
  'POST /api/accounts/device': { purpose: 'own' },
  'DELETE /api/accounts/{twitchId}/grant': { twitchId: 'unknown' },
  'GET /api/live/search': { query: 'hallo' },
  'GET /api/live/people/{userId}/lines': { userId: '800711401' },
  'POST /api/live/messages': { text: ' ' },
  'POST /api/moderation/timeouts': { login: 'nobody_of_this_name', seconds: 60 },
  'POST /api/moderation/bans': { login: 'nobody_of_this_name' },
  'POST /api/moderation/unbans': { login: 'nobody_of_this_name', expect: 'either' },
  'POST /api/moderation/deletions': { messageId: '00000000-0000-4000-8000-000000000000' },
  'POST /api/moderation/actions/{actionId}/undo': { actionId: 'act_unknown' },
  'GET /api/moderation/viewers/{who}': { who: 'lotta_liest' },
  'GET /api/live/broadcasts/{broadcastId}': { broadcastId: 999_999 },
  'GET /api/planning/streams': { from: '2026-11-01T00:00:00.000Z', to: '2026-12-01T00:00:00.000Z' },
  'GET /api/planning/streams/{streamId}': { streamId: 'plan_unknown' },
  'POST /api/planning/streams': {
    title: ' ',
    category: null,
    local: '2030-11-25T19:30',
    zone: 'Europe/Berlin',
    durationMinutes: 180,
    status: 'planned',
    notes: '',
    checklist: [],
    color: 1,
    isPublished: false,
    repeat: null,
  },
  'PATCH /api/planning/streams/{streamId}': { streamId: 'plan_unknown', version: 1 },
  'PUT /api/planning/streams/{streamId}/checklist/{itemId}': { streamId: 'plan_unknown', itemId: 'chk', isDone: true },
  'POST /api/planning/streams/{streamId}/cancel': { streamId: 'plan_unknown', reason: '' },
  'POST /api/planning/streams/{streamId}/restore': { streamId: 'plan_unknown' },
  'DELETE /api/planning/streams/{streamId}': { streamId: 'plan_unknown' },
  'GET /api/planning/categories': { query: 'chess' },
  'POST /api/planning/sync/differences/{differenceId}': { differenceId: 'unknown', choice: 'leave' },
  'POST /api/planning/tasks': { title: 'Kaffee' },
  'PATCH /api/planning/tasks/{taskId}': { taskId: 'task_unknown', isDone: true },
  'DELETE /api/planning/tasks/{taskId}': { taskId: 'task_unknown' },
  'DELETE /api/planning/calendar-links/{linkId}': { linkId: 'cal_unknown' },
  'POST /api/finance/model': { validFrom: '2026-11-01T00:00:00.000Z', values: MODEL },
  'GET /api/finance/streams/{broadcastId}': { broadcastId: 999_999 },
  'GET /api/finance/entries/{entryId}': { entryId: 'ent_unknown' },
  'POST /api/finance/entries': { idempotencyKey: 'sample-key', ...BOOKING },
  'PUT /api/finance/entries/{entryId}': { entryId: 'ent_unknown', version: 1, ...BOOKING },
  'DELETE /api/finance/entries/{entryId}': { entryId: 'ent_unknown' },
  'PUT /api/finance/settings': { zone: 'Europe/Berlin' },
  'POST /api/finance/seals': { entryIds: ['ent_unknown'] },
  'POST /api/finance/entries/{entryId}/reverse': { entryId: 'ent_unknown', day: '2026-11-22', reason: 'doppelt' },
  'POST /api/finance/entries/{entryId}/documents': { entryId: 'ent_unknown', sha256: '0'.repeat(64) },
  'POST /api/finance/documents': { name: 'beleg.txt', contentBase64: 'aGFsbG8=' },
  'GET /api/finance/documents/{sha256}': { sha256: '0'.repeat(64) },
  'GET /calendar/{token}.ics': { token: 'wrong' },
  'GET /api/sign-in/link/{token}': { token: 'wrong' },
  'GET /api/live/emotes/{id}': { id: '25' },
  'GET /api/live/badges/{set}/{version}': { set: 'moderator', version: '1' },
  'GET /api/live/cheermotes/{prefix}/{minBits}': { prefix: 'Cheer', minBits: '1' },
  'PUT /api/live/settings': { recentMessagesUrl: null },
};

const LOGINS: Readonly<Record<Exclude<Role, 'streamer'>, string>> = {
  manager: 'mara_manager',
  moderator: 'nordlicht_mod',
  accountant: 'pixelpaul',
  admin: 'lotta_liest',
};
const BODY_BYTES = 1_048_576;

interface Answer {
  readonly status: number;
  readonly body: string;
  /** `403 http.forbidden`, or only the status of what is no refusal. */
  readonly short: string;
}

let addresses: Address[];
let modules: readonly Module[];
let port: number;
let origin: string;
let people: Record<Role, TestPerson>;
let newPerson: () => TestPerson;

beforeAll(async () => {
  const twitch = await startSimulatedTwitch();
  const env = { TWURPLE_MOCK_API_PORT: String(twitch.simulator.httpPort) };
  const config = readConfig({ data: temporaryFolder(), port: '0', noOpen: true }, env);
  const installation = openInstallation(config);
  const app = await createApp({
    config,
    installation,
    twitchApp: twitch.app,
    twitch: { mockApiPort: twitch.simulator.httpPort },
    limits: { requestsPerMinute: 1_000_000, signInsPerMinute: 1_000_000 },
    onRestart: () => {},
  });
  cleanUpLater(async () => {
    await app.close();
    installation.close();
  });
  port = await app.listen(0);
  origin = `http://localhost:${port}`;
  modules = app.modules;
  addresses = listAddresses(modules);
  await app.connectChannelWith((authorizeUrl) => twitch.consent(authorizeUrl, 'derflaavius'));

  newPerson = () => createTestPerson(origin, twitch);
  const streamer = newPerson();
  await streamer.signInByLink((await app.firstVisitLink()) ?? '');
  const others = await Promise.all(
    Object.entries(LOGINS).map(async ([role, login]) => {
      await streamer.call(team.addMember, { login, role: role as Role });
      const person = newPerson();
      await person.signInAs(login);
      return [role, person] as const;
    }),
  );
  people = { streamer, ...Object.fromEntries(others) } as Record<Role, TestPerson>;
});

const nameOf = ({ method, path }: Pick<Address, 'method' | 'path'>): string => `${method} ${path}`;
const isEndpoint = ({ kind }: Address): boolean => kind === 'endpoint';
const isOpen = ({ access }: Address): boolean => access === 'open';
const hasBody = ({ method }: Address): boolean => method !== 'GET';
const mayCall = (role: Role, { access }: Address): boolean =>
  access === 'open' || access === 'member' || MAY[role].includes(access);

/** Path and body of the harmless call. */
function sampleOf(address: Address) {
  const path = address.path.replace(/^\/api/, '') as `/${string}`;
  const { path: filled, init } = requestFor(
    { ...(address.endpoint ?? ({} as never)), method: address.method, path },
    SAMPLES[nameOf(address)] ?? {},
  );
  return { path: address.path.startsWith('/api') ? filled : filled.slice('/api'.length) || '/', init };
}

/** As a program sends it, with any header, `Host` included. */
function send(
  address: Address,
  from: { readonly headers?: Record<string, string>; readonly body?: string; readonly path?: string } = {},
): Promise<Answer> {
  const { path, init } = sampleOf(address);
  const body = from.body ?? init.body;
  const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
  const headers = { host: `localhost:${port}`, ...init.headers, ...length, ...from.headers };
  return new Promise((resolve, reject) => {
    const call = httpRequest(
      { host: '127.0.0.1', port, method: address.method, path: from.path ?? path, headers },
      (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('end', () => resolve(answer(response.statusCode ?? 0, Buffer.concat(parts).toString('latin1'))));
      },
    );
    call.on('error', reject);
    call.end(body);
  });
}

function answer(status: number, body: string): Answer {
  if (status < 400) return { status, body, short: String(status) };
  const { code, params, ...more } = JSON.parse(body) as { code: keyof typeof REFUSALS; params: unknown };
  const isRefusal = REFUSALS[code] === status && typeof params === 'object' && Object.keys(more).length === 0;
  return { status, body, short: isRefusal ? `${status} ${code}` : `no refusal: ${body}` };
}

/** Asks at every address that `which` lets through; a table to compare with the documented one. */
async function table(
  which: (address: Address) => boolean,
  ask: (address: Address) => Promise<Answer>,
): Promise<Record<string, string>> {
  const rows: Record<string, string> = {};
  for (const address of addresses.filter(which)) rows[nameOf(address)] = (await ask(address)).short;
  return rows;
}

const expected = (which: (address: Address) => boolean, short: (address: Address) => string): Record<string, string> =>
  Object.fromEntries(addresses.filter(which).map((address) => [nameOf(address), short(address)]));

const withoutOrigin = ({ origin: _, ...headers }: Record<string, string>): Record<string, string> => headers;

describe('the addresses', () => {
  it('are all known here, each with the rule it should have', () => {
    expect(addresses.length).toBeGreaterThan(40);
    expect(Object.fromEntries(addresses.map((address) => [nameOf(address), address.access]))).toEqual(WHO);
  });

  it('are open under /api only where a visitor needs them', () => {
    const open = addresses.filter((address) => isOpen(address) && address.path.startsWith('/api/'));
    for (const { path } of open) expect(path).toMatch(/^\/api\/(health$|sign-in\/)/);
  });

  it('are all printed, and nothing else is', async () => {
    const response = await fetch(`${origin}/api/openapi.json`);
    const { paths } = (await response.json()) as { paths: Record<string, object> };
    const printed = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(printed.sort()).toEqual(addresses.filter(isEndpoint).map(nameOf).sort());
  });
});

describe('without a session', () => {
  const isClosed = (address: Address) => !isOpen(address);

  it('every closed address answers 401, whatever is sent', async () => {
    const unauthorised = expected(isClosed, () => '401 http.no-session');
    expect(await table(isClosed, (address) => send(address, { headers: { origin } }))).toEqual(unauthorised);
    expect(await table(isClosed, (address) => send(address))).toEqual(unauthorised);
    const cookie = `livextrem_${port}=${'x'.repeat(43)}`;
    expect(await table(isClosed, (address) => send(address, { headers: { origin, cookie } }))).toEqual(unauthorised);
    const changes = (address: Address) => isClosed(address) && hasBody(address);
    const tooMuch = await table(changes, (address) => send(address, { headers: { origin }, body: 'x'.repeat(10_000) }));
    expect(tooMuch).toEqual(expected(changes, () => '401 http.no-session'));
  });

  it('every open address answers', async () => {
    for (const address of addresses.filter(isOpen)) {
      // A program that says no origin carries no session and is nobody.
      for (const headers of [{ origin }, {}] as Record<string, string>[]) {
        const { status, short } = await send(address, { headers });
        expect([200, 303, 404, 410], `${nameOf(address)}: ${short}`).toContain(status);
      }
    }
  });
});

describe.each(ROLES)('as %s', (role) => {
  it('every address answers to those who may, and only to those', async () => {
    const rows: Record<string, string> = {};
    for (const address of addresses) {
      const person = address.path === '/api/me/sign-out' ? newPerson() : people[role];
      if (person !== people[role]) await person.signInAs(role === 'streamer' ? 'derflaavius' : LOGINS[role]);
      const given = await send(address, { headers: person.headers() });
      rows[nameOf(address)] = given.short === '403 http.forbidden' ? given.short : checkAllowed(address, given);
    }
    expect(rows).toEqual(
      expected(
        () => true,
        (address) => (mayCall(role, address) ? 'answered' : '403 http.forbidden'),
      ),
    );
  });
});

/** Let through: then the reply keeps to the contract, or it is a refusal that is printed for this call. */
function checkAllowed({ module, endpoint }: Address, given: Answer): string {
  if (endpoint === undefined) return [200, 303, 404].includes(given.status) ? 'answered' : given.short;
  if (given.status === 200) {
    const parsed = endpoint.output.safeParse(JSON.parse(given.body));
    return parsed.success ? 'answered' : `200, but ${parsed.error.message}`;
  }
  const [status, code = ''] = given.short.split(' ');
  const isPrinted = (refusalsOf({ module, endpoint }) as string[]).includes(code) && !code.startsWith('http.');
  return isPrinted && Number(status) < 500 ? 'answered' : given.short;
}

describe('from a foreign page', () => {
  it.each(['https://evil.example', 'null', 'http://localhost:1', 'http://localhost.evil.example'])(
    'with the origin %s no call is answered',
    async (foreign) => {
      for (const role of ['streamer', 'accountant'] as const) {
        const headers = { ...people[role].headers(), origin: foreign };
        expect(await table(isEndpoint, (address) => send(address, { headers }))).toEqual(
          expected(isEndpoint, () => '403 http.foreign-origin'),
        );
      }
    },
  );

  it('that hides its origin no closed call is answered, nor any that changes something', async () => {
    const isGuarded = (address: Address) => isEndpoint(address) && (!isOpen(address) || hasBody(address));
    for (const site of ['cross-site', 'same-site']) {
      const headers = { ...withoutOrigin(people.streamer.headers()), 'sec-fetch-site': site };
      expect(await table(isGuarded, (address) => send(address, { headers }))).toEqual(
        expected(isGuarded, () => '403 http.foreign-origin'),
      );
    }
  });

  it('that says nothing at all, a call that changes something is refused', async () => {
    const headers = withoutOrigin(people.streamer.headers());
    const changes = (address: Address) => isEndpoint(address) && hasBody(address);
    expect(await table(changes, (address) => send(address, { headers }))).toEqual(
      expected(changes, () => '403 http.foreign-origin'),
    );
  });

  it.each([
    ['none', undefined],
    ['a wrong one', 'x'.repeat(43)],
    ['an empty one', ''],
  ])('without the session’s token (%s) a call that changes something is refused', async (_, token) => {
    const { 'x-csrf-token': __, ...headers } = people.streamer.headers();
    const sent = token === undefined ? headers : { ...headers, 'x-csrf-token': token };
    const changes = (address: Address) => isEndpoint(address) && hasBody(address) && !isOpen(address);
    expect(await table(changes, (address) => send(address, { headers: sent }))).toEqual(
      expected(changes, () => '403 http.foreign-origin'),
    );
  });

  it('a token of somebody else’s session is worth nothing', async () => {
    const headers = { ...people.streamer.headers(), 'x-csrf-token': people.admin.headers()['x-csrf-token'] ?? '' };
    const changes = (address: Address) => isEndpoint(address) && hasBody(address) && !isOpen(address);
    expect(await table(changes, (address) => send(address, { headers }))).toEqual(
      expected(changes, () => '403 http.foreign-origin'),
    );
  });

  it('under a foreign name of this machine nothing is answered at all', async () => {
    for (const host of ['evil.example', `evil.example:${port}`, 'localhost:1', 'localhost']) {
      const headers = { ...people.streamer.headers(), host };
      expect(
        await table(
          () => true,
          (address) => send(address, { headers }),
        ),
      ).toEqual(
        expected(
          () => true,
          () => '403 http.foreign-host',
        ),
      );
      const other = { ...addresses[0], method: 'GET', path: '/api/openapi.json' } as Address;
      expect((await send(other, { headers, path: other.path })).short).toBe('403 http.foreign-host');
    }
  });
});

describe('what cannot be read', () => {
  const takesBody = (address: Address) => isEndpoint(address) && hasBody(address);
  const asOwner = (address: Address, body: string, type = 'application/json') =>
    send(address, { headers: { ...people.streamer.headers(), 'content-type': type }, body });

  it('is refused as too large beyond the limit', async () => {
    const tooLarge = ({ endpoint }: Address) => JSON.stringify({ text: 'x'.repeat(endpoint?.bodyBytes ?? BODY_BYTES) });
    expect(await table(takesBody, (address) => asOwner(address, tooLarge(address)))).toEqual(
      expected(takesBody, () => '413 http.too-large'),
    );
  });

  it.each(['{', '{"a":1}}', 'null x', '{"__proto__":{"isOwner":true}}', '\u0000'])(
    'is refused as bad input: %j',
    async (body) => {
      expect(await table(takesBody, (address) => asOwner(address, body))).toEqual(
        expected(takesBody, () => '400 http.bad-input'),
      );
    },
  );

  it.each(['[]', '"text"', '7'])('is refused as bad input where fields are asked for: %j', async (body) => {
    const takesFields = (address: Address) => takesBody(address) && address.method !== 'DELETE';
    expect(await table(takesFields, (address) => asOwner(address, body))).toEqual(
      expected(takesFields, () => '400 http.bad-input'),
    );
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'text/xml'])(
    'is refused as %s',
    async (type) => {
      expect(await table(takesBody, (address) => asOwner(address, '{}', type))).toEqual(
        expected(takesBody, () => '415 http.unsupported-media-type'),
      );
    },
  );

  it('is refused as bad input where a field has the wrong type or is missing', async () => {
    const hasFields = (address: Address) =>
      isEndpoint(address) &&
      hasBody(address) &&
      address.method !== 'DELETE' &&
      !address.endpoint?.input.safeParse({}).success;
    expect(addresses.filter(hasFields).length).toBeGreaterThan(8);
    const onlyPathIsWrong = (address: Address) =>
      Object.keys(SAMPLES[nameOf(address)] ?? {}).length === 1 && address.path.includes('{');
    const which = (address: Address) => hasFields(address) && !onlyPathIsWrong(address);
    expect(await table(which, (address) => asOwner(address, '{}'))).toEqual(
      expected(which, () => '400 http.bad-input'),
    );
    const wrong = JSON.stringify(
      Object.fromEntries(
        ['login', 'role', 'text', 'seconds', 'messageId', 'expect', 'clientId'].map((name) => [name, { a: [1] }]),
      ),
    );
    expect(await table(which, (address) => asOwner(address, wrong))).toEqual(
      expected(which, () => '400 http.bad-input'),
    );
  });
});

describe('an unknown path', () => {
  const UNKNOWN = '404 http.unknown-path';
  const at = (path: string, method: Address['method'], person?: TestPerson) =>
    send({ ...(addresses[0] as Address), method, path }, { path, headers: person?.headers() ?? {} });

  it('under /api is answered as JSON, signed in or not', async () => {
    for (const person of [undefined, people.streamer]) {
      for (const path of ['/api', '/api/', '/api/nothing', '/api/health/nothing']) {
        expect([path, (await at(path, 'GET', person)).short]).toEqual([path, UNKNOWN]);
      }
    }
  });

  it('is also a known one with another method or something behind it', async () => {
    const known = new Set(addresses.map(nameOf));
    for (const address of addresses.filter(({ path }) => path.startsWith('/api/'))) {
      for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const) {
        if (known.has(`${method} ${address.path}`)) continue;
        const { path } = sampleOf(address);
        const { short } = await at(path.split('?')[0] ?? path, method, people.streamer);
        expect([method, address.path, short]).toEqual([method, address.path, UNKNOWN]);
      }
    }
  });
});

describe('the feed', () => {
  const feed = { kind: 'page', module: '', name: '', method: 'GET', path: '/api/feed', access: 'member' } as const;
  const ask = (headers: Record<string, string>) => send(feed, { path: '/api/feed', headers });

  it('is opened by members, from our page, under our name', async () => {
    expect((await ask({})).short).toBe('401 http.no-session');
    expect((await ask({ origin })).short).toBe('401 http.no-session');
    for (const role of ROLES) {
      const { origin: own, cookie } = people[role].headers();
      expect((await ask({ cookie: cookie ?? '', origin: 'https://evil.example' })).short).toBe(
        '403 http.foreign-origin',
      );
      expect((await ask({ cookie: cookie ?? '', host: 'evil.example' })).short).toBe('403 http.foreign-host');
      // Not a WebSocket: there is nothing to read by GET.
      expect((await ask({ cookie: cookie ?? '', origin: own ?? '' })).short).toBe('404 http.unknown-path');
    }
  });

  it('brings only the topics a role may read', async () => {
    for (const role of ROLES) {
      const opened = await people[role].openFeed({ chat: null, events: null, 'mod-log': null });
      const [ready] = opened.messages.filter((message) => message.type === 'ready');
      const sources = modules.flatMap((module) => module.feeds);
      const topics = sources.filter(({ permission }) => MAY[role].includes(permission)).map(({ topic }) => topic);
      expect(Object.keys(ready?.cursors ?? {}).sort(), role).toEqual(topics.sort());
      opened.close();
    }
  });
});
