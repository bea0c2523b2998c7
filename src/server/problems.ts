import type { ProblemView } from '../contract/system.ts';
import type { Caller } from '../platform/module.ts';
import type { LineState } from '../twitch/line-state.ts';
import { LOW_DISK_BYTES } from './disk.ts';

/** What is known about the house when somebody asks what needs her. */
export interface HouseState {
  readonly hasChannel: boolean;
  readonly isSandbox: boolean;
  readonly connections: { readonly chat: LineState; readonly events: LineState; readonly token: LineState };
  /** Scopes that the channel's grant lacks. */
  readonly missingScopes: readonly string[];
  /** What the plan and Twitch's schedule disagree about, and what Twitch refused. */
  readonly plan: { readonly differences: number; readonly refused: number };
  /** Drafts of months that are over, drafts without a receipt, and whether the sealed books fail their check. */
  readonly books: { readonly oldDrafts: number; readonly withoutReceipt: number; readonly isBroken: boolean };
  readonly deadJobs: number;
  /** `null` when there is none. */
  readonly lastBackupAtMs: number | null;
  readonly databaseAgeMs: number;
  readonly styleNotices: number;
  readonly freeDiskBytes: number | null;
  readonly nowMs: number;
}

const DAY_MS = 86_400_000;
const BACKUP_DUE_MS = 7 * DAY_MS;
/** A line that comes back by itself within this time is no news. */
const PATIENCE_MS = 30_000;

/** What needs somebody, worst first; a person is told only what she can mend or must know. */
export function findProblems(state: HouseState, caller: Pick<Caller, 'permissions' | 'isOwner'>): ProblemView[] {
  const manages = caller.permissions.includes('system.manage');
  const problems: ProblemView[] = [];
  const say = (problem: ProblemView): void => void problems.push(problem);
  const { chat, events, token } = state.connections;

  if (!state.hasChannel) {
    say({ code: 'no-channel', severity: 'bad', params: {}, action: caller.isOwner ? 'connect-channel' : 'none' });
  } else if (token.problem !== null) {
    say({ code: 'channel-grant', severity: 'bad', params: {}, action: caller.isOwner ? 'connect-channel' : 'none' });
  } else if (state.missingScopes.length > 0 && manages) {
    const params = { count: state.missingScopes.length, scope: state.missingScopes[0] ?? '' };
    say({ code: 'missing-scopes', severity: 'warn', params, action: caller.isOwner ? 'connect-channel' : 'none' });
  }
  // A secret that was replaced at Twitch: nothing comes back by itself then.
  const mending = (line: LineState) =>
    caller.isOwner && line.problem?.startsWith('team.client-') ? 'connect-twitch' : 'none';
  if (state.hasChannel && isDown(chat, state.nowMs))
    say({ code: 'chat-off', severity: 'bad', params: {}, action: mending(chat) });
  if (state.hasChannel && isDown(events, state.nowMs)) {
    say({ code: 'events-off', severity: 'bad', params: {}, action: mending(events) });
  }
  if (state.freeDiskBytes !== null && state.freeDiskBytes < LOW_DISK_BYTES) {
    const params = { megabytes: Math.floor(state.freeDiskBytes / 1_000_000) };
    say({ code: 'low-disk', severity: 'bad', params, action: 'none' });
  }
  if (state.books.isBroken && caller.permissions.includes('finance.read')) {
    say({ code: 'books-broken', severity: 'bad', params: {}, action: 'open-ledger' });
  }
  if (caller.permissions.includes('planning.write')) {
    const { differences, refused } = state.plan;
    const action = 'open-schedule';
    if (differences > 0) say({ code: 'schedule-differs', severity: 'warn', params: { count: differences }, action });
    if (refused > 0) say({ code: 'schedule-refused', severity: 'warn', params: { count: refused }, action });
  }
  if (caller.permissions.includes('finance.write')) {
    const { oldDrafts, withoutReceipt } = state.books;
    const action = 'open-ledger';
    if (oldDrafts > 0) say({ code: 'drafts-waiting', severity: 'warn', params: { count: oldDrafts }, action });
    if (withoutReceipt > 0)
      say({ code: 'receipts-missing', severity: 'warn', params: { count: withoutReceipt }, action });
  }
  if (!manages) return worstFirst(problems);
  if (state.deadJobs > 0)
    say({ code: 'dead-jobs', severity: 'warn', params: { count: state.deadJobs }, action: 'retry-jobs' });
  // A sandbox is worth no backup, and a channel of today has nothing to lose yet.
  const hasOldBackup = state.nowMs - (state.lastBackupAtMs ?? 0) > BACKUP_DUE_MS;
  if (!state.isSandbox && state.databaseAgeMs > DAY_MS && hasOldBackup) {
    const days = state.lastBackupAtMs === null ? 0 : Math.floor((state.nowMs - state.lastBackupAtMs) / DAY_MS);
    const code = state.lastBackupAtMs === null ? 'no-backup' : 'old-backup';
    say({ code, severity: 'warn', params: { days }, action: 'backup' });
  }
  if (state.styleNotices > 0) say({ code: 'style-file', severity: 'warn', params: {}, action: 'edit-style' });
  return worstFirst(problems);
}

function worstFirst(problems: ProblemView[]): ProblemView[] {
  return problems.sort((a, b) => (a.severity === b.severity ? 0 : a.severity === 'bad' ? -1 : 1));
}

function isDown(line: LineState, nowMs: number): boolean {
  if (line.problem !== null) return true;
  return line.state !== 'connected' && nowMs - line.sinceMs > PATIENCE_MS;
}
