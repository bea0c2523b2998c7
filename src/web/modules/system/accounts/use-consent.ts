import { useMutation } from '@tanstack/react-query';
import { accounts } from '../../../../contract/accounts.ts';
import type { DeviceAttempt } from '../../../../contract/device-attempt.ts';
import type { RequestOf } from '../../../../contract/endpoint.ts';
import { call } from '../../../api/call.ts';
import { useReturn } from '../../../app/use-return.ts';
import { askAllAgain } from './queries.ts';
import { keepConsent } from './use-unanswered.ts';

export type ConsentRequest = RequestOf<typeof accounts.begin>;

export interface ConsentUse {
  /** To Twitch in this browser, and back. */
  inBrowser(request: ConsentRequest): void;
  /** By a code; `device` is then what to show. */
  byCode(request: ConsentRequest): void;
  readonly device: DeviceAttempt | null;
  /** The same once more, after the code ended. */
  again(): void;
  /** Back to before. */
  reset(): void;
  readonly isLeaving: boolean;
  readonly isAsking: boolean;
  readonly error: Error | null;
}

/** Asks Twitch for a consent, by browser or by code. */
export function useConsent(): ConsentUse {
  const browser = useMutation({
    mutationFn: (request: ConsentRequest) => call(accounts.begin, request),
    onSuccess: ({ attemptId, authorizeUrl }) => {
      keepConsent(attemptId);
      location.assign(authorizeUrl);
    },
  });
  const code = useMutation({
    mutationFn: (request: ConsentRequest) => call(accounts.beginDevice, request),
  });
  useReturn(() => browser.reset());
  return {
    inBrowser: (request) => {
      code.reset();
      browser.mutate(request);
    },
    byCode: (request) => {
      browser.reset();
      code.mutate(request);
    },
    device: code.data ?? null,
    again: () => {
      if (code.variables) code.mutate(code.variables);
    },
    reset: () => {
      browser.reset();
      code.reset();
      void askAllAgain();
    },
    isLeaving: browser.isPending || browser.isSuccess,
    isAsking: code.isPending,
    error: browser.error ?? code.error,
  };
}
