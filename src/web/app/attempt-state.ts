import type { ReplyOf } from '../../contract/endpoint.ts';
import type { team } from '../../contract/team.ts';
import { Refusal } from '../../kernel/refusal.ts';

type Attempt = ReplyOf<typeof team.signInAttempt>;

/** How an attempt stands. One that the server does not know any more, after a restart, is over as well. */
export function attemptState({
  data,
  error,
}: {
  readonly data: Attempt | undefined;
  readonly error: Error | null;
}): Attempt['state'] {
  const isForgotten = error instanceof Refusal && error.code === 'team.sign-in-expired';
  const state = data?.state ?? 'waiting';
  return isForgotten && state === 'waiting' ? 'expired' : state;
}
