import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { team } from '../../../../contract/team.ts';
import { ask } from '../../../api/query-client.ts';
import { useReturn } from '../../../app/use-return.ts';

const KEY = 'livextrem-consent';

/** Remembers a consent over the way to Twitch and back, in this tab only. */
export function keepConsent(attemptId: string): void {
  sessionStorage.setItem(KEY, attemptId);
}

/** The person came back from Twitch by herself: no answer was sent with her, because of a mistake or a change of mind. */
export function useUnanswered(): boolean {
  // Looked at on the way in only: whoever is about to leave has not come back.
  const [attemptId, setAttemptId] = useState(readConsent);
  const attempt = useQuery({
    ...ask(team.signInAttempt, { attemptId }),
    enabled: attemptId !== '',
    staleTime: 0,
    retry: false,
  });
  useReturn(() => setAttemptId(readConsent()));
  return attempt.data?.state === 'waiting';
}

const readConsent = (): string => sessionStorage.getItem(KEY) ?? '';
