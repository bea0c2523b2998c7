import { REFUSALS } from '../../contract/refusals.ts';
import type { Id } from '../../kernel/id.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { Page, PageReply, PageRequest, SignInWay } from '../../platform/module.ts';
import { type AttemptView, boundToBrowser, boundToSession } from './attempts.ts';
import { becomeOwner } from './become-owner.ts';
import { findChannel } from './channel-store.ts';
import type { TeamContext } from './context.ts';
import { finishConsent } from './finish-consent.ts';

/** Where a browser arrives from outside. What went wrong is said by the sign-in page, in both languages. */
export function teamPages(context: TeamContext): readonly Page[] {
  const answer = async (request: PageRequest): Promise<PageReply> =>
    orProblem(async () => {
      const { caller, query, visitor } = request;
      const boundTo = [boundToBrowser(visitor.browserKey), ...(caller ? [boundToSession(caller.sessionKey)] : [])];
      const finished = await finishConsent(context, query, boundTo);
      if (finished.kind === 'refused') return refused(finished);
      const { returnTo, signIn } = finished;
      return { status: 303, location: returnTo, ...signingIn(context, signIn, 'browser', visitor) };
    });

  return [
    { path: '/callback', access: 'open', handle: answer },
    {
      // Apps registered with the bare address come back here; everybody else wants the app itself.
      path: '/',
      access: 'open',
      async handle(request) {
        const { code, error, state } = request.query;
        return state !== undefined && (code !== undefined || error !== undefined) ? answer(request) : undefined;
      },
    },
    {
      path: '/api/sign-in/attempts/:attemptId/enter',
      access: 'open',
      handle: (request) => orProblem(async () => enter(context, request)),
    },
    {
      path: '/api/sign-in/link/:token',
      access: 'open',
      handle: (request) =>
        orProblem(async () => {
          try {
            const signIn = await becomeOwner(context, request.params['token'] ?? '');
            const location = await firstPage(context);
            return { status: 303, location, ...signingIn(context, signIn, 'link', request.visitor) };
          } catch (error) {
            // Opened once more by who is in already: she just goes on.
            const isUsed = error instanceof Refusal && error.code === 'team.link-used';
            if (isUsed && request.caller !== null) return { status: 303, location: '/' };
            throw error;
          }
        }),
    },
  ];
}

/** An owner without a channel goes on where she left off: with what liveXtrem may do on it. */
async function firstPage({ db, site }: TeamContext): Promise<string> {
  const isConnecting = !site.isSandbox && site.hasTwitchApp && (await findChannel(db.read)) === undefined;
  return isConnecting ? '/connect?step=rights' : '/';
}

/** After a sign-in by a code: the browser that began it comes in, once. */
function enter(context: TeamContext, { caller, params, visitor }: PageRequest): PageReply {
  const { attempts } = context;
  const id = params['attemptId'] ?? '';
  const by = boundToBrowser(visitor.browserKey);
  const found = attempts.find(id, by);
  if (found?.state !== 'done') throw new Refusal(found?.problem?.code ?? 'team.sign-in-expired');
  const signIn = attempts.enter(id, by);
  if (signIn === undefined && caller === null) throw new Refusal('team.sign-in-expired');
  return { status: 303, location: found.attempt.returnTo, ...signingIn(context, signIn, 'code', visitor) };
}

/** Written down with how and from where: a code may have been typed in by somebody who was talked into it. */
function signingIn(
  { log }: TeamContext,
  memberId: Id<'mem'> | undefined,
  way: SignInWay,
  { address }: PageRequest['visitor'],
): Pick<PageReply, 'signIn'> {
  if (memberId === undefined) return {};
  log.info('session-begins', { memberId, way, address });
  return { signIn: { memberId, way } };
}

/** Whoever was signed in already is told where she began, and can ask there what it was. */
function refused({ attempt, refusal }: { attempt: AttemptView['attempt']; refusal: Refusal }): PageReply {
  if (attempt.goal.purpose === 'sign-in') throw refusal;
  const url = new URL(attempt.returnTo, 'http://own.invalid');
  url.searchParams.set('problem', refusal.code);
  url.searchParams.set('attempt', attempt.id);
  // Dots in it are gone now, and two slashes would be another site.
  return { status: 303, location: url.pathname.replace(/^\/+/, '/') + url.search };
}

async function orProblem(work: () => Promise<PageReply>): Promise<PageReply> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Refusal) || !(error.code in REFUSALS)) throw error;
    return { status: 303, location: `/sign-in?problem=${encodeURIComponent(error.code)}` };
  }
}
