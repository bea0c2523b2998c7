import { REFUSALS } from '../../contract/refusals.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { Page, PageReply, PageRequest } from '../../platform/module.ts';
import { becomeOwner } from './become-owner.ts';
import type { TeamContext } from './context.ts';
import { finishConsent } from './finish-consent.ts';
import { boundToBrowser, boundToSession } from './sign-in-attempts.ts';

/** Where a browser arrives from outside. What went wrong is said by the sign-in page, in both languages. */
export function teamPages(context: TeamContext): readonly Page[] {
  const answer = async (request: PageRequest): Promise<PageReply> =>
    orProblem(async () => {
      const { caller, query, visitor } = request;
      const boundTo = [boundToBrowser(visitor.browserKey), ...(caller ? [boundToSession(caller.sessionKey)] : [])];
      const { returnTo, signIn } = await finishConsent(context, query, boundTo);
      return { status: 303, location: returnTo, ...(signIn === undefined ? {} : { signIn }) };
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
      path: '/api/sign-in/link/:token',
      access: 'open',
      handle: (request) =>
        orProblem(async () => {
          try {
            const signIn = await becomeOwner(context, request.params['token'] ?? '');
            return { status: 303, location: '/', signIn };
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

async function orProblem(work: () => Promise<PageReply>): Promise<PageReply> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Refusal) || !(error.code in REFUSALS)) throw error;
    return { status: 303, location: `/sign-in?problem=${encodeURIComponent(error.code)}` };
  }
}
