import { describe, expect, it } from 'vitest';
import { permissionsOf } from '../contract/permissions.ts';
import type { LineState } from '../twitch/line-state.ts';
import { findProblems, type HouseState } from './problems.ts';

const NOW = Date.parse('2026-11-22T12:00:00.000Z');
const DAY = 86_400_000;
const good: LineState = {
  state: 'connected',
  sinceMs: NOW - 3_600_000,
  lastMessageAtMs: null,
  retries: 0,
  nextTryAtMs: null,
  problem: null,
};
const healthy: HouseState = {
  hasChannel: true,
  isSandbox: false,
  connections: { chat: good, events: good, token: good },
  missingScopes: [],
  plan: { differences: 0, refused: 0 },
  books: { oldDrafts: 0, withoutReceipt: 0, isBroken: false },
  deadJobs: 0,
  lastBackupAtMs: NOW - DAY,
  databaseAgeMs: 30 * DAY,
  styleNotices: 0,
  freeDiskBytes: 50e9,
  nowMs: NOW,
};
const owner = { permissions: permissionsOf('streamer'), isOwner: true };
const moderator = { permissions: permissionsOf('moderator'), isOwner: false };
const codes = (change: Partial<HouseState>, who = owner) =>
  findProblems({ ...healthy, ...change }, who).map((each) => each.code);

describe('findProblems', () => {
  it('says nothing when all is well', () => {
    expect(codes({})).toEqual([]);
  });

  it('names a line that has been down for half a minute, not one that is just coming back', () => {
    const waiting = { ...good, state: 'waiting' as const };
    const lines = (sinceMs: number) => ({ connections: { ...healthy.connections, chat: { ...waiting, sinceMs } } });
    expect(codes(lines(NOW - 10_000))).toEqual([]);
    expect(codes(lines(NOW - 60_000))).toEqual(['chat-off']);
  });

  it('sends the owner to the Twitch app when Twitch knows its secret no more', () => {
    const events = { ...good, state: 'waiting' as const, problem: 'team.client-secret-wrong' as const };
    const state = { ...healthy, connections: { ...healthy.connections, events } };
    expect(findProblems(state, owner)).toMatchObject([{ code: 'events-off', action: 'connect-twitch' }]);
    expect(findProblems(state, moderator)).toMatchObject([{ code: 'events-off', action: 'none' }]);
  });

  it('puts what stops the record before what can wait', () => {
    const events = { ...good, problem: 'twitch.missing-scope' as const };
    expect(codes({ deadJobs: 2, connections: { ...healthy.connections, events } })).toEqual([
      'events-off',
      'dead-jobs',
    ]);
  });

  it('asks for a backup only where there is something to lose', () => {
    expect(codes({ lastBackupAtMs: null })).toEqual(['no-backup']);
    expect(codes({ lastBackupAtMs: null, databaseAgeMs: 3_600_000 })).toEqual([]);
    expect(codes({ lastBackupAtMs: null, isSandbox: true })).toEqual([]);
    expect(codes({ lastBackupAtMs: NOW - 8 * DAY })).toEqual(['old-backup']);
  });

  it('tells a moderator what concerns the chat, not what only the owner can mend', () => {
    const chat = { ...good, problem: 'twitch.reconnect' as const };
    expect(
      codes({ deadJobs: 1, missingScopes: ['x'], connections: { ...healthy.connections, chat } }, moderator),
    ).toEqual(['chat-off']);
  });

  it('offers the owner to connect the channel, and tells others only that it is not', () => {
    expect(findProblems({ ...healthy, hasChannel: false }, owner)[0]).toMatchObject({
      code: 'no-channel',
      action: 'connect-channel',
    });
    expect(findProblems({ ...healthy, hasChannel: false }, moderator)[0]).toMatchObject({
      code: 'no-channel',
      action: 'none',
    });
  });

  it('tells of the plan and the books only whom they concern', () => {
    const state = { plan: { differences: 2, refused: 1 }, books: { oldDrafts: 3, withoutReceipt: 1, isBroken: true } };
    const of = (role: 'manager' | 'moderator' | 'accountant') => ({ permissions: permissionsOf(role), isOwner: false });
    expect(codes(state)).toEqual([
      'books-broken',
      'schedule-differs',
      'schedule-refused',
      'drafts-waiting',
      'receipts-missing',
    ]);
    expect(codes(state, of('manager'))).toEqual(['schedule-differs', 'schedule-refused']);
    expect(codes(state, of('accountant'))).toEqual(['books-broken']);
    expect(codes(state, of('moderator'))).toEqual([]);
  });
});
