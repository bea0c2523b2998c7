import type { HealthCheck } from '../contract/health.ts';
import type { ProblemView } from '../contract/system.ts';
import type { Caller } from '../platform/module.ts';

/** What waits for a hand and is no fault of the house. */
export interface WaitingWork {
  /** Drafts of months that are over, and expenses without a receipt. */
  readonly books: { readonly oldDrafts: number; readonly withoutReceipt: number };
  /** Browsers signed in as this person by a code, of which she did not say yet that it was she. */
  readonly signInsByCode: number;
}

type Person = Pick<Caller, 'permissions' | 'isOwner' | 'twitchId'>;
type Severity = ProblemView['severity'];

/**
 * What needs somebody, worst first: the bad and the warning checks of the house in the words of the home
 * page. A person is told only what she can mend or must know.
 */
export function findProblems(checks: readonly HealthCheck[], work: WaitingWork, caller: Person): ProblemView[] {
  const problems = checks.flatMap((check) =>
    check.state === 'bad' || check.state === 'warn' ? (problemOf(check, check.state, caller) ?? []) : [],
  );
  const found = [...join(problems), ...waitingWork(work, caller)];
  return found.sort((a, b) => (a.severity === b.severity ? 0 : a.severity === 'bad' ? -1 : 1));
}

function problemOf(check: HealthCheck, severity: Severity, caller: Person): ProblemView | undefined {
  const manages = caller.permissions.includes('system.manage');
  const may = (permission: Caller['permissions'][number]): boolean => caller.permissions.includes(permission);
  const { params } = check;
  const say = (
    code: ProblemView['code'],
    action: ProblemView['action'] = 'none',
    values: ProblemView['params'] = {},
  ): ProblemView => ({ code, severity, params: values, action });

  switch (check.code) {
    case 'account':
      return accountProblem(check, severity, caller);
    case 'right':
      return manages
        ? say('missing-scopes', caller.isOwner ? 'grant-right' : 'none', {
            count: Number(params['missing']),
            right: check.about ?? '',
          })
        : undefined;
    case 'app':
      return say('app-refused', caller.isOwner ? 'connect-twitch' : 'none');
    case 'line-chat':
      return say('chat-off');
    case 'line-events':
      return say('events-off');
    case 'disk':
      return say('low-disk', 'none', { megabytes: Math.floor(Number(params['freeBytes']) / 1_000_000) });
    case 'books':
      return may('finance.read') ? say('books-broken', 'open-ledger') : undefined;
    case 'schedule': {
      if (!may('planning.write')) return undefined;
      if (check.text === 'other-channel') return say('schedule-other-channel', 'open-schedule');
      const [code, count] =
        check.text === 'refused'
          ? (['schedule-refused', 'refused'] as const)
          : (['schedule-differs', 'differences'] as const);
      return say(code, 'open-schedule', { count: Number(params[count]) });
    }
    case 'jobs':
      return manages ? say('dead-jobs', 'retry-jobs', { count: Number(params['dead']) }) : undefined;
    case 'backup': {
      if (!manages) return undefined;
      const days = Math.floor(Number(params['ageMs'] ?? 0) / 86_400_000);
      return say(check.text === 'none' ? 'no-backup' : 'old-backup', 'backup', { count: days });
    }
    case 'style':
      return manages ? say('style-file', 'edit-style') : undefined;
    case 'clock':
      return say('clock-wrong', 'none', { seconds: Math.round(Number(params['skewMs']) / 1000) });
    // What is left is looked at on the page of the system.
    default:
      return may('system.read') ? say('check', 'open-health', { count: 1 }) : undefined;
  }
}

function accountProblem(check: HealthCheck, severity: Severity, caller: Person): ProblemView | undefined {
  const isChannel = String(check.params['uses']).split(',').includes('channel');
  const isOwn = check.about !== null && check.about === caller.twitchId;
  const action = caller.isOwner ? 'connect-channel' : 'none';
  if (check.text === 'no-channel') return { code: 'no-channel', severity, params: {}, action };
  const isLost = check.text === 'reconnect' || check.text === 'unanswered';
  if (isLost && isChannel) return { code: 'channel-grant', severity, params: {}, action };
  if (isLost && isOwn) {
    return { code: 'own-grant', severity: 'warn', params: {}, action: 'sign-in-again' };
  }
  // What another member's grant lacks is hers to mend.
  if (String(check.params['uses']) === 'member' || !caller.permissions.includes('system.manage')) return undefined;
  return { code: 'check', severity, params: { count: 1 }, action: 'open-health' };
}

/** One row for all rights that lack something, and one for all that only the page of the system names. */
function join(problems: readonly ProblemView[]): ProblemView[] {
  const joined = new Map<string, ProblemView>();
  problems.forEach((problem, at) => {
    const key = problem.code === 'missing-scopes' || problem.code === 'check' ? problem.code : String(at);
    const before = joined.get(key);
    const count = Number(before?.params['count'] ?? 0) + Number(problem.params['count'] ?? 0);
    const severity = before?.severity === 'bad' ? 'bad' : problem.severity;
    joined.set(key, before ? { ...before, severity, params: { ...before.params, count } } : problem);
  });
  return [...joined.values()];
}

function waitingWork({ books, signInsByCode: count }: WaitingWork, caller: Person): ProblemView[] {
  const toConfirm: ProblemView[] =
    count > 0 ? [{ code: 'signed-in-by-code', severity: 'warn', params: { count }, action: 'open-team' }] : [];
  return [...toConfirm, ...waitingBooks(books, caller)];
}

function waitingBooks(books: WaitingWork['books'], caller: Person): ProblemView[] {
  if (!caller.permissions.includes('finance.write')) return [];
  const waiting = [
    ['drafts-waiting', books.oldDrafts],
    ['receipts-missing', books.withoutReceipt],
  ] as const;
  return waiting.flatMap(([code, count]) =>
    count > 0 ? { code, severity: 'warn' as const, params: { count }, action: 'open-ledger' as const } : [],
  );
}
