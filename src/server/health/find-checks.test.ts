import { describe, expect, it } from 'vitest';
import type { HealthCheck } from '../../contract/health.ts';
import { createSay } from '../../i18n/console.ts';
import { aHealthyHouse, CHANNEL_ID } from '../../testing/house-state.ts';
import { findChecks } from './find-checks.ts';
import type { AccountState, HouseState, LineName, TwitchState } from './house-state.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const house = aHealthyHouse();
const twitch = house.twitch as TwitchState;
const account = house.accounts[0] as AccountState;

const named = (change: Partial<HouseState>) =>
  findChecks({ ...house, ...change })
    .filter(({ state }) => state === 'warn' || state === 'bad')
    .map(({ state, code, text, mend, page }) => [state, `${code}.${text}`, mend ?? page]);
const with_ = (change: Partial<TwitchState>): Partial<HouseState> => ({ twitch: { ...twitch, ...change } });
const line = (name: LineName, change: Partial<TwitchState['lines']['chat']>): Partial<HouseState> =>
  with_({ lines: { ...twitch.lines, [name]: { ...twitch.lines[name], ...change } } });
const data = (change: Partial<HouseState['data']>): Partial<HouseState> => ({ data: { ...house.data, ...change } });
const down = { state: 'waiting', sinceMs: house.nowMs - MINUTE, retries: 2 } as const;

describe('findChecks', () => {
  it('finds nothing wrong with a healthy house', () => {
    expect(named({})).toEqual([]);
    expect(findChecks(house).every(({ state }) => state === 'ok')).toBe(true);
  });

  it.each<[string, Partial<HouseState>, unknown[]]>([
    [
      'a revoked grant',
      { accounts: [{ ...account, state: 'reconnect' }] },
      ['bad', 'account.reconnect', '/system?grant=chat'],
    ],
    [
      'a grant that ended with an answer that was lost',
      { accounts: [{ ...account, state: 'reconnect', isUnanswered: true }] },
      ['bad', 'account.unanswered', '/system?grant=chat'],
    ],
    [
      'a pair of a public app that is twenty days old',
      { accounts: [{ ...account, refreshByMs: house.nowMs + 9 * DAY }] },
      ['warn', 'account.refresh-soon', 'refresh-token'],
    ],
    [
      'a bot that may not write',
      {
        accounts: [account, { ...account, twitchId: '5', uses: ['bot'], missing: ['user:write:chat'] }],
      },
      ['warn', 'account.lacking', '/system'],
    ],
    [
      'no channel',
      { ...with_({ channelId: null, rights: [] }), accounts: [] },
      ['bad', 'account.no-channel', '/connect'],
    ],
    [
      'a right without its scopes',
      with_({ rights: [{ right: 'planning', needed: 1, missing: ['channel:manage:schedule'] }] }),
      ['warn', 'right.lacking', '/system?grant=planning'],
    ],
    ['a chat that is away', line('chat', down), ['bad', 'line-chat.waiting', 'reconnect-chat']],
    ['events that are away', line('events', down), ['bad', 'line-events.waiting', 'reconnect-events']],
    [
      'an account that is suspended in its own chat',
      line('chat', { ...down, problem: 'live.channel-suspended' }),
      ['bad', 'line-chat.refused', 'reconnect-chat'],
    ],
    [
      'a chat that is half a minute late',
      line('chat', { delayMs: 30_000 }),
      ['warn', 'line-chat.late', 'reconnect-chat'],
    ],
    [
      'no sign-in service',
      line('sign-in', { ...down, problem: 'twitch.unreachable' }),
      ['bad', 'line-sign-in.waiting', null],
    ],
    ['no interface', line('api', { ...down, problem: 'twitch.trouble' }), ['bad', 'line-api.waiting', null]],
    [
      'a topic that Twitch refuses',
      with_({ topics: { ...twitch.topics, refused: [{ type: 'channel.raid', code: 'twitch.rejected-input' }] } }),
      ['warn', 'topics.refused', 'reconnect-events'],
    ],
    ['a clock that is six seconds off', with_({ clockSkewMs: -6_000 }), ['warn', 'clock.differs', null]],
    ['a clock that is ten minutes off', with_({ clockSkewMs: 600_000 }), ['bad', 'clock.wrong', null]],
    [
      'a schedule that differs',
      with_({ plan: { differences: 2, refused: 0, isOfOtherChannel: false } }),
      ['warn', 'schedule.differs', 'check-schedule'],
    ],
    [
      'a plan that was made for another channel',
      with_({ plan: { differences: 2, refused: 1, isOfOtherChannel: true } }),
      ['warn', 'schedule.other-channel', '/planning/sync'],
    ],
    [
      'a secret that was replaced',
      { app: { ...house.app, refusal: 'team.client-secret-wrong' } },
      ['bad', 'app.refused', '/connect'],
    ],
    ['a lost key', { app: { ...house.app, isSealed: true }, isSandbox: true }, ['bad', 'app.sealed', '/connect']],
    [
      'a folder nobody may write to',
      data({ folder: { path: '/x', state: 'read-only' } }),
      ['bad', 'folder.read-only', null],
    ],
    [
      'a key that others may read',
      data({ folder: { path: '/x', state: 'exposed' } }),
      ['warn', 'folder.exposed', null],
    ],
    [
      'a damaged database',
      data({ database: { sizeBytes: 1, rows: 0, madeAtMs: house.nowMs, trouble: 'malformed' } }),
      ['bad', 'database.damaged', null],
    ],
    [
      'bent books',
      data({ books: { entries: 9, fault: { book: 'tax', number: 3, code: 'unbalanced' }, trouble: null } }),
      ['bad', 'books.broken', '/finance/ledger'],
    ],
    ['no backup', data({ backups: [] }), ['warn', 'backup.none', 'back-up']],
    [
      'an old backup',
      data({ backups: house.data.backups.map((each) => ({ ...each, atMs: house.nowMs - 8 * DAY })) }),
      ['warn', 'backup.old', 'back-up'],
    ],
    [
      'a damaged backup beside a good one',
      data({
        backups: [{ fileName: 'x.db', atMs: house.nowMs, sizeBytes: 1, trouble: 'short' }, ...house.data.backups],
      }),
      ['bad', 'backup-damaged.damaged', 'set-backup-aside'],
    ],
    ['little disk', data({ freeDiskBytes: 1_000_000_000 }), ['bad', 'disk.low', null]],
    [
      'disk for two weeks at this pace',
      data({
        freeDiskBytes: 5_000_000_000,
        database: { sizeBytes: 40_000_000_000, rows: 1, madeAtMs: house.nowMs - 90 * DAY, trouble: null },
      }),
      ['warn', 'disk.short', null],
    ],
    ['a dead job', data({ jobs: { dead: 1, waiting: 2, reason: '503' } }), ['warn', 'jobs.dead', 'retry-jobs']],
    ['a missed projection', data({ missedProjections: 1 }), ['warn', 'missed.missed', 'retry-missed']],
    [
      'a style.json nobody understands',
      { style: [{ code: 'style.not-json', params: {} }] },
      ['warn', 'style.notices', 'set-style-aside'],
    ],
    [
      'memory that only grows',
      { server: { startedAtMs: 0, usedBytes: 9e8, growingSinceMs: house.nowMs - DAY } },
      ['warn', 'memory.growing', null],
    ],
    ['a server that hangs', { server: null, silence: 'hanging' }, ['bad', 'version.hanging', null]],
    ['a server that starts', { server: null, silence: 'starting' }, ['warn', 'version.starting', null]],
  ])('names %s and nothing else', (_what, change, expected) => {
    expect(named(change)).toEqual([expected]);
  });

  it('lets what follows from a problem wait for it', () => {
    const lost = { ...down, problem: 'twitch.reconnect' } as const;
    const { lines } = twitch;
    const change = {
      accounts: [{ ...account, state: 'reconnect' as const }],
      twitch: {
        ...twitch,
        lines: { ...lines, chat: { ...lines.chat, ...down }, events: { ...lines.events, ...lost } },
        topics: { ...twitch.topics, ordered: 0, refused: [{ type: 'stream.online', code: 'twitch.reconnect' }] },
        plan: { differences: 0, refused: 3, isOfOtherChannel: false },
      },
    };
    expect(named(change)).toEqual([['bad', 'account.reconnect', '/system?grant=chat']]);
    const texts = new Map(findChecks({ ...house, ...change }).map(({ code, text, state }) => [code, [text, state]]));
    for (const code of ['line-chat', 'line-events', 'schedule'] as const)
      expect(texts.get(code)).toEqual(['held', 'off']);
    expect(texts.get('topics')).toEqual(['none', 'off']);
  });

  it('counts a topic that lacks a right to that right', () => {
    const change = with_({
      rights: [{ right: 'moderation', needed: 1, missing: ['channel:moderate'] }],
      topics: { ...twitch.topics, refused: [{ type: 'channel.moderate', code: 'twitch.missing-scope' }] },
    });
    expect(named(change)).toEqual([['warn', 'right.lacking', '/system?grant=moderation']]);
  });

  it('says of a line that is just away that it is, before it is bad', () => {
    const away = { state: 'waiting', sinceMs: house.nowMs - 2_000, retries: 1 } as const;
    expect(named(line('chat', away))).toEqual([['warn', 'line-chat.waiting', 'reconnect-chat']]);
    expect(named(line('chat', { ...away, state: 'connecting', retries: 0 }))).toEqual([]);
  });

  it('speaks of no right and no line where no server runs', () => {
    const checks = findChecks({ ...house, twitch: null, server: null });
    const looked = (code: HealthCheck['code']) => checks.find((one) => one.code === code)?.text;
    for (const code of ['right', 'line-chat', 'line-events', 'topics', 'clock', 'schedule', 'memory'] as const) {
      expect([code, looked(code)]).toEqual([code, 'not-looked']);
    }
    const places = [{ line: 'chat' as const, host: 'irc.chat.twitch.tv', isReached: false }];
    expect(named({ twitch: null, server: null, places })).toEqual([['bad', 'line-chat.unreachable', null]]);
  });

  it('tells group by group, the worst first', () => {
    const change = {
      ...data({ jobs: { dead: 1, waiting: 0, reason: null }, freeDiskBytes: 1 }),
      ...line('chat', down),
    };
    const checks = findChecks({ ...house, ...change });
    expect(checks.slice(0, 2).map(({ code }) => code)).toEqual(['line-chat', 'app']);
    const ours = checks.filter(({ group }) => group === 'data').map(({ code }) => code);
    expect(ours.slice(0, 3)).toEqual(['disk', 'jobs', 'folder']);
    expect([...new Set(checks.map(({ group }) => group))]).toEqual(['twitch', 'data', 'server']);
  });

  it('gives each sentence what it speaks of', () => {
    const say = createSay('en');
    for (const { code, text, params } of findChecks(house)) {
      const words = Object.fromEntries(Object.entries(params).map(([name, value]) => [name, String(value)]));
      expect(say(`health.check.${code}.${text}` as never, words), code).not.toContain('{{');
    }
    expect(findChecks(house).find(({ code }) => code === 'account')?.about).toBe(CHANNEL_ID);
  });
});
