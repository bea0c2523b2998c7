import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { HealthCheck, HealthReport } from '../../contract/health.ts';
import { aHealthyHouse } from '../../testing/house-state.ts';
import { writeDiagnosis } from './diagnosis.ts';
import { findChecks } from './find-checks.ts';
import type { AccountState, HouseState } from './house-state.ts';

const house = aHealthyHouse();
const login = fc.stringMatching(/^[a-z][a-z0-9_]{6,20}$/);
/** As Twitch makes them, as we make them, and as passwords look. */
const secret = fc.oneof(
  fc.stringMatching(/^[a-z0-9]{30}$/),
  fc.stringMatching(/^[A-Za-z0-9_-]{43}$/),
  fc.stringMatching(/^[A-Za-z0-9]{12}[%$&][A-Za-z0-9]{8}$/),
);
const chat = fc
  .tuple(fc.stringMatching(/^[a-zäöüß]{8,14}$/), fc.string({ maxLength: 30 }), login)
  .map((words) => words.join(' '));
const twitchId = fc.stringMatching(/^[1-9][0-9]{8,9}$/);

/** Where the log, an error or a check could quote somebody. */
function logLines({ login, secret, chat, twitchId }: Planted): string[] {
  const error = {
    name: chat,
    message: `cannot ban ${login}: ${chat}`,
    code: login,
    stack: `Error: ${chat}\n    at ban (file:///home/${login}/src/server/app.ts:1:2)\n    at ${login} (/home/${login}/x.ts:1:1)`,
    cause: { message: secret, stack: chat, name: login },
  };
  const entries = [
    { level: 40, time: '2026-11-22T18:00:00.000Z', room: 'intake', msg: 'projection-failed', error, seq: 12 },
    { level: 30, time: chat, room: login, msg: chat, [login]: 5, [chat]: 6, [secret]: secret },
    {
      level: 30,
      time: secret,
      msg: login,
      code: secret,
      kind: chat,
      type: login,
      reason: chat,
      twitchId,
      userId: Number(twitchId),
    },
    {
      level: 20,
      msg: 'said',
      text: chat,
      author: { login, twitchId },
      line: `@user-id=${twitchId} PRIVMSG #x :${chat}`,
    },
    { msg: { chat }, error: chat, room: { login } },
  ];
  return [...entries.map((entry) => JSON.stringify(entry)), `${chat} ${secret}`, `"${login}"`, '{', ''];
}

interface Planted {
  readonly login: string;
  readonly secret: string;
  readonly chat: string;
  readonly twitchId: string;
}

function houseOf({ login, secret, chat, twitchId }: Planted): HouseState {
  const account = house.accounts[0] as AccountState;
  return {
    ...house,
    accounts: [{ ...account, twitchId, login, uses: ['member'], state: 'reconnect' }],
    data: {
      ...house.data,
      folder: { path: `/home/${login}/data`, state: 'good' },
      database: { sizeBytes: 1, rows: 1, madeAtMs: 0, trouble: `row "${chat}" of ${login}` },
      books: { entries: 0, fault: null, trouble: chat },
      backups: [{ fileName: `${login}.db`, atMs: 0, sizeBytes: 1, trouble: chat }],
      jobs: { dead: 1, waiting: 0, reason: `${chat} ${secret} ${login}` },
    },
    style: [{ code: 'style.unknown-mode', params: { value: chat } }],
  };
}

function reportOf(checks: HealthCheck[]): HealthReport {
  return {
    checks,
    checkedAt: '2026-11-22T18:00:00.000Z',
    startedAt: null,
    version: '1.0.0',
    isSandbox: false,
    sandboxUrl: null,
    memoryBytes: null,
    answerMs: [],
    memory: [],
    clockSkewMs: null,
    isOnNetwork: false,
  };
}

/** What a diagnosis of a healthy house says anyway. */
const KNOWN = writeDiagnosis({ report: reportOf(findChecks(house)), dialect: 'sqlite', logLines: [] });

describe('the diagnosis', () => {
  it('holds no secret, no chat, no name and no whole id, wherever they stood', () => {
    fc.assert(
      fc.property(login, secret, chat, twitchId, (login, secret, chat, twitchId) => {
        const planted = { login, secret, chat, twitchId };
        const report = reportOf(findChecks(houseOf(planted)));
        const text = writeDiagnosis({ report, dialect: 'sqlite', logLines: logLines(planted) });
        const [word = ''] = chat.split(' ');
        for (const hidden of [login, secret, chat, twitchId]) expect(text).not.toContain(hidden);
        // A single word may also be one of ours.
        if (!KNOWN.includes(word)) expect(text).not.toContain(word);
      }),
      { numRuns: 300 },
    );
  });

  it('still tells what happened, when and where', () => {
    const error = {
      name: 'TypeError',
      message: 'x',
      stack: 'TypeError: x\n    at take (file:///srv/src/server/intake.ts:12:5)',
    };
    const line = JSON.stringify({
      level: 50,
      time: '2026-11-22T18:00:00.000Z',
      room: 'intake',
      msg: 'event-lost',
      code: 'twitch.gone',
      type: 'channel.follow',
      tries: 3,
      error,
    });
    const report = reportOf(findChecks(house));
    expect(writeDiagnosis({ report, dialect: 'sqlite', logLines: [line] })).toContain(
      '2026-11-22T18:00:00.000Z error intake event-lost code:twitch.gone type:channel.follow tries:3 [TypeError src/server/intake.ts:12:5]',
    );
  });
});
