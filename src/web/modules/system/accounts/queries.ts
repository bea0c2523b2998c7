import { useMutation, useQuery } from '@tanstack/react-query';
import { accounts } from '../../../../contract/accounts.ts';
import { team } from '../../../../contract/team.ts';
import { call } from '../../../api/call.ts';
import { ask, askAgain } from '../../../api/query-client.ts';
import { useMay } from '../../../api/session.ts';

export function useAccounts() {
  return useQuery({ ...ask(accounts.list, {}), enabled: useMay('system.read') });
}

export function useRights() {
  return useQuery(ask(accounts.rights, {}));
}

/** Only by a code: the app has no secret, or Twitch could not send this browser back to where it is. */
export function useIsCodeOnly(): boolean {
  return useQuery({ ...ask(team.signInState, {}), staleTime: 60_000 }).data?.comesBack === false;
}

export function useDisconnect() {
  return useMutation({
    mutationFn: (twitchId: string) => call(accounts.remove, { twitchId }),
    onSettled: askAllAgain,
  });
}

/** Whose grant changed shows in many places. */
export async function askAllAgain(): Promise<void> {
  await Promise.all([askAgain(accounts.list), askAgain(accounts.rights), askAgain(team.me)]);
}
