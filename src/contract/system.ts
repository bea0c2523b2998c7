import { z } from 'zod';
import { endpoint } from './endpoint.ts';

const backup = z.object({
  id: z.string(),
  at: z.iso.datetime(),
  sizeBytes: z.int(),
  isVerified: z.boolean(),
  reason: z.enum(['by-hand', 'before-migration']),
  fileName: z.string(),
});

const job = z.object({
  id: z.string(),
  kind: z.string(),
  state: z.enum(['waiting', 'running', 'done', 'dead']),
  attempts: z.int(),
  runAt: z.iso.datetime(),
  lastError: z.string().nullable(),
});

export const PROBLEM_CODES = [
  'no-channel',
  'channel-grant',
  'missing-scopes',
  'own-grant',
  /** `count` browsers signed in by a code, which the person has not confirmed. */
  'signed-in-by-code',
  'chat-off',
  'events-off',
  'low-disk',
  'books-broken',
  'schedule-differs',
  'schedule-refused',
  'schedule-other-channel',
  'drafts-waiting',
  'receipts-missing',
  'dead-jobs',
  'no-backup',
  'old-backup',
  'style-file',
  'app-refused',
  'clock-wrong',
  /** The other checks that are not good: `count` of them, named on the page of the system. */
  'check',
] as const;

export const problem = z.object({
  /** Each has a text in both languages. */
  code: z.enum(PROBLEM_CODES),
  severity: z.enum(['warn', 'bad']),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  /** What mends it: a page of ours to go to, or nothing but waiting. */
  action: z.enum([
    'connect-twitch',
    'connect-channel',
    'grant-right',
    'sign-in-again',
    'open-team',
    'open-schedule',
    'open-ledger',
    'backup',
    'retry-jobs',
    'edit-style',
    'open-health',
    'none',
  ]),
});
export type ProblemView = z.infer<typeof problem>;

export const system = {
  health: endpoint({
    method: 'GET',
    path: '/health',
    access: 'open',
    summary: 'Is the server up.',
    input: z.object({}),
    output: z.object({ status: z.literal('ok') }),
  }),
  style: endpoint({
    method: 'GET',
    path: '/style',
    access: 'member',
    summary: 'What style.json asks for; anything unreadable in it is replaced by the default and named.',
    input: z.object({}),
    output: z.object({
      appearanceMode: z.enum(['system', 'light', 'dark']),
      /** Replacements for the two brand colours, already checked for contrast. */
      colors: z.object({ act: z.string().nullable(), live: z.string().nullable() }),
      notices: z.array(z.object({ code: z.string(), params: z.record(z.string(), z.string()) })),
    }),
  }),
  problems: endpoint({
    method: 'GET',
    path: '/system/problems',
    access: 'member',
    summary: 'What needs somebody, worst first; only what this person may mend or must know.',
    input: z.object({}),
    output: z.object({ problems: z.array(problem), checkedAt: z.iso.datetime() }),
  }),
  backups: endpoint({
    method: 'GET',
    path: '/system/backups',
    access: 'system.read',
    summary: 'The backups kept, newest first.',
    input: z.object({}),
    output: z.object({ backups: z.array(backup), folder: z.string() }),
  }),
  makeBackup: endpoint({
    method: 'POST',
    path: '/system/backups',
    access: 'system.manage',
    summary: 'Makes a backup of the running database and verifies it.',
    input: z.object({}),
    output: backup,
  }),
  jobs: endpoint({
    method: 'GET',
    path: '/system/jobs',
    access: 'system.read',
    summary: 'Jobs that wait, run or are dead.',
    input: z.object({}),
    output: z.object({ jobs: z.array(job) }),
  }),
  retryJob: endpoint({
    method: 'POST',
    path: '/system/jobs/{jobId}/retry',
    access: 'system.manage',
    summary: 'Gives a dead job another round of tries.',
    input: z.object({ jobId: z.string().max(64) }),
    output: job,
  }),
};
