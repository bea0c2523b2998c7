import { describe, expect, it } from 'vitest';
import { permissionsOf, type Role } from '../contract/permissions.ts';
import { twitchUserId } from '../kernel/id.ts';
import { aHealthyHouse, CHANNEL_ID } from '../testing/house-state.ts';
import { findChecks } from './health/find-checks.ts';
import type { HouseState } from './health/house-state.ts';
import { findProblems, type WaitingWork } from './problems.ts';

const DAY = 86_400_000;
const house = aHealthyHouse();
const nothing: WaitingWork = { books: { oldDrafts: 0, withoutReceipt: 0 }, signInsByCode: 0 };
const owner = { permissions: permissionsOf('streamer'), isOwner: true, twitchId: twitchUserId(CHANNEL_ID) };
const of = (role: Role) => ({ permissions: permissionsOf(role), isOwner: false, twitchId: twitchUserId('17') });
const problems = (change: Partial<HouseState>, who = owner, work = nothing) =>
  findProblems(findChecks({ ...house, ...change }), work, who);
const codes = (...args: Parameters<typeof problems>) => problems(...args).map(({ code }) => code);
const data = (change: Partial<HouseState['data']>): Partial<HouseState> => ({ data: { ...house.data, ...change } });
const line = (name: 'chat' | 'events' | 'sign-in' | 'api', change: object): Partial<HouseState> => {
  if (!house.twitch) throw new Error('this house has a Twitch');
  const { lines } = house.twitch;
  return { twitch: { ...house.twitch, lines: { ...lines, [name]: { ...lines[name], ...change } } } };
};

describe('findProblems', () => {
  it('says nothing when all is well', () => {
    expect(problems({})).toEqual([]);
  });

  it('calls a line that has been down for half a minute bad, and says nothing of one that just connects', () => {
    const down = (sinceMs: number, retries: number) =>
      problems(
        line('chat', { state: retries === 0 ? 'connecting' : 'waiting', sinceMs: house.nowMs - sinceMs, retries }),
      );
    expect(down(10_000, 0)).toEqual([]);
    expect(down(10_000, 1)).toMatchObject([{ code: 'chat-off', severity: 'warn' }]);
    expect(down(60_000, 1)).toMatchObject([{ code: 'chat-off', severity: 'bad' }]);
  });

  it('sends the owner to the Twitch app when Twitch knows its secret no more, and names no consequence of it', () => {
    const change = line('events', { state: 'waiting', problem: 'team.client-secret-wrong' });
    expect(problems(change)).toMatchObject([{ code: 'app-refused', action: 'connect-twitch' }]);
    expect(problems(change, of('moderator'))).toMatchObject([{ code: 'app-refused', action: 'none' }]);
  });

  it('puts what stops the record before what can wait', () => {
    const change = {
      ...line('events', { state: 'off', problem: 'twitch.too-many-connections' }),
      ...data({ jobs: { dead: 2, waiting: 0, reason: null } }),
    };
    expect(codes(change)).toEqual(['events-off', 'dead-jobs']);
  });

  it('asks for a backup only where there is something to lose', () => {
    const young = { ...house.data.database, madeAtMs: house.nowMs - 3_600_000 } as HouseState['data']['database'];
    const old = house.data.backups.map((backup) => ({ ...backup, atMs: house.nowMs - 8 * DAY }));
    expect(codes(data({ backups: [] }))).toEqual(['no-backup']);
    expect(codes(data({ backups: [], database: young }))).toEqual([]);
    expect(codes({ ...data({ backups: [] }), isSandbox: true })).toEqual([]);
    expect(problems(data({ backups: old }))).toMatchObject([{ code: 'old-backup', params: { count: 8 } }]);
  });

  it('tells a moderator what concerns the chat, not what only the owner can mend', () => {
    const change = {
      ...line('chat', { state: 'waiting', retries: 4, problem: 'twitch.unreachable' }),
      ...data({ jobs: { dead: 1, waiting: 0, reason: null }, backups: [] }),
    };
    expect(codes(change, of('moderator'))).toEqual(['chat-off']);
  });

  it('offers the owner to connect the channel, and tells others only that it is not', () => {
    const change = { accounts: [], twitch: house.twitch && { ...house.twitch, channelId: null } };
    expect(problems(change)[0]).toMatchObject({ code: 'no-channel', action: 'connect-channel' });
    expect(problems(change, of('moderator'))[0]).toMatchObject({ code: 'no-channel', action: 'none' });
  });

  it('counts what is missing over all rights in one row', () => {
    const rights = [
      { right: 'moderation', needed: 3, missing: ['channel:moderate', 'moderation:read'] },
      { right: 'planning', needed: 1, missing: ['channel:manage:schedule'] },
    ];
    const change = { twitch: house.twitch && { ...house.twitch, rights } };
    expect(problems(change)).toMatchObject([
      { code: 'missing-scopes', severity: 'warn', params: { count: 3, right: 'moderation' }, action: 'grant-right' },
    ]);
    expect(problems(change, of('moderator'))).toEqual([]);
  });

  it('asks a member to sign in again when Twitch refuses her own grant, and nobody else', () => {
    const [channel] = house.accounts;
    if (!channel) throw new Error('this house has an account');
    const hers = {
      ...channel,
      twitchId: '17',
      login: 'nordlicht',
      uses: ['member' as const],
      state: 'reconnect' as const,
    };
    const change = { accounts: [channel, hers] };
    expect(problems(change, of('moderator'))).toMatchObject([{ code: 'own-grant', action: 'sign-in-again' }]);
    expect(codes(change, { ...of('moderator'), twitchId: twitchUserId('18') })).toEqual([]);
    expect(codes(change)).toEqual([]);
    const bot = { ...hers, uses: ['bot' as const] };
    expect(codes({ accounts: [channel, bot] })).toEqual(['check']);
  });

  it('asks everybody about browsers that signed in as this person by a code', () => {
    const work = { ...nothing, signInsByCode: 2 };
    expect(problems({}, { ...owner, ...of('accountant') }, work)).toEqual([
      { code: 'signed-in-by-code', severity: 'warn', params: { count: 2 }, action: 'open-team' },
    ]);
  });

  it('tells of the plan and the books only whom they concern', () => {
    const change = {
      ...data({ books: { entries: 9, fault: { book: 'tax', number: 3, code: 'content-changed' }, trouble: null } }),
      twitch: house.twitch && { ...house.twitch, plan: { differences: 2, refused: 1, isOfOtherChannel: false } },
    };
    const work = { ...nothing, books: { oldDrafts: 3, withoutReceipt: 1 } };
    expect(codes(change, owner, work)).toEqual([
      'books-broken',
      'schedule-refused',
      'drafts-waiting',
      'receipts-missing',
    ]);
    expect(codes(change, { ...owner, ...of('manager') }, work)).toEqual(['schedule-refused']);
    expect(codes(change, { ...owner, ...of('accountant') }, work)).toEqual(['books-broken']);
    expect(codes(change, { ...owner, ...of('moderator') }, work)).toEqual([]);
  });

  it('asks whoever may plan what becomes of a plan that was made for another channel', () => {
    const plan = { differences: 0, refused: 0, isOfOtherChannel: true };
    const change = { twitch: house.twitch && { ...house.twitch, plan } };
    const question = { code: 'schedule-other-channel', severity: 'warn', params: {}, action: 'open-schedule' };
    expect(problems(change)).toEqual([question]);
    expect(problems(change, { ...owner, ...of('manager') })).toEqual([question]);
    expect(codes(change, { ...owner, ...of('moderator') })).toEqual([]);
  });

  it('joins what only the page of the system names', () => {
    const damaged = ['a.db', 'b.db'].map((fileName) => ({ fileName, atMs: 1, sizeBytes: 1, trouble: 'short' }));
    const change = data({ backups: [...house.data.backups, ...damaged], missedProjections: 4 });
    expect(problems(change)).toEqual([{ code: 'check', severity: 'bad', params: { count: 3 }, action: 'open-health' }]);
  });
});
