import { useMutation, useQuery } from '@tanstack/react-query';
import { team } from '../../../contract/team.ts';
import { call } from '../../api/call.ts';
import { ask } from '../../api/query-client.ts';

const KEY = 'livextrem-sign-in';

/** Remembers the attempt over the way to Twitch and back, in this tab only. */
export function keepAttempt(attemptId: string): void {
  sessionStorage.setItem(KEY, attemptId);
}

/** The sign-in this tab began: `waiting` when the person came back without finishing it at Twitch. */
export function useAttempt() {
  const attemptId = sessionStorage.getItem(KEY) ?? '';
  const attempt = useQuery({ ...ask(team.signInAttempt, { attemptId }), enabled: attemptId !== '', staleTime: 0 });
  const cancel = useMutation({
    mutationFn: () => call(team.cancelSignIn, { attemptId }),
    onSettled: () => {
      sessionStorage.removeItem(KEY);
      return attempt.refetch();
    },
  });
  return { state: attempt.data?.state, cancel, askAgain: () => void attempt.refetch() };
}
