import { Refusal } from '../../kernel/refusal.ts';
import { type DeviceLogin, runDeviceLogin } from '../../twitch/device-login.ts';
import type { DeviceAttempt } from './attempts.ts';
import { refusalOf, type TeamContext } from './context.ts';
import { identify, keepConsent } from './keep-consent.ts';

/** Asks Twitch until the code was typed in, and keeps what it grants. Ends with its attempt, or with the house. */
export function followCode(context: TeamContext, attempt: DeviceAttempt, code: DeviceLogin['code']): void {
  const { attempts, following, log } = context;
  const work = follow(context, attempt, code)
    .catch((error: unknown) => {
      if (!(error instanceof Refusal)) log.error('device-login-failed', { error });
      const { code: why, params } = error instanceof Refusal ? error : new Refusal('http.internal');
      const state = why === 'team.device-expired' ? 'expired' : 'refused';
      attempts.settle(attempt, { state, problem: { code: why, params } });
    })
    .finally(() => following.delete(work));
  following.add(work);
}

async function follow(context: TeamContext, attempt: DeviceAttempt, code: DeviceLogin['code']): Promise<void> {
  const { attempts, clock, deviceSleep, oauth, vault } = context;
  const isFirst = (await vault.accounts()).every((account) => account.state !== 'ok');
  const { signal } = attempt.way;
  const login = await runDeviceLogin({
    oauth,
    code,
    clock,
    signal,
    isFirst,
    ...(deviceSleep && { sleep: deviceSleep }),
  });
  if (login === undefined) return;
  if (!login.ok) throw refusalOf(login.error);
  const pair = login.value;
  // Cancelled in the same moment: nothing is kept.
  if (!attempts.claim(attempt)) {
    await oauth.revoke(pair.accessToken);
    return;
  }
  const signIn = await keepConsent(context, attempt.goal, await identify(context, pair));
  attempts.settle(attempt, { state: 'done', signIn });
}
