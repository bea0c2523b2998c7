import { z } from 'zod';
import { endpoint } from './endpoint.ts';

/** The four lines, and what can be said of each of them. */
const LINE = [
  /** It stands; Twitch spoke `lastMs` ago. */
  'connected',
  /** It stands, and nothing was said on it yet. */
  'quiet',
  /** Just (re)connecting: no news for half a minute. */
  'connecting',
  /** Down, the next try is under way: comes back by itself. */
  'waiting',
  /** Twitch says no (`problem` says why): does not come back by itself. */
  'refused',
  /** It stands, but what comes is `delayMs` old. */
  'late',
  /** It waits for something else that is named as a problem: a sign-in, a right, the app, another line. */
  'held',
  /** Nothing to connect: no channel. */
  'closed',
  /** No server runs: only whether Twitch can be reached was tried. */
  'reachable',
  'unreachable',
  'not-looked',
] as const;

/**
 * Everything that is looked at, in the order it is listed, and what can be said of it. `livextrem doctor`
 * and the page say the same sentences: `health.check.CODE.title` and `health.check.CODE.TEXT`. `not-looked`
 * is said only by `doctor` when no server runs.
 */
export const HEALTH_TEXTS = {
  // Twitch
  app: ['confidential', 'public', 'sandbox', 'sealed', 'refused'],
  /**
   * One per account (`about` is its Twitch id); `unanswered`: it ended because Twitch's answer to a renewal
   * was lost; `no-channel` where none is connected yet; `unread` where no server runs and the database is of an older version, or damaged.
   */
  account: ['fine', 'refresh-soon', 'reconnect', 'unanswered', 'lacking', 'no-channel', 'not-looked', 'unread'],
  /** `granted` once for all; `lacking` for each right that is on and lacks scopes (`about` is the right). */
  right: ['granted', 'lacking', 'not-looked'],
  'line-sign-in': LINE,
  'line-api': LINE,
  'line-chat': LINE,
  'line-events': LINE,
  /** `lacking`: some are left out for a right that is missing, which that right says. */
  topics: ['all', 'ordering', 'lacking', 'refused', 'none', 'not-looked'],
  clock: ['right', 'differs', 'wrong', 'unknown', 'not-looked'],
  /** `other-channel`: the plan was made for another one, and somebody must say whether it is for this one, too. */
  schedule: ['same', 'differs', 'refused', 'other-channel', 'held', 'closed', 'not-looked'],
  // data
  /** `exposed`: other users of the machine may read the key. */
  folder: ['good', 'missing', 'read-only', 'exposed'],
  /** `unread`: not read through since the start. */
  database: ['good', 'unread', 'missing', 'damaged'],
  books: ['good', 'broken', 'unreadable', 'not-looked'],
  backup: ['verified', 'none', 'none-needed', 'old'],
  'backup-damaged': ['damaged'],
  disk: ['enough', 'lasts', 'short', 'low', 'unknown'],
  jobs: ['none', 'waiting', 'dead', 'not-looked'],
  missed: ['none', 'missed', 'not-looked'],
  // server
  node: ['good', 'old'],
  /** `starting`: a server holds the folder and does not listen yet. `hanging`: it listens and does not answer. */
  version: ['running', 'not-running', 'starting', 'hanging'],
  memory: ['fine', 'growing', 'not-looked'],
  style: ['good', 'notices'],
} as const satisfies Record<string, readonly string[]>;
export type HealthCode = keyof typeof HEALTH_TEXTS;
export type HealthText<C extends HealthCode = HealthCode> = (typeof HEALTH_TEXTS)[C][number];
export const HEALTH_CODES = Object.keys(HEALTH_TEXTS) as [HealthCode, ...HealthCode[]];
const ALL_TEXTS = [...new Set(Object.values(HEALTH_TEXTS).flat())] as [HealthText, ...HealthText[]];

/** What a button or `livextrem doctor --mend NAME` does. */
export const MENDS = [
  'reconnect-chat',
  'reconnect-events',
  'refresh-token',
  'back-up',
  'set-backup-aside',
  'retry-jobs',
  'retry-missed',
  'check-schedule',
  'set-style-aside',
] as const;
export type Mend = (typeof MENDS)[number];

const check = z.object({
  code: z.enum(HEALTH_CODES),
  /** Which one of its kind: a Twitch id, a right, a file name; `null` where there is only one. */
  about: z.string().nullable(),
  group: z.enum(['twitch', 'data', 'server']),
  /** `off`: nothing to look at (no channel yet, no server running). */
  state: z.enum(['ok', 'warn', 'bad', 'off']),
  /** Which sentence of this check applies; each has a text in both languages. */
  text: z.enum(ALL_TEXTS),
  /**
   * For the sentence. The end of a name says what a value is: `at` or `…At` a moment (ISO), `…Ms` a duration,
   * `…Bytes` a size; other numbers are counts, texts are shown as they are. Beyond its sentence a check has:
   * `account`: `login`, `uses` (`channel,bot`), `ageMs`, `leftMs`, `scopes`, `clientType`, `refreshByAt`;
   * `line-…`: `sinceAt`, `forMs`, `lastMs`, `lastMessageAt`, `retries`, `nextTryAt`, `delayMs`, `host`;
   * `topics`: `ordered`, `wanted`, `cost`, `maxCost`, `names`; `backup`: `at`, `sizeBytes`.
   */
  params: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  /** A refusal code that tells more, e.g. why a line is down. */
  problem: z.string().nullable(),
  /** What mends it here and now. */
  mend: z.enum(MENDS).nullable(),
  /** A page of ours on which a person mends it (`/connect`, `/system?grant=planning`). */
  page: z.string().nullable(),
});
export type HealthCheck = z.infer<typeof check>;

const report = z.object({
  /** Worst first within each group. */
  checks: z.array(check),
  checkedAt: z.iso.datetime(),
  /** When the server began; `null` when none runs (then only `doctor` asks). */
  startedAt: z.iso.datetime().nullable(),
  version: z.string(),
  isSandbox: z.boolean(),
  /** The control page of the sandbox's own Twitch; `null` on the real one, and for who may not turn its knobs. */
  sandboxUrl: z.url().nullable(),
  memoryBytes: z.int().nullable(),
  /** Median time of the last answers of our own API, in milliseconds, oldest first, one a minute. */
  answerMs: z.array(z.number()),
  /** Same moments as `answerMs`. */
  memory: z.array(z.int()),
  /** Twitch's clock minus ours; `null` before it was heard. */
  clockSkewMs: z.int().nullable(),
  isOnNetwork: z.boolean(),
});
export type HealthReport = z.infer<typeof report>;

const span = z.object({ from: z.iso.datetime(), until: z.iso.datetime() });

/** What mended itself without anybody: shown so that trust has a reason. */
export const REPAIR_CODES = [
  'chat-back',
  'events-back',
  'token-refreshed',
  'gap-filled',
  'seen-late',
  'job-succeeded',
] as const;
export type RepairCode = (typeof REPAIR_CODES)[number];

export const health = {
  report: endpoint({
    method: 'GET',
    path: '/system/checks',
    access: 'system.read',
    summary: 'How everything is: accounts, lines to Twitch, database, jobs, backup, clock; with what mends it.',
    input: z.object({}),
    output: report,
  }),
  check: endpoint({
    method: 'POST',
    path: '/system/checks',
    access: 'system.read',
    summary: 'The same, looked at now and thoroughly: the database is read through, Twitch is asked.',
    input: z.object({}),
    output: report,
  }),
  mend: endpoint({
    method: 'POST',
    path: '/system/mends',
    access: 'system.manage',
    summary: 'Mends one thing and looks at it again.',
    input: z.object({ mend: z.enum(MENDS), about: z.string().max(200).nullable().default(null) }),
    output: report,
  }),
  coverage: endpoint({
    method: 'GET',
    path: '/system/coverage',
    access: 'system.read',
    summary: 'What was recorded in the last days, and where it lacks something.',
    input: z.object({ days: z.coerce.number().int().min(1).max(30).default(7) }),
    output: z.object({
      ...span.shape,
      streams: z.array(span),
      lines: z.array(
        z.object({
          line: z.enum(['chat', 'events', 'viewers']),
          /** Recorded since; `null` when never. */
          since: z.iso.datetime().nullable(),
          gaps: z.array(span),
        }),
      ),
      /** Lists too long to be compared to their end: who came on them while the events were away is not always found. */
      listsInPart: z.array(z.enum(['moderators', 'vips', 'bans'])),
    }),
  }),
  repairs: endpoint({
    method: 'GET',
    path: '/system/repairs',
    access: 'system.read',
    summary: 'What mended itself lately, newest first.',
    input: z.object({}),
    output: z.object({
      repairs: z.array(
        z.object({
          id: z.int(),
          at: z.iso.datetime(),
          code: z.enum(REPAIR_CODES),
          params: z.record(z.string(), z.union([z.string(), z.number()])),
          /** How long it had been wrong; 0 when nothing was lost. */
          tookMs: z.int(),
        }),
      ),
    }),
  }),
  diagnosis: endpoint({
    method: 'GET',
    path: '/system/diagnosis',
    access: 'system.manage',
    summary: 'The report as text to show to others: without secrets, without chat, without names of viewers.',
    input: z.object({}),
    output: z.object({ text: z.string() }),
  }),
};
