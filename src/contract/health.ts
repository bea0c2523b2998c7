import { z } from 'zod';
import { endpoint } from './endpoint.ts';

/** Everything that is looked at, in the order it is listed. `livextrem doctor` and the page show the same. */
export const HEALTH_CODES = [
  // Twitch
  'app',
  'account',
  'right',
  'line-sign-in',
  'line-api',
  'line-chat',
  'line-events',
  'topics',
  'clock',
  'schedule',
  // data
  'folder',
  'database',
  'books',
  'backup',
  'backup-damaged',
  'disk',
  'jobs',
  'missed',
  // server
  'node',
  'version',
  'memory',
  'style',
] as const;
export type HealthCode = (typeof HEALTH_CODES)[number];

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
  text: z.string(),
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
