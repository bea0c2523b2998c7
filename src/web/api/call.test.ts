import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { live } from '../../contract/live.ts';
import { moderation } from '../../contract/moderation.ts';
import { team } from '../../contract/team.ts';
import { addressOf, call, setCsrfToken, Unreachable } from './call.ts';
import { connectionNow, reportReached } from './connection.ts';

const reply = (status: number, body: unknown) => new Response(JSON.stringify(body), { status });

describe('call', () => {
  const send = vi.fn<typeof fetch>();
  beforeEach(() => {
    send.mockReset();
    vi.stubGlobal('fetch', send);
    reportReached();
  });
  afterEach(() => {
    vi.unstubAllGlobals();
    setCsrfToken(null);
  });

  it('fills the path and puts the rest of a GET into the query', () => {
    expect(addressOf(live.personLines, { userId: 'a b/c', before: 4, query: undefined, limit: 20 })).toEqual({
      url: '/api/live/people/a%20b%2Fc/lines?before=4&limit=20',
      body: undefined,
    });
  });

  it('sends the rest of a writing call as JSON, without what the path carries', () => {
    expect(addressOf(team.changeRole, { memberId: 'mem_1', role: 'admin' })).toEqual({
      url: '/api/team/members/mem_1',
      body: '{"role":"admin"}',
    });
  });

  it('sends the CSRF token with every call that changes something, and only then', async () => {
    setCsrfToken('token');
    send.mockImplementation(async () => reply(200, {}));
    await call(team.signOut, {});
    await call(team.members, {});
    const sent = send.mock.calls.map(([, init]) => new Headers(init?.headers).get('x-csrf-token'));
    expect(sent).toEqual(['token', null]);
  });

  it('throws the refusal of the server with its code and values', async () => {
    send.mockResolvedValue(reply(409, { code: 'moderation.already-banned', params: { login: 'a' } }));
    await expect(call(moderation.ban, { login: 'a' })).rejects.toMatchObject({
      name: 'Refusal',
      code: 'moderation.already-banned',
      params: { login: 'a' },
    });
  });

  it('takes an answer that is not ours for an inner fault', async () => {
    send.mockResolvedValue(new Response('<html>', { status: 502 }));
    await expect(call(team.members, {})).rejects.toMatchObject({ code: 'http.internal' });
    send.mockResolvedValue(new Response('<html>', { status: 200 }));
    await expect(call(team.members, {})).rejects.toMatchObject({ code: 'http.internal' });
  });

  it('tells that the server is gone, and that it is back', async () => {
    send.mockRejectedValue(new TypeError('failed to fetch'));
    await expect(call(team.members, {})).rejects.toBeInstanceOf(Unreachable);
    expect(connectionNow().isOnline).toBe(false);
    send.mockResolvedValue(reply(200, { members: [] }));
    await call(team.members, {});
    expect(connectionNow()).toEqual({ isOnline: true, lostAtMs: null });
  });

  it('does not take a call that we gave up for a lost connection', async () => {
    const giveUp = new AbortController();
    send.mockImplementation(async () => {
      giveUp.abort();
      throw new DOMException('aborted', 'AbortError');
    });
    await expect(call(team.members, {}, { signal: giveUp.signal })).rejects.toMatchObject({ name: 'AbortError' });
    expect(connectionNow().isOnline).toBe(true);
  });
});
