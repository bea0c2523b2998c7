import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { health } from '../contract/health.ts';
import { chatComplaints, eventComplaints, moneyComplaints } from '../testing/fault-comparison.ts';
import {
  both,
  cut,
  type Deed,
  expireToken,
  failing,
  goDead,
  renew,
  restart,
  shut,
  someLines,
  untilGone,
  untilRepaired,
  write,
} from '../testing/fault-deeds.ts';
import { type FaultRig, openFaultRig, until, untilWell } from '../testing/fault-rig.ts';
import { startTraffic, type Traffic } from '../testing/fault-traffic.ts';

const COLUMNS = ['chat', 'events', 'API', 'sign-in', 'all lines'] as const;
type Column = (typeof COLUMNS)[number];

/** Why a fault has no cell for a line. */
const NOT = {
  http: 'speaks no HTTP',
  listens: 'asks and does not listen',
  each: 'every call has its own connection',
  line: 'a fault of one line',
  account: 'one account, which every line shows already',
  clock: 'one clock, which every line shows already',
  once: 'never comes twice',
  order: 'keeps its order',
  quiet: 'says by itself that it is there',
  answers: 'answers, and tells nothing by itself',
  none: 'needs no scope',
} as const;
type Why = keyof typeof NOT;

interface Fault {
  readonly fault: string;
  readonly cells: Readonly<Record<Column, Deed | Why>>;
}

const ALL = ['chat', 'events', 'api', 'signIn'] as const;
const CHAT_AWAY = { chat: 'some' } as const;
const EVENTS_AWAY = { events: 'some' } as const;
const BOTH_AWAY = { chat: 'some', events: 'some' } as const;

/** The grant is gone: the chat is read on by nobody in particular, everything else waits for a person. */
const ended = (control: string): Fault['cells'] => {
  const end: Deed = {
    // A chat that is read without a name goes on.
    lacks: { chat: 'perhaps', events: 'some' },
    says: ['account.reconnect'],
    strike: (rig) => rig.twitch.control(control, { login: 'derflaavius' }),
    meanwhile: (_, traffic) => traffic.flows('chat'),
    mend: (rig) => rig.consent(),
  };
  return {
    chat: {
      ...end,
      async meanwhile(rig, traffic) {
        await traffic.flows('chat');
        await cut(rig, 'chat');
        await traffic.flows('chat');
      },
    },
    events: {
      ...end,
      async meanwhile(rig, traffic) {
        await untilGone(rig, 'events');
        await cut(rig, 'events');
        await someLines(traffic);
        await untilGone(rig, 'events');
      },
    },
    API: {
      ...end,
      async meanwhile(rig, traffic) {
        expect(await write(rig, 'is anybody there')).toBe('twitch.reconnect');
        await traffic.flows('chat');
      },
    },
    'sign-in': {
      ...end,
      async meanwhile(rig, traffic) {
        expect(await renew(rig)).not.toBeUndefined();
        await traffic.flows('chat');
      },
    },
    'all lines': 'account',
  };
};

/** Ten minutes wrong is our own clock: Twitch's goes on evenly. */
const wrongClock = (offsetMs: number): Fault['cells'] => {
  const wrong: Deed = {
    says: ['clock.wrong'],
    isClockWrong: true,
    async strike(rig) {
      rig.setClock(offsetMs);
    },
    async mend(rig) {
      rig.setClock(0);
    },
  };
  return {
    chat: {
      ...wrong,
      lacks: CHAT_AWAY,
      meanwhile: (rig, traffic) => untilRepaired(rig, 'chat-back', () => cut(rig, 'chat')).then(() => traffic.flows()),
    },
    events: {
      ...wrong,
      lacks: EVENTS_AWAY,
      meanwhile: (rig, traffic) =>
        untilRepaired(rig, 'events-back', () => cut(rig, 'events')).then(() => traffic.flows()),
    },
    API: {
      ...wrong,
      async meanwhile(rig, traffic) {
        await rig.twitch.control('faults/fail', { path: '/mock/*', status: 429, times: 3, resetInSeconds: 1 });
        await someLines(traffic);
        expect(await write(rig, 'on time')).toBeUndefined();
      },
    },
    'sign-in': {
      ...wrong,
      lacks: { chat: 'perhaps' },
      meanwhile: (rig, traffic) =>
        untilRepaired(rig, 'token-refreshed', () => expireToken(rig)).then(() => traffic.flows()),
    },
    'all lines': 'clock',
  };
};

/** The app's secret is another one: no token is renewed until a person enters it. */
const secretChanged: Deed = {
  // The app is built anew.
  lacks: BOTH_AWAY,
  says: ['app.refused'],
  async strike(rig) {
    const { secret } = await rig.twitch.control<{ secret: string }>('app/new-secret');
    secrets.set(rig, secret);
    await expireToken(rig);
  },
  meanwhile: (_, traffic) => traffic.flows('chat'),
  mend: (rig) => rig.enterSecret(secrets.get(rig) ?? ''),
};
const secrets = new WeakMap<FaultRig, string>();

const expired = (line: 'chat' | 'events' | 'api' | 'signIn'): Deed => ({
  // Twitch closes a chat whose token is over, but not one that is read without a name.
  lacks: { chat: line === 'chat' ? 'some' : 'perhaps', events: line === 'events' ? 'some' : 'none' },
  strike: (rig) => untilRepaired(rig, 'token-refreshed', () => expireToken(rig).then(() => cut(rig, line))),
});

const LATE_MS = 700;
/** More than the silence after which the chat is asked whether it is there. */
const LATER_THAN_SILENCE_MS = 2_000;
const late = (line: 'irc' | 'eventsub', lateMs: number): Pick<Deed, 'strike' | 'mend'> => ({
  async strike(rig, traffic) {
    await rig.twitch.control('delivery', { line, lateMs });
    await traffic.more(80);
    // What is on its way is lost with the line.
    await cut(rig, line === 'irc' ? 'chat' : 'events');
  },
  mend: (rig) => rig.twitch.control('delivery', { line }),
});

/** When the chat last brought anything, an answer to our own question as well. */
const chatHeardAt = async (rig: FaultRig): Promise<string> => (await rig.connections()).chat.lastMessageAt ?? '';
const untilAnswered = async (rig: FaultRig): Promise<void> => {
  for (const word of ['an answer', 'another answer']) {
    const before = await chatHeardAt(rig);
    await until(
      `${word} in the silence`,
      () => chatHeardAt(rig),
      (heardAt) => heardAt > before,
    );
  }
};

/** Quiet, so that Twitch is asked whether it is there; it answers while what was said meanwhile is on its way. */
const lateAfterQuiet: Deed = {
  lacks: CHAT_AWAY,
  async strike(rig, traffic) {
    await traffic.pause();
    await untilAnswered(rig);
    await rig.twitch.control('delivery', { line: 'irc', lateMs: LATER_THAN_SILENCE_MS });
    await traffic.goOn();
    await traffic.more(5);
    await untilAnswered(rig);
    await cut(rig, 'chat');
  },
  mend: (rig) => rig.twitch.control('delivery', { line: 'irc' }),
};

const SET_SECONDS = 30;
const setTwitchClock = (rig: FaultRig, offsetSeconds: number) => rig.twitch.control('clock', { offsetSeconds });
/** Its own clock is set, back and then ahead, and the line cut before anybody can know of it. */
const twitchClockSet = (line: 'chat' | 'events'): Deed => ({
  lacks: line === 'chat' ? CHAT_AWAY : EVENTS_AWAY,
  clockSetMs: SET_SECONDS * 1_000,
  async strike(rig) {
    await untilRepaired(rig, `${line}-back`, async () => {
      await setTwitchClock(rig, -SET_SECONDS);
      await cut(rig, line);
    });
    const skewMs = async () => (await rig.owner.call(health.report, {})).clockSkewMs ?? 0;
    await until('the clock of Twitch is known', skewMs, (ms) => Math.abs(ms + SET_SECONDS * 1_000) < 2_000);
  },
  async meanwhile(rig, traffic) {
    await traffic.flows();
    await untilRepaired(rig, `${line}-back`, () => cut(rig, line));
  },
  async mend(rig) {
    await setTwitchClock(rig, 0);
    await cut(rig, line);
  },
});

/** A wider grant that lives is kept: it has to end first. */
const lacking = (scope: string, rest: Partial<Deed> = {}): Deed => ({
  lacks: { chat: 'perhaps', events: 'some' },
  async strike(rig) {
    await rig.twitch.control('authorization/end', { login: 'derflaavius' });
    await untilGone(rig, 'events');
    await rig.consent([scope]);
  },
  mend: (rig) => rig.consent(),
  ...rest,
});

const events503 = failing(['api', 'orders'], 503);
const signIn503 = failing(['signIn'], 503);

const FAULTS: readonly Fault[] = [
  {
    fault: 'is cut',
    cells: {
      chat: { lacks: CHAT_AWAY, strike: (rig) => untilRepaired(rig, 'chat-back', () => cut(rig, 'chat')) },
      events: { lacks: EVENTS_AWAY, strike: (rig) => untilRepaired(rig, 'events-back', () => cut(rig, 'events')) },
      API: { strike: (rig) => cut(rig, 'api') },
      'sign-in': { strike: (rig) => cut(rig, 'signIn') },
      'all lines': {
        lacks: BOTH_AWAY,
        strike: (rig) => untilRepaired(rig, 'events-back', () => rig.twitch.net('all', 'drop')),
      },
    },
  },
  {
    fault: 'is reset by the provider: dead without a word, then nothing gets through',
    cells: {
      chat: { lacks: CHAT_AWAY, ...goDead(['chat']), meanwhile: (rig) => untilGone(rig, 'chat') },
      events: { lacks: EVENTS_AWAY, ...goDead(['events']), meanwhile: (rig) => untilGone(rig, 'events') },
      API: goDead(['api']),
      'sign-in': goDead(['signIn']),
      'all lines': {
        lacks: BOTH_AWAY,
        ...goDead(ALL),
        meanwhile: (rig) => Promise.all([untilGone(rig, 'chat'), untilGone(rig, 'events')]),
      },
    },
  },
  {
    fault: 'is asked to reconnect, then cut and refused',
    cells: {
      chat: { lacks: CHAT_AWAY, says: ['line-chat.waiting'], ...restart(['chat']) },
      events: { lacks: EVENTS_AWAY, says: ['line-events.waiting'], ...restart(['events']) },
      API: 'listens',
      'sign-in': 'listens',
      'all lines': {
        lacks: BOTH_AWAY,
        says: ['line-chat.waiting', 'line-events.waiting'],
        ...restart(['chat', 'events']),
      },
    },
  },
  {
    fault: 'is asked to move while it works',
    cells: {
      // Between two connections nobody listens.
      chat: {
        lacks: { chat: 'perhaps' },
        strike: (rig) => untilRepaired(rig, 'chat-back', () => rig.twitch.control('irc/reconnect')),
      },
      events: {
        async strike(rig, traffic) {
          await rig.twitch.control('eventsub/reconnect');
          await traffic.flows();
          await rig.twitch.control('eventsub/reconnect');
        },
      },
      API: 'listens',
      'sign-in': 'listens',
      'all lines': 'line',
    },
  },
  {
    fault: 'dies in silence',
    cells: {
      chat: {
        lacks: CHAT_AWAY,
        strike: (rig) => untilRepaired(rig, 'chat-back', () => rig.twitch.net('irc', 'silent')),
      },
      events: {
        lacks: EVENTS_AWAY,
        strike: (rig) => untilRepaired(rig, 'events-back', () => rig.twitch.net('eventsub', 'silent')),
      },
      API: 'each',
      'sign-in': 'each',
      'all lines': 'line',
    },
  },
  {
    fault: 'is taken in and never answered',
    cells: {
      chat: { lacks: CHAT_AWAY, ...shut(['chat'], 'hang'), meanwhile: (rig) => untilGone(rig, 'chat') },
      events: { lacks: EVENTS_AWAY, ...shut(['events'], 'hang'), meanwhile: (rig) => untilGone(rig, 'events') },
      API: shut(['api'], 'hang'),
      'sign-in': shut(['signIn'], 'hang'),
      'all lines': {
        lacks: BOTH_AWAY,
        ...shut(ALL, 'hang'),
        meanwhile: (rig) => Promise.all([untilGone(rig, 'chat'), untilGone(rig, 'events')]),
      },
    },
  },
  {
    fault: 'is refused',
    cells: {
      chat: { lacks: CHAT_AWAY, says: ['line-chat.waiting'], ...shut(['chat'], 'refuse') },
      events: { lacks: EVENTS_AWAY, says: ['line-events.waiting'], ...shut(['events'], 'refuse') },
      API: { says: ['line-api.waiting'], ...shut(['api'], 'refuse') },
      'sign-in': { says: ['line-sign-in.waiting'], ...shut(['signIn'], 'refuse') },
      'all lines': {
        lacks: BOTH_AWAY,
        says: ['line-chat.waiting', 'line-api.waiting', 'line-sign-in.waiting'],
        strike: (rig) => rig.twitch.control('offline', { seconds: 600 }),
        mend: (rig) => rig.twitch.control('online'),
      },
    },
  },
  {
    fault: 'meets a token that is over',
    cells: {
      chat: expired('chat'),
      events: expired('events'),
      API: expired('api'),
      'sign-in': expired('signIn'),
      'all lines': 'account',
    },
  },
  { fault: 'meets a grant that was withdrawn', cells: ended('authorization/end') },
  { fault: 'meets a password that was changed', cells: ended('tokens/password-changed') },
  {
    fault: 'meets a secret that was changed',
    cells: {
      chat: {
        ...secretChanged,
        async meanwhile(rig, traffic) {
          await cut(rig, 'chat');
          await traffic.flows('chat');
        },
      },
      events: {
        ...secretChanged,
        async meanwhile(rig, traffic) {
          await cut(rig, 'events');
          await traffic.flows('chat');
        },
      },
      API: {
        ...secretChanged,
        async meanwhile(rig) {
          expect(await write(rig, 'is anybody there')).toMatch(/^team\.client-/);
        },
      },
      'sign-in': secretChanged,
      'all lines': 'account',
    },
  },
  {
    fault: 'meets a storm of 429',
    cells: {
      chat: 'http',
      events: {
        lacks: EVENTS_AWAY,
        ...both(failing(['api', 'orders'], 429, { resetInSeconds: 1 }), { strike: (rig) => cut(rig, 'events') }),
        meanwhile: (rig) => untilGone(rig, 'events'),
      },
      API: failing(['api'], 429, { resetInSeconds: 1 }),
      'sign-in': failing(['signIn'], 429),
      'all lines': failing(['api', 'orders', 'signIn'], 429, { resetInSeconds: 1 }),
    },
  },
  {
    fault: 'meets answers of 503',
    cells: {
      chat: 'http',
      events: {
        lacks: EVENTS_AWAY,
        says: ['line-api.waiting'],
        ...both(events503, { strike: (rig) => cut(rig, 'events') }),
      },
      API: { says: ['line-api.waiting'], ...events503 },
      'sign-in': { says: ['line-sign-in.waiting'], ...signIn503 },
      'all lines': {
        says: ['line-api.waiting', 'line-sign-in.waiting'],
        ...failing(['api', 'orders', 'signIn'], 503),
      },
    },
  },
  {
    fault: 'needs a new token while id.twitch.tv is down',
    cells: {
      chat: {
        lacks: { chat: 'perhaps' },
        says: ['line-sign-in.waiting'],
        ...both(signIn503, { strike: expireToken }),
        // Whoever cannot sign in reads along without a name.
        meanwhile: (_, traffic) => traffic.flows('chat'),
      },
      events: {
        lacks: { chat: 'perhaps', events: 'some' },
        says: ['line-sign-in.waiting'],
        ...both(signIn503, { strike: (rig) => expireToken(rig).then(() => cut(rig, 'events')) }),
        meanwhile: (rig) => untilGone(rig, 'events'),
      },
      API: {
        lacks: { chat: 'perhaps' },
        ...both(signIn503, { strike: expireToken }),
        async meanwhile(rig) {
          expect(await write(rig, 'is anybody there')).toBe('twitch.trouble');
        },
      },
      'sign-in': { lacks: { chat: 'perhaps' }, ...both(shut(['signIn'], 'refuse'), { strike: expireToken }) },
      'all lines': 'line',
    },
  },
  { fault: 'lives with our clock ten minutes ahead', cells: wrongClock(600_000) },
  { fault: 'lives with our clock ten minutes behind', cells: wrongClock(-600_000) },
  {
    fault: 'comes late, and is cut with something on its way',
    cells: {
      chat: { lacks: CHAT_AWAY, ...late('irc', LATE_MS) },
      events: { lacks: EVENTS_AWAY, ...late('eventsub', LATE_MS) },
      API: 'answers',
      'sign-in': 'answers',
      'all lines': {
        lacks: BOTH_AWAY,
        strike: (rig, traffic) =>
          Promise.all([late('irc', LATE_MS).strike(rig, traffic), late('eventsub', LATE_MS).strike(rig, traffic)]),
        async mend(rig) {
          for (const line of ['irc', 'eventsub']) await rig.twitch.control('delivery', { line });
        },
      },
    },
  },
  {
    fault: 'comes late after a quiet time, though Twitch answers, and is cut',
    cells: {
      chat: lateAfterQuiet,
      events: 'quiet',
      API: 'answers',
      'sign-in': 'answers',
      'all lines': 'line',
    },
  },
  {
    fault: 'is cut when Twitch’s own clock was just set',
    cells: {
      chat: twitchClockSet('chat'),
      events: twitchClockSet('events'),
      API: 'answers',
      'sign-in': 'answers',
      'all lines': 'line',
    },
  },
  {
    fault: 'comes twice',
    cells: {
      chat: 'once',
      events: {
        strike: (rig) => rig.twitch.control('delivery', { line: 'eventsub', duplicate: 1 }),
        mend: (rig) => rig.twitch.control('delivery', { line: 'eventsub' }),
      },
      API: 'answers',
      'sign-in': 'answers',
      'all lines': 'line',
    },
  },
  {
    fault: 'comes out of order, some of it twice',
    cells: {
      chat: 'order',
      events: {
        strike: (rig) =>
          rig.twitch.control('delivery', { line: 'eventsub', lateMs: 300, shuffle: true, duplicate: 0.4 }),
        mend: (rig) => rig.twitch.control('delivery', { line: 'eventsub' }),
      },
      API: 'answers',
      'sign-in': 'answers',
      'all lines': 'line',
    },
  },
  {
    fault: 'lacks one scope',
    cells: {
      chat: lacking('chat:read', { meanwhile: (_, traffic) => traffic.flows() }),
      events: lacking('bits:read', {
        says: ['right.lacking'],
        isWithoutCheers: true,
        meanwhile: (_, traffic) => traffic.flows('chat'),
      }),
      API: lacking('user:write:chat', {
        async meanwhile(rig, traffic) {
          expect(await write(rig, 'is anybody there')).toBe('twitch.missing-scope');
          await traffic.flows();
        },
      }),
      'sign-in': 'none',
      'all lines': 'account',
    },
  },
  {
    fault: 'has two troubles at once: a restart while answers are 503',
    cells: {
      chat: { lacks: CHAT_AWAY, says: ['line-chat.waiting'], ...both(signIn503, restart(['chat'])) },
      events: {
        lacks: EVENTS_AWAY,
        ...both(events503, restart(['events'])),
        meanwhile: (rig) => untilGone(rig, 'events'),
      },
      API: 'listens',
      'sign-in': 'listens',
      'all lines': {
        lacks: BOTH_AWAY,
        ...both(failing(['api', 'orders', 'signIn'], 503), restart(['chat', 'events'])),
        meanwhile: (rig) => untilGone(rig, 'events'),
      },
    },
  },
  {
    fault: 'has two troubles at once: a silent death in a storm of 429',
    cells: {
      chat: {
        lacks: CHAT_AWAY,
        ...both(failing(['api', 'orders'], 429, { resetInSeconds: 1 }), {
          strike: (rig) => untilRepaired(rig, 'chat-back', () => rig.twitch.net('irc', 'silent')),
        }),
      },
      events: {
        lacks: EVENTS_AWAY,
        ...both(failing(['api', 'orders'], 429, { resetInSeconds: 1 }), {
          strike: (rig) => rig.twitch.net('eventsub', 'silent'),
        }),
        meanwhile: (rig) => untilGone(rig, 'events'),
      },
      API: 'each',
      'sign-in': 'each',
      'all lines': 'line',
    },
  },
];

const CELLS = COLUMNS.flatMap((line) =>
  FAULTS.flatMap(({ fault, cells }) => {
    const deed = cells[line];
    return typeof deed === 'string' ? [] : [{ line, fault, deed }];
  }),
);

/** So many pairs of product and simulator side by side; each has one fault at a time. */
const PAIRS = 4;
/** Time between two lines of the simulator's writing, no more. */
const A_MOMENT_MS = 100;
/** Four products share one thread here, on a machine that does other things as well. */
const LAG_MS = 1_500;
/** Twitch's clock is known by a `Date` header, which has whole seconds. */
const CLOCK_IN_SECONDS_MS = 1_200;

const free: FaultRig[] = [];
const waiting: ((rig: FaultRig) => void)[] = [];
const give = (rig: FaultRig): void => {
  const next = waiting.shift();
  if (next) next(rig);
  else free.push(rig);
};
const take = (): Promise<FaultRig> => {
  const rig = free.pop();
  return rig ? Promise.resolve(rig) : new Promise((resolve) => void waiting.push(resolve));
};

beforeAll(async () => {
  for (const rig of await Promise.all(Array.from({ length: PAIRS }, openFaultRig))) free.push(rig);
}, 120_000);
afterAll(async () => {
  await Promise.all(free.map((rig) => rig.close()));
}, 60_000);

// Now and then one cell shows a gap of the events of a tenth of a second that nothing explains yet: such a cell
// is played once more, on a fresh pair; what is really broken fails both times.
describe.concurrent('nothing is lost that could be had, and what could not is said, when', { retry: 1 }, () => {
  it.each(CELLS.map((cell, index) => ({ ...cell, index })))(
    'the line $line $fault',
    async ({ deed, index }) => {
      const rig = await take();
      let isFit = false;
      try {
        await play(rig, deed, `F${index}`);
        // A clock that was set stays known for as long as something sent before may still come.
        isFit = !deed.isClockWrong && !deed.clockSetMs;
      } finally {
        // What a cell leaves behind is no other cell's trouble.
        if (isFit) give(rig);
        else {
          await rig.close();
          openFaultRig().then(give, () => {});
        }
      }
    },
    300_000,
  );
});

async function play(rig: FaultRig, deed: Deed, name: string): Promise<void> {
  const traffic = await startTraffic(rig, name);
  try {
    await playWith(traffic, rig, deed, name);
  } finally {
    await traffic.stop();
  }
}

async function playWith(traffic: Traffic, rig: FaultRig, deed: Deed, name: string): Promise<void> {
  const { restarts } = rig;
  const fromMs = Date.now();
  await deed.strike(rig, traffic);
  // Something that events tell of and the chat does not: it is told, or found out.
  const rowdy = `rowdy_${name.toLowerCase()}`;
  await rig.twitch.control('ban', { login: rowdy, reason: name });
  await until('named by health', rig.named, (named) => (deed.says ?? []).every((code) => named.includes(code)));
  await deed.meanwhile?.(rig, traffic);
  await someLines(traffic);
  await deed.mend?.(rig);
  await untilWell(rig);
  await traffic.flows();
  await until('all lines up again', rig.connections, (lines) =>
    Object.values(lines).every(({ state }) => state === 'connected'),
  );
  const truth = await traffic.end();
  const { isClockWrong = false, clockSetMs = 0 } = deed;
  const inexactMs = isClockWrong || clockSetMs > 0 ? CLOCK_IN_SECONDS_MS : 0;
  const acted = {
    fromMs,
    untilMs: Date.now(),
    toleranceMs: A_MOMENT_MS + inexactMs,
    // A gap stands on both times of a clock that was set.
    lagMs: LAG_MS + inexactMs + clockSetMs,
  };
  const bans = async () => (await rig.modLog()).filter(({ kind, target }) => kind === 'ban' && target?.login === rowdy);
  await until('the ban is in the mod log', bans, (found) => found.length > 0);

  const complain = async (): Promise<string[]> => {
    const stored = rig.eventsAfter(traffic.since.eventSeq);
    const found = await bans();
    return [
      ...chatComplaints({
        truth,
        stored: await rig.chatAfter(traffic.since.chatSeq),
        lacks: deed.lacks?.chat ?? 'none',
        acted,
      }),
      ...eventComplaints({
        truth,
        stored,
        gaps: await rig.eventGaps(),
        olderGaps: traffic.since.eventGaps,
        lacks: deed.lacks?.events ?? 'none',
        acted,
        isWithoutCheers: deed.isWithoutCheers ?? false,
      }),
      ...moneyComplaints(truth, stored, rig.accrualsAfter(traffic.since.eventSeq)),
      ...(found.length === 1 ? [] : ['the ban is twice in the mod log']),
      ...(rig.restarts - restarts === (deed.says?.includes('app.refused') ? 1 : 0) ? [] : ['the app was built anew']),
    ];
  };
  // What is late or out of order may still be on its way; what is wrong stays so.
  let complaints = await complain();
  for (let look = 0; look < 40 && complaints.length > 0; look++) {
    await sleep(100);
    complaints = await complain();
  }
  expect(complaints).toEqual([]);
}
